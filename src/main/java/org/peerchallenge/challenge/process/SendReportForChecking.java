package org.peerchallenge.challenge.process;

import java.time.Clock;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/** Gives the report to the host, who has five working days to check the facts. */
@Component("sendReportForChecking")
@Step(key = Holds.ENTRY)
class SendReportForChecking implements JavaDelegate {

  private static final int DAYS_TO_ANSWER = 5;

  private final Reports reports;
  private final WorkingDays workingDays;
  private final Clock clock;

  SendReportForChecking(Reports reports, WorkingDays workingDays, Clock clock) {
    this.reports = reports;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    LocalDate due = workingDays.plus(LocalDate.now(clock), DAYS_TO_ANSWER);
    reports.sendForChecking(entry, EnglishText.weekday(due), Steps.noticeKey(execution));
  }
}
