package org.peerchallenge.kernel;

/**
 * Refusal of what somebody asked for; the message says why and what to do, in words for that
 * person.
 *
 * <p>Nothing was changed: it rolls back the transaction that it leaves. A page shows the message
 * beside what was sent; a form of Tasklist gets it from the engine as HTTP 400.
 */
public class Refused extends RuntimeException {

  public Refused(String message) {
    super(message);
  }
}
