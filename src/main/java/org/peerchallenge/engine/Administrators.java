package org.peerchallenge.engine;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The emergency administrator of the settings belongs to the administrators that our rights know,
 * and these have every right of the engine. Camunda's starter sees to both on an empty database; a
 * successor's does so for a group that bears its own name.
 */
@Component
class Administrators implements SmartInitializingSingleton {

  private static final String GROUP = "camunda-admin";

  private final IdentityService identity;
  private final AuthorizationService authorizations;
  private final String emergency;

  Administrators(
      IdentityService identity,
      AuthorizationService authorizations,
      @Value("${camunda.bpm.admin-user.id}") String emergency) {
    this.identity = identity;
    this.authorizations = authorizations;
    this.emergency = emergency;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (authorizations.createAuthorizationQuery().groupIdIn(GROUP).count() > 0) {
      return;
    }
    if (identity.createGroupQuery().groupId(GROUP).count() == 0) {
      Group group = identity.newGroup(GROUP);
      group.setName("Administrators");
      group.setType("SYSTEM");
      identity.saveGroup(group);
    }
    if (identity.createGroupQuery().groupId(GROUP).groupMember(emergency).count() == 0) {
      identity.createMembership(emergency, GROUP);
    }
    Stream.of(Resources.values()).forEach(this::grant);
  }

  private void grant(Resource resource) {
    Authorization all = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
    all.setGroupId(GROUP);
    all.setResource(resource);
    all.setResourceId(ANY);
    all.addPermission(Permissions.ALL);
    authorizations.saveAuthorization(all);
  }
}
