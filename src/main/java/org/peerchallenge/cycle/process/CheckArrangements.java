package org.peerchallenge.cycle.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Keeps what needs a second look, and tells the gateway whether anything does. */
@Component("checkArrangements")
@Step(key = Holds.YEAR, sets = @Step.Sets(name = "arrangementsClear", holds = Holds.YES_NO))
class CheckArrangements implements JavaDelegate {

  private final ArrangementWarnings warnings;

  CheckArrangements(ArrangementWarnings warnings) {
    this.warnings = warnings;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey year = CycleKey.of(execution.getProcessBusinessKey());
    execution.setVariable("arrangementsClear", warnings.check(year).isEmpty());
  }
}
