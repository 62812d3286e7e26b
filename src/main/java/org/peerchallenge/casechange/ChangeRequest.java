package org.peerchallenge.casechange;

import java.time.Instant;
import java.util.Optional;

/**
 * A change that somebody asked for: who, what, why, and what became of it.
 *
 * @param refusal why it could not be made; empty unless refused
 * @param undoes the change that this one takes back
 */
public record ChangeRequest(
    long id,
    CaseKey about,
    String kind,
    Wanted wanted,
    State state,
    Effects effects,
    Optional<ChangeKind.Inverse> inverse,
    Optional<Long> undoes,
    String reason,
    String askedBy,
    Instant asked,
    Optional<String> confirmedBy,
    Optional<Instant> confirmed,
    Optional<Instant> made,
    String refusal) {

  /** How far it is. */
  public enum State {
    PROPOSED("being looked at"),
    CONFIRMED("confirmed, being made"),
    MADE("made"),
    REFUSED("not possible any more"),
    UNDONE("made, and taken back"),
    DROPPED("not wanted after all");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Its page. */
  public String page() {
    return "/changes/" + id;
  }
}
