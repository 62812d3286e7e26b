package org.peerchallenge.cycle.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Sets {@code datedCases}: the keys of all cases whose dates hang on the one that moved. */
@Component("findDatedCases")
@Step(sets = @Step.Sets(name = "datedCases", holds = Holds.ANYTHING, list = true))
class FindDatedCases implements JavaDelegate {

  private final DueDateUpdater dueDates;

  FindDatedCases(DueDateUpdater dueDates) {
    this.dueDates = dueDates;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        "datedCases", String.join(",", dueDates.keys(execution.getProcessBusinessKey())));
  }
}
