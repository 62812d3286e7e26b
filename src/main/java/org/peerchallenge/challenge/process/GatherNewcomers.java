package org.peerchallenge.challenge.process;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/**
 * Sets {@code newcomers}: the members of today, and the guests, whose team is neither known nor
 * being asked for. It reads the table and the open tasks and not the message, so that one told
 * twice is asked once, and one that left and came back is asked again.
 */
@Component("gatherNewcomers")
@Step(key = Holds.GROUP, sets = @Step.Sets(name = "newcomers", holds = Holds.ENTRY, list = true))
class GatherNewcomers implements JavaDelegate {

  private static final Set<String> NAMING = Set.of("name-team", "name-team-late");

  private final Cycles cycles;
  private final Teams teams;
  private final TaskService tasks;
  private final OpenForms open;

  GatherNewcomers(Cycles cycles, Teams teams, TaskService tasks, OpenForms open) {
    this.cycles = cycles;
    this.teams = teams;
    this.tasks = tasks;
    this.open = open;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    Set<String> asked = asked(execution);
    List<EntryKey> newcomers =
        cycles.coming(group).stream()
            .filter(member -> !asked.contains(member.value()))
            .filter(member -> teams.how(group, member).isEmpty())
            .toList();
    // The newcomers are this sub-process's alone: another may run beside it.
    execution.setVariableLocal("newcomers", Keys.joined(newcomers));
  }

  /** Who has the task; before the day is confirmed also those with whom the group was formed. */
  private Set<String> asked(DelegateExecution execution) {
    Set<String> asked = new HashSet<>();
    for (Task task : open.of(execution, NAMING)) {
      asked.add((String) tasks.getVariable(task.getId(), "entry"));
    }
    for (Task task : open.of(execution, Set.of("confirm-day"))) {
      asked.addAll(List.of(String.valueOf(tasks.getVariable(task.getId(), "members")).split(",")));
    }
    return asked;
  }
}
