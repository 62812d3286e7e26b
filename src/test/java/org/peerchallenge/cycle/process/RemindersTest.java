package org.peerchallenge.cycle.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.Urgency;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Monday 17 December 2018 is the day on which everything here is due. */
class RemindersTest extends EngineTest {

  private static final LocalDate DUE = TestYear.ASSESSMENT_DUE;
  private static final String ENTRY = "2019/801";

  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  private String deployment;

  @BeforeEach
  void openOneTask() {
    beginBy(
        "a year of one group",
        () ->
            new TestYear(region, tables, transaction)
                .region(2)
                .year()
                .group(1, "2019-02-04", "801", "802"));
    deployment =
        repositoryService
            .createDeployment()
            .addModelInstance(
                "signing.bpmn",
                Bpmn.createExecutableProcess("signing")
                    .camundaHistoryTimeToLiveString("P1D")
                    .startEvent()
                    .userTask("userTask_sign")
                    .name("Sign off the self-assessment")
                    .camundaCandidateGroups("${groups.of('dcs', execution)}")
                    .camundaDueDate("${dates.due('assessmentDue', execution)}")
                    .endEvent()
                    .done())
            .deploy()
            .getId();
  }

  @AfterEach
  void takeTheDeploymentBack() {
    repositoryService.deleteDeployment(deployment, true);
  }

  @Test
  void everyStageIsSentOnceOnTheFirstWorkingDayOnWhichItIsReached() {
    runtimeService.startProcessInstanceByKey("signing", ENTRY);

    for (LocalDate day = DUE.minusDays(30); !day.isAfter(DUE.plusDays(20)); day = day.plusDays(1)) {
      remind(day);
    }

    assertThat(stages("dcs-801"))
        .containsExactly(
            "2018-11-19 28 days before",
            "2018-12-03 14 days before",
            "2018-12-10 7 days before",
            // Two days before is a Saturday, one day before a Sunday: the due day comes first.
            "2018-12-17 due today",
            "2018-12-18 1 day over",
            // Five days after is Saturday the 22nd.
            "2018-12-24 5 days over");
    // Six days after is Sunday the 23rd.
    assertThat(stages("office")).containsExactly("2018-12-24 office told");
    assertThat(mails("dcs-801@example.org")).isEqualTo(6);
    assertThat(mails("dcs-802@example.org")).isZero();
  }

  @Test
  void whatIsOptionalIsMentionedBeforeItsDateAndNeverAfterIt() {
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    Task task = taskService.createTaskQuery().taskDefinitionKey("userTask_sign").singleResult();
    task.setPriority(Urgency.OPTIONAL);
    taskService.saveTask(task);

    for (LocalDate day = DUE.minusDays(1); !day.isAfter(DUE.plusDays(20)); day = day.plusDays(1)) {
      remind(day);
    }

    assertThat(stages("dcs-801")).containsExactly("2018-12-17 due today");
    assertThat(stages("office")).isEmpty();
  }

  @Test
  void onABankHolidayNobodyIsRemindedButTheNextWorkingDay() {
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    Task task = taskService.createTaskQuery().processInstanceBusinessKey(ENTRY).singleResult();
    taskService.setDueDate(task.getId(), at(LocalDate.of(2018, 12, 24).atTime(17, 0)));

    ProcessInstance christmas = remind(LocalDate.of(2018, 12, 25));
    assertThat(
            historyService
                .createHistoricActivityInstanceQuery()
                .processInstanceId(christmas.getId())
                .activityId("endEvent_noWorkingDay")
                .count())
        .isEqualTo(1);
    remind(LocalDate.of(2018, 12, 26));
    assertThat(stages("dcs-801")).isEmpty();
    remind(LocalDate.of(2018, 12, 27));

    assertThat(stages("dcs-801")).containsExactly("2018-12-27 1 day over");
  }

  @Test
  void twoDaysBeforeIsSentWhenItIsAWorkingDay() {
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    Task task = taskService.createTaskQuery().processInstanceBusinessKey(ENTRY).singleResult();
    taskService.setDueDate(task.getId(), at(LocalDate.of(2018, 12, 20).atTime(17, 0)));
    remind(LocalDate.of(2018, 12, 18));

    assertThat(stages("dcs-801")).containsExactly("2018-12-18 2 days before");
  }

  @Test
  void aPersonGetsOneMailADayHoweverManyTasksComeDue() {
    for (int i = 0; i < 4; i++) {
      runtimeService.startProcessInstanceByKey("signing", ENTRY);
    }
    remind(LocalDate.of(2018, 12, 10));

    assertThat(stages("dcs-801")).hasSize(4);
    assertThat(mails("dcs-801@example.org")).isEqualTo(1);
  }

  /** What a cell computes is known only when it is asked: the check before cannot see it. */
  @Test
  void aRowThatCannotBeUsedIsToldToTheOfficeAndStopsNobodyElsesReminder() throws IOException {
    String table = Files.readString(Path.of("processes/reminder-schedule.dmn"));
    String tooLong = "kind + \"" + "x".repeat(100) + "\"";
    String broken =
        deployed(
            table
                .replace("\"2 days before\"", tooLong)
                .replace("\"7 days before\"", "if true then \"soon\" else 1"));
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    Task first = taskService.createTaskQuery().processInstanceBusinessKey(ENTRY).list().get(0);
    taskService.setDueDate(first.getId(), at(LocalDate.of(2018, 12, 12).atTime(17, 0)));
    try {
      remind(LocalDate.of(2018, 12, 10));
    } finally {
      repositoryService.deleteDeployment(broken, true);
    }

    assertThat(stages("dcs-801")).containsExactly("2018-12-10 soon");
    assertThat(
            jdbc.sql("select body_text from notice where template = 'table-trouble'")
                .query(String.class)
                .single())
        .contains("processes/reminder-schedule.dmn", "“When somebody is reminded”, rule 4")
        .contains("at most 100 can be kept");
  }

  @Test
  void aTableThatCannotBeAskedAtAllIsToldToTheOffice() throws IOException {
    String broken =
        deployed(
            Files.readString(Path.of("processes/reminder-schedule.dmn"))
                .replace("\"RULE ORDER\"", "\"UNIQUE\"")
                .replace("<= -6", "<= -5"));
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    try {
      remind(LocalDate.of(2018, 12, 24));
    } finally {
      repositoryService.deleteDeployment(broken, true);
    }

    assertThat(
            jdbc.sql("select body_text from notice where template = 'table-trouble'")
                .query(String.class)
                .single())
        .contains(
            "processes/reminder-schedule.dmn, “When somebody is reminded”.", "cannot answer for");
  }

  private String deployed(String table) {
    return repositoryService
        .createDeployment()
        .addString("processes/reminder-schedule.dmn", table)
        .deploy()
        .getId();
  }

  @Test
  void theMailNamesTheTaskItsAuthorityAndDateAndLinksToIt() {
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    remind(LocalDate.of(2018, 12, 10));

    assertThat(
            jdbc.sql("select body_text from notice where template = 'task-digest'")
                .query(String.class)
                .single())
        .contains("Sign off the self-assessment", "Ashshire, 2018-19", "17 December 2018")
        .contains("/tasks/");
  }

  @Test
  void aTaskOfADayNamesTheEntryWhoseTurnItIs() {
    String day =
        repositoryService
            .createDeployment()
            .addModelInstance(
                "day.bpmn",
                Bpmn.createExecutableProcess("day")
                    .camundaHistoryTimeToLiveString("P1D")
                    .startEvent()
                    .userTask("userTask_record")
                    .name("Record the session")
                    .camundaCandidateGroups("office")
                    .camundaDueDate("${dates.due('challengeDay', execution)}")
                    .endEvent()
                    .done())
            .deploy()
            .getId();
    try {
      for (String entry : List.of("2019/801", "2019/802")) {
        runtimeService.startProcessInstanceByKey("day", "2019/group-1", Map.of("entry", entry));
      }
      remind(LocalDate.of(2019, 1, 28));
    } finally {
      repositoryService.deleteDeployment(day, true);
    }

    assertThat(jdbc.sql("select body_text from notice").query(String.class).list())
        .anySatisfy(
            mail ->
                assertThat(mail)
                    .contains("Ashshire, day of Group 1 (", "Birchshire, day of Group 1 ("));
  }

  @Test
  void aTaskWhoseGroupHasNoMemberIsShownToTheOffice() {
    region.end("dcs-801", Role.DCS, "801", LocalDate.of(2018, 11, 29));
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    remind(LocalDate.of(2018, 12, 10));

    assertThat(stages("office")).containsExactly("2018-12-10 7 days before");
    assertThat(stages("dcs-801")).isEmpty();
  }

  @Test
  void whoHasTakenTheTaskIsRemindedAlone() {
    region.delegate(
        "dcs-801",
        Role.DCS,
        "801",
        "team-801",
        LocalDate.of(2018, 11, 30),
        LocalDate.of(2019, 1, 31),
        "On leave.");
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    remind(LocalDate.of(2018, 12, 3));
    taskService.claim(
        taskService.createTaskQuery().processInstanceBusinessKey(ENTRY).singleResult().getId(),
        "dcs-801");
    remind(LocalDate.of(2018, 12, 10));

    assertThat(stages("team-801")).containsExactly("2018-12-03 14 days before");
    assertThat(stages("dcs-801"))
        .containsExactly("2018-12-03 14 days before", "2018-12-10 7 days before");
  }

  @Test
  void tenWorkingDaysOverTheNamedDeputyGetsTheTaskToo() {
    region.delegate(
        "dcs-801",
        Role.DCS,
        "801",
        "lead",
        LocalDate.of(2018, 11, 30),
        LocalDate.of(2019, 1, 31),
        "On leave.");
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    Task task = taskService.createTaskQuery().processInstanceBusinessKey(ENTRY).singleResult();
    taskService.claim(task.getId(), "dcs-801");

    // Christmas, Boxing Day and New Year's Day do not count.
    remind(LocalDate.of(2019, 1, 2));
    assertThat(stages("lead")).isEmpty();
    remind(LocalDate.of(2019, 1, 3));

    assertThat(stages("lead")).containsExactly("2019-01-03 deputy");
    assertThat(taskService.getIdentityLinksForTask(task.getId()))
        .anyMatch(link -> "lead".equals(link.getUserId()));
  }

  @Test
  void whatIsDoneIsNotRemindedAnyMore() {
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    remind(LocalDate.of(2018, 12, 3));
    taskService.complete(
        taskService.createTaskQuery().processInstanceBusinessKey(ENTRY).singleResult().getId());
    remind(LocalDate.of(2018, 12, 10));

    assertThat(mails("dcs-801@example.org")).isEqualTo(1);
  }

  @Test
  void itStartsByItselfEveryMorningAtEightAndFollowsTheRolesOfTheDay() {
    region.end("dcs-801", Role.DCS, "801", LocalDate.of(2018, 12, 2));
    region.appoint("lead", Role.DCS, "801", LocalDate.of(2018, 12, 3));
    runtimeService.startProcessInstanceByKey("signing", ENTRY);
    setClock(LocalDateTime.of(2018, 12, 3, 8, 0));
    Job timer =
        managementService
            .createJobQuery()
            .processDefinitionKey("reminders")
            .timers()
            .singleResult();
    managementService.executeJob(timer.getId());
    ProcessInstance morning =
        runtimeService
            .createProcessInstanceQuery()
            .processDefinitionKey("reminders")
            .singleResult();
    run(morning);

    BpmnAwareTests.assertThat(morning)
        .hasPassedInOrder(
            "startEvent_everyMorning",
            "serviceTask_followRoles",
            "serviceTask_checkWorkingDay",
            "serviceTask_sendReminders",
            "endEvent_reminded");
    assertThat(stages("lead")).containsExactly("2018-12-03 14 days before");
    assertThat(stages("dcs-801")).isEmpty();
  }

  /** The morning of a day, as its timer begins it. */
  private ProcessInstance remind(LocalDate day) {
    setClock(day.atTime(8, 0));
    ProcessInstance morning =
        runtimeService
            .createProcessInstanceByKey("reminders")
            .startBeforeActivity("serviceTask_followRoles")
            .execute();
    run(morning);
    return morning;
  }

  private void run(ProcessInstance morning) {
    List<Job> jobs;
    while (!(jobs = jobs(morning)).isEmpty()) {
      jobs.forEach(job -> managementService.executeJob(job.getId()));
    }
  }

  private List<Job> jobs(ProcessInstance morning) {
    return managementService.createJobQuery().processInstanceId(morning.getId()).list();
  }

  private List<String> stages(String username) {
    return jdbc.sql(
            """
            select to_char(at at time zone 'Europe/London', 'YYYY-MM-DD') || ' ' || stage
            from reminder where username = :username order by at, stage
            """)
        .param("username", username)
        .query(String.class)
        .list();
  }

  private long mails(String email) {
    return jdbc.sql(
            """
            select count(*) from notice
            where recipient_email = :email and template = 'task-digest'
            """)
        .param("email", email)
        .query(Long.class)
        .single();
  }

  private static Date at(LocalDateTime local) {
    return Date.from(instant(local));
  }
}
