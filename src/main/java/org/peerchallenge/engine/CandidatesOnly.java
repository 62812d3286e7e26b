package org.peerchallenge.engine;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Gives whom a task is assigned to the rights on it only when they could have taken it themselves.
 *
 * <p>By itself the engine grants them to anybody who is named, so whoever may assign a signature
 * may sign. Only a diagram itself, which names somebody for a task that has no candidates, decides
 * alone. The engine has no public place for this.
 */
@Component
@DependsOnDatabaseInitialization
class CandidatesOnly extends AbstractProcessEnginePlugin {

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setResourceAuthorizationProvider(new Rights());
  }

  /** The engine's own rule, narrowed. */
  private static final class Rights extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity[] newTaskAssignee(
        Task task, String oldAssignee, String newAssignee) {
      boolean may =
          newAssignee != null
              && (isCandidate((TaskEntity) task, newAssignee)
                  || oldAssignee == null && ((TaskEntity) task).getCandidates().isEmpty());
      return may ? super.newTaskAssignee(task, oldAssignee, newAssignee) : null;
    }

    /** An owner delegates tasks; nobody does here. */
    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, String oldOwner, String newOwner) {
      return null;
    }

    private static boolean isCandidate(TaskEntity task, String user) {
      Set<String> groups = groups(user);
      return task.getCandidates().stream().anyMatch(link -> isOf(link, user, groups));
    }

    private static boolean isOf(IdentityLink link, String user, Set<String> groups) {
      return user.equals(link.getUserId())
          || link.getGroupId() != null && groups.contains(link.getGroupId());
    }

    /** Whoever assigns need not be allowed to know the groups. */
    private static Set<String> groups(String user) {
      IdentityService identity = Context.getProcessEngineConfiguration().getIdentityService();
      var who = identity.getCurrentAuthentication();
      if (who != null && user.equals(who.getUserId())) {
        return Set.copyOf(who.getGroupIds());
      }
      return Context.getCommandContext()
          .runWithoutAuthorization(
              () ->
                  identity.createGroupQuery().groupMember(user).list().stream()
                      .map(Group::getId)
                      .collect(Collectors.toSet()));
    }
  }
}
