package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shows what a set of files would do to the cases that run, without doing it: it is deployed, and
 * every case is moved, in a transaction that is rolled back.
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
   * A task or timer whose date differs afterwards.
   *
   * @param was empty for one that would be new
   * @param is empty for one that would be gone
   */
  record DateShown(String step, Optional<Date> was, Optional<Date> is) {}

  /**
   * One running case.
   *
   * @param diagram the id of its process
   * @param waitsAt the names of the steps it waits at
   * @param reason why it is stranded, naming steps; empty otherwise
   */
  record CaseShown(
      String processInstance,
      String diagram,
      String businessKey,
      List<String> waitsAt,
      Verdict verdict,
      String reason,
      List<DateShown> dates) {}

  private static final int MOST_TRIALS = 5;

  private final ProcessEngine engine;
  private final List<CaseMoved> followers;
  private final EngineAsSystem system;
  private final TransactionTemplate transaction;

  ChangePreview(
      ProcessEngine engine,
      List<CaseMoved> followers,
      EngineAsSystem system,
      PlatformTransactionManager transactions) {
    this.engine = engine;
    this.followers = followers;
    this.system = system;
    this.transaction = new TransactionTemplate(transactions);
    // Its own, so that a caller's work is not rolled back with it.
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Every running case, by diagram and business key; nothing is left behind. */
  List<CaseShown> of(FileSet proposed, Progress progress) {
    return rolledBack(
        () -> {
          DeploymentBuilder set = engine.getRepositoryService().createDeployment().name("preview");
          proposed
              .files()
              .forEach(
                  file -> set.addInputStream(file.name(), new ByteArrayInputStream(file.bytes())));
          return tried(
              new CaseMigration(engine, followers, set.deploy().getId(), proposed), progress);
        });
  }

  /** The same for a set that is deployed: the cases that are not on it yet. */
  List<CaseShown> onto(String deployment, FileSet files, Progress progress) {
    return rolledBack(
        () -> tried(new CaseMigration(engine, followers, deployment, files), progress));
  }

  /** Again when somebody finished a task of a case, or a case was moved, while it was tried. */
  private List<CaseShown> rolledBack(java.util.function.Supplier<List<CaseShown>> trial) {
    for (int again = 1; ; again++) {
      try {
        return transaction.execute(
            status -> {
              status.setRollbackOnly();
              return system.run(trial);
            });
      } catch (OptimisticLockingException e) {
        if (again == MOST_TRIALS) {
          throw e;
        }
      }
    }
  }

  private List<CaseShown> tried(CaseMigration migration, Progress progress) {
    List<CaseShown> shown = new ArrayList<>();
    List<ProcessInstance> running = engine.getRuntimeService().createProcessInstanceQuery().list();
    int done = 0;
    for (ProcessInstance instance : running) {
      progress.at(done++, running.size());
      ProcessDefinition began =
          engine.getRepositoryService().getProcessDefinition(instance.getProcessDefinitionId());
      Optional<ProcessDefinition> target = migration.target(began.getKey());
      if (target.filter(one -> one.getId().equals(began.getId())).isPresent()) {
        continue;
      }
      List<String> waitsAt =
          migration.leaves(instance.getId()).values().stream().distinct().sorted().toList();
      Map<String, Date> before = dates(instance.getId());
      Optional<String> stays = migration.move(instance);
      shown.add(
          new CaseShown(
              instance.getId(),
              began.getKey(),
              String.valueOf(instance.getBusinessKey()),
              waitsAt,
              target.isEmpty()
                  ? Verdict.STAYS
                  : stays.isEmpty() ? Verdict.CAN_MOVE : Verdict.STRANDED,
              target.isEmpty() ? "" : stays.orElse(""),
              stays.isPresent() ? List.of() : differing(before, dates(instance.getId()))));
    }
    shown.sort(
        Comparator.comparing(CaseShown::diagram)
            .thenComparing(CaseShown::businessKey)
            .thenComparing(CaseShown::processInstance));
    return shown;
  }

  /** When its tasks are due and its timers ring, by their names. */
  private Map<String, Date> dates(String instance) {
    Map<String, Date> dates = new TreeMap<>();
    for (Task task : engine.getTaskService().createTaskQuery().processInstanceId(instance).list()) {
      if (task.getDueDate() != null) {
        dates.merge(task.getName(), task.getDueDate(), ChangePreview::earlier);
      }
    }
    for (Job timer :
        engine
            .getManagementService()
            .createJobQuery()
            .processInstanceId(instance)
            .timers()
            .list()) {
      if (timer.getDuedate() != null) {
        dates.merge(name(timer), timer.getDuedate(), ChangePreview::earlier);
      }
    }
    return dates;
  }

  private static Date earlier(Date a, Date b) {
    return a.before(b) ? a : b;
  }

  private String name(Job timer) {
    String activity =
        engine
            .getManagementService()
            .createJobDefinitionQuery()
            .jobDefinitionId(timer.getJobDefinitionId())
            .singleResult()
            .getActivityId();
    var element =
        engine
            .getRepositoryService()
            .getBpmnModelInstance(timer.getProcessDefinitionId())
            .getModelElementById(activity);
    String name = element == null ? null : element.getAttributeValue("name");
    return name == null ? activity : name;
  }

  private static List<DateShown> differing(Map<String, Date> before, Map<String, Date> after) {
    TreeMap<String, Date> all = new TreeMap<>(after);
    all.putAll(before);
    return all.keySet().stream()
        .filter(step -> !Objects.equals(before.get(step), after.get(step)))
        .map(
            step ->
                new DateShown(
                    step,
                    Optional.ofNullable(before.get(step)),
                    Optional.ofNullable(after.get(step))))
        .toList();
  }
}
