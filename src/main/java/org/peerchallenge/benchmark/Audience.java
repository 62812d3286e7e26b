package org.peerchallenge.benchmark;

/** For whom figures are laid out: some are collected by the region for itself and not published. */
public enum Audience {
  EVERYBODY,
  /** Who may see the region's own figures too. */
  ENTITLED;

  public boolean sees(Indicator indicator) {
    return this == ENTITLED || !indicator.unpublished();
  }
}
