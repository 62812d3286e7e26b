package org.peerchallenge.challenge.process;

import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/**
 * Reads the members again on the day: only who is in the group now has a session, and who comes for
 * them is asked for feedback.
 */
@Component("gatherSessions")
@Step(
    key = Holds.GROUP,
    sets = {
      @Step.Sets(name = "sessions", holds = Holds.ENTRY, list = true),
      @Step.Sets(name = "attendees", holds = Holds.PERSON, list = true)
    })
class GatherSessions implements JavaDelegate {

  private final Cycles cycles;
  private final Teams teams;

  GatherSessions(Cycles cycles, Teams teams) {
    this.cycles = cycles;
    this.teams = teams;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    execution.setVariable("sessions", Keys.joined(cycles.group(group).members()));
    execution.setVariable(
        "attendees",
        teams.of(group).stream()
            .flatMap(one -> one.username().stream())
            .distinct()
            .collect(Collectors.joining(",")));
  }
}
