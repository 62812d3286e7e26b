package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.Sharing;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Closes what is open of an entry in whose place others go on. */
@Component("handOnAssessment")
@Step(key = Holds.ENTRY)
class HandOnAssessment implements JavaDelegate {

  private final Sharing sharing;

  HandOnAssessment(Sharing sharing) {
    this.sharing = sharing;
  }

  @Override
  public void execute(DelegateExecution execution) {
    sharing.handOn(EntryKey.of(execution.getProcessBusinessKey()));
  }
}
