package org.peerchallenge.engine;

/** Hears how far a long piece of work is, so that whoever waits for it sees it. */
@FunctionalInterface
public interface Progress {

  /** For work that nobody waits for. */
  Progress UNSEEN = (done, all) -> {};

  void at(int done, int all);
}
