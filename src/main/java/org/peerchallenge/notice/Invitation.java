package org.peerchallenge.notice;

import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * An entry for the recipient's calendar; the same uid with a higher sequence replaces what was sent
 * before.
 *
 * @param uid stays the same for as long as the event is the same event, whatever its date
 * @param sequence 0 at first, raised at each change and at the cancellation
 * @param description what to expect, with the address of its page; may be empty
 * @param organiser e-mail address that answers go to
 */
public record Invitation(
    String uid,
    int sequence,
    ZonedDateTime start,
    ZonedDateTime end,
    String summary,
    String location,
    String description,
    String organiser,
    Method method) {

  /** What the recipient's calendar is asked to do. */
  public enum Method {
    REQUEST,
    CANCEL
  }

  public Invitation {
    Objects.requireNonNull(uid, "uid");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(organiser, "organiser");
    Objects.requireNonNull(method, "method");
    description = description == null ? "" : description;
    location = location == null ? "" : location;
    if (uid.isBlank() || summary.isBlank()) {
      throw new IllegalArgumentException("An invitation needs a uid and a summary");
    }
    if (sequence < 0) {
      throw new IllegalArgumentException(
          "An invitation's sequence starts at 0, not at " + sequence);
    }
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException(
          "An invitation ends after it starts: " + start + " to " + end);
    }
  }
}
