package org.peerchallenge.challenge.process;

import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Lists;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/**
 * Ends the open tasks about the team of an entry that has left the group, or is no guest any more,
 * and takes it off {@code members}, so that it is not asked later either.
 *
 * <p>A task is sent without an answer and by nobody, so that its loop ends as it does for the
 * others.
 */
@Component("endAskingLeavers")
@Step(
    key = Holds.GROUP,
    mayRead = "members",
    sets = @Step.Sets(name = "members", holds = Holds.ENTRY, list = true))
class EndAskingLeavers implements JavaDelegate {

  private static final Set<String> ABOUT_TEAMS =
      Set.of("name-team", "name-team-late", "decide-attendees");

  private final Cycles cycles;
  private final TaskService tasks;
  private final OpenForms open;
  private final Lists lists;

  EndAskingLeavers(Cycles cycles, TaskService tasks, OpenForms open, Lists lists) {
    this.cycles = cycles;
    this.tasks = tasks;
    this.open = open;
    this.lists = lists;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Set<EntryKey> now =
        new HashSet<>(cycles.coming(GroupKey.of(execution.getProcessBusinessKey())));
    for (Task task : open.of(execution, ABOUT_TEAMS)) {
      if (!now.contains(EntryKey.of((String) tasks.getVariable(task.getId(), "entry")))) {
        tasks.setAssignee(task.getId(), null);
        tasks.complete(task.getId());
      }
    }
    execution.setVariable(
        "members",
        Keys.joined(
            lists.of((String) execution.getVariable("members")).stream()
                .map(EntryKey::of)
                .filter(now::contains)
                .toList()));
  }
}
