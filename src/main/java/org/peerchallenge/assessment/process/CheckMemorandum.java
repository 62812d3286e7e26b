package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Memoranda;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Sets {@code mayWrite}: false only while the year waits for an accepted memorandum. */
@Component("checkMemorandum")
@Step(key = Holds.ENTRY, sets = @Step.Sets(name = "mayWrite", holds = Holds.YES_NO))
class CheckMemorandum implements JavaDelegate {

  private final Memoranda memoranda;

  CheckMemorandum(Memoranda memoranda) {
    this.memoranda = memoranda;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        "mayWrite", memoranda.mayWrite(EntryKey.of(execution.getProcessBusinessKey())));
  }
}
