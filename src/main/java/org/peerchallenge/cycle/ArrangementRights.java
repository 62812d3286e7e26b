package org.peerchallenge.cycle;

import java.security.Principal;

/** Authorization to arrange a year, answered by the reading policy, which knows the cycle. */
public interface ArrangementRights {

  /**
   * Whether somebody may arrange years.
   *
   * @param who null for a visitor who has not signed in
   */
  boolean mayArrange(Principal who);
}
