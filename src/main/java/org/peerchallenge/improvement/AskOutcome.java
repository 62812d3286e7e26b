package org.peerchallenge.improvement;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What came of an ask, as its owner tells it.
 *
 * @param months after which it was asked: 3, 6 or 12
 */
public record AskOutcome(long ask, int months, What what, String words, Instant at) {

  /** What there is to show. */
  public enum What {
    OFFER("Somebody helped us"),
    ACTION("We did something"),
    FIGURE("A figure moved"),
    STORY("A child’s or family’s story, without a name"),
    NOTHING_YET("Nothing yet");

    private final String words;

    What(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /** By its name; empty for everything else. */
    public static Optional<What> of(String name) {
      return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
  }
}
