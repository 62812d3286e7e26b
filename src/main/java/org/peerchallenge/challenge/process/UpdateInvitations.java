package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.Invitations;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Updates appointments that are out; before that there is nothing to do. */
@Component("updateInvitations")
@Step(key = Holds.GROUP)
class UpdateInvitations implements JavaDelegate {

  private final Invitations invitations;

  UpdateInvitations(Invitations invitations) {
    this.invitations = invitations;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    invitations.update(group, Steps.noticeKey(execution));
  }
}
