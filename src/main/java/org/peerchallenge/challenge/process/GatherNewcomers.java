package org.peerchallenge.challenge.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/**
 * Sets {@code newcomers}: the members of today who were never asked for their team. It reads the
 * table and not the message, so that one told twice is asked once.
 */
@Component("gatherNewcomers")
@Step(
    key = Holds.GROUP,
    sets = {
      @Step.Sets(name = "newcomers", holds = Holds.ENTRY, list = true),
      @Step.Sets(name = "askedLate", holds = Holds.ENTRY, list = true)
    })
class GatherNewcomers implements JavaDelegate {

  private final Cycles cycles;
  private final Teams teams;

  GatherNewcomers(Cycles cycles, Teams teams) {
    this.cycles = cycles;
    this.teams = teams;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    List<String> asked = new ArrayList<>(list(execution, "members"));
    List<String> late = new ArrayList<>(list(execution, "askedLate"));
    asked.addAll(late);
    List<EntryKey> newcomers =
        cycles.group(group).members().stream()
            .filter(member -> !asked.contains(member.value()))
            .filter(member -> teams.how(group, member).isEmpty())
            .toList();
    newcomers.forEach(one -> late.add(one.value()));
    // The newcomers are this sub-process's alone: another may run beside it.
    execution.setVariableLocal("newcomers", Keys.joined(newcomers));
    execution.getProcessInstance().setVariable("askedLate", String.join(",", late));
  }

  private static List<String> list(DelegateExecution execution, String name) {
    String value = Objects.toString(execution.getVariable(name), "");
    return value.isEmpty() ? List.of() : Arrays.asList(value.split(","));
  }
}
