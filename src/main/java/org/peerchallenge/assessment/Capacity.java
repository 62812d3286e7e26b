package org.peerchallenge.assessment;

import java.util.Locale;

/** In which capacity a director signs. */
public enum Capacity {
  PERMANENT("permanent director"),
  INTERIM("interim director"),
  ACTING("acting director"),
  DEPUTISING("deputising for the director");

  private final String words;

  Capacity(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** The value in a form. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the value of a form: {@code interim}. */
  public static Capacity of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
