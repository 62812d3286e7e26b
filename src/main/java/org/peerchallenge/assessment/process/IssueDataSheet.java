package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.DataSheetIssue;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Keeps a data sheet for each authority of the entry and tells its team and director. */
@Component("issueDataSheet")
@Step(key = Holds.ENTRY)
class IssueDataSheet implements JavaDelegate {

  private final DataSheetIssue issue;

  IssueDataSheet(DataSheetIssue issue) {
    this.issue = issue;
  }

  @Override
  public void execute(DelegateExecution execution) {
    issue.issue(EntryKey.of(execution.getProcessBusinessKey()), Steps.noticeKey(execution));
  }
}
