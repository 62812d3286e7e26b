package org.peerchallenge.improvement;

import org.peerchallenge.access.Extent;
import org.peerchallenge.access.Rule;
import org.peerchallenge.access.Standings;
import org.springframework.stereotype.Service;

/** Asks {@link Rule} who may read a plan and what it rests on. */
@Service
public class PlanReaders {

  private final Standings standings;

  PlanReaders(Standings standings) {
    this.standings = standings;
  }

  public boolean mayRead(String username, Plan plan) {
    Rule.PlanStage stage =
        switch (plan.state()) {
          case DRAFT -> Rule.PlanStage.DRAFT;
          case ASKED -> Rule.PlanStage.ASKED;
          case PUBLISHED, CLOSED -> Rule.PlanStage.PUBLISHED;
        };
    return Rule.plan(standings.of(username), stage).isAtLeast(Extent.WHOLE);
  }

  /** Whether the person may see the findings with the entries that they come from. */
  public boolean mayReadFindings(String username) {
    return Rule.findings(standings.of(username)).isAtLeast(Extent.WHOLE);
  }

  /** Whether the person may have offers and asks compared anew. */
  public boolean mayWriteFindings(String username) {
    return Rule.findings(standings.of(username)) == Extent.WRITE;
  }
}
