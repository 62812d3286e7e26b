package org.peerchallenge.change;

/** What was asked of a proposal cannot be done; the message says why, for the person who asked. */
public class ProposalRefused extends RuntimeException {

  public ProposalRefused(String message) {
    super(message);
  }
}
