package org.peerchallenge.casechange;

import org.peerchallenge.kernel.Refused;

/** Tries a change out and takes all of it back, so that a person sees what it would do. */
public interface Trial {

  /**
   * What came of the deed, with every step that it sets off at once.
   *
   * @throws Refused when it cannot be made
   */
  Effects of(Runnable deed);
}
