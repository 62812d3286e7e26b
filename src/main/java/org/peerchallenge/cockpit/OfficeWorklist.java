package org.peerchallenge.cockpit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.TaskCandidates;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.UndeliveredNotice;
import org.springframework.stereotype.Service;

/** Worklist of the office: what it must look after, because nobody else would notice. */
@Service
public class OfficeWorklist {

  /** Open tasks that nobody can do, because their group has no member. */
  public record Deserted(String group, List<Task> tasks) {}

  /** Those that another group may do as well are not deserted. Asked of all at once: it is many. */
  private static final String DESERTED =
      """
      select * from act_ru_task t
      where t.assignee_ is null
        and exists (select 1 from act_ru_identitylink l where l.task_id_ = t.id_)
        and not exists (
          select 1 from act_ru_identitylink l
          left join act_id_membership m on m.group_id_ = l.group_id_
          where l.task_id_ = t.id_ and (l.user_id_ is not null or m.user_id_ is not null))
      order by t.due_date_, t.name_
      """;

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final TaskCandidates candidates;
  private final Notices notices;
  private final EngineAsSystem asSystem;

  OfficeWorklist(
      RuntimeService runtime,
      TaskService tasks,
      TaskCandidates candidates,
      Notices notices,
      EngineAsSystem asSystem) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.candidates = candidates;
    this.notices = notices;
    this.asSystem = asSystem;
  }

  /** How many steps have failed for good and wait for somebody. */
  public long incidents() {
    // A failed child is counted again in each of its parents: only where it began counts.
    return asSystem.run(
        () ->
            runtime.createIncidentQuery().list().stream()
                .filter(incident -> incident.getId().equals(incident.getRootCauseIncidentId()))
                .count());
  }

  /** Notices that did not go out, oldest first. */
  public List<UndeliveredNotice> undelivered() {
    return notices.undelivered();
  }

  /** Open tasks whose group has no member, by group. */
  public List<Deserted> deserted() {
    Map<String, List<Task>> byGroup = new TreeMap<>();
    asSystem
        .run(() -> tasks.createNativeTaskQuery().sql(DESERTED).list())
        .forEach(
            task ->
                groups(task)
                    .forEach(
                        group -> byGroup.computeIfAbsent(group, g -> new ArrayList<>()).add(task)));
    return byGroup.entrySet().stream()
        .map(one -> new Deserted(one.getKey(), one.getValue()))
        .toList();
  }

  private List<String> groups(Task task) {
    return candidates.of(task.getId()).stream().flatMap(one -> one.group().stream()).toList();
  }
}
