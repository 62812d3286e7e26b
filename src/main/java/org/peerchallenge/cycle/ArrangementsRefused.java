package org.peerchallenge.cycle;

/** Arrangements that cannot be as they were sent; the message says why, to the office. */
public class ArrangementsRefused extends RuntimeException {

  public ArrangementsRefused(String message) {
    super(message);
  }
}
