package org.peerchallenge.engine;

import org.camunda.bpm.engine.OptimisticLockingException;

/** Repeats a transaction that met somebody else's at the same rows, as the engine does for jobs. */
public final class LockConflicts {

  private static final int ATTEMPTS = 5;

  private LockConflicts() {}

  /**
   * Runs a whole transaction, anew where it collided with another one.
   *
   * @param transaction leaves nothing behind when it fails
   * @throws OptimisticLockingException when it collided five times
   */
  public static void repeat(Runnable transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.run();
        return;
      } catch (OptimisticLockingException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
