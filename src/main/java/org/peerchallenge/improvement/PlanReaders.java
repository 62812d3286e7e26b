package org.peerchallenge.improvement;

import org.peerchallenge.access.Extent;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.RelationshipResolver;
import org.springframework.stereotype.Service;

/** Asks {@link ReadingPolicy} who may read a plan and what it rests on. */
@Service
public class PlanReaders {

  private final RelationshipResolver relationships;

  PlanReaders(RelationshipResolver relationships) {
    this.relationships = relationships;
  }

  public boolean mayRead(String username, Plan plan) {
    ReadingPolicy.PlanStage stage =
        switch (plan.state()) {
          case DRAFT -> ReadingPolicy.PlanStage.DRAFT;
          case ASKED, REFUSED -> ReadingPolicy.PlanStage.ASKED;
          case PUBLISHED, CLOSED -> ReadingPolicy.PlanStage.PUBLISHED;
        };
    return ReadingPolicy.plan(relationships.of(username), stage).isAtLeast(Extent.WHOLE);
  }

  /** Whether the person may see the findings with the entries that they come from. */
  public boolean mayReadFindings(String username) {
    return ReadingPolicy.findings(relationships.of(username)).isAtLeast(Extent.WHOLE);
  }

  /** Whether the person may have offers and asks compared anew. */
  public boolean mayWriteFindings(String username) {
    return ReadingPolicy.findings(relationships.of(username)) == Extent.WRITE;
  }
}
