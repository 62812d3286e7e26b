package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Says whether the office is to be asked about a large team. */
@Component("countTeam")
@Step(
    key = Holds.GROUP,
    reads = "entry",
    sets = @Step.Sets(name = "moreThanThree", holds = Holds.YES_NO))
class CountTeam implements JavaDelegate {

  private final Teams teams;

  CountTeam(Teams teams) {
    this.teams = teams;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    EntryKey entry = EntryKey.of((String) execution.getVariable("entry"));
    // Local to this member's part of the diagram, where the variable is declared.
    execution.setVariable("moreThanThree", teams.besidesLeader(group, entry) > Teams.USUAL_TEAM);
  }
}
