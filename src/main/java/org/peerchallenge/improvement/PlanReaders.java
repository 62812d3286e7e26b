package org.peerchallenge.improvement;

import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;

/**
 * The one rule for reading a plan: the office reads a draft, directors and lead members what they
 * are asked for, everybody what is published.
 */
@Service
public class PlanReaders {

  private final Region region;

  PlanReaders(Region region) {
    this.region = region;
  }

  public boolean mayRead(String username, Plan plan) {
    return switch (plan.state()) {
      case PUBLISHED, CLOSED -> true;
      case ASKED -> isOffice(username) || isAsked(username);
      case DRAFT -> isOffice(username);
    };
  }

  /** Whether the person may see the findings with the entries that they come from. */
  public boolean mayReadFindings(String username) {
    return isOffice(username);
  }

  private boolean isAsked(String username) {
    return region.holds(username, Role.DCS) || region.holds(username, Role.LEAD_MEMBER);
  }

  private boolean isOffice(String username) {
    return region.holds(username, Role.OFFICE) || region.holds(username, Role.LEAD);
  }
}
