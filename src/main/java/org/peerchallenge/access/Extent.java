package org.peerchallenge.access;

/** How much of a thing somebody may see, from nothing to all. */
public enum Extent {
  NOTHING,
  /** That it exists and how far it is. */
  STATUS,
  /** The part that says nothing on risk. */
  SUMMARY,
  WHOLE,
  WRITE;

  public boolean isAtLeast(Extent other) {
    return compareTo(other) >= 0;
  }
}
