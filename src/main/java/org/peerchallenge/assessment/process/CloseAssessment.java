package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.Sharing;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Closes what is open of an entry that left the year; signed versions stay. */
@Component("closeAssessment")
@Step(key = Holds.ENTRY)
class CloseAssessment implements JavaDelegate {

  private final Sharing sharing;

  CloseAssessment(Sharing sharing) {
    this.sharing = sharing;
  }

  @Override
  public void execute(DelegateExecution execution) {
    sharing.withdraw(EntryKey.of(execution.getProcessBusinessKey()), Steps.noticeKey(execution));
  }
}
