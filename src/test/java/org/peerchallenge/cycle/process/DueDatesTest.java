package org.peerchallenge.cycle.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerchallenge.cycle.TestYear.entry;
import static org.peerchallenge.cycle.TestYear.group;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.CycleStart;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.DueDateRule;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class DueDatesTest extends EngineTest {

  @Autowired private Region region;
  @Autowired private CycleStart start;
  @Autowired private CycleTables tables;
  @Autowired private Arrangements arrangements;
  @Autowired private Cycles cycles;
  @Autowired private DueDateExpressions dates;
  @Autowired private CandidateGroups groups;
  @Autowired private TransactionTemplate transaction;

  private String deployment;

  @BeforeEach
  void openAYear() {
    beginBy(
        "an open year",
        () -> {
          new TestYear(region, tables, transaction)
              .region(5)
              .year()
              .group(1, "2019-02-15", "801", "802-803")
              .group(2, "2019-02-04", "804", "805");
          start.open(TestYear.YEAR);
        });
  }

  @AfterEach
  void takeTheDeploymentBack() {
    if (deployment != null) {
      repositoryService.deleteDeployment(deployment, true);
      deployment = null;
    }
  }

  @Test
  void everyAnchorGivesItsDayAndEveryMomentItsHour() {
    assertThat(due("assessmentDue", "2019/801")).isEqualTo("2018-12-17T17:00");
    assertThat(due("10 working days before assessmentDue", "2019/801"))
        .isEqualTo("2018-12-03T17:00");
    assertThat(due("challengeDay", "2019/801")).isEqualTo("2019-02-15T17:00");
    assertThat(due("packDue", "2019/group-1")).isEqualTo("2019-02-01T17:00");
    assertThat(due("5 working days before packDue", "2019/804")).isEqualTo("2019-01-14T17:00");
    assertThat(due("summit", "2019")).isEqualTo("2019-03-22T17:00");
    assertThat(due("yearCloses", "2019/group-2")).isEqualTo("2019-08-30T17:00");
    assertThat(due("90 days after summit", "2019")).isEqualTo("2019-06-20T17:00");
    assertThat(due("5 working days after today", "2019/801")).isEqualTo("2018-12-07T17:00");
    assertThat(opens("10 working days before challengeDay", "2019/group-1"))
        .isEqualTo("2019-02-01T07:00");
    assertThat(lapses("yearCloses", "2019")).isEqualTo("2019-08-31T07:00");
  }

  @Test
  void aStepThatBeginsLateGetsTheDaysThatItsRuleLeavesItAlsoWhenDatesMove() {
    // Friday 30 November: three working days later is Wednesday, after Monday 3 December.
    assertThat(
            due("10 working days before assessmentDue, or 3 working days after today", "2019/801"))
        .isEqualTo("2018-12-05T17:00");
    deploy();
    runtimeService.startProcessInstanceByKey("dated", "2019/801");
    assertThat(dueOf("2019/801", "userTask_floor")).isEqualTo("2018-12-05T17:00");
    setClock(LocalDateTime.of(2018, 12, 5, 9, 0));

    cycles.agreeDue(entry("801"), LocalDate.of(2018, 12, 18));
    settle();
    assertThat(dueOf("2019/801", "userTask_floor")).isEqualTo("2018-12-05T17:00");

    cycles.agreeDue(entry("801"), LocalDate.of(2019, 1, 7));
    settle();
    assertThat(dueOf("2019/801", "userTask_floor")).isEqualTo("2018-12-19T17:00");
  }

  @Test
  void anEntryWithAnAgreedDateHasThatAndOneWithoutAGroupIsChallengedAtTheSummit() {
    cycles.agreeDue(entry("801"), LocalDate.of(2019, 1, 7));
    settle();
    tables.place(entry("804"), java.util.Optional.empty());

    assertThat(due("assessmentDue", "2019/801")).isEqualTo("2019-01-07T17:00");
    assertThat(due("assessmentDue", "2019/802-803")).isEqualTo("2018-12-17T17:00");
    assertThat(due("challengeDay", "2019/804")).isEqualTo("2019-03-22T17:00");
  }

  @Test
  void openTasksAndTimersFollowAnAgreedDateButNotWhatCountsFromToday() {
    deploy();
    runtimeService.startProcessInstanceByKey("dated", "2019/801");
    runtimeService.startProcessInstanceByKey("dated", "2019/802-803");
    setClock(LocalDateTime.of(2018, 12, 5, 9, 0));

    cycles.agreeDue(entry("801"), LocalDate.of(2019, 1, 7));
    settle();

    assertThat(dueOf("2019/801", "userTask_a")).isEqualTo("2019-01-07T17:00");
    assertThat(dueOf("2019/801", "userTask_today")).isEqualTo("2018-12-07T17:00");
    assertThat(timerOf("2019/801")).isEqualTo("2019-01-08T07:00");
    assertThat(dueOf("2019/802-803", "userTask_a")).isEqualTo("2018-12-17T17:00");
    assertThat(timerOf("2019/802-803")).isEqualTo("2018-12-18T07:00");
  }

  @Test
  void theMembersOfAGroupFollowItsMovedDayAndTheLoopsOfItsProcessTheirEntries() {
    deploy();
    runtimeService.startProcessInstanceByKey("looped", "2019/group-1");
    runtimeService.startProcessInstanceByKey("dated", "2019/801");
    cycles.agreeDue(entry("802-803"), LocalDate.of(2019, 1, 7));
    settle();
    assertThat(loopDue("2019/801")).isEqualTo("2018-12-17T17:00");
    assertThat(loopDue("2019/802-803")).isEqualTo("2019-01-07T17:00");

    cycles.moveDay(group(1), LocalDate.of(2019, 3, 4), Mode.IN_PERSON, "Town Hall");
    settle();

    assertThat(dueOf("2019/801", "userTask_day")).isEqualTo("2019-03-04T17:00");
  }

  @Test
  void theWholeYearFollowsADateOfTheYear() {
    deploy();
    runtimeService.startProcessInstanceByKey("dated", "2019/801");
    var wanted = Pages.asItStands(cycles, Map.of());
    arrangements.save(
        TestYear.YEAR,
        cycles.cycle(TestYear.YEAR).version(),
        new Arrangements.Wanted(
            LocalDate.of(2018, 12, 20),
            wanted.summit(),
            wanted.closes(),
            wanted.visibility(),
            wanted.memorandumBlocks(),
            wanted.groups(),
            wanted.places()));
    settle();

    assertThat(dueOf("2019/801", "userTask_a")).isEqualTo("2018-12-20T17:00");
  }

  @Test
  void whoMovesADateNeedsNoRightsInTheEngine() {
    deploy();
    runtimeService.startProcessInstanceByKey("dated", "2019/801");
    identityService.setAuthentication("dcs-804", List.of());
    cycles.agreeDue(entry("801"), LocalDate.of(2019, 1, 7));
    identityService.clearAuthentication();
    settle();

    assertThat(dueOf("2019/801", "userTask_a")).isEqualTo("2019-01-07T17:00");
  }

  @Test
  void theCandidatesOfAStepAreThoseOfItsEntryOrOfTheWholeGroup() {
    deploy();
    runtimeService.startProcessInstanceByKey("looped", "2019/group-1");

    assertThat(candidates(loops("2019/802-803"))).containsExactly("dcs-802", "dcs-803");
    assertThat(candidates(tasks("2019/group-1", "userTask_all")))
        .containsExactly("dcs-801", "dcs-802", "dcs-803", "facilitator-2019-1");
  }

  @Test
  void aRuleThatIsNoneIsNamedWithWhatIsAllowed() {
    assertThat(dates.fault("due('ten days before summit', execution)").orElseThrow())
        .contains("'ten days before summit'", "packDue");
    assertThat(dates.fault("due('summit', execution)")).isEmpty();
    assertThat(groups.fault("of('dcs', execution)")).isEmpty();
    assertThat(groups.fault("of('mayor', execution)")).isPresent();
    assertThatThrownBy(() -> due("summit", "the year")).isInstanceOf(RuntimeException.class);
  }

  private void deploy() {
    deployment =
        repositoryService
            .createDeployment()
            .addModelInstance(
                "dated.bpmn",
                Bpmn.createExecutableProcess("dated")
                    .camundaHistoryTimeToLiveString("P1D")
                    .startEvent()
                    .parallelGateway("gateway_fork")
                    .userTask("userTask_a")
                    .camundaDueDate("${dates.due('assessmentDue', execution)}")
                    .boundaryEvent("boundary_a")
                    .timerWithDate("${dates.lapses('assessmentDue', execution)}")
                    .endEvent()
                    .moveToNode("gateway_fork")
                    .userTask("userTask_today")
                    .camundaDueDate("${dates.due('5 working days after today', execution)}")
                    .endEvent()
                    .moveToNode("gateway_fork")
                    .userTask("userTask_floor")
                    .camundaDueDate(
                        "${dates.due('10 working days before assessmentDue, or 3 working days"
                            + " after today', execution)}")
                    .endEvent()
                    .moveToNode("gateway_fork")
                    .userTask("userTask_day")
                    .camundaDueDate("${dates.due('challengeDay', execution)}")
                    .endEvent()
                    .done())
            .addModelInstance(
                "looped.bpmn",
                Bpmn.createExecutableProcess("looped")
                    .camundaHistoryTimeToLiveString("P1D")
                    .startEvent()
                    .parallelGateway("gateway_fork")
                    .userTask("userTask_all")
                    .camundaCandidateGroups(
                        "${groups.of('group', execution)},${groups.of('facilitator', execution)}")
                    .endEvent()
                    .moveToNode("gateway_fork")
                    .userTask("userTask_loop")
                    .camundaCandidateGroups("${groups.of('dcs', execution)}")
                    .camundaDueDate("${dates.due('assessmentDue', execution)}")
                    .multiInstance()
                    .camundaCollection("${lists.of('2019/801,2019/802-803')}")
                    .camundaElementVariable("entry")
                    .multiInstanceDone()
                    .endEvent()
                    .done())
            .deploy()
            .getId();
  }

  private String due(String rule, String businessKey) {
    return moment("due", rule, businessKey);
  }

  private String opens(String rule, String businessKey) {
    return moment("opens", rule, businessKey);
  }

  private String lapses(String rule, String businessKey) {
    return moment("lapses", rule, businessKey);
  }

  private String moment(String call, String rule, String businessKey) {
    LocalDate day =
        dates.day(DueDateRule.parse(rule), Case.of(businessKey, null), START.toLocalDate());
    return local(DueDateExpressions.Moment.valueOf(call).on(day));
  }

  private String dueOf(String businessKey, String taskKey) {
    return local(task(businessKey, taskKey).getDueDate());
  }

  private String loopDue(String entry) {
    return local(loops(entry).get(0).getDueDate());
  }

  private List<Task> loops(String entry) {
    return taskService.createTaskQuery().taskDefinitionKey("userTask_loop").list().stream()
        .filter(task -> entry.equals(taskService.getVariable(task.getId(), "entry")))
        .toList();
  }

  private String timerOf(String businessKey) {
    String instance =
        runtimeService
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(businessKey)
            .singleResult()
            .getId();
    return local(
        managementService
            .createJobQuery()
            .processInstanceId(instance)
            .timers()
            .singleResult()
            .getDuedate());
  }

  private List<String> candidates(List<Task> tasks) {
    return tasks.stream()
        .flatMap(task -> taskService.getIdentityLinksForTask(task.getId()).stream())
        .map(IdentityLink::getGroupId)
        .sorted()
        .toList();
  }

  private static String local(Date date) {
    return LocalDateTime.ofInstant(date.toInstant(), EnglandTime.ZONE).toString();
  }
}
