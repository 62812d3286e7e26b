package org.peerchallenge.improvement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.DecisionTables;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.improvement.Approvals;
import org.springframework.stereotype.Component;

/** Keeps what the decision table said and tells the gateway whether both are approved by now. */
@Component("recordDecision")
@Step(
    key = Holds.YEAR,
    reads = {"planResult", "supportResult"},
    sets = @Step.Sets(name = "approved", holds = Holds.YES_NO))
class RecordDecision implements JavaDelegate {

  private final Approvals approvals;
  private final DecisionTables tables;

  RecordDecision(Approvals approvals, DecisionTables tables) {
    this.approvals = approvals;
    this.tables = tables;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        "approved",
        approvals.decide(
            CycleKey.of(execution.getProcessBusinessKey()),
            result(execution, "planResult"),
            result(execution, "supportResult")));
  }

  /** The step that asked the table is over: what it answered is looked at before it is kept. */
  private String result(DelegateExecution execution, String variable) {
    Object result = execution.getVariable(variable);
    tables.mustAnswer("plan-approval", "result", result);
    return (String) result;
  }
}
