package org.peerchallenge.casechange;

/** A change that cannot be made, with words for the person who wants it. */
public class ChangeRefused extends RuntimeException {

  public ChangeRefused(String words) {
    super(words);
  }
}
