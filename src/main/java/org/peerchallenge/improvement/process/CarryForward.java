package org.peerchallenge.improvement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.improvement.FollowUps;
import org.peerchallenge.improvement.Plans;
import org.springframework.stereotype.Component;

/** Closes the plan and hands what is open to the next year. */
@Component("carryForward")
@Step(key = Holds.YEAR)
class CarryForward implements JavaDelegate {

  private final Plans plans;
  private final FollowUps followUps;

  CarryForward(Plans plans, FollowUps followUps) {
    this.plans = plans;
    this.followUps = followUps;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey cycle = CycleKey.of(execution.getProcessBusinessKey());
    followUps.carryForward(cycle);
    plans.close(cycle);
  }
}
