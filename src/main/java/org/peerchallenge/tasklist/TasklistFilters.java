package org.peerchallenge.tasklist;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.peerchallenge.engine.Urgency;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The lists of tasks that everybody finds in Tasklist, the most urgent task first. */
@Component
class TasklistFilters implements SmartInitializingSingleton {

  private static final String EVERYBODY = "*";
  private static final String ME = "${currentUser()}";
  private static final String MY_GROUPS = "${" + MyGroups.NAME + ".orNone()}";

  private final FilterService filters;
  private final TaskService tasks;
  private final AuthorizationService authorizations;

  TasklistFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
    this.filters = filters;
    this.tasks = tasks;
    this.authorizations = authorizations;
  }

  /** Writes them at every start, so that a change here reaches everybody. */
  @Override
  public void afterSingletonsInstantiated() {
    keep(1, "Waiting for me", "What I took on, and what nobody of my role has taken yet", mine());
    keep(
        2,
        "My authority",
        "Everything that is open for my role, colleagues' tasks included",
        tasks
            .createTaskQuery()
            .active()
            .taskCandidateGroupInExpression(MY_GROUPS)
            .includeAssignedTasks());
    keep(
        3,
        "Overdue",
        "What should be done already",
        mine().taskMinPriority(Urgency.USUAL).dueBeforeExpression("${now()}"));
  }

  /** Mine is what is assigned to me, and what is assigned to nobody while my groups may take it. */
  private TaskQuery mine() {
    return tasks
        .createTaskQuery()
        .active()
        .or()
        .taskAssigneeExpression(ME)
        .taskCandidateGroupInExpression(MY_GROUPS)
        .endOr();
  }

  private void keep(int place, String name, String description, TaskQuery query) {
    Filter filter =
        filters.createTaskFilterQuery().filterName(name).list().stream()
            .findFirst()
            .orElseGet(() -> filters.newTaskFilter(name));
    filter.setQuery(query.orderByDueDate().asc());
    filter.setProperties(
        Map.of(
            "priority",
            place,
            "description",
            description,
            "color",
            "#1d4f5f",
            "refresh",
            true,
            "showUndefinedVariable",
            false,
            "variables",
            List.of()));
    filters.saveFilter(filter);
    letEverybodyRead(filter);
  }

  private void letEverybodyRead(Filter filter) {
    boolean readable =
        authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.FILTER)
                .resourceId(filter.getId())
                .authorizationType(Authorization.AUTH_TYPE_GLOBAL)
                .count()
            > 0;
    if (!readable) {
      Authorization reading = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
      reading.setUserId(EVERYBODY);
      reading.setResource(Resources.FILTER);
      reading.setResourceId(filter.getId());
      reading.addPermission(Permissions.READ);
      authorizations.saveAuthorization(reading);
    }
  }
}
