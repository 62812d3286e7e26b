package org.peerchallenge.improvement;

import org.peerchallenge.cycle.EntryKey;

/**
 * Something that a challenge day found, as the plan cites it by its number.
 *
 * @param theme as its author called it; may be empty
 * @param entry where it was found: for the office's eyes, never published
 */
public record Finding(int number, Kind kind, EntryKey entry, String theme, String text) {

  /** Where in a report back it stood. */
  public enum Kind {
    COMMON_ISSUE("Common issue"),
    INSIGHT("Insight"),
    ASK("Ask"),
    COMMITMENT("Commitment");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
