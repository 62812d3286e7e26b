package org.peerchallenge.cycle.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.processEngine;
import static org.peerchallenge.cycle.TestYear.entry;
import static org.peerchallenge.cycle.TestYear.group;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.Test;
import org.peerchallenge.Invariants;
import org.peerchallenge.cycle.ArrangementCheck;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.CycleStart;
import org.peerchallenge.cycle.Evaluations;
import org.peerchallenge.cycle.Evaluations.Evaluation;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.Memoranda;
import org.peerchallenge.cycle.Participation;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.Message;
import org.peerchallenge.operation.Invariant;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;

@Invariants.Except(
    value = Invariant.TASKS_HAVE_PEOPLE,
    because = "the tasks of the stubs of its children are for nobody")
class AnnualCycleTest extends YearTest {

  @Autowired private Arrangements arrangements;
  @Autowired private CycleStart cycleStart;
  @Autowired private Participation participation;
  @Autowired private Memoranda memoranda;
  @Autowired private Evaluations evaluations;
  @Autowired private ArrangementCheck check;

  @Test
  void aYearIsStartedOnceAndASecondStartIsRefusedWithAMessage() {
    testYear.region(3).year();
    start("nothing");

    assertThatThrownBy(() -> start("nothing"))
        .isInstanceOf(FormRejected.class)
        .hasMessage("The year 2018-19 was started before. Nothing was changed.");
    assertThat(runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(YEAR).count())
        .isEqualTo(1);
  }

  @Test
  void aYearWithoutWarningsOpensAtOnce() {
    testYear.region(3).year().group(1, "2019-02-04", "801", "802", "803");
    ProcessInstance year = open();

    BpmnAwareTests.assertThat(year)
        .hasPassedInOrder(
            "serviceTask_copyArrangements",
            "userTask_arrangeYear",
            "serviceTask_checkArrangements",
            "serviceTask_openYear")
        .hasNotPassed("userTask_acceptWarnings");
    assertThat(cycles.cycle(TestYear.YEAR).isOpen()).isTrue();
  }

  @Test
  void theOfficeGoesOnInSpiteOfWarningsAndItsReasonIsKept() {
    testYear.region(3).year().group(1, "2019-02-04", "801").group(2, "2019-02-05", "802", "803");
    open();
    Task decide = task(YEAR, "userTask_acceptWarnings");
    assertThat(formService.getTaskFormVariables(decide.getId()).get("warnings").toString())
        .contains("Group 1")
        .contains("has nobody to challenge it");

    send(
        decide,
        "office",
        Map.of("warningsDecision", "accept", "reason", "Ashshire takes a guest."));

    assertThat(cycles.cycle(TestYear.YEAR).isOpen()).isTrue();
    assertThat(
            jdbc.sql(
                    "select warnings || '/' || reason || '/' || accepted_by from warnings_accepted")
                .query(String.class)
                .single())
        .contains("nobody to challenge")
        .endsWith("/Ashshire takes a guest./office");
  }

  @Test
  void theOfficeChangesTheArrangementsBecauseOfAWarningAndTheyAreCheckedAgain() {
    testYear.region(3).year().group(1, "2019-02-04", "801").group(2, "2019-02-05", "802", "803");
    ProcessInstance year = open();
    send(task(YEAR, "userTask_acceptWarnings"), "office", Map.of("warningsDecision", "change"));
    BpmnAwareTests.assertThat(year).isWaitingAt("userTask_arrangeYear");

    tables.place(entry("801"), Optional.of(2));
    arrangements.removeGroup(group(1), cycles.cycle(TestYear.YEAR).version());
    send(task(YEAR, "userTask_arrangeYear"), "office", Map.of("complete", true));

    assertThat(cycles.cycle(TestYear.YEAR).isOpen()).isTrue();
    assertThat(jdbc.sql("select count(*) from warnings_accepted").query(Long.class).single())
        .isZero();
  }

  @Test
  void theYearCannotOpenWithoutADirectorWhoCouldSign() {
    testYear.region(2).year().group(1, "2019-02-04", "801", "802");
    region.end("dcs-802", Role.DCS, "802", LocalDate.of(2018, 11, 29));
    start("nothing");
    settle();
    Task arrange = task(YEAR, "userTask_arrangeYear");

    assertThatThrownBy(() -> submit(arrange, "office", Map.of("complete", true)))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("Birchshire has no director of children's services today");
    assertThat(formService.getTaskFormVariables(arrange.getId()).get("missing").toString())
        .contains("Birchshire");
  }

  @Test
  void openingStartsEveryEntryAndGroupGivesRightsAndWritesToEverybody() {
    testYear.region(4).year();
    region.end("dcs-804", Role.DCS, "804", LocalDate.of(2018, 11, 29));
    region.appoint("dcs-803", Role.DCS, "804", LocalDate.of(2018, 11, 30));
    testYear.group(1, "2019-02-04", "801", "802", "803-804");
    open();

    assertThat(childrenOf("self-assessment"))
        .containsExactlyInAnyOrder("2019/801", "2019/802", "2019/803-804");
    assertThat(childrenOf("challenge-day")).containsExactly("2019/group-1");
    assertThat(identityService.createUserQuery().memberOfGroup("facilitator-2019-1").list())
        .extracting(u -> u.getId())
        .containsExactly("facilitator-1");
    assertThat(identityService.createUserQuery().memberOfGroup("group-2019-1").list())
        .extracting(u -> u.getId())
        .containsExactlyInAnyOrder("dcs-801", "dcs-802", "dcs-803");
    // The director of two authorities is asked once; everybody else by authority.
    assertThat(tasks(YEAR, "userTask_acceptMemorandum")).hasSize(3 + 4 + 4);
    assertThat(
            jdbc.sql(
                    """
                    select recipient_email from notice where template = 'year-started'
                    order by recipient_email
                    """)
                .query(String.class)
                .list())
        .hasSize(3 + 4 + 4 + 4 + 1)
        .contains("dcs-801@example.org", "facilitator-1@example.org", "team-804@example.org");
  }

  @Test
  void aDirectorOfTwoAuthoritiesAcceptsForBothAndTheLastAcceptanceIsTold() {
    testYear.region(3).year(true);
    region.end("dcs-803", Role.DCS, "803", LocalDate.of(2018, 11, 29));
    region.appoint("dcs-802", Role.DCS, "803", LocalDate.of(2018, 11, 30));
    testYear.group(1, "2019-02-04", "801", "802-803");
    open();
    assertThat(memoranda.mayWrite(entry("802-803"))).isFalse();

    for (String signatory :
        List.of(
            "dcs-802",
            "lead-member-802",
            "lead-member-803",
            "chief-executive-802",
            "chief-executive-803")) {
      assertThat(memoranda.isAccepted(entry("802-803"))).isFalse();
      submit(asked(signatory), signatory, Map.of("answer", "accept"));
    }

    assertThat(memoranda.mayWrite(entry("802-803"))).isTrue();
    assertThat(memoranda.mayWrite(entry("801"))).isFalse();
    assertThat(
            jdbc.sql("select business_key from message_outbox where name = :name")
                .param("name", Message.MEMORANDUM_ACCEPTED.bpmnName())
                .query(String.class)
                .list())
        .containsExactly("2019/802-803");
  }

  @Test
  void whoDeclinesTheMemorandumSaysWhyAndItIsNotAccepted() {
    testYear.region(2).year(true).group(1, "2019-02-04", "801", "802");
    open();
    Task asked = asked("lead-member-801");

    assertThatThrownBy(() -> submit(asked, "lead-member-801", Map.of("answer", "decline")))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("What would need to change?");
    send(asked, "lead-member-801", Map.of("answer", "decline", "comment", "Clause four."));

    assertThat(answers()).containsExactly("801 lead-member false lead-member-801 Clause four.");
  }

  @Test
  void whoDoesNotAnswerUntilTheYearClosesIsRecordedAsNotAccepting() {
    testYear.region(2).year().group(1, "2019-02-04", "801", "802");
    open();
    send(asked("dcs-801"), "dcs-801", Map.of("answer", "accept"));

    moveTo(TestYear.CLOSES.atTime(23, 0));
    assertThat(tasks(YEAR, "userTask_acceptMemorandum")).hasSize(5);
    moveTo(TestYear.CLOSES.plusDays(1));

    assertThat(tasks(YEAR, "userTask_acceptMemorandum")).isEmpty();
    assertThat(answers())
        .hasSize(6)
        .contains("801 dcs true dcs-801 -", "802 chief-executive false - -");
  }

  @Test
  void whenEverybodyWasBriefedNobodyHasToCatchUp() {
    testYear.region(2).year().group(1, "2019-02-04", "801", "802");
    ProcessInstance year = open();
    send(
        task(YEAR, "userTask_recordBriefing"),
        "office",
        Map.of(
            "briefedOn",
            "2018-11-30",
            "briefed",
            List.of("dcs-801", "team-801", "dcs-802", "team-802")));

    BpmnAwareTests.assertThat(year)
        .hasPassed("serviceTask_checkBriefing")
        .isNotWaitingAt("userTask_recordCatchUp");
  }

  @Test
  void whoMissedTheBriefingComesUpInTheCatchUp() {
    testYear.region(2).year().group(1, "2019-02-04", "801", "802");
    ProcessInstance year = open();
    send(
        task(YEAR, "userTask_recordBriefing"),
        "office",
        Map.of("briefedOn", "2018-11-30", "briefed", List.of("dcs-801", "team-801", "dcs-802")));

    Task catchUp = task(YEAR, "userTask_recordCatchUp");
    assertThat(formService.getTaskFormVariables(catchUp.getId()).get("people").toString())
        .contains("team-802")
        .doesNotContain("dcs-801");
    send(catchUp, "office", Map.of("caughtUpOn", "2018-12-05", "briefed", List.of("team-802")));

    BpmnAwareTests.assertThat(year).hasPassed("userTask_recordCatchUp");
    assertThat(
            jdbc.sql(
                    "select briefed_on || ' ' || catch_up from briefing where username = 'team-802'")
                .query(String.class)
                .single())
        .isEqualTo("2018-12-05 true");
  }

  @Test
  void beforeTheSummitTheOfficeSeesWhatIsOpenAndThenThePlanBegins() {
    testYear.region(2).year().group(1, "2019-02-04", "801", "802");
    ProcessInstance year = open();
    complete("2019/802", "userTask_child");

    moveTo(LocalDate.of(2019, 3, 7));
    assertThat(tasks(YEAR, "userTask_confirmReadyForSummit")).isEmpty();
    moveTo(LocalDate.of(2019, 3, 8));
    Task confirm = task(YEAR, "userTask_confirmReadyForSummit");
    Map<String, Object> shown = formService.getTaskFormVariables(confirm.getId());
    assertThat(shown.get("summit").toString()).contains("22 March 2019");
    assertThat(shown.get("open").toString()).contains("Ashshire, 2018-19", "3 December 2018");

    send(confirm, "office", Map.of("ready", true));
    BpmnAwareTests.assertThat(year).isWaitingAt("callActivity_improvementPlan");
    assertThat(tasks(YEAR, "userTask_child")).hasSize(1);
  }

  @Test
  void afterTheSummitTheYearIsEvaluatedAndTheNextArrangementsShowIt() {
    testYear.region(2).year().group(1, "2019-02-04", "801", "802");
    open();
    moveTo(LocalDate.of(2019, 4, 4));
    assertThat(tasks(YEAR, "userTask_evaluateYear")).isEmpty();
    moveTo(LocalDate.of(2019, 4, 5));

    send(
        task(YEAR, "userTask_evaluateYear"),
        "office",
        Map.of("helped", "Early dates.", "hindered", "Late packs.", "change", "Fewer forms."));

    assertThat(evaluations.of(TestYear.YEAR))
        .contains(new Evaluation("Early dates.", "Late packs.", "Fewer forms."));
  }

  @Test
  void theYearIsDoneWhenTheLastOfItsWorkHasEnded() {
    testYear.region(2).year().group(1, "2019-02-04", "801", "802");
    ProcessInstance year = open();
    send(
        task(YEAR, "userTask_recordBriefing"),
        "office",
        Map.of(
            "briefedOn",
            "2018-11-30",
            "briefed",
            List.of("dcs-801", "team-801", "dcs-802", "team-802")));
    for (Task asked : tasks(YEAR, "userTask_acceptMemorandum")) {
      send(asked, "office", Map.of("answer", "accept"));
    }
    complete("2019/801", "userTask_child");
    complete("2019/802", "userTask_child");
    moveTo(LocalDate.of(2019, 4, 5));
    send(task(YEAR, "userTask_confirmReadyForSummit"), "office", Map.of("ready", true));
    send(
        task(YEAR, "userTask_evaluateYear"),
        "office",
        Map.of("helped", "a", "hindered", "b", "change", "c"));
    complete(YEAR, "userTask_child");
    BpmnAwareTests.assertThat(year).isNotEnded();

    complete("2019/group-1", "userTask_child");

    BpmnAwareTests.assertThat(year).isEnded();
  }

  @Test
  void twoEntriesThatJoinAtOnceAreBothStartedAndAskedForTheMemorandum() {
    testYear.region(4).year().group(1, "2019-02-04", "801", "802");
    open();

    participation.join(TestYear.YEAR, version(), List.of("803"), Optional.of(1));
    participation.join(TestYear.YEAR, version(), List.of("804"), Optional.of(1));
    settle();

    assertThat(childrenOf("self-assessment"))
        .containsExactlyInAnyOrder("2019/801", "2019/802", "2019/803", "2019/804");
    assertThat(tasks(YEAR, "userTask_acceptMemorandumLate")).hasSize(6);
    send(
        tasks(YEAR, "userTask_acceptMemorandumLate").get(0), "dcs-803", Map.of("answer", "accept"));
    moveTo(TestYear.CLOSES.plusDays(1));
    assertThat(tasks(YEAR, "userTask_acceptMemorandumLate")).isEmpty();
    assertThat(answers()).hasSize(12);
  }

  @Test
  void aGroupFormedLateGetsItsDay() {
    testYear.region(5).year().group(1, "2019-02-04", "801", "802", "803", "804", "805");
    open();
    arrangements.addGroup(TestYear.YEAR, version(), LocalDate.of(2019, 2, 20));
    settle();
    assertThat(childrenOf("challenge-day")).containsExactly("2019/group-1");

    Pages.move(arrangements, cycles, Map.of(entry("804"), 2, entry("805"), 2));
    settle();

    assertThat(childrenOf("challenge-day"))
        .containsExactlyInAnyOrder("2019/group-1", "2019/group-2");
    assertThat(cycles.group(group(2)).members())
        .containsExactlyInAnyOrder(entry("804"), entry("805"));
  }

  /** None of them was without members in between. */
  @Test
  void groupsThatChangePlacesInOneGoKeepTheirDays() {
    testYear
        .region(4)
        .year()
        .group(1, "2019-02-04", "801", "802")
        .group(2, "2019-02-05", "803", "804");
    open();
    Set<String> days = days();

    Pages.move(
        arrangements,
        cycles,
        Map.of(entry("801"), 2, entry("802"), 2, entry("803"), 1, entry("804"), 1));
    settle();

    assertThat(days()).isEqualTo(days);
    assertThat(cycles.group(group(2)).members())
        .containsExactlyInAnyOrder(entry("801"), entry("802"));
  }

  private Set<String> days() {
    return runtimeService
        .createProcessInstanceQuery()
        .processDefinitionKey("challenge-day")
        .list()
        .stream()
        .map(day -> day.getId())
        .collect(Collectors.toSet());
  }

  @Test
  void whoWithdrawsIsNotAskedForTheMemorandumAnyMoreAndTheRestGoOnAsAPair() {
    testYear.region(3).year().group(1, "2019-02-04", "801", "802", "803");
    open();
    participation.withdraw(entry("803"), version(), "An inspection came.");
    settle();

    assertThat(tasks(YEAR, "userTask_acceptMemorandum")).hasSize(6);
    assertThat(cycles.group(group(1)).members()).containsExactly(entry("801"), entry("802"));
    assertThat(cycles.groupOf(entry("803"))).isEmpty();
    assertThat(cycles.entry(entry("803")).withdrawnOn()).contains(START.toLocalDate());
    assertThat(check.warnings(warnings.facts(TestYear.YEAR))).isEmpty();
    assertThat(identityService.createUserQuery().memberOfGroup("group-2019-1").list())
        .extracting(u -> u.getId())
        .containsExactlyInAnyOrder("dcs-801", "dcs-802");
  }

  @Test
  void theNextYearBeginsFromThisOnesArrangementsWithDatesAYearLater() {
    testYear.region(3).year().group(1, "2019-02-04", "801", "802-803");

    cycleStart.begin(CycleKey.of("2020"), true);

    CycleKey next = CycleKey.of("2020");
    assertThat(cycles.cycle(next).assessmentDue()).isEqualTo("2019-12-17");
    // 22 March 2020 is a Sunday.
    assertThat(cycles.cycle(next).summit()).isEqualTo("2020-03-23");
    assertThat(cycles.cycle(next).isOpen()).isFalse();
    assertThat(cycles.group(GroupKey.of("2020/group-1")).day()).isEqualTo("2020-02-04");
    assertThat(cycles.group(GroupKey.of("2020/group-1")).members())
        .extracting(Object::toString)
        .containsExactly("2020/801", "2020/802-803");
    assertThat(check.warnings(warnings.facts(next)))
        .extracting(w -> w.subject())
        .containsExactly("Group 1: Ashshire and Birchshire and Cedarshire");
  }

  @Test
  void aYearWithoutOneBeforeItBeginsEmptyWithCustomaryDates() {
    testYear.region(2);
    start("yearBefore");
    settle();

    assertThat(cycles.cycle(TestYear.YEAR).assessmentDue()).isEqualTo("2018-12-17");
    assertThat(cycles.entries(TestYear.YEAR)).isEmpty();
    Task arrange = task(YEAR, "userTask_arrangeYear");
    assertThatThrownBy(() -> submit(arrange, "office", Map.of("complete", true)))
        .hasMessageContaining("At least two entries");
  }

  private int version() {
    return cycles.cycle(TestYear.YEAR).version();
  }

  private Task asked(String signatory) {
    return tasks(YEAR, "userTask_acceptMemorandum").stream()
        .filter(task -> signatory.equals(taskService.getVariable(task.getId(), "signatory")))
        .findFirst()
        .orElseThrow();
  }

  private List<String> answers() {
    return jdbc.sql(
            """
            select dfe_number || ' ' || role || ' ' || accepted || ' ' || coalesce(username, '-')
              || ' ' || coalesce(comment, '-')
            from memorandum order by 1
            """)
        .query(String.class)
        .list();
  }

  private List<String> childrenOf(String process) {
    return processEngine()
        .getRuntimeService()
        .createProcessInstanceQuery()
        .processDefinitionKey(process)
        .list()
        .stream()
        .map(ProcessInstance::getBusinessKey)
        .toList();
  }
}
