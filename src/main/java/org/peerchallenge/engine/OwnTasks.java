package org.peerchallenge.engine;

import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricIdentityLinkLog;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * Whose a task is: theirs who may take it on, and of those whom a diagram names where nobody may.
 * Whoever else has it was given it by hand, which opens nothing. The office may watch every task;
 * what stands in somebody's form is not for it.
 */
@Component
public class OwnTasks {

  private final TaskService tasks;
  private final HistoryService history;
  private final IdentityService identity;
  private final EngineAsSystem asSystem;

  OwnTasks(
      TaskService tasks,
      HistoryService history,
      IdentityService identity,
      EngineAsSystem asSystem) {
    this.tasks = tasks;
    this.history = history;
    this.identity = identity;
    this.asSystem = asSystem;
  }

  /** Whether an open task is this person's; also where a colleague has taken it on. */
  public boolean isOf(String user, String taskId) {
    List<String> groups = known(user);
    return asSystem.run(
        () ->
            !groups.isEmpty()
                    && task(taskId).taskCandidateGroupIn(groups).includeAssignedTasks().count() > 0
                || task(taskId).taskCandidateUser(user).includeAssignedTasks().count() > 0
                || task(taskId)
                        .taskAssignee(user)
                        .withoutCandidateGroups()
                        .withoutCandidateUsers()
                        .includeAssignedTasks()
                        .count()
                    > 0);
  }

  /** Whether there is such a task and it is not done yet. */
  public boolean isOpen(String taskId) {
    return asSystem.run(() -> task(taskId).count() > 0);
  }

  /** Whether it would be this person's today, were it not done. */
  public boolean wasOf(String user, String taskId) {
    return asSystem.run(
        () -> {
          List<String> groups =
              history
                  .createHistoricIdentityLinkLogQuery()
                  .taskId(taskId)
                  .type(IdentityLinkType.CANDIDATE)
                  .list()
                  .stream()
                  .map(HistoricIdentityLinkLog::getGroupId)
                  .filter(Objects::nonNull)
                  .toList();
          return groups.isEmpty()
              || identity.createGroupQuery().groupMember(user).list().stream()
                  .map(Group::getId)
                  .anyMatch(groups::contains);
        });
  }

  /** The groups that were found for this request, when it is this person's. */
  private List<String> known(String user) {
    var who = identity.getCurrentAuthentication();
    return who != null && user.equals(who.getUserId()) ? who.getGroupIds() : List.of();
  }

  private TaskQuery task(String taskId) {
    return tasks.createTaskQuery().taskId(taskId);
  }
}
