package org.peerchallenge.cycle.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Memoranda;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** The rule for silence of the memorandum. */
@Component("recordNotAccepted")
@Step(key = Holds.YEAR)
class RecordNotAccepted implements JavaDelegate {

  private final Memoranda memoranda;

  RecordNotAccepted(Memoranda memoranda) {
    this.memoranda = memoranda;
  }

  @Override
  public void execute(DelegateExecution execution) {
    memoranda.recordSilence(CycleKey.of(execution.getProcessBusinessKey()));
  }
}
