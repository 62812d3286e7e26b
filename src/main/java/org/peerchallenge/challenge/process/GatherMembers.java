package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupKey;
import org.springframework.stereotype.Component;

/** Reads the members of the group, so that each names its team. */
@Component("gatherMembers")
class GatherMembers implements JavaDelegate {

  private final Cycles cycles;

  GatherMembers(Cycles cycles) {
    this.cycles = cycles;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    execution.setVariable("members", Keys.joined(cycles.group(group).members()));
  }
}
