package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;

class AdministratorsTest extends EngineTest {

  @Autowired private Administrators administrators;
  @Autowired private AuthorizationService authorizations;

  @Test
  void whereTheStarterKnowsAnotherGroupOursHasItsRightsAndTheEmergencyAdministratorIsInIt() {
    List<String> asTheStarterGaveThem = rights();
    authorizations.createAuthorizationQuery().groupIdIn("camunda-admin").list().stream()
        .forEach(right -> authorizations.deleteAuthorization(right.getId()));
    identityService.deleteMembership("admin", "camunda-admin");
    identityService.deleteGroup("camunda-admin");

    administrators.afterSingletonsInstantiated();
    administrators.afterSingletonsInstantiated();

    assertThat(identityService.createGroupQuery().groupMember("admin").list())
        .extracting("id", "type")
        .containsExactly(tuple("camunda-admin", "SYSTEM"));
    assertThat(rights()).isNotEmpty().isEqualTo(asTheStarterGaveThem);
  }

  private List<String> rights() {
    return authorizations.createAuthorizationQuery().groupIdIn("camunda-admin").list().stream()
        .map(
            right ->
                right.getResourceType()
                    + " "
                    + right.getResourceId()
                    + " "
                    + right.isEveryPermissionGranted())
        .sorted()
        .toList();
  }
}
