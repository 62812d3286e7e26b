package org.peerchallenge.cycle.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.Briefings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Tells the gateway whether a catch-up is needed. */
@Component("checkBriefing")
@Step(key = Holds.YEAR, sets = @Step.Sets(name = "everyoneBriefed", holds = Holds.YES_NO))
class CheckBriefing implements JavaDelegate {

  private final Briefings briefings;

  CheckBriefing(Briefings briefings) {
    this.briefings = briefings;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey year = CycleKey.of(execution.getProcessBusinessKey());
    execution.setVariable("everyoneBriefed", briefings.missing(year).isEmpty());
  }
}
