package org.peerchallenge.cycle.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Dates what is open in {@code datedCase} anew. */
@Component("followDates")
@Step(reads = "datedCase")
class FollowDates implements JavaDelegate {

  private final DueDateUpdater dueDates;

  FollowDates(DueDateUpdater dueDates) {
    this.dueDates = dueDates;
  }

  @Override
  public void execute(DelegateExecution execution) {
    dueDates.follow((String) execution.getVariable("datedCase"));
  }
}
