package org.peerchallenge.cycle.process;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.DatesChanged;
import org.peerchallenge.cycle.DueDateRule;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.CaseMoved;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Updates the due dates of open tasks and timers from the rules in the diagram of each running
 * version.
 *
 * <p>The rule in the diagram is the one place where a deadline stands; reading it again keeps what
 * is open and what is yet to come on the same date.
 */
@Component
class DueDateUpdater implements CaseMoved {

  private static final Pattern RULE =
      Pattern.compile("\\$\\{dates\\.(due|opens|lapses)\\('([^']*)', ?execution\\)}");

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final ManagementService management;
  private final RepositoryService repository;
  private final EngineAsSystem asSystem;
  private final Cycles cycles;
  private final DueDateExpressions dates;

  DueDateUpdater(
      RuntimeService runtime,
      TaskService tasks,
      ManagementService management,
      RepositoryService repository,
      EngineAsSystem asSystem,
      Cycles cycles,
      DueDateExpressions dates) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.management = management;
    this.repository = repository;
    this.asSystem = asSystem;
    this.cycles = cycles;
    this.dates = dates;
  }

  /**
   * Lets the dates of whatever is open follow, by {@code dates-moved.bpmn}: in steps of their own
   * for each case, since people may be sending the forms that are dated anew.
   */
  @EventListener
  void on(DatesChanged changed) {
    // Whoever moved the date may not start a process.
    asSystem.run(
        () ->
            runtime
                .createProcessInstanceByKey("dates-moved")
                .businessKey(changed.businessKey())
                .execute());
  }

  /** What is due by the case's dates is due by the rules of its new version. */
  @Override
  public void moved(String processInstance) {
    runtime.createProcessInstanceQuery().processInstanceId(processInstance).list().stream()
        .filter(instance -> !instance.isEnded())
        .forEach(this::followInstance);
  }

  /**
   * The cases whose dates hang on that one: under a group's key its members too, under a year's key
   * the whole year.
   */
  List<String> keys(String businessKey) {
    if (EntryKey.is(businessKey)) {
      // The tasks of the entry's own steps in its group's process are dated by the entry too.
      return Stream.concat(
              Stream.of(businessKey),
              cycles.groupOf(EntryKey.of(businessKey)).map(Group::key).stream()
                  .map(GroupKey::value))
          .toList();
    }
    if (GroupKey.is(businessKey)) {
      return Stream.concat(
              Stream.of(businessKey),
              cycles.group(GroupKey.of(businessKey)).members().stream().map(EntryKey::value))
          .toList();
    }
    CycleKey cycle = CycleKey.of(businessKey);
    List<String> keys = new ArrayList<>(List.of(businessKey));
    cycles.everyEntry(cycle).stream().map(Entry::key).map(EntryKey::value).forEach(keys::add);
    cycles.groups(cycle).stream().map(Group::key).map(GroupKey::value).forEach(keys::add);
    return keys;
  }

  /**
   * Dates the open tasks and timers of every instance under that business key anew, from the rules
   * that stand in its diagram.
   */
  void follow(String businessKey) {
    runtime.createProcessInstanceQuery().processInstanceBusinessKey(businessKey).list().stream()
        .filter(instance -> !instance.isEnded())
        .forEach(this::followInstance);
  }

  private void followInstance(ProcessInstance instance) {
    for (Task task : tasks.createTaskQuery().processInstanceId(instance.getId()).list()) {
      followTask(instance, task);
    }
    for (Job timer :
        management.createJobQuery().processInstanceId(instance.getId()).timers().list()) {
      followTimer(instance, timer);
    }
  }

  private void followTask(ProcessInstance instance, Task task) {
    if (element(instance, task.getTaskDefinitionKey()) instanceof UserTask drawn) {
      moment(instance, drawn.getCamundaDueDate(), task.getExecutionId(), task.getCreateTime())
          .filter(due -> !due.equals(task.getDueDate()))
          .ifPresent(
              due -> {
                task.setDueDate(due);
                tasks.saveTask(task);
              });
    }
  }

  private void followTimer(ProcessInstance instance, Job timer) {
    JobDefinition definition =
        management
            .createJobDefinitionQuery()
            .jobDefinitionId(timer.getJobDefinitionId())
            .singleResult();
    if (definition == null
        || !(element(instance, definition.getActivityId()) instanceof CatchEvent event)) {
      return;
    }
    event.getEventDefinitions().stream()
        .filter(TimerEventDefinition.class::isInstance)
        .map(TimerEventDefinition.class::cast)
        .filter(drawn -> drawn.getTimeDate() != null)
        .findFirst()
        .flatMap(
            drawn ->
                moment(
                    instance,
                    drawn.getTimeDate().getTextContent(),
                    timer.getExecutionId(),
                    timer.getCreateTime()))
        .filter(moment -> !moment.equals(timer.getDuedate()))
        .ifPresent(moment -> management.setJobDuedate(timer.getId(), moment));
  }

  private ModelElementInstance element(ProcessInstance instance, String id) {
    return repository
        .getBpmnModelInstance(instance.getProcessDefinitionId())
        .getModelElementById(id);
  }

  /** Empty for what no rule dates, and for what counts from the day on which the step began. */
  private Optional<Date> moment(
      ProcessInstance instance, String expression, String executionId, Date began) {
    Matcher matcher = RULE.matcher(expression == null ? "" : expression.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    DueDateRule rule = DueDateRule.parse(matcher.group(2));
    if (rule.anchor() == DueDateRule.Anchor.today) {
      return Optional.empty();
    }
    Case about = Case.of(instance.getBusinessKey(), runtime.getVariable(executionId, "entry"));
    LocalDate day =
        dates.day(rule, about, LocalDate.ofInstant(began.toInstant(), EnglandTime.ZONE));
    return Optional.of(DueDateExpressions.Moment.valueOf(matcher.group(1)).on(day));
  }
}
