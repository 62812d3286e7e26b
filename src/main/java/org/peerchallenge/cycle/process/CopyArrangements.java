package org.peerchallenge.cycle.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.CycleStart;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Gives the year its first arrangements; those that exist already stay as they are. */
@Component("copyArrangements")
@Step(key = Holds.YEAR, reads = "copyFrom")
class CopyArrangements implements JavaDelegate {

  private final CycleStart start;

  CopyArrangements(CycleStart start) {
    this.start = start;
  }

  @Override
  public void execute(DelegateExecution execution) {
    start.begin(
        CycleKey.of(execution.getProcessBusinessKey()),
        "yearBefore".equals(execution.getVariable("copyFrom")));
  }
}
