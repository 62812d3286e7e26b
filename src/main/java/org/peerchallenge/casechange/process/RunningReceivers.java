package org.peerchallenge.casechange.process;

import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.peerchallenge.casechange.Receivers;
import org.peerchallenge.engine.EngineAsSystem;
import org.springframework.stereotype.Component;

/** Looks into the diagrams on which the instances of a case run. */
@Component
class RunningReceivers implements Receivers {

  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final EngineAsSystem asSystem;

  RunningReceivers(RuntimeService runtime, RepositoryService repository, EngineAsSystem asSystem) {
    this.runtime = runtime;
    this.repository = repository;
    this.asSystem = asSystem;
  }

  @Override
  public boolean isDeaf(org.peerchallenge.engine.Message message, String businessKey) {
    return asSystem.run(
        () -> {
          List<BpmnModelInstance> diagrams =
              runtime
                  .createProcessInstanceQuery()
                  .processInstanceBusinessKey(businessKey)
                  .list()
                  .stream()
                  .map(
                      instance ->
                          repository.getBpmnModelInstance(instance.getProcessDefinitionId()))
                  .toList();
          return !diagrams.isEmpty()
              && diagrams.stream()
                  .flatMap(diagram -> diagram.getModelElementsByType(Message.class).stream())
                  .noneMatch(known -> message.bpmnName().equals(known.getName()));
        });
  }
}
