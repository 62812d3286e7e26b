package org.peerchallenge.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.db.CompositePermissionCheck;
import org.camunda.bpm.engine.impl.db.PermissionCheck;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.util.ExceptionUtil;
import org.springframework.stereotype.Component;

/**
 * Asks for rights by all groups of a person, and whether one of several is there in one plain
 * question. Before each check the engine reads all rights there are, to leave out groups that have
 * none: for people with some ten groups that costs more than it saves, seven times for a task. Its
 * own question has a hundred parameters, which took a tenth of a task's processor time, and as much
 * of the database's (docs/measurements/stock.md). What is allowed is the same.
 */
@Component
class AllGroups extends AbstractProcessEnginePlugin {

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    List<SessionFactory> factories = new ArrayList<>();
    if (configuration.getCustomSessionFactories() != null) {
      factories.addAll(configuration.getCustomSessionFactories());
    }
    factories.add(
        new SessionFactory() {
          @Override
          public Class<?> getSessionType() {
            return AuthorizationManager.class;
          }

          @Override
          public Session openSession() {
            return new Rights();
          }
        });
    configuration.setCustomSessionFactories(factories);
  }

  static final class Rights extends AuthorizationManager {

    private static final String ANY_IS_GRANTED =
        """
        select exists (
          select from act_ru_authorization a, unnest(?, ?, ?) as c (type, id, perms)
          where a.resource_id_ = any(?) and a.resource_id_ in (c.id, '*')
            and a.resource_type_ = c.type and a.perms_ & c.perms = c.perms
            and (a.type_ = 1 and (a.user_id_ = ? or a.group_id_ = any(?))
              or a.type_ = 0 and a.user_id_ = '*'))
        """;

    /** Where a right can be revoked, or all of several are needed, the engine asks by itself. */
    @Override
    public boolean isAuthorized(String user, List<String> groups, CompositePermissionCheck checks) {
      boolean anyIsEnough =
          checks.isDisjunctive()
              && checks.getCompositeChecks().isEmpty()
              && checks.getAtomicChecks().stream().allMatch(this::isPlain)
              && !isRevokeAuthCheckEnabled(user, groups);
      return anyIsEnough
          ? isAnyGranted(user, groups, checks.getAtomicChecks())
          : super.isAuthorized(user, groups, checks);
    }

    private boolean isPlain(PermissionCheck check) {
      return check.getResourceIdQueryParam() == null
          && check.getAuthorizationNotFoundReturnValue() == null
          && isResourceValidForPermission(check);
    }

    private boolean isAnyGranted(String user, List<String> groups, List<PermissionCheck> checks) {
      Integer[] types =
          checks.stream().map(PermissionCheck::getResourceType).toArray(Integer[]::new);
      String[] ids = checks.stream().map(PermissionCheck::getResourceId).toArray(String[]::new);
      Integer[] perms = checks.stream().map(PermissionCheck::getPerms).toArray(Integer[]::new);
      String[] idsOrAny = Arrays.copyOf(ids, ids.length + 1);
      idsOrAny[ids.length] = Authorization.ANY;
      Connection connection = getDbSqlSession().getSqlSession().getConnection();
      try (PreparedStatement question = connection.prepareStatement(ANY_IS_GRANTED)) {
        question.setArray(1, connection.createArrayOf("int4", types));
        question.setArray(2, connection.createArrayOf("varchar", ids));
        question.setArray(3, connection.createArrayOf("int4", perms));
        question.setArray(4, connection.createArrayOf("varchar", idsOrAny));
        question.setString(5, user);
        question.setArray(
            6, connection.createArrayOf("varchar", filterAuthenticatedGroupIds(groups).toArray()));
        try (ResultSet answer = question.executeQuery()) {
          answer.next();
          return answer.getBoolean(1);
        }
      } catch (SQLException e) {
        // As the engine says it.
        throw ExceptionUtil.wrapPersistenceException(e);
      }
    }

    @Override
    public List<String> filterAuthenticatedGroupIds(List<String> groups) {
      return groups == null ? List.of() : new ArrayList<>(groups);
    }
  }
}
