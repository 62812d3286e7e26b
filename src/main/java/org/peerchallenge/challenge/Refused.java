package org.peerchallenge.challenge;

/** What was asked cannot be done; the message says why, to the person who asked. */
public class Refused extends RuntimeException {

  Refused(String message) {
    super(message);
  }
}
