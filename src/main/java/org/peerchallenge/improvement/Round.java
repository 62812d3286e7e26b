package org.peerchallenge.improvement;

import java.util.List;
import java.util.Optional;

/**
 * One asking of all directors and lead members.
 *
 * @param planAsked false when an earlier round approved the plan
 * @param supportAsked false when an earlier round approved the support
 * @param closed whether it was counted
 * @param planResult what the decision table said of the plan; empty before
 * @param changed what the office changed after it, in its own words
 */
public record Round(
    int number,
    boolean planAsked,
    boolean supportAsked,
    boolean closed,
    Optional<String> planResult,
    Optional<String> supportResult,
    Optional<String> changed,
    List<Approver> approvers) {

  /** The result with which the decision table approves. */
  public static final String APPROVED = "approved";

  public boolean approvedPlan() {
    return planResult.filter(APPROVED::equals).isPresent();
  }

  public boolean approvedSupport() {
    return supportResult.filter(APPROVED::equals).isPresent();
  }

  public Tally plan(String role) {
    return Tally.of(approvers, role, a -> a.answer().flatMap(Answer::plan));
  }

  public Tally support(String role) {
    return Tally.of(approvers, role, a -> a.answer().flatMap(Answer::support));
  }
}
