package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.Sampled;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.State;
import org.peerchallenge.assessment.Timetables;
import org.peerchallenge.cockpit.NineOClock;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;

/** What goes otherwise in real life, each done from the page in the middle of a year. */
@Sampled(8)
class TurnsTest extends TurnTest {

  private static final String ENTRY = "2019/801";

  @Autowired private Pauses pauses;
  @Autowired private Assessments assessments;
  @Autowired private Reviews reviews;
  @Autowired private NineOClock nine;
  @Autowired private Timetables timetables;

  @AfterEach
  void theYearEndsWell() {
    endsWell();
  }

  /** 5: Ofsted inspects in mid-cycle. */
  @Test
  void anInspectionPausesTheEntryPrivatelyAndItGoesOnWithANewDateInOneStep() throws Exception {
    Task task = task(ENTRY, "userTask_writeContext");
    change("dcs-801", ENTRY, "pause", "inspection", "yes", "until", "2019-01-20");

    assertThat(pauses.of(entry("801")).orElseThrow().inspection()).isTrue();
    assertThat(taskService.createTaskQuery().active().processInstanceBusinessKey(ENTRY).count())
        .isZero();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> fill(task))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("paused just now");
    assertThat(page("office", "/office")).contains("Paused");
    for (String peer : List.of("dcs-804", "lead", "facilitator-1", "dcs-802")) {
      assertThat(page(peer, "/assessments/2019")).doesNotContain("paused", "Paused", "inspect");
    }
    moveTo(LocalDate.of(2019, 1, 21));
    assertThat(nine.open().stream().filter(one -> one.key().equals(ENTRY) && one.late())).isEmpty();

    change("dcs-801", ENTRY, "resume", "due", "2019-02-01");

    assertThat(task(ENTRY, "userTask_writeContext").getId()).isEqualTo(task.getId());
    assertThat(cycles.assessmentDue(entry("801"))).isEqualTo("2019-02-01");
    assertThat(task(ENTRY, "userTask_writeContext").getDueDate())
        .isEqualTo(java.util.Date.from(instant(LocalDate.of(2019, 1, 18).atTime(17, 0))));
    doAll(one -> ENTRY.equals(key(one)));
    assertThat(assessments.state(entry("801"))).isEqualTo(State.SHARED);
  }

  /** 5, with a change of people meanwhile. */
  @Test
  void whatIsToldDuringAPauseIsDeliveredAfterItAndRolesMayChange() throws Exception {
    Task task = task(ENTRY, "userTask_writeContext");
    taskService.setAssignee(task.getId(), "team-801");
    change("office", ENTRY, "pause");
    region.end("team-801", Role.TEAM, "801", today().minusDays(1));
    assertThat(task(ENTRY, "userTask_writeContext").getAssignee()).isNull();
    timetables.ask(entry("801"), LocalDate.of(2019, 1, 20), TEXT, "dcs-801");
    settle();
    assertThat(tasks(ENTRY, "userTask_decideTimetable")).isEmpty();

    change("office", ENTRY, "resume", "due", "");

    assertThat(tasks(ENTRY, "userTask_decideTimetable")).hasSize(1);
  }

  /** 8: a member withdraws; the one left joins another group and names a team there. */
  @Test
  void theOneLeftAloneJoinsAnotherGroupLateAndIsAskedForItsTeam() throws Exception {
    doAll(one -> one.getTaskDefinitionKey().matches("userTask_(confirmDay|nameTeam)"));
    change("office", "2019/805", "withdraw");
    long id = propose("office", "2019/804", "change-group", "group", "1");
    assertThat(requests.request(id).effects().appears())
        .anyMatch(line -> line.contains("Name your team for the day"));
    confirm("office", id);

    Task asked = task("2019/group-1", "userTask_nameTeamLate");
    assertThat(taskService.getVariable(asked.getId(), "entry")).isEqualTo("2019/804");
    assertThat(performer(asked)).isEqualTo("dcs-804");
    fill(asked);
    settle();
    assertThat(
            jdbc.sql("select how from attendance where entry = '2019/804' and peer_group like '%1'")
                .query(String.class)
                .single())
        .isEqualTo("NAMED");
    assertThat(subjects("dcs-805@example.org")).anyMatch(s -> s.contains("no longer taking part"));
    assertThat(warnings.facts(TestYear.YEAR)).noneMatch(fact -> fact.subject().equals("Group 2"));
  }

  /** 8: who joins late and names nobody comes alone. */
  @Test
  void whoJoinsLateAndNamesNobodyIsTakenAsComingAlone() throws Exception {
    doAll(one -> one.getTaskDefinitionKey().matches("userTask_(confirmDay|nameTeam)"));
    change("office", "2019/804", "change-group", "group", "1");
    moveTo(LocalDate.of(2019, 1, 29));

    assertThat(tasks("2019/group-1", "userTask_nameTeamLate")).isEmpty();
    assertThat(
            jdbc.sql("select how from attendance where entry = '2019/804' and peer_group like '%1'")
                .query(String.class)
                .single())
        .isEqualTo("DIRECTOR_ALONE");
  }

  /** 9: an authority joins in mid-year. */
  @Test
  void anAuthorityJoinsAnOpenYearAndStartsAtOnce() throws Exception {
    change("office", "2019", "join", "authority", "806", "second", "", "group", "2");

    assertThat(tasks("2019/806", "userTask_writeContext")).hasSize(1);
    assertThat(cycles.group(TestYear.group(2)).members()).contains(entry("806"));
  }

  /** 11: the director changes. */
  @Test
  void aNewDirectorGetsTheOpenWorkAndTheOldOneIsNotAskedAnyMore() throws Exception {
    change(
        "office",
        ENTRY,
        "hand-over-role",
        "held",
        "dcs/801/dcs-801",
        "to",
        "team-801",
        "as",
        "INTERIM");

    assertThat(region.holds("team-801", Role.DCS, "801")).isTrue();
    assertThat(region.holds("dcs-801", Role.DCS, "801")).isFalse();
    doAll(one -> ENTRY.equals(key(one)));
    assertThat(
            jdbc.sql("select signer from assessment_version where entry = '2019/801'")
                .query(String.class)
                .single())
        .isEqualTo("team-801");
  }

  /** 12: the director is away. */
  @Test
  void aDeputySignsOnTheDaysAgreed() throws Exception {
    change(
        "dcs-801",
        ENTRY,
        "name-deputy",
        "held",
        "dcs/801/dcs-801",
        "deputy",
        "team-801",
        "from",
        "2018-11-30",
        "to",
        "2018-12-31");

    assertThat(region.holds("team-801", Role.DCS, "801")).isTrue();
    moveTo(LocalDate.of(2019, 1, 2));
    assertThat(region.holds("team-801", Role.DCS, "801")).isFalse();
  }

  /** 14: the reviewer goes after having accepted. */
  @Test
  void aReviewGoesToAnotherReviewerAfterItWasAccepted() throws Exception {
    doAll(one -> ENTRY.equals(key(one)) && !one.getTaskDefinitionKey().contains("eview"));
    doAll(one -> one.getTaskDefinitionKey().matches("userTask_(decideReview|acceptReview)"));
    String before = reviews.open(entry("801")).orElseThrow().reviewer().orElseThrow();
    String other = before.equals("reviewer-1") ? "reviewer-2" : "reviewer-1";
    assertThat(performer(task(ENTRY, "userTask_reviewAssessment"))).isEqualTo(before);

    change("office", ENTRY, "change-reviewer", "reviewer", other);

    assertThat(performer(task(ENTRY, "userTask_reviewAssessment"))).isEqualTo(other);
    region.end(other, Role.REVIEWER, null, today().minusDays(1));
    assertThat(members("reviewer-" + reviews.open(entry("801")).orElseThrow().id())).isEmpty();
    assertThat(page("office", "/office")).contains("Nobody can do it");
  }

  /** 14: the reviewer leaves when the review is written and the authority has still to reply. */
  @Test
  void aReviewThatIsWrittenKeepsItsWriterWhenTheyLeave() throws Exception {
    doAll(
        one ->
            ENTRY.equals(key(one)) && !one.getTaskDefinitionKey().equals("userTask_replyToReview"));
    assertThat(tasks(ENTRY, "userTask_replyToReview")).hasSize(1);
    String writer = reviews.of(entry("801")).get(0).reviewer().orElseThrow();
    String other = writer.equals("reviewer-1") ? "reviewer-2" : "reviewer-1";

    change("office", "2019", "hand-over-everything", "leaver", writer, "successor", other);

    assertThat(reviews.of(entry("801")).get(0).reviewer()).contains(writer);
  }

  /** 19: the facilitator is ill. */
  @Test
  void aFacilitatorWhoseRoleEndsLosesTheGroupAtOnceAndAnotherGetsIt() throws Exception {
    region.end("facilitator-1", Role.FACILITATOR, null, today().minusDays(1));
    assertThat(members("facilitator-2019-1")).isEmpty();

    change("office", "2019/group-1", "change-facilitator", "facilitator", "facilitator-3");

    assertThat(members("facilitator-2019-1")).containsExactly("facilitator-3");
  }

  /** Somebody leaves with several roles. */
  @Test
  void whoLeavesHandsEverythingToTheSuccessor() throws Exception {
    change(
        "office",
        "2019",
        "hand-over-everything",
        "leaver",
        "facilitator-1",
        "successor",
        "reviewer-1");

    assertThat(cycles.group(TestYear.group(1)).facilitator()).contains("reviewer-1");
    assertThat(members("facilitator-2019-1")).containsExactly("reviewer-1");
    assertThat(refused("office", "2019", "hand-over-everything", "leaver", "office"))
        .contains("name a successor");
  }

  /** Somebody leaves, and nobody follows: what then has nobody is seen before it is so. */
  @Test
  void whatNobodyWouldBeLeftForIsShownBeforeSomebodyLeaves() throws Exception {
    long id = propose("office", "2019", "hand-over-everything", "leaver", "team-801");

    assertThat(page("office", "/changes/" + id))
        .contains("Nobody would be left for Ashshire, 2018-19: Write: Context")
        .contains("It cannot be taken back");
  }

  @Test
  void oneTaskGoesToAnotherOfThoseWhoMayDoIt() throws Exception {
    testYear.appoint("second-801", Role.TEAM, "801");
    Task task = task(ENTRY, "userTask_writeContext");
    taskService.setAssignee(task.getId(), "team-801");

    change("office", ENTRY, "hand-over-task", "task", task.getId(), "to", "second-801");

    assertThat(task(ENTRY, "userTask_writeContext").getAssignee()).isEqualTo("second-801");
    assertThat(refused("office", ENTRY, "hand-over-task", "task", task.getId(), "to", "dcs-804"))
        .contains("may not do this task");
  }

  /** Two groups become one. */
  @Test
  void mergedGroupsHaveOneDayAndTheOtherLeavesTheCalendars() throws Exception {
    doAll(one -> one.getTaskDefinitionKey().matches("userTask_(confirmDay|nameTeam)"));
    change("office", "2019/group-2", "merge-group", "into", "1");

    assertThat(cycles.group(TestYear.group(1)).members()).hasSize(4);
    assertThat(running("2019/group-2")).isZero();
    assertThat(tasks("2019/group-1", "userTask_nameTeamLate")).hasSize(2);
    assertThat(subjects("dcs-804@example.org")).anyMatch(s -> s.contains("cancelled"));

    moveTo(LocalDate.of(2019, 2, 5));
    assertThat(refused("office", "2019/804", "change-group", "group", "2"))
        .contains("The day of group 2, 4 February 2019, is past.");
    assertThat(refused("office", "2019", "join", "authority", "806", "second", "", "group", "2"))
        .contains("is past");
    change(
        "office",
        "2019/group-2",
        "move-day",
        "date",
        "2019-03-05",
        "starts",
        "09:30",
        "mode",
        "IN_PERSON",
        "venue",
        "",
        "link",
        "");
    change("office", "2019/804", "change-group", "group", "2");
    assertThat(cycles.group(TestYear.group(2)).members()).hasSize(1);
    assertThat(running("2019/group-2")).isEqualTo(1);
  }

  /** Two groups become one, and one of its members goes back: the day that was called off is on. */
  @Test
  void aGroupThatIsFormedAgainAfterItsDayWasCalledOffHasADayAndAsksForTeamsAnew() throws Exception {
    doAll(one -> one.getTaskDefinitionKey().matches("userTask_(confirmDay|nameTeam)"));
    change("office", "2019/group-2", "merge-group", "into", "1");
    assertThat(running("2019/group-2")).isZero();

    change("office", "2019/804", "change-group", "group", "2");

    assertThat(running("2019/group-2")).isEqualTo(1);
    change("office", "2019/group-2", "change-facilitator", "facilitator", "facilitator-2");
    doAll(one -> key(one).equals("2019/group-2"));
    assertThat(invited("2019/group-2"))
        .contains("dcs-804@example.org", "facilitator-2@example.org")
        .doesNotContain("dcs-805@example.org");
  }

  /** 8: an entry that left before it named its team, and comes back after the time for it. */
  @Test
  void whoLeftUnnamedAndComesBackIsAskedForItsTeamAgain() throws Exception {
    doAll(one -> one.getTaskDefinitionKey().equals("userTask_confirmDay"));
    doAll(
        one ->
            one.getTaskDefinitionKey().equals("userTask_nameTeam")
                && !"2019/804".equals(taskService.getVariable(one.getId(), "entry")));
    long left = propose("office", "2019/804", "change-group", "group", "1");
    assertThat(requests.request(left).effects().stops())
        .anyMatch(line -> line.contains("Name your team for the day"));
    confirm("office", left);
    assertThat(tasks("2019/group-2", "userTask_nameTeam")).isEmpty();
    moveTo(LocalDate.of(2019, 1, 16));

    change("office", "2019/804", "change-group", "group", "2");

    fill(task("2019/group-2", "userTask_nameTeamLate"));
    settle();
    assertThat(invited("2019/group-2")).contains("dcs-804@example.org");
  }

  /** A group that all have left, one moved and one withdrawn, before or after the date stands. */
  @ParameterizedTest
  @ValueSource(strings = {"", "userTask_confirmDay", "userTask_(confirmDay|nameTeam)"})
  void theDayOfAGroupThatAllHaveLeftIsCalledOff(String done) throws Exception {
    doAll(one -> one.getTaskDefinitionKey().matches(done));
    change("office", "2019/804", "change-group", "group", "1");
    assertThat(running("2019/group-2")).isEqualTo(1);

    change("office", "2019/805", "withdraw");

    assertThat(running("2019/group-2")).isZero();
    assertThat(
            jdbc.sql("select value_after from case_change where case_key = '2019/group-2'")
                .query(String.class)
                .list())
        .contains("called off");
    change("office", "2019/804", "change-group", "group", "2");
    assertThat(running("2019/group-2")).isEqualTo(1);
    assertThat(tasks("2019/group-2", "userTask_confirmDay")).hasSize(1);
    assertThat(cycles.group(TestYear.group(2)).facilitator()).contains("facilitator-2");
    endsWell();
  }

  /** 8: who leaves before the date is confirmed is not asked when it is. */
  @Test
  void whoLeavesBeforeTheDateIsConfirmedIsNotAskedForATeam() throws Exception {
    change("office", "2019/804", "change-group", "group", "1");
    doAll(one -> one.getTaskDefinitionKey().equals("userTask_confirmDay"));

    assertThat(tasks("2019/group-2", "userTask_nameTeam"))
        .extracting(one -> taskService.getVariable(one.getId(), "entry"))
        .containsExactly("2019/805");
    yearsEnd.onlyWhoIsInIsAsked("after the date was confirmed");
  }

  /** 8: an entry comes to the day of a pair as a guest, and keeps its own. */
  @Test
  void aGuestNamesATeamForAnothersDayAndKeepsItsOwn() throws Exception {
    doAll(one -> one.getTaskDefinitionKey().matches("userTask_(confirmDay|nameTeam)"));
    assertThat(as("dcs-801").get("/days/2019/2").statusCode()).isEqualTo(404);
    long id = propose("office", ENTRY, "visit-day", "group", "2");
    assertThat(requests.request(id).effects().appears())
        .anyMatch(line -> line.contains("Name your team for the day"));
    confirm("office", id);

    Task asked = task("2019/group-2", "userTask_nameTeamLate");
    assertThat(performer(asked)).isEqualTo("dcs-801");
    assertThat(page("dcs-801", "/days/2019/2")).contains("as a guest");
    assertThat(page("dcs-801", "/")).contains("Ashshire, 2018-19, as a guest of group 2");
    fill(asked);
    settle();
    assertThat(invited("2019/group-2")).contains("dcs-801@example.org", "dcs-804@example.org");
    assertThat(invited("2019/group-1")).contains("dcs-801@example.org");

    change("office", ENTRY, "end-visit", "group", "2");

    assertThat(invited("2019/group-2")).doesNotContain("dcs-801@example.org");
    assertThat(as("dcs-801").get("/days/2019/2").statusCode()).isEqualTo(404);
    change("office", ENTRY, "visit-day", "group", "2");
    assertThat(invited("2019/group-2")).contains("dcs-801@example.org");
    moveTo(LocalDate.of(2019, 2, 4));
    assertThat(tasks("2019/group-2", "userTask_recordSession"))
        .extracting(one -> taskService.getVariable(one.getId(), "entry"))
        .containsExactlyInAnyOrder("2019/804", "2019/805");
    assertThat(page("dcs-801", "/")).contains("/days/2019/2").contains("as a guest");
    assertThat(page("team-801", "/days/2019/2")).contains("Person dcs-804");
    moveTo(LocalDate.of(2019, 2, 5));
    assertThat(page("dcs-801", "/")).doesNotContain("/days/2019/2");
    assertThat(as("dcs-801").get("/days/2019/2").statusCode()).as("it is over").isEqualTo(404);
    endsWell();
  }

  /** 25: the year is called off. */
  @Test
  void aYearThatIsCalledOffEndsEverythingAndTellsEverybody() throws Exception {
    doAll(one -> one.getTaskDefinitionKey().matches("userTask_(confirmDay|nameTeam)"));
    change("office", "2019", "call-off-year");

    assertThat(cycles.cycle(TestYear.YEAR).isOpen()).isFalse();
    assertThat(
            runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKeyLike("2019%")
                .count())
        .isZero();
    assertThat(subjects("team-801@example.org")).anyMatch(s -> s.contains("called off"));
    assertThat(
            jdbc.sql("select count(*) from invitation where not cancelled")
                .query(Long.class)
                .single())
        .isZero();
  }

  /** 25: it is closed with days open. */
  @Test
  void aYearClosedWithOpenDaysEndsWhatIsNotSignedAndLetsTheDaysGoOn() throws Exception {
    moveTo(LocalDate.of(2019, 1, 28));
    assertThat(refused("office", "2019", "close-year")).contains("The summit is still to come");
    change("office", "2019/group-1", "move-day", day("2019-04-25"));
    moveTo(LocalDate.of(2019, 3, 25));

    change("office", "2019", "close-year");

    assertThat(assessments.state(entry("801"))).isEqualTo(State.NOT_FINISHED);
    assertThat(running(ENTRY)).isZero();
    assertThat(running("2019/group-1")).isEqualTo(1);
  }

  /** 10: a shared director ends; what is written and signed goes on with both. */
  @Test
  void aSplitEntryCarriesWritingAndSignaturesAndNothingIsAskedAgain() throws Exception {
    doAll(one -> "2019/802-803".equals(key(one)) || key(one).equals("2019"));
    assertThat(assessments.state(entry("802-803"))).isEqualTo(State.SHARED);
    change("office", "2019/802-803", "split");

    for (String next : List.of("802", "803")) {
      assertThat(assessments.state(entry(next))).isEqualTo(State.SHARED);
      assertThat(assessments.shared(entry(next)).orElseThrow().sha256())
          .isEqualTo(assessments.version(entry("802-803"), 1).orElseThrow().sha256());
      assertThat(taskService.createTaskQuery().processInstanceBusinessKey("2019/" + next).list())
          .extracting(Task::getName)
          .isEmpty();
    }
    assertThat(running("2019/802-803")).isZero();
    assertThat(tasks("2019", "userTask_acceptMemorandumLate")).isEmpty();
    assertThat(cycles.group(TestYear.group(1)).members())
        .containsExactlyInAnyOrder(entry("801"), entry("802"), entry("803"));
  }

  /** 10: before the memorandum is accepted. */
  @Test
  void ofASplitEntryEverybodyIsAskedForTheMemorandumOnce() throws Exception {
    change("office", "2019/802-803", "split");

    assertThat(
            taskService
                .createTaskQuery()
                .processInstanceBusinessKey("2019")
                .taskDefinitionKeyIn("userTask_acceptMemorandum", "userTask_acceptMemorandumLate")
                .list())
        .extracting(one -> taskService.getVariable(one.getId(), "signatory"))
        .contains("lead-member-802", "lead-member-803")
        .doesNotHaveDuplicates();
  }

  /** 10: as version 0.1.0 left it. */
  @Test
  void whoIsAskedForTheMemorandumTwiceAnswersOnce() throws Exception {
    runtimeService
        .createProcessInstanceModification(
            task("2019", "userTask_recordBriefing").getProcessInstanceId())
        .startBeforeActivity("userTask_acceptMemorandumLate")
        .setVariableLocal("signatory", "lead-member-801")
        .setVariableLocal("memorandumPriority", 50)
        .execute();
    List<Task> asked = asked("lead-member-801");
    assertThat(asked).hasSize(2);

    fill(asked.get(0));
    settle();

    assertThat(asked("lead-member-801")).isEmpty();
  }

  private List<Task> asked(String signatory) {
    return taskService.createTaskQuery().processInstanceBusinessKey("2019").list().stream()
        .filter(one -> signatory.equals(taskService.getVariable(one.getId(), "signatory")))
        .toList();
  }

  /** 10: half written, it goes on half written. */
  @Test
  void aSplitEntryThatIsHalfWrittenGoesOnHalfWritten() throws Exception {
    doAll(
        one ->
            "2019/802-803".equals(key(one))
                && one.getTaskDefinitionKey().matches("userTask_write(Context|Strengths)"));
    change("office", "2019/802-803", "split");

    assertThat(tasks("2019/802", "userTask_writeContext")).isEmpty();
    assertThat(tasks("2019/802", "userTask_writeWholeStory")).hasSize(1);
    assertThat(
            jdbc.sql("select count(*) from section where entry = '2019/803'")
                .query(Long.class)
                .single())
        .isEqualTo(2);
  }

  /** 10: two authorities share a director from now on. */
  @Test
  void joinedEntriesGoOnWithTheFirstTextAndTheOthersIsThereToChooseFrom() throws Exception {
    doAll(
        one ->
            key(one).matches("2019/80[45]")
                && one.getTaskDefinitionKey().equals("userTask_writeContext"));
    change("office", "2019/804", "join-entries", "with", "2019/805");

    assertThat(tasks("2019/804-805", "userTask_writeContext")).isEmpty();
    assertThat(tasks("2019/804-805", "userTask_writeStrengths")).hasSize(1);
    assertThat(running("2019/804") + running("2019/805")).isZero();
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from draft_history
                    where business_key = '2019/804-805' and form = 'write-context'
                    """)
                .query(Long.class)
                .single())
        .isPositive();
  }

  private static String[] day(String date) {
    return new String[] {
      "date", date, "starts", "09:30", "mode", "IN_PERSON", "venue", "", "link", ""
    };
  }

  private static EntryKey entry(String local) {
    return TestYear.entry(local);
  }

  private long running(String key) {
    return runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(key).count();
  }

  private List<String> members(String group) {
    return identityService.createUserQuery().memberOfGroup(group).list().stream()
        .map(user -> user.getId())
        .toList();
  }

  private List<String> invited(String group) {
    return jdbc.sql("select email from invitation where peer_group = :group and not cancelled")
        .param("group", group)
        .query(String.class)
        .list();
  }

  private List<String> subjects(String email) {
    return jdbc.sql("select subject from notice where recipient_email = :email")
        .param("email", email)
        .query(String.class)
        .list();
  }
}
