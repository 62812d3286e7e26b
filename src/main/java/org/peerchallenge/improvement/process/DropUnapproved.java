package org.peerchallenge.improvement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.improvement.Approvals;
import org.peerchallenge.improvement.Plans;
import org.peerchallenge.improvement.Round;
import org.springframework.stereotype.Component;

/** Takes out of the plan what no round has approved. */
@Component("dropUnapproved")
@Step(key = Holds.YEAR)
class DropUnapproved implements JavaDelegate {

  private final Plans plans;
  private final Approvals approvals;

  DropUnapproved(Plans plans, Approvals approvals) {
    this.plans = plans;
    this.approvals = approvals;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey cycle = CycleKey.of(execution.getProcessBusinessKey());
    var rounds = approvals.rounds(cycle);
    plans.keepApproved(
        cycle,
        rounds.stream().anyMatch(Round::approvedPlan),
        rounds.stream().anyMatch(Round::approvedSupport));
  }
}
