package org.peerchallenge.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.peerchallenge.engine.ControlFlow.Point;
import org.peerchallenge.engine.SafeguardCheck.Safeguard;
import org.peerchallenge.kernel.JsonText;
import org.xml.sax.SAXException;

/**
 * Migration of running cases onto one deployed set, by Camunda's migration plans: each step goes on
 * as the step with the same id. A case that waits where the set has nothing stays, and so does one
 * that would get past a step which must never be skipped.
 */
final class CaseMigration {

  private final ProcessEngine engine;
  private final List<CaseMoved> followers;
  private final Map<String, ProcessDefinition> targets = new HashMap<>();
  private final Map<String, Diagram> diagrams = new HashMap<>();
  private final Map<String, ControlFlow> ways = new HashMap<>();
  private final List<Safeguard> safeguards = new ArrayList<>();
  private final Map<String, MigrationPlan> plans = new HashMap<>();
  private final Map<String, String> noPlan = new HashMap<>();

  /**
   * Onto a deployment.
   *
   * @param files what it holds
   */
  CaseMigration(ProcessEngine engine, List<CaseMoved> followers, String deployment, FileSet files) {
    this.engine = engine;
    this.followers = followers;
    engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .deploymentId(deployment)
        .list()
        .forEach(one -> targets.put(one.getKey(), one));
    for (FileSet.File file : files.files()) {
      try {
        if (file.isA("bpmn")) {
          Diagram diagram = Diagram.read(file);
          diagrams.put(diagram.process(), diagram);
          ways.put(diagram.process(), new ControlFlow(diagram));
        } else if (file.name().equals(SafeguardCheck.FILE)) {
          safeguards.addAll(SafeguardCheck.read(file.bytes(), JsonText.mapper()));
        }
      } catch (SAXException | IOException e) {
        throw new IllegalArgumentException(file.name() + " cannot be read", e);
      }
    }
  }

  /** The diagram's version in this set; empty when the set has no such diagram. */
  Optional<ProcessDefinition> target(String key) {
    return Optional.ofNullable(targets.get(key));
  }

  /**
   * Moves a case, in the caller's transaction.
   *
   * @return why it stays, in words; empty when it was moved
   */
  Optional<String> move(ProcessInstance instance) {
    ProcessDefinition began =
        engine.getRepositoryService().getProcessDefinition(instance.getProcessDefinitionId());
    ProcessDefinition target = targets.get(began.getKey());
    if (target == null) {
      return Optional.of("finishes as it began: its diagram is not in this set");
    }
    Optional<String> skips = skips(instance, began.getKey());
    if (skips.isPresent()) {
      return skips;
    }
    plans.computeIfAbsent(began.getId(), id -> plan(id, target.getId()));
    if (noPlan.containsKey(began.getId())) {
      return Optional.of(noPlan.get(began.getId()));
    }
    try {
      engine
          .getRuntimeService()
          .newMigration(plans.get(began.getId()))
          .processInstanceIds(instance.getId())
          .execute();
    } catch (MigratingProcessInstanceValidationException e) {
      return Optional.of(steps(e, began.getId()));
    }
    followers.forEach(one -> one.moved(instance.getId()));
    return Optional.empty();
  }

  private MigrationPlan plan(String from, String to) {
    try {
      return engine
          .getRuntimeService()
          .createMigrationPlan(from, to)
          .mapEqualActivities()
          .updateEventTriggers()
          .build();
    } catch (MigrationPlanValidationException e) {
      noPlan.put(from, "no case of this diagram can move: " + e.getMessage());
      return null;
    }
  }

  /**
   * Why it may not go on by this set: from where it waits a way leads past a step that must never
   * be skipped, and the case has not been there yet.
   */
  private Optional<String> skips(ProcessInstance instance, String key) {
    Diagram diagram = diagrams.get(key);
    List<Point> waits = new ArrayList<>();
    for (String id : leaves(instance.getId()).keySet()) {
      if (diagram.node(id).isPresent()) {
        waits.add(new Point(id, false));
      }
    }
    for (Safeguard rule : safeguards) {
      Point completed = new Point(rule.step(), true);
      boolean past =
          rule.diagram().equals(key)
              && ways.get(key)
                  .way(
                      waits,
                      new Point(rule.before(), false),
                      (point, edge) -> !edge.to().equals(completed))
                  .isPresent();
      if (past && !wasThere(instance.getId(), rule)) {
        return Optional.of(
            "would come to “%s” without “%s”. %s"
                .formatted(name(diagram, rule.before()), name(diagram, rule.step()), rule.rule()));
      }
    }
    return Optional.empty();
  }

  private static String name(Diagram diagram, String id) {
    return diagram.node(id).map(Diagram.Node::name).filter(n -> !n.isEmpty()).orElse(id);
  }

  /** Whether the case completed the step since it became needed, with the answer that counts. */
  private boolean wasThere(String instance, Safeguard rule) {
    Date since =
        history(instance, rule.since()).stream()
            .map(HistoricActivityInstance::getStartTime)
            .max(Comparator.naturalOrder())
            .orElse(new Date(0));
    boolean completed =
        history(instance, rule.step()).stream()
            .anyMatch(
                one ->
                    one.getEndTime() != null
                        && !one.isCanceled()
                        && !one.getEndTime().before(since));
    if (!completed || rule.answer() == null) {
      return completed;
    }
    String[] answer = rule.answer().split(" ");
    List<HistoricVariableInstance> given =
        engine
            .getHistoryService()
            .createHistoricVariableInstanceQuery()
            .processInstanceId(instance)
            .variableName(answer[0])
            .list();
    return !given.isEmpty() && given.stream().allMatch(v -> answer[1].equals(v.getValue()));
  }

  private List<HistoricActivityInstance> history(String instance, String activity) {
    return engine
        .getHistoryService()
        .createHistoricActivityInstanceQuery()
        .processInstanceId(instance)
        .activityId(activity)
        .list();
  }

  /** Where it could not be moved, by the names of the steps. */
  private String steps(MigratingProcessInstanceValidationException e, String definition) {
    TreeSet<String> steps = new TreeSet<>();
    e.getValidationReport()
        .getActivityInstanceReports()
        .forEach(report -> steps.add(drawn(definition, report.getSourceScopeId())));
    e.getValidationReport()
        .getTransitionInstanceReports()
        .forEach(report -> steps.add(drawn(definition, report.getSourceScopeId())));
    return steps.isEmpty()
        ? String.join("; ", e.getValidationReport().getFailures())
        : "waits at " + String.join(" and ", steps) + ", which is not there any more";
  }

  private String drawn(String definition, String element) {
    var found =
        engine.getRepositoryService().getBpmnModelInstance(definition).getModelElementById(element);
    String name = found == null ? null : found.getAttributeValue("name");
    return name == null ? element : "“" + name + "” (" + element + ")";
  }

  /** The steps that a case waits at, by their ids, with their names. */
  Map<String, String> leaves(String instance) {
    Map<String, String> leaves = new HashMap<>();
    leaves(engine.getRuntimeService().getActivityInstance(instance), leaves);
    return leaves;
  }

  private static void leaves(ActivityInstance tree, Map<String, String> leaves) {
    for (ActivityInstance child : tree.getChildActivityInstances()) {
      if (child.getChildActivityInstances().length == 0
          && child.getChildTransitionInstances().length == 0) {
        leaf(child.getActivityId(), child.getActivityName(), leaves);
      }
      leaves(child, leaves);
    }
    for (var transition : tree.getChildTransitionInstances()) {
      leaf(transition.getActivityId(), transition.getActivityName(), leaves);
    }
  }

  private static void leaf(String id, String name, Map<String, String> leaves) {
    String step = id.replace("#multiInstanceBody", "");
    leaves.put(step, name == null ? step : name);
  }
}
