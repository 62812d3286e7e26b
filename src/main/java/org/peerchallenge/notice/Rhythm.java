package org.peerchallenge.notice;

/** How often somebody wants to hear of news that may wait. */
public enum Rhythm {
  AT_ONCE("At once, a mail each", 0),
  DAILY("Once a day", 1),
  WEEKLY("Once a week", 7),
  NEVER("Not by mail: I look at this page", Integer.MAX_VALUE);

  private final String words;
  private final int days;

  Rhythm(String words, int days) {
    this.words = words;
    this.days = days;
  }

  public String words() {
    return words;
  }

  /** For how long the oldest line may wait, unless a digest leaves anyway. */
  int days() {
    return days;
  }
}
