package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.AssessmentDocument;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Prints the newest signed version as Word; the same version always gives the same bytes. */
@Component("makeAssessmentDocument")
@Step(key = Holds.ENTRY)
class MakeAssessmentDocument implements JavaDelegate {

  private final AssessmentDocument document;

  MakeAssessmentDocument(AssessmentDocument document) {
    this.document = document;
  }

  @Override
  public void execute(DelegateExecution execution) {
    document.make(EntryKey.of(execution.getProcessBusinessKey()));
  }
}
