package org.peerchallenge.casechange.process;

import org.camunda.bpm.engine.RuntimeService;
import org.peerchallenge.casechange.ChangeRequest;
import org.peerchallenge.casechange.ChangeRequests;
import org.peerchallenge.engine.Unrestricted;
import org.springframework.stereotype.Component;

/** Starts {@code case-change.bpmn} for a confirmed change. */
@Component
class ChangeSteps implements ChangeRequests.Steps {

  private final RuntimeService runtime;
  private final Unrestricted unrestricted;

  ChangeSteps(RuntimeService runtime, Unrestricted unrestricted) {
    this.runtime = runtime;
    this.unrestricted = unrestricted;
  }

  @Override
  public void begin(ChangeRequest request) {
    unrestricted.ask(
        () ->
            runtime
                .createProcessInstanceByKey("case-change")
                .businessKey(request.about().value())
                .execute());
  }
}
