package org.peerchallenge.tasklist;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.OwnTasks;
import org.springframework.stereotype.Component;

/** Whose task it is: its assignee writes the draft, those who may take it on read it. */
@Component
class DraftTasks {

  /** The form of a case; a section that came back is the same place and another task. */
  record Place(String taskId, String businessKey, String form, String loop, boolean isSection) {}

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final OwnTasks own;
  private final EngineAsSystem asSystem;
  private final Sections sections;

  DraftTasks(
      TaskService tasks,
      RuntimeService runtime,
      OwnTasks own,
      EngineAsSystem asSystem,
      Sections sections) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.own = own;
    this.asSystem = asSystem;
    this.sections = sections;
  }

  /** Where a task's form belongs, for those who have the task or may take it on. */
  Optional<Place> readableBy(String user, String taskId) {
    return own.isOf(user, taskId)
        ? Optional.of(asSystem.run(() -> place(taskId)))
        : Optional.empty();
  }

  boolean isOpen(String taskId) {
    return asSystem.run(() -> tasks.createTaskQuery().taskId(taskId).count() > 0);
  }

  /** Whether anything of the case still runs, in which the form may be opened again. */
  boolean isCaseOpen(String businessKey) {
    return asSystem.run(
        () ->
            runtime.createProcessInstanceQuery().processInstanceBusinessKey(businessKey).count()
                > 0);
  }

  /**
   * Whether this person has the task, or has it from now on because nobody had; for those who may.
   */
  boolean isAssigned(String user, String taskId) {
    Optional<Task> task =
        asSystem.run(
            () -> Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult()));
    if (task.isPresent() && task.get().getAssignee() == null) {
      try {
        tasks.claim(taskId, user);
        return true;
      } catch (TaskAlreadyClaimedException e) {
        return false;
      }
    }
    return task.map(Task::getAssignee).filter(user::equals).isPresent();
  }

  /** A section is one and the same in whichever round it is written. */
  Place place(FormTask task) {
    boolean section = sections(task.businessKey()).contains(task.form());
    return new Place(
        task.taskId(), task.businessKey(), task.form(), section ? "" : task.loop(), section);
  }

  /** The section that is written there; empty when the form is another's. */
  Optional<Section> section(Place place) {
    return place.isSection()
        ? sections.ofForm(place.businessKey(), place.form()).map(AskedSection::section)
        : Optional.empty();
  }

  /**
   * The forms of all sections that a case was ever asked for: they can come back until the
   * self-assessment is signed.
   */
  Set<String> sections(String businessKey) {
    return EntryKey.is(businessKey)
        ? sections.titles(EntryKey.of(businessKey)).keySet().stream()
            .map(Section::form)
            .collect(Collectors.toSet())
        : Set.of();
  }

  private Place place(String taskId) {
    Task task = tasks.createTaskQuery().taskId(taskId).initializeFormKeys().singleResult();
    ProcessInstance instance =
        runtime
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult();
    return place(
        new FormTask(
            taskId,
            task.getCamundaFormRef() == null ? "" : task.getCamundaFormRef().getKey(),
            task.getTaskDefinitionKey(),
            task.getName(),
            Optional.ofNullable(task.getAssignee()),
            task.getProcessInstanceId(),
            instance.getBusinessKey(),
            tasks.getVariables(taskId)));
  }
}
