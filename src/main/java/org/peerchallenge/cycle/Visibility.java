package org.peerchallenge.cycle;

/** Who may read a self-assessment once it is shared, from narrow to wide. */
public enum Visibility {
  GROUP("The authorities of the same group"),
  ALL_DCS("Every director of children's services of the region"),
  ALL_DCS_AND_LEADERS("Every director, lead member and chief executive of the region");

  private final String words;

  Visibility(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /** The narrower of the cycle's setting and an owner's choice: it wins. */
  public Visibility narrower(Visibility other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
