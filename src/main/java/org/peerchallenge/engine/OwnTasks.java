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
import org.springframework.jdbc.core.simple.JdbcClient;
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
  private final JdbcClient jdbc;

  OwnTasks(
      TaskService tasks,
      HistoryService history,
      IdentityService identity,
      EngineAsSystem asSystem,
      JdbcClient jdbc) {
    this.tasks = tasks;
    this.history = history;
    this.identity = identity;
    this.asSystem = asSystem;
    this.jdbc = jdbc;
  }

  /** Whether an open task is this person's; also where a colleague has taken it on. */
  public boolean isOf(String user, String taskId) {
    return jdbc.sql(
            """
            select exists (
              select from act_ru_task t
              where t.id_ = ? and (
                exists (select from act_ru_identitylink l
                  where l.task_id_ = t.id_ and l.type_ = 'candidate'
                    and (l.user_id_ = ? or l.group_id_ in (
                      select m.group_id_ from act_id_membership m where m.user_id_ = ?)))
                or t.assignee_ = ? and not exists (select from act_ru_identitylink l
                  where l.task_id_ = t.id_ and l.type_ = 'candidate')))
            """)
        .params(taskId, user, user, user)
        .query(Boolean.class)
        .single();
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

  private TaskQuery task(String taskId) {
    return tasks.createTaskQuery().taskId(taskId);
  }
}
