package org.peerchallenge.engine;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GLOBAL;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Authorizations of the engine: what each kind of user may do there, written at every start exactly
 * as it stands here.
 *
 * <p>Participants live on the rights that candidate groups give them on single tasks; they read
 * nothing of instances or history. The rights are on all definitions or on a key, so a new version
 * of a diagram needs no new ones. Nobody may deploy: a deployed expression reaches everything.
 */
@Component
class EngineAuthorizations implements SmartInitializingSingleton {

  private static final String EVERYBODY = "*";

  private static final Set<Integer> GRANTED_BY_THE_ENGINE =
      Set.of(
          Resources.TASK.resourceType(),
          Resources.USER.resourceType(),
          Resources.GROUP.resourceType());

  /** One line of the table below; {@code group} is {@link #EVERYBODY} for every user. */
  private record Right(String group, Resource resource, String id, Set<Permission> permissions) {
    static Right of(String group, Resource resource, String id, Permission... permissions) {
      return new Right(group, resource, id, Set.of(permissions));
    }
  }

  private static final List<Right> RIGHTS =
      Stream.of(
              // The list of tasks names the process, and its diagram can be looked at.
              Stream.of(
                  Right.of(EVERYBODY, Resources.APPLICATION, "tasklist", Permissions.ACCESS),
                  Right.of(EVERYBODY, Resources.PROCESS_DEFINITION, ANY, Permissions.READ),
                  Right.of(EVERYBODY, Resources.DECISION_DEFINITION, ANY, Permissions.READ)),
              watching("office"),
              Stream.of(
                  Right.of("office", Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE),
                  Right.of(
                      "office",
                      Resources.PROCESS_DEFINITION,
                      "annual-cycle",
                      Permissions.CREATE_INSTANCE),
                  Right.of(
                      "office",
                      Resources.PROCESS_DEFINITION,
                      ANY,
                      Permissions.READ,
                      Permissions.READ_INSTANCE,
                      Permissions.READ_TASK,
                      // The figures on Cockpit's page of human tasks are taken from history.
                      Permissions.READ_HISTORY,
                      ProcessDefinitionPermissions.RETRY_JOB,
                      ProcessDefinitionPermissions.SUSPEND_INSTANCE)),
              watching("lead"),
              Stream.of(
                  Right.of(
                      "lead",
                      Resources.PROCESS_DEFINITION,
                      ANY,
                      Permissions.READ,
                      Permissions.READ_INSTANCE,
                      Permissions.READ_TASK,
                      Permissions.READ_HISTORY)),
              Stream.of(
                  Right.of("analyst", Resources.APPLICATION, "cockpit", Permissions.ACCESS),
                  Right.of("analyst", Resources.DEPLOYMENT, ANY, Permissions.READ)))
          .flatMap(rights -> rights)
          .toList();

  private final AuthorizationService authorizations;

  EngineAuthorizations(AuthorizationService authorizations) {
    this.authorizations = authorizations;
  }

  /** Who watches the year in Cockpit. Its page of human tasks asks for all tasks at once. */
  private static Stream<Right> watching(String group) {
    return Stream.of(
        Right.of(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS),
        Right.of(group, Resources.DEPLOYMENT, ANY, Permissions.READ),
        Right.of(group, Resources.BATCH, ANY, Permissions.READ),
        Right.of(group, Resources.USER, ANY, Permissions.READ),
        Right.of(group, Resources.GROUP, ANY, Permissions.READ),
        Right.of(group, Resources.TASK, ANY, Permissions.READ));
  }

  @Override
  public void afterSingletonsInstantiated() {
    List<Authorization> found = new ArrayList<>(found());
    for (Right right : RIGHTS) {
      Authorization standing =
          found.stream()
              .filter(one -> isOf(one, right))
              .findFirst()
              .orElseGet(() -> authorizations.createNewAuthorization(type(right)));
      found.remove(standing);
      write(right, standing);
    }
    // A right that left the table is taken away.
    found.forEach(one -> authorizations.deleteAuthorization(one.getId()));
  }

  private List<Authorization> found() {
    Set<Integer> resources =
        RIGHTS.stream().map(right -> right.resource().resourceType()).collect(Collectors.toSet());
    String[] groups =
        RIGHTS.stream()
            .map(Right::group)
            .filter(group -> !group.equals(EVERYBODY))
            .distinct()
            .toArray(String[]::new);
    return Stream.concat(
            authorizations
                .createAuthorizationQuery()
                .authorizationType(AUTH_TYPE_GLOBAL)
                .list()
                .stream(),
            authorizations.createAuthorizationQuery().groupIdIn(groups).list().stream())
        .filter(one -> resources.contains(one.getResourceType()))
        // On a single task, user or group the engine grants rights by itself.
        .filter(
            one ->
                ANY.equals(one.getResourceId())
                    || !GRANTED_BY_THE_ENGINE.contains(one.getResourceType()))
        .toList();
  }

  private void write(Right right, Authorization standing) {
    Permission[] permissions = right.permissions().toArray(Permission[]::new);
    boolean asWritten =
        standing.getId() != null
            && Set.copyOf(Arrays.asList(standing.getPermissions(permissions)))
                .equals(right.permissions());
    if (asWritten) {
      return;
    }
    if (right.group().equals(EVERYBODY)) {
      standing.setUserId(EVERYBODY);
    } else {
      standing.setGroupId(right.group());
    }
    standing.setResource(right.resource());
    standing.setResourceId(right.id());
    standing.setPermissions(permissions);
    authorizations.saveAuthorization(standing);
  }

  private static int type(Right right) {
    return right.group().equals(EVERYBODY) ? AUTH_TYPE_GLOBAL : AUTH_TYPE_GRANT;
  }

  private static boolean isOf(Authorization found, Right right) {
    String holder = found.getGroupId() == null ? found.getUserId() : found.getGroupId();
    return right.group().equals(holder)
        && right.resource().resourceType() == found.getResourceType()
        && right.id().equals(found.getResourceId());
  }
}
