package org.peerchallenge.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.engine.Urgency;
import org.springframework.beans.factory.annotation.Autowired;

class TasklistFiltersTest extends EngineTest {

  private static final String CASE = "2019/846";

  @Autowired private FilterService filters;
  @Autowired private AuthorizationService authorizations;
  @Autowired private TasklistFilters ours;

  @BeforeEach
  void aTeamOfTwo() {
    if (identityService.createGroupQuery().groupId("team-846").count() == 0) {
      Group group = identityService.newGroup("team-846");
      identityService.saveGroup(group);
    }
    for (String name : List.of("robin", "sandy")) {
      if (identityService.createUserQuery().userId(name).count() == 0) {
        User user = identityService.newUser(name);
        identityService.saveUser(user);
        identityService.createMembership(name, "team-846");
      }
    }
    repositoryService
        .createDeployment()
        .addClasspathResource("front/rehearsal-writing.bpmn")
        .addClasspathResource("front/write-offers.form")
        .deploy();
    runtimeService.startProcessInstanceByKey("rehearsal-writing", CASE);
  }

  @Test
  void whatAColleagueTookOnLeavesMyListAndStaysInThatOfTheAuthority() {
    assertThat(seenBy("robin", "Waiting for me")).hasSize(1);
    assertThat(seenBy("sandy", "Waiting for me")).hasSize(1);

    taskService.claim(task(CASE, "userTask_writeOffers").getId(), "robin");

    assertThat(seenBy("robin", "Waiting for me")).hasSize(1);
    assertThat(seenBy("sandy", "Waiting for me")).isEmpty();
    assertThat(seenBy("sandy", "My authority")).hasSize(1);
  }

  @Test
  void aTaskIsOverdueOnceItsDueDateHasPassed() {
    assertThat(seenBy("robin", "Overdue")).isEmpty();

    setClock(LocalDateTime.of(2018, 12, 14, 17, 1));

    assertThat(seenBy("robin", "Overdue")).hasSize(1);

    Task optional = task(CASE, "userTask_writeOffers");
    optional.setPriority(Urgency.OPTIONAL);
    taskService.saveTask(optional);
    assertThat(seenBy("robin", "Overdue")).isEmpty();
    assertThat(seenBy("robin", "Waiting for me")).hasSize(1);
  }

  @Test
  void anotherStartMakesNoSecondListAndNoSecondRight() {
    long before = authorizations.createAuthorizationQuery().count();

    ours.afterSingletonsInstantiated();

    assertThat(filters.createTaskFilterQuery().list()).extracting(Filter::getName).hasSize(3);
    assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(before);
  }

  @Test
  void whoHasNoGroupYetSeesEmptyLists() {
    for (String list : List.of("Waiting for me", "My authority", "Overdue")) {
      assertThat(seenBy("robin", List.of(), list)).isEmpty();
    }
  }

  private List<Task> seenBy(String username, String list) {
    return seenBy(username, List.of("team-846"), list);
  }

  private List<Task> seenBy(String username, List<String> groups, String list) {
    Filter filter = filters.createTaskFilterQuery().filterName(list).singleResult();
    // As in the web application, which says who asks and which groups they have.
    identityService.setAuthentication(username, groups);
    try {
      assertThat(filters.count(filter.getId())).isEqualTo(filters.list(filter.getId()).size());
      return filters.list(filter.getId());
    } finally {
      identityService.clearAuthentication();
    }
  }
}
