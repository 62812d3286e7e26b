package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Reads the members of the group, so that each names its team. */
@Component("gatherMembers")
@Step(key = Holds.GROUP, sets = @Step.Sets(name = "members", holds = Holds.ENTRY, list = true))
class GatherMembers implements JavaDelegate {

  private final Cycles cycles;
  private final Teams teams;

  GatherMembers(Cycles cycles, Teams teams) {
    this.cycles = cycles;
    this.teams = teams;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    teams.forget(group);
    execution.setVariable("members", Keys.joined(cycles.group(group).members()));
  }
}
