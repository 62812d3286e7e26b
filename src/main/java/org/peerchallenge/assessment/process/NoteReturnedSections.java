package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.AssessmentNotices;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Tells the team that the director returned sections; which and why stands in the forms. */
@Component("noteReturnedSections")
@Step(key = Holds.ENTRY)
class NoteReturnedSections implements JavaDelegate {

  private final AssessmentNotices notices;

  NoteReturnedSections(AssessmentNotices notices) {
    this.notices = notices;
  }

  @Override
  public void execute(DelegateExecution execution) {
    notices.sectionsReturned(
        EntryKey.of(execution.getProcessBusinessKey()), Steps.noticeKey(execution));
  }
}
