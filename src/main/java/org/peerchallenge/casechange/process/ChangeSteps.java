package org.peerchallenge.casechange.process;

import org.camunda.bpm.engine.RuntimeService;
import org.peerchallenge.casechange.ChangeRequest;
import org.peerchallenge.casechange.ChangeRequests;
import org.peerchallenge.engine.EngineAsSystem;
import org.springframework.stereotype.Component;

/** Starts {@code case-change.bpmn} for a confirmed change. */
@Component
class ChangeSteps implements ChangeRequests.Steps {

  private final RuntimeService runtime;
  private final EngineAsSystem asSystem;

  ChangeSteps(RuntimeService runtime, EngineAsSystem asSystem) {
    this.runtime = runtime;
    this.asSystem = asSystem;
  }

  @Override
  public void begin(ChangeRequest request) {
    asSystem.run(
        () ->
            runtime
                .createProcessInstanceByKey("case-change")
                .businessKey(request.about().value())
                .execute());
  }
}
