package org.peerchallenge.assessment;

/** Refusal of a request that is not possible now; the message says why, to the person who asked. */
public class NotPossible extends RuntimeException {

  public NotPossible(String message) {
    super(message);
  }
}
