package org.peerchallenge.region;

/** How somebody holds a role: a director often acts for months before one is appointed. */
public enum HeldAs {
  PERMANENT("permanent"),
  INTERIM("interim"),
  ACTING("acting");

  private final String words;

  HeldAs(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
