package org.peerchallenge.region.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Roles and deputies begin and end by their dates: this makes the rights of today. */
@Component("followRoles")
@Step
class FollowRoles implements JavaDelegate {

  private final IdentitySync identities;

  FollowRoles(IdentitySync identities) {
    this.identities = identities;
  }

  @Override
  public void execute(DelegateExecution execution) {
    identities.sync();
  }
}
