package org.peerchallenge.region.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.account.Passwords;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.support.SimpleTriggerContext;

class IdentitySyncTest extends EngineTest {

  private static final LocalDate TODAY = START.toLocalDate();

  @Autowired private Region region;
  @Autowired private IdentitySync identities;
  @Autowired private Passwords passwords;
  @Autowired private ScheduledTaskHolder schedule;

  @BeforeEach
  void oneAuthorityWithADirector() {
    identityService.createUserQuery().list().stream()
        .filter(user -> !user.getId().equals("admin"))
        .forEach(user -> identityService.deleteUser(user.getId()));
    taskService.createTaskQuery().list().stream()
        .filter(task -> task.getProcessInstanceId() == null)
        .forEach(task -> taskService.deleteTask(task.getId(), true));
    region.addAuthority(new Authority("801", "Ashshire", "E06000001", "unitary", Optional.empty()));
    region.addAuthority(
        new Authority("802", "Birchshire", "E06000002", "unitary", Optional.empty()));
    for (String username : List.of("anna", "bela")) {
      region.addPerson(new Person(username, "Example " + username, username + "@example.org"));
    }
    region.appoint("anna", Role.DCS, "801", TODAY.minusYears(1));
  }

  @Test
  void whoHoldsARoleTodayIsInItsGroupUnderANameThatPeopleUnderstand() {
    assertThat(groups("anna")).containsExactly("dcs-801");
    Group group = identityService.createGroupQuery().groupId("dcs-801").singleResult();
    assertThat(group.getName()).isEqualTo("Director of children's services, Ashshire");
    User user = identityService.createUserQuery().userId("anna").singleResult();
    assertThat(user.getEmail()).isEqualTo("anna@example.org");
    // She has no password, and none is right.
    assertThat(user.getPassword()).isNull();
    for (String guess : List.of("", "null", "anna")) {
      assertThat(passwords.isRight("anna", guess)).as(guess).isFalse();
      assertThat(identityService.checkPassword("anna", guess)).as(guess).isFalse();
    }
  }

  @Test
  void aRoleBeginsOnItsFirstDayAndLastsToTheEndOfItsLast() {
    region.appoint("bela", Role.DCS, "802", TODAY.plusDays(1));
    region.end("anna", Role.DCS, "801", TODAY);
    assertThat(groups("bela")).isEmpty();
    assertThat(groups("anna")).containsExactly("dcs-801");

    setClock(START.plusDays(1));
    identities.sync();

    assertThat(groups("bela")).containsExactly("dcs-802");
    assertThat(groups("anna")).isEmpty();
  }

  @Test
  void atMidnightOfLondonRolesAndDeputiesBeginAndEndByThemselves() {
    region.appoint("bela", Role.DCS, "802", TODAY.plusDays(1));
    region.end("anna", Role.DCS, "801", TODAY);
    Task signature = openTask("dcs-801");
    taskService.claim(signature.getId(), "anna");
    CronTask midnight =
        schedule.getScheduledTasks().stream()
            .map(ScheduledTask::getTask)
            .filter(task -> task.toString().contains(MidnightSync.class.getName()))
            .map(CronTask.class::cast)
            .findFirst()
            .orElseThrow();
    Instant next =
        midnight
            .getTrigger()
            .nextExecution(new SimpleTriggerContext(Clock.fixed(instant(START), ZoneOffset.UTC)));

    assertThat(next).isEqualTo(instant(TODAY.plusDays(1).atTime(0, 0, 1)));
    setClock(TODAY.atTime(23, 59, 59));
    midnight.getRunnable().run();
    assertThat(groups("anna")).containsExactly("dcs-801");
    assertThat(assignee(signature)).isEqualTo("anna");

    setClock(LocalDateTime.ofInstant(next, EnglandTime.ZONE));
    midnight.getRunnable().run();
    assertThat(groups("bela")).containsExactly("dcs-802");
    assertThat(groups("anna")).isEmpty();
    assertThat(assignee(signature)).isNull();
    assertThat(taskRights("anna")).isEmpty();
  }

  @Test
  void oneDirectorServesTwoAuthorities() {
    region.appoint("anna", Role.DCS, "802", TODAY);

    assertThat(groups("anna")).containsExactly("dcs-801", "dcs-802");
    assertThat(region.holders(Role.DCS, "802"))
        .extracting(Person::username)
        .containsExactly("anna");
  }

  @Test
  void aDeputyActsOnTheAgreedDaysAndEverybodyCanSeeIt() {
    region.delegate("anna", Role.DCS, "801", "bela", TODAY, TODAY.plusDays(3), "On leave.");
    assertThat(groups("bela")).containsExactly("dcs-801");
    assertThat(region.delegations())
        .singleElement()
        .satisfies(d -> assertThat(d.deputy().username()).isEqualTo("bela"));

    setClock(START.plusDays(4));
    identities.sync();

    assertThat(groups("bela")).isEmpty();
    assertThat(region.delegations()).isEmpty();
  }

  @Test
  void aDeputyActsForNobodyWhoseRoleHasEnded() {
    region.delegate("anna", Role.DCS, "801", "bela", TODAY, TODAY.plusDays(3), "On leave.");
    region.end("anna", Role.DCS, "801", TODAY.minusDays(1));

    assertThat(groups("bela")).isEmpty();
  }

  @Test
  void nobodyDelegatesWhatTheyDoNotHold() {
    assertThatThrownBy(
            () ->
                region.delegate(
                    "bela", Role.DCS, "801", "anna", TODAY, TODAY.plusDays(3), "On leave."))
        .isInstanceOf(Refused.class);
  }

  @Test
  void whoLosesARoleHandsItsOpenTasksBackAndLosesTheRightsOnThem() {
    Task task = openTask("dcs-801");
    taskService.claim(task.getId(), "anna");
    assertThat(taskRights("anna")).hasSize(1);

    region.end("anna", Role.DCS, "801", TODAY.minusDays(1));

    assertThat(assignee(task)).isNull();
    assertThat(taskRights("anna")).isEmpty();
    assertThat(groups("anna")).isEmpty();
  }

  @Test
  void aTaskThatWasOnlyLookedAtBeforeTheRoleEndedIsLostToo() {
    Task task = openTask("dcs-801");
    taskService.claim(task.getId(), "anna");
    taskService.setAssignee(task.getId(), null);
    region.end("anna", Role.DCS, "801", TODAY.minusDays(1));

    assertThat(taskRights("anna")).isEmpty();
  }

  @Test
  void aTaskThatIsStillHersThroughAnotherRoleStays() {
    region.appoint("anna", Role.TEAM, "801", TODAY);
    Task task = openTask("dcs-801", "team-801");
    taskService.claim(task.getId(), "anna");

    region.end("anna", Role.DCS, "801", TODAY.minusDays(1));

    assertThat(assignee(task)).isEqualTo("anna");
    assertThat(taskRights("anna")).hasSize(1);
  }

  @Test
  void aTaskThatWasGivenToHerByNameStays() {
    Task task = openTask();
    taskService.setAssignee(task.getId(), "anna");
    region.end("anna", Role.DCS, "801", TODAY.minusDays(1));

    assertThat(assignee(task)).isEqualTo("anna");
  }

  @Test
  void whoAssignsATaskGivesNoRightThatTheRoleDoesNot() {
    Task task = openTask("dcs-801");
    taskService.setAssignee(task.getId(), "bela");
    assertThat(taskRights("bela")).isEmpty();
    taskService.setOwner(task.getId(), "bela");
    assertThat(taskRights("bela")).isEmpty();

    taskService.setAssignee(task.getId(), "anna");
    assertThat(taskRights("anna")).hasSize(1);
    taskService.setAssignee(task.getId(), "bela");
    assertThat(taskRights("bela")).isEmpty();
  }

  @Test
  void aTaskThatWasGivenByNameCannotBePassedOnWithItsRights() {
    Task task = openTask();
    taskService.setAssignee(task.getId(), "anna");
    assertThat(taskRights("anna")).hasSize(1);
    taskService.setAssignee(task.getId(), "bela");
    assertThat(taskRights("bela")).isEmpty();
  }

  @Test
  void groupsAndUsersMadeByHandStayAsTheyAre() {
    Group choir = identityService.newGroup("choir");
    identityService.saveGroup(choir);
    identityService.createMembership("anna", "choir");
    identities.sync();

    assertThat(groups("anna")).containsExactly("choir", "dcs-801");
    assertThat(groups("admin")).contains("camunda-admin");
    identityService.deleteGroup("choir");
  }

  @Test
  void aNewNameOrAddressReachesTheEngine() {
    region.addPerson(new Person("anna", "Anna Married", "new@example.org"));

    User user = identityService.createUserQuery().userId("anna").singleResult();
    assertThat(user.getFirstName() + " " + user.getLastName()).isEqualTo("Anna Married");
    assertThat(user.getEmail()).isEqualTo("new@example.org");
  }

  @Test
  void whoChangesARoleNeedsNoRightsInTheEngine() {
    identityService.setAuthentication("bela", List.of());
    region.appoint("bela", Role.OFFICE, null, TODAY);

    assertThat(identityService.getCurrentAuthentication().getUserId()).isEqualTo("bela");
    identityService.clearAuthentication();
    assertThat(groups("bela")).containsExactly("office");
  }

  private Task openTask(String... groups) {
    Task task = taskService.newTask();
    task.setName("Something");
    taskService.saveTask(task);
    for (String group : groups) {
      taskService.addCandidateGroup(task.getId(), group);
    }
    return task;
  }

  private String assignee(Task task) {
    return taskService.createTaskQuery().taskId(task.getId()).singleResult().getAssignee();
  }

  private List<Authorization> taskRights(String username) {
    return engine
        .getAuthorizationService()
        .createAuthorizationQuery()
        .userIdIn(username)
        .resourceType(Resources.TASK)
        .hasPermission(Permissions.READ)
        .list();
  }

  private List<String> groups(String username) {
    return identityService.createGroupQuery().groupMember(username).list().stream()
        .map(Group::getId)
        .sorted()
        .toList();
  }
}
