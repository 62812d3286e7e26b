package org.peerchallenge.casechange.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeRequests;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Makes the changes of its case that are confirmed, in the order of their confirmation. */
@Component("applyChange")
@Step
class ApplyChange implements JavaDelegate {

  private final ChangeRequests requests;

  ApplyChange(ChangeRequests requests) {
    this.requests = requests;
  }

  @Override
  public void execute(DelegateExecution execution) {
    requests.makeConfirmed(new CaseKey(execution.getProcessBusinessKey()));
  }
}
