package org.peerchallenge.improvement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.improvement.Matches;
import org.peerchallenge.improvement.Plans;
import org.springframework.stereotype.Component;

/** Begins the plan with what the days found, and proposes which offers could answer which asks. */
@Component("gatherFindings")
@Step(key = Holds.YEAR)
class GatherFindings implements JavaDelegate {

  private final Plans plans;
  private final Matches matches;

  GatherFindings(Plans plans, Matches matches) {
    this.plans = plans;
    this.matches = matches;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey cycle = CycleKey.of(execution.getProcessBusinessKey());
    plans.gather(cycle);
    matches.propose(cycle);
  }
}
