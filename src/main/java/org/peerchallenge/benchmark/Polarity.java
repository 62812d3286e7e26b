package org.peerchallenge.benchmark;

import java.util.Locale;

/** Which direction of an indicator is good, if any. */
public enum Polarity {
  HIGH,
  LOW,
  NONE;

  static Polarity of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }

  /** As the figures and decision tables write it: high, low, none. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
