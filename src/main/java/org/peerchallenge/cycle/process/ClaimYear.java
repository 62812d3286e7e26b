package org.peerchallenge.cycle.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.CycleStart;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/**
 * Lets a year be started once. It listens to the start itself, in the transaction of the person who
 * starts it: only so can that person still be told.
 */
@Component("claimYear")
@Step(key = Holds.YEAR)
class ClaimYear implements ExecutionListener {

  private final CycleStart start;

  ClaimYear(CycleStart start) {
    this.start = start;
  }

  @Override
  public void notify(DelegateExecution execution) {
    CycleKey year = CycleKey.of(execution.getProcessBusinessKey());
    if (!start.claim(year, execution.getProcessInstanceId())) {
      throw new Refused("The year " + year.label() + " was started before. Nothing was changed.");
    }
  }
}
