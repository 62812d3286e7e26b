package org.peerchallenge.improvement;

import java.time.LocalDate;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;

/**
 * An action of the plan or a commitment of a presenter, as far as it is.
 *
 * @param ref how people call it: A1, C12
 * @param entry whose it is, when it is an entry's
 * @param progress {@code not-started}, {@code on-track}, {@code delayed}, {@code done} or {@code
 *     given-up}
 */
public record Followed(
    String ref,
    Kind kind,
    Optional<EntryKey> entry,
    String what,
    String owner,
    Optional<LocalDate> due,
    String progress,
    String note) {

  /** Where it comes from. */
  public enum Kind {
    ACTION,
    COMMITMENT
  }

  public boolean isOpen() {
    return !progress.equals("done") && !progress.equals("given-up");
  }

  /** For people. */
  public String progressInWords() {
    return progress.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + progress.substring(1).replace('-', ' ');
  }
}
