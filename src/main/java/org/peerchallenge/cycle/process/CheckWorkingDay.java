package org.peerchallenge.cycle.process;

import java.time.Clock;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.stereotype.Component;

/** Tells the gateway whether councils work today. */
@Component("checkWorkingDay")
@Step(sets = @Step.Sets(name = "workingDay", holds = Holds.YES_NO))
class CheckWorkingDay implements JavaDelegate {

  private final WorkingDays workingDays;
  private final Clock clock;

  CheckWorkingDay(WorkingDays workingDays, Clock clock) {
    this.workingDays = workingDays;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    LocalDate today = EnglandTime.today(clock);
    execution.setVariable("workingDay", workingDays.isWorkingDay(today));
  }
}
