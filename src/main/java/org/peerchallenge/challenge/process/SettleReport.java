package org.peerchallenge.challenge.process;

import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.CaseStudies;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Makes the report final, and says which practice is to be written up. */
@Component("settleReport")
@Step(
    key = Holds.ENTRY,
    sets = {
      @Step.Sets(name = "caseStudies", holds = Holds.CASE_STUDY, list = true),
      @Step.Sets(name = "bestPractice", holds = Holds.YES_NO)
    })
class SettleReport implements JavaDelegate {

  private final Reports reports;
  private final CaseStudies caseStudies;

  SettleReport(Reports reports, CaseStudies caseStudies) {
    this.reports = reports;
    this.caseStudies = caseStudies;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    reports.settle(entry, Steps.noticeKey(execution));
    String wanted =
        caseStudies.wanted(entry).stream()
            .map(one -> Long.toString(one.id()))
            .collect(Collectors.joining(","));
    execution.setVariable("caseStudies", wanted);
    execution.setVariable("bestPractice", !wanted.isEmpty());
  }
}
