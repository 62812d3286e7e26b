package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.peerchallenge.engine.TaskAhead;
import org.springframework.stereotype.Component;

/** Gives the report to the host, who checks the facts by the day that the diagram says. */
@Component("sendReportForChecking")
@Step(key = Holds.ENTRY)
class SendReportForChecking implements JavaDelegate {

  private final Reports reports;

  SendReportForChecking(Reports reports) {
    this.reports = reports;
  }

  @Override
  public void execute(DelegateExecution execution) {
    reports.sendForChecking(
        EntryKey.of(execution.getProcessBusinessKey()),
        TaskAhead.due(execution, "userTask_checkFacts"),
        Steps.noticeKey(execution));
  }
}
