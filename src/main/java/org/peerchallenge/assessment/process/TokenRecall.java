package org.peerchallenge.assessment.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.SectionRecall;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.Submissions;
import org.peerchallenge.engine.Submissions.Sent;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recalls a section by moving its token back: either it still waits for the other sections, or all
 * of them are sent and nobody has begun to read the whole. What comes before and after is read from
 * the diagram.
 */
@Service
class TokenRecall implements SectionRecall {

  /** What is taken away when the section's task comes back. */
  private record Waiting(HistoricTaskInstance sent, String activity, boolean transition) {}

  private final Submissions submissions;
  private final Sections sections;
  private final HistoryService history;
  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final TaskService tasks;
  private final EngineAsSystem asSystem;
  private final ChangeLog changes;

  TokenRecall(
      Submissions submissions,
      Sections sections,
      HistoryService history,
      RuntimeService runtime,
      RepositoryService repository,
      TaskService tasks,
      EngineAsSystem asSystem,
      ChangeLog changes) {
    this.submissions = submissions;
    this.sections = sections;
    this.history = history;
    this.runtime = runtime;
    this.repository = repository;
    this.tasks = tasks;
    this.asSystem = asSystem;
    this.changes = changes;
  }

  @Override
  public boolean mayTakeBack(String username, String taskId) {
    return asSystem.run(() -> find(username, taskId)).isPresent();
  }

  @Override
  @Transactional
  public String takeBack(String username, String taskId) {
    return asSystem.run(
        () -> {
          Optional<Waiting> found = find(username, taskId);
          if (found.isEmpty()) {
            return openAgain(username, taskId)
                .orElseThrow(
                    () ->
                        new Refused(
                            "Someone has gone on from here, so this cannot be taken back. Ask"
                                + " whoever reads the whole to open the section again."));
          }
          Waiting waiting = found.get();
          String instance = waiting.sent().getProcessInstanceId();
          ProcessInstanceModificationBuilder change =
              runtime
                  .createProcessInstanceModification(instance)
                  .startBeforeActivity(waiting.sent().getTaskDefinitionKey());
          (waiting.transition()
                  ? change.cancelTransitionInstance(waiting.activity())
                  : change.cancelActivityInstance(waiting.activity()))
              .execute();
          Sent sent = submissions.ofTask(taskId).orElseThrow();
          EntryKey entry = EntryKey.of(sent.businessKey());
          AskedSection section = sections.ofForm(sent.businessKey(), sent.form()).orElseThrow();
          sections.takeBack(entry, section.section());
          changes.write(entry.value(), section.title(), "sent", "taken back", "");
          Task open =
              tasks
                  .createTaskQuery()
                  .processInstanceId(instance)
                  .taskDefinitionKey(waiting.sent().getTaskDefinitionKey())
                  .singleResult();
          tasks.claim(open.getId(), username);
          return open.getId();
        });
  }

  /** The section's task where it is with its sender again: a second press leads to it as well. */
  private Optional<String> openAgain(String username, String taskId) {
    return Optional.ofNullable(
            history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult())
        .map(
            sent ->
                tasks
                    .createTaskQuery()
                    .processInstanceId(sent.getProcessInstanceId())
                    .taskDefinitionKey(sent.getTaskDefinitionKey())
                    .taskAssignee(username)
                    .singleResult())
        .map(Task::getId);
  }

  private Optional<Waiting> find(String username, String taskId) {
    Optional<Sent> sent =
        submissions.ofTask(taskId).filter(one -> one.author().username().equals(username));
    Optional<AskedSection> section =
        sent.flatMap(one -> sections.ofForm(one.businessKey(), one.form()));
    HistoricTaskInstance done =
        history.createHistoricTaskInstanceQuery().taskId(taskId).finished().singleResult();
    if (section.isEmpty() || done == null) {
      return Optional.empty();
    }
    EntryKey entry = EntryKey.of(sent.get().businessKey());
    boolean newest =
        sections
            .find(entry, section.get().section())
            .filter(one -> one.writtenAt().equals(sent.get().author().at()))
            .isPresent();
    ActivityInstance tree = runtime.getActivityInstance(done.getProcessInstanceId());
    if (!newest || tree == null || sections.openSections(entry).contains(section.get())) {
      return Optional.empty();
    }
    FlowNode written =
        repository
            .getBpmnModelInstance(done.getProcessDefinitionId())
            .getModelElementById(done.getTaskDefinitionKey());
    FlowNode join = next(written);
    return atJoin(tree, join, done).or(() -> atReading(tree, written, done));
  }

  /** The token that waits for the other sections, before or within the join. */
  private static Optional<Waiting> atJoin(
      ActivityInstance tree, FlowNode join, HistoricTaskInstance done) {
    return Arrays.stream(tree.getActivityInstances(join.getId()))
        .map(one -> new Waiting(done, one.getId(), false))
        .findFirst()
        .or(
            () ->
                Arrays.stream(tree.getTransitionInstances(join.getId()))
                    .map(one -> new Waiting(done, one.getId(), true))
                    .findFirst());
  }

  /** The step after all sections, while nobody has begun it. */
  private Optional<Waiting> atReading(
      ActivityInstance tree, FlowNode written, HistoricTaskInstance done) {
    FlowNode after = next((SubProcess) written.getParentElement());
    List<Task> open =
        tasks
            .createTaskQuery()
            .processInstanceId(done.getProcessInstanceId())
            .taskDefinitionKey(after.getId())
            .taskUnassigned()
            .list();
    return Stream.of(tree.getActivityInstances(after.getId()))
        .filter(one -> open.size() == 1)
        .map(one -> new Waiting(done, one.getId(), false))
        .findFirst();
  }

  /** The step that follows, through gateways where flows only meet: no token waits in these. */
  private static FlowNode next(FlowNode node) {
    FlowNode next = node.getOutgoing().iterator().next().getTarget();
    return next instanceof ExclusiveGateway && next.getOutgoing().size() == 1 ? next(next) : next;
  }
}
