package org.peerchallenge.cycle.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** One digest a person, with what has come to a new stage since the last. */
@Component("sendReminders")
@Step
class SendReminders implements JavaDelegate {

  private final Reminders reminders;

  SendReminders(Reminders reminders) {
    this.reminders = reminders;
  }

  @Override
  public void execute(DelegateExecution execution) {
    reminders.send(execution.getProcessInstanceId(), execution.getCurrentActivityId());
  }
}
