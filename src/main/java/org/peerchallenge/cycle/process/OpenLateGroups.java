package org.peerchallenge.cycle.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.CycleStart;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Starts whatever group waits to be started; like late entries, it reads the table. */
@Component("openLateGroups")
@Step(key = Holds.YEAR, sets = @Step.Sets(name = "lateGroups", holds = Holds.GROUP, list = true))
class OpenLateGroups implements JavaDelegate {

  private final CycleStart start;

  OpenLateGroups(CycleStart start) {
    this.start = start;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey year = CycleKey.of(execution.getProcessBusinessKey());
    // Local to this sub-process: another may run beside it.
    execution.setVariableLocal("lateGroups", Keys.joined(start.startGroups(year)));
  }
}
