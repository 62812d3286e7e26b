package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Sharing;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/**
 * Opens the signed version to its readers. Sets {@code amendmentWanted}: an amendment asked for
 * before the process waits for it would otherwise be lost.
 */
@Component("shareAssessment")
@Step(key = Holds.ENTRY, sets = @Step.Sets(name = "amendmentWanted", holds = Holds.YES_NO))
class ShareAssessment implements JavaDelegate {

  private final Sharing sharing;
  private final Assessments assessments;

  ShareAssessment(Sharing sharing, Assessments assessments) {
    this.sharing = sharing;
    this.assessments = assessments;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    sharing.share(entry, Steps.noticeKey(execution));
    execution.setVariable("amendmentWanted", assessments.amendment(entry).isPresent());
  }
}
