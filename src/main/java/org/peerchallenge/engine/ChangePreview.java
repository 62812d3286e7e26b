package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows what a proposed set of files would do to the cases that run, without doing it: it is
 * deployed, and every case is moved, in a transaction that is rolled back.
 */
@Service
class ChangePreview {

  /** What became of a case in the trial. */
  enum Verdict {
    /** Its diagram is gone from the set: it finishes on the version it began with. */
    STAYS,
    CAN_MOVE,
    STRANDED
  }

  /**
   * One running case.
   *
   * @param diagram the id of its process
   * @param waitsAt the names of the steps it waits at
   * @param reason why it is stranded, naming steps; empty otherwise
   */
  record CaseShown(
      String diagram, String businessKey, List<String> waitsAt, Verdict verdict, String reason) {}

  private final RepositoryService repository;
  private final RuntimeService runtime;
  private final EngineAsSystem asSystem;
  private final TransactionTemplate transaction;

  ChangePreview(
      RepositoryService repository,
      RuntimeService runtime,
      EngineAsSystem asSystem,
      TransactionTemplate transaction) {
    this.repository = repository;
    this.runtime = runtime;
    this.asSystem = asSystem;
    this.transaction = transaction;
  }

  /** Every running case, by diagram and business key; nothing is left behind. */
  List<CaseShown> of(FileSet proposed) {
    return transaction.execute(
        status -> {
          status.setRollbackOnly();
          return asSystem.run(() -> tried(proposed));
        });
  }

  private List<CaseShown> tried(FileSet proposed) {
    DeploymentBuilder set = repository.createDeployment().name("preview");
    proposed
        .files()
        .forEach(file -> set.addInputStream(file.name(), new ByteArrayInputStream(file.bytes())));
    Map<String, ProcessDefinition> next = new TreeMap<>();
    repository
        .createProcessDefinitionQuery()
        .deploymentId(set.deploy().getId())
        .list()
        .forEach(one -> next.put(one.getKey(), one));
    Map<String, MigrationPlan> plans = new TreeMap<>();
    Map<String, String> noPlan = new TreeMap<>();
    List<CaseShown> shown = new ArrayList<>();
    for (ProcessInstance instance : runtime.createProcessInstanceQuery().list()) {
      ProcessDefinition began = repository.getProcessDefinition(instance.getProcessDefinitionId());
      ProcessDefinition now = next.get(began.getKey());
      List<String> waitsAt = waitsAt(instance);
      if (now == null) {
        shown.add(
            new CaseShown(began.getKey(), instance.getBusinessKey(), waitsAt, Verdict.STAYS, ""));
        continue;
      }
      String reason;
      try {
        plans.computeIfAbsent(began.getId(), id -> plan(id, now.getId(), noPlan));
        reason = noPlan.getOrDefault(began.getId(), "");
        if (reason.isEmpty()) {
          runtime
              .newMigration(plans.get(began.getId()))
              .processInstanceIds(instance.getId())
              .execute();
        }
      } catch (MigratingProcessInstanceValidationException e) {
        reason = steps(e, began.getId());
      }
      shown.add(
          new CaseShown(
              began.getKey(),
              instance.getBusinessKey(),
              waitsAt,
              reason.isEmpty() ? Verdict.CAN_MOVE : Verdict.STRANDED,
              reason));
    }
    shown.sort(
        Comparator.comparing(CaseShown::diagram)
            .thenComparing(one -> String.valueOf(one.businessKey())));
    return shown;
  }

  private MigrationPlan plan(String from, String to, Map<String, String> noPlan) {
    try {
      return runtime
          .createMigrationPlan(from, to)
          .mapEqualActivities()
          .updateEventTriggers()
          .build();
    } catch (MigrationPlanValidationException e) {
      noPlan.put(from, "no case of this diagram can move: " + e.getMessage());
      return null;
    }
  }

  /** Where it could not be moved, by the names of the steps. */
  private String steps(MigratingProcessInstanceValidationException e, String definition) {
    TreeSet<String> steps = new TreeSet<>();
    e.getValidationReport()
        .getActivityInstanceReports()
        .forEach(report -> steps.add(name(definition, report.getSourceScopeId())));
    e.getValidationReport()
        .getTransitionInstanceReports()
        .forEach(report -> steps.add(name(definition, report.getSourceScopeId())));
    return steps.isEmpty()
        ? String.join("; ", e.getValidationReport().getFailures())
        : "waits at " + String.join(" and ", steps) + ", which is not there any more";
  }

  private String name(String definition, String element) {
    var found = repository.getBpmnModelInstance(definition).getModelElementById(element);
    String name = found == null ? null : found.getAttributeValue("name");
    return name == null ? element : "“" + name + "” (" + element + ")";
  }

  private List<String> waitsAt(ProcessInstance instance) {
    return leaves(runtime.getActivityInstance(instance.getId())).stream()
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }

  private static List<String> leaves(ActivityInstance tree) {
    List<String> leaves = new ArrayList<>();
    for (ActivityInstance child : tree.getChildActivityInstances()) {
      if (child.getChildActivityInstances().length == 0
          && child.getChildTransitionInstances().length == 0) {
        leaves.add(
            child.getActivityName() == null ? child.getActivityId() : child.getActivityName());
      }
      leaves.addAll(leaves(child));
    }
    for (var transition : tree.getChildTransitionInstances()) {
      leaves.add(
          transition.getActivityName() == null
              ? transition.getActivityId()
              : transition.getActivityName());
    }
    return leaves;
  }
}
