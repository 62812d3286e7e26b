package org.peerchallenge.assessment;

/** How far a self-assessment is, as its group and the office see it. */
public enum State {
  NOT_STARTED("not begun"),
  DRAFT("being written"),
  /** Signed for the first time, and not yet open to readers. */
  SIGNED("signed"),
  SHARED("shared"),
  /** Shared once, and withdrawn from its readers by its director. */
  UNSHARED("no longer shared"),
  /** The year closed without it. */
  NOT_FINISHED("not finished when the year closed"),
  /** Left the year. */
  WITHDRAWN("withdrawn");

  private final String words;

  State(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
