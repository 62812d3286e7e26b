package org.peerchallenge.engine;

/** Follows a running case that goes on by another version of its diagram, in the same step. */
public interface CaseMoved {

  void moved(String processInstance);
}
