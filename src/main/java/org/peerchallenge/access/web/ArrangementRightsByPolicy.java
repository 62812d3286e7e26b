package org.peerchallenge.access.web;

import java.security.Principal;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.cycle.ArrangementRights;
import org.springframework.stereotype.Component;

/** Authorization to arrange a year, as {@link ReadingPolicy} says it. */
@Component
class ArrangementRightsByPolicy implements ArrangementRights {

  private final PageGuard guard;

  ArrangementRightsByPolicy(PageGuard guard) {
    this.guard = guard;
  }

  @Override
  public boolean mayArrange(Principal who) {
    return guard.mayWrite(who, ReadingPolicy::arrangements);
  }
}
