package org.peerchallenge.improvement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.improvement.FollowUps;
import org.springframework.stereotype.Component;

/** Takes in commitments of late reports, and tells the gateway whether the follow-up is over. */
@Component("weighFollowUp")
@Step(key = Holds.YEAR, sets = @Step.Sets(name = "followUpOver", holds = Holds.YES_NO))
class WeighFollowUp implements JavaDelegate {

  private final FollowUps followUps;

  WeighFollowUp(FollowUps followUps) {
    this.followUps = followUps;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey cycle = CycleKey.of(execution.getProcessBusinessKey());
    followUps.takeIn(cycle);
    execution.setVariable("followUpOver", followUps.isOver(cycle));
  }
}
