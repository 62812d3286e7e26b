package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;
import org.camunda.bpm.engine.impl.db.PermissionCheck;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Rights are found as the engine finds them itself. */
class AllGroupsTest extends EngineTest {

  private static final Permission[] OF_TASKS = {
    TaskPermissions.READ, TaskPermissions.TASK_WORK, TaskPermissions.UPDATE, TaskPermissions.ALL
  };
  private static final Permission[] OF_DEFINITIONS = {
    ProcessDefinitionPermissions.READ_TASK,
    ProcessDefinitionPermissions.TASK_WORK,
    ProcessDefinitionPermissions.UPDATE_TASK,
    ProcessDefinitionPermissions.ALL
  };

  @Autowired private AuthorizationService authorizations;
  @Autowired private ProcessEngineConfigurationImpl configuration;

  private final List<String> made = new ArrayList<>();
  private final Random random = new Random(1);

  @AfterEach
  void takeThemAway() {
    made.forEach(authorizations::deleteAuthorization);
  }

  @Test
  void rightsAreFoundAsTheEngineFindsThem() {
    grant("right-anna", null, Resources.TASK, "right-1", TaskPermissions.READ);
    grant(null, "right-a", Resources.TASK, "right-2", TaskPermissions.TASK_WORK);
    grant(null, "right-b", Resources.TASK, Authorization.ANY, TaskPermissions.UPDATE);
    grant(
        null,
        "right-c",
        Resources.PROCESS_DEFINITION,
        "right-1",
        OF_DEFINITIONS[0],
        OF_DEFINITIONS[1]);
    grant("right-ben", null, Resources.PROCESS_DEFINITION, Authorization.ANY, OF_DEFINITIONS[2]);

    Authorization everybodys =
        authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
    everybodys.setResource(Resources.TASK);
    everybodys.setResourceId("right-3");
    everybodys.setPermissions(new Permission[] {TaskPermissions.READ});
    made.add(authorizations.saveAuthorization(everybodys).getId());

    List<Boolean> found = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String user = oneOf("right-anna", "right-ben", "right-carl", null);
      List<String> groups =
          Arrays.asList("right-a", "right-b", "right-c", "right-d")
              .subList(random.nextInt(4), 4)
              .stream()
              .filter(group -> random.nextBoolean())
              .toList();
      CompositePermissionCheck asked = checks(i % 5 == 0);
      boolean byTheEngine = isAllowed(new AuthorizationManager(), user, groups, asked);
      assertThat(isAllowed(new AllGroups.Rights(), user, groups, asked))
          .as("%s in %s", user, groups)
          .isEqualTo(byTheEngine);
      found.add(byTheEngine);
    }
    assertThat(found).filteredOn(one -> one).hasSizeBetween(100, 500);
  }

  @Test
  void theEngineAsksByIt() {
    assertThat(
            (Object)
                configuration
                    .getCommandExecutorTxRequired()
                    .execute(context -> context.getAuthorizationManager()))
        .isInstanceOf(AllGroups.Rights.class);
  }

  /** As the engine puts them together: any of several; rarely all, or several of one kind. */
  private CompositePermissionCheck checks(boolean rare) {
    CompositePermissionCheck checks = new CompositePermissionCheck(!rare || random.nextBoolean());
    for (int i = random.nextInt(3); i >= 0; i--) {
      PermissionCheck check = check();
      if (rare && random.nextInt(3) == 0) {
        check.setAuthorizationNotFoundReturnValue(0L);
      }
      checks.addAtomicCheck(check);
    }
    return checks;
  }

  private PermissionCheck check() {
    PermissionCheck check = new PermissionCheck();
    boolean task = random.nextBoolean();
    check.setResource(task ? Resources.TASK : Resources.PROCESS_DEFINITION);
    check.setPermission(oneOf(task ? OF_TASKS : OF_DEFINITIONS));
    check.setResourceId(oneOf("right-1", "right-2", "right-3", null, Authorization.ANY));
    return check;
  }

  @SafeVarargs
  private <T> T oneOf(T... these) {
    return these[random.nextInt(these.length)];
  }

  private boolean isAllowed(
      AuthorizationManager rights,
      String user,
      List<String> groups,
      CompositePermissionCheck checks) {
    return configuration
        .getCommandExecutorTxRequired()
        .execute(context -> rights.isAuthorized(user, groups, checks));
  }

  private void grant(
      String user, String group, Resource resource, String id, Permission... permissions) {
    Authorization right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    right.setUserId(user);
    right.setGroupId(group);
    right.setResource(resource);
    right.setResourceId(id);
    right.setPermissions(permissions);
    made.add(authorizations.saveAuthorization(right).getId());
  }
}
