package org.peerchallenge.challenge.process;

import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.CaseStudies;
import org.peerchallenge.challenge.Register;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/**
 * Makes the report final, and says whether asks and offers wait to be validated and which practice
 * is to be written up.
 */
@Component("settleReport")
@Step(
    key = Holds.ENTRY,
    sets = {
      @Step.Sets(name = "anythingToValidate", holds = Holds.YES_NO),
      @Step.Sets(name = "caseStudies", holds = Holds.CASE_STUDY, list = true),
      @Step.Sets(name = "bestPractice", holds = Holds.YES_NO)
    })
class SettleReport implements JavaDelegate {

  private final Reports reports;
  private final Register register;
  private final CaseStudies caseStudies;

  SettleReport(Reports reports, Register register, CaseStudies caseStudies) {
    this.reports = reports;
    this.register = register;
    this.caseStudies = caseStudies;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    reports.settle(entry, Steps.noticeKey(execution));
    execution.setVariable("anythingToValidate", !register.toValidate(entry).isEmpty());
    String wanted =
        caseStudies.wanted(entry).stream()
            .map(one -> Long.toString(one.id()))
            .collect(Collectors.joining(","));
    execution.setVariable("caseStudies", wanted);
    execution.setVariable("bestPractice", !wanted.isEmpty());
  }
}
