package org.peerchallenge.cockpit.process;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.incident.IncidentHandler;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.peerchallenge.cockpit.OfficeAlerts;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.notice.NoticeKey;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells the office when a step has used up its retries; by itself the engine tells nobody.
 *
 * <p>The engine has no public place for this: its handlers of incidents are internal, and one is
 * set beside the engine's own, which still records the incident.
 */
@Component
class IncidentToOffice extends AbstractProcessEnginePlugin implements IncidentHandler {

  private final ObjectProvider<OfficeAlerts> office;
  private final ObjectProvider<EngineAsSystem> unrestricted;
  private final ObjectProvider<ProcessEngine> engine;
  private final Clock clock;

  IncidentToOffice(
      ObjectProvider<OfficeAlerts> office,
      ObjectProvider<EngineAsSystem> unrestricted,
      ObjectProvider<ProcessEngine> engine,
      Clock clock) {
    this.office = office;
    this.unrestricted = unrestricted;
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setCompositeIncidentHandlersEnabled(true);
    configuration.setCustomIncidentHandlers(List.of(this));
  }

  @Override
  public String getIncidentHandlerType() {
    return Incident.FAILED_JOB_HANDLER_TYPE;
  }

  /** In the transaction that records the incident, so that both are kept or neither. */
  @Override
  public Incident handleIncident(IncidentContext context, String message) {
    unrestricted
        .getObject()
        .run(
            () -> {
              tell(context);
              return null;
            });
    return null;
  }

  @Override
  public void resolveIncident(IncidentContext context) {
    // The office did it.
  }

  @Override
  public void deleteIncident(IncidentContext context) {
    // The case ended.
  }

  private void tell(IncidentContext context) {
    Optional<ProcessInstance> instance = instance(context);
    // A step that fails again after the office let it run again is told again.
    String time = Long.toString(clock.millis());
    office
        .getObject()
        .of(
            new NoticeKey(
                instance.map(ProcessInstance::getId).orElse("no case"),
                context.getActivityId() == null ? "step" : context.getActivityId(),
                context.getConfiguration() + " " + time),
            step(context) + instance.map(i -> " (" + i.getBusinessKey() + ")").orElse(""),
            instance
                .map(
                    i ->
                        "/camunda/app/cockpit/default/#/process-instance/" + i.getId() + "/runtime")
                .orElse("/camunda/app/cockpit/default/"));
  }

  private Optional<ProcessInstance> instance(IncidentContext context) {
    if (context.getExecutionId() == null) {
      return Optional.empty();
    }
    return engine
        .getObject()
        .getRuntimeService()
        .createExecutionQuery()
        .executionId(context.getExecutionId())
        .list()
        .stream()
        .findFirst()
        .map(Execution::getProcessInstanceId)
        .map(
            id ->
                engine
                    .getObject()
                    .getRuntimeService()
                    .createProcessInstanceQuery()
                    .processInstanceId(id)
                    .singleResult());
  }

  /** The step as the diagram names it. */
  private String step(IncidentContext context) {
    if (context.getProcessDefinitionId() == null || context.getActivityId() == null) {
      return "a step outside of a case";
    }
    ModelElementInstance element =
        engine
            .getObject()
            .getRepositoryService()
            .getBpmnModelInstance(context.getProcessDefinitionId())
            .getModelElementById(context.getActivityId());
    String name = element == null ? null : element.getAttributeValue("name");
    return name == null || name.isBlank() ? context.getActivityId() : "“" + name + "”";
  }
}
