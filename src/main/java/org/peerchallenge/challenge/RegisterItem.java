package org.peerchallenge.challenge;

import java.time.Instant;
import org.peerchallenge.cycle.EntryKey;

/**
 * An ask of the region, or an offer to it.
 *
 * @param theme id of its theme, empty when none was chosen
 * @param source where it came from: "self-assessment" or "report back", with the version
 */
public record RegisterItem(
    long id,
    Kind kind,
    EntryKey entry,
    String title,
    String description,
    String theme,
    String contact,
    State state,
    String source,
    Instant listed) {

  /** Whether something is wanted or given. */
  public enum Kind {
    ASK("ask", "Ask"),
    OFFER("offer", "Offer");

    private final String id;
    private final String words;

    Kind(String id, String words) {
      this.id = id;
      this.words = words;
    }

    public String id() {
      return id;
    }

    public String words() {
      return words;
    }

    static Kind of(String id) {
      return id.equals("ask") ? ASK : OFFER;
    }
  }

  /** What has become of it. */
  public enum State {
    LISTED("Not yet validated"),
    VALIDATED("Validated"),
    WITHDRAWN("Withdrawn"),
    MATCHED("Matched");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
