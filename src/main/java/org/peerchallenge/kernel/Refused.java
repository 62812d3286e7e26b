package org.peerchallenge.kernel;

/**
 * A refusal: what was asked cannot be done, and nothing was changed. The message says why, in words
 * for the person who asked; forms and pages show it as it stands.
 */
public class Refused extends RuntimeException {

  public Refused(String message) {
    super(message);
  }

  public Refused(String message, Throwable cause) {
    super(message, cause);
  }
}
