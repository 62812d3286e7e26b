package org.peerchallenge.cycle.process;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.engine.EngineAsSystem;
import org.springframework.stereotype.Component;

/** Suspends and activates the process instances of one case, all that have its business key. */
@Component
class SuspendCase implements Pauses.Suspension {

  /** What changes a case is never paused with it. */
  private static final Set<String> NEVER = Set.of("case-change", "dates-moved");

  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final EngineAsSystem asSystem;

  SuspendCase(RuntimeService runtime, RepositoryService repository, EngineAsSystem asSystem) {
    this.runtime = runtime;
    this.repository = repository;
    this.asSystem = asSystem;
  }

  @Override
  public void suspend(String businessKey) {
    asSystem.run(
        () -> {
          ids(runtime.createProcessInstanceQuery().active(), businessKey)
              .forEach(runtime::suspendProcessInstanceById);
          return null;
        });
  }

  @Override
  public void activate(String businessKey) {
    asSystem.run(
        () -> {
          ids(runtime.createProcessInstanceQuery().suspended(), businessKey)
              .forEach(runtime::activateProcessInstanceById);
          return null;
        });
  }

  private List<String> ids(ProcessInstanceQuery query, String businessKey) {
    return query.processInstanceBusinessKey(businessKey).list().stream()
        .filter(
            one ->
                !NEVER.contains(
                    repository.getProcessDefinition(one.getProcessDefinitionId()).getKey()))
        .map(ProcessInstance::getId)
        .toList();
  }
}
