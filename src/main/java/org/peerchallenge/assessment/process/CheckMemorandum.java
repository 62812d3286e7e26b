package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.stereotype.Component;

/** Sets {@code mayWrite}: false only while the year waits for an accepted memorandum. */
@Component("checkMemorandum")
class CheckMemorandum implements JavaDelegate {

  private final MemorandumRule rule;

  CheckMemorandum(MemorandumRule rule) {
    this.rule = rule;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        "mayWrite", rule.mayWrite(EntryKey.of(execution.getProcessBusinessKey())));
  }
}
