package org.peerchallenge.improvement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.improvement.Approvals;
import org.springframework.stereotype.Component;

/** Keeps what the decision table said and tells the gateway whether both are approved by now. */
@Component("recordDecision")
class RecordDecision implements JavaDelegate {

  private final Approvals approvals;

  RecordDecision(Approvals approvals) {
    this.approvals = approvals;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        "approved",
        approvals.decide(
            CycleKey.of(execution.getProcessBusinessKey()),
            (String) execution.getVariable("planResult"),
            (String) execution.getVariable("supportResult")));
  }
}
