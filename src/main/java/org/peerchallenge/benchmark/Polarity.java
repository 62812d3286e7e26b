package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.util.Locale;

/** Which direction of an indicator is good, if any. */
public enum Polarity {
  HIGH("high is good"),
  LOW("low is good"),
  NONE("no direction");

  private final String words;

  Polarity(String words) {
    this.words = words;
  }

  static Polarity of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }

  /** As the figures and decision tables write it: high, low, none. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String words() {
    return words;
  }

  /** Whether one value ranks before another; without a direction the higher one does. */
  public boolean isBetter(BigDecimal one, BigDecimal other) {
    return this == LOW ? one.compareTo(other) < 0 : one.compareTo(other) > 0;
  }
}
