package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.Invitations;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Invites everybody who comes. */
@Component("inviteAttendees")
@Step(key = Holds.GROUP)
class InviteAttendees implements JavaDelegate {

  private final Invitations invitations;

  InviteAttendees(Invitations invitations) {
    this.invitations = invitations;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    invitations.send(group, Steps.noticeKey(execution));
  }
}
