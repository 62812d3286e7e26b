package org.peerchallenge.cockpit;

import java.util.Comparator;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskCountByCandidateGroupResult;
import org.peerchallenge.engine.Unrestricted;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.UndeliveredNotice;
import org.springframework.stereotype.Service;

/** What the office must look after, because nobody else would notice. */
@Service
public class Attention {

  /** Open tasks that nobody can do, because their group has no member. */
  public record Deserted(String group, List<Task> tasks) {}

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final IdentityService identity;
  private final Notices notices;
  private final Unrestricted unrestricted;

  Attention(
      RuntimeService runtime,
      TaskService tasks,
      IdentityService identity,
      Notices notices,
      Unrestricted unrestricted) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.identity = identity;
    this.notices = notices;
    this.unrestricted = unrestricted;
  }

  /** How many steps have failed for good and wait for somebody. */
  public long incidents() {
    // A failed child is counted again in each of its parents: only where it began counts.
    return unrestricted.ask(
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
    return unrestricted.ask(
        () ->
            tasks.createTaskReport().taskCountByCandidateGroup().stream()
                .map(TaskCountByCandidateGroupResult::getGroupName)
                .filter(group -> group != null && isEmpty(group))
                .map(group -> new Deserted(group, open(group)))
                .filter(deserted -> !deserted.tasks().isEmpty())
                .sorted(Comparator.comparing(Deserted::group))
                .toList());
  }

  private boolean isEmpty(String group) {
    return identity.createUserQuery().memberOfGroup(group).count() == 0;
  }

  /** Those that another group may do as well are not deserted. */
  private List<Task> open(String group) {
    return tasks.createTaskQuery().taskCandidateGroup(group).list().stream()
        .filter(
            task ->
                tasks.getIdentityLinksForTask(task.getId()).stream()
                    .allMatch(
                        link ->
                            link.getUserId() == null
                                && (link.getGroupId() == null || isEmpty(link.getGroupId()))))
        .toList();
  }
}
