package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.DataSheetIssue;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Keeps the indicators that the table {@code indicator-flags} finds worth explaining. */
@Component("flagIndicators")
@Step(key = Holds.ENTRY)
class FlagIndicators implements JavaDelegate {

  private final DataSheetIssue issue;

  FlagIndicators(DataSheetIssue issue) {
    this.issue = issue;
  }

  @Override
  public void execute(DelegateExecution execution) {
    issue.flag(EntryKey.of(execution.getProcessBusinessKey()));
  }
}
