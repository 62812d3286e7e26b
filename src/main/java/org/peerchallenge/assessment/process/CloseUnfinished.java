package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.Sharing;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Keeps a self-assessment as not finished, because its year was closed. */
@Component("closeUnfinished")
@Step(key = Holds.ENTRY)
class CloseUnfinished implements JavaDelegate {

  private final Sharing sharing;

  CloseUnfinished(Sharing sharing) {
    this.sharing = sharing;
  }

  @Override
  public void execute(DelegateExecution execution) {
    sharing.closeUnfinished(EntryKey.of(execution.getProcessBusinessKey()));
  }
}
