package org.peerchallenge.cycle.process;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.ArrangementCheck;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Warning;
import org.springframework.stereotype.Component;

/** Keeps what needs a second look, and tells the gateway whether anything does. */
@Component("checkArrangements")
class CheckArrangements implements JavaDelegate {

  private final Arrangements arrangements;
  private final ArrangementCheck check;

  CheckArrangements(Arrangements arrangements, ArrangementCheck check) {
    this.arrangements = arrangements;
    this.check = check;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey year = CycleKey.of(execution.getProcessBusinessKey());
    List<Warning> warnings = check.warnings(arrangements.facts(year));
    arrangements.keepWarnings(year, warnings);
    execution.setVariable("arrangementsClear", warnings.isEmpty());
  }
}
