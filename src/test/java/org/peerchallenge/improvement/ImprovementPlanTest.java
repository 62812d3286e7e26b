package org.peerchallenge.improvement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.peerchallenge.improvement.PlanRegion.SUMMIT;
import static org.peerchallenge.improvement.PlanRegion.YEAR;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.assessment.PastYear;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.improvement.Plan.State;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The road from the findings to an approved plan, and what comes of it. */
class ImprovementPlanTest extends EngineTest {

  /** Ten working days before the summit, when the office begins. */
  private static final LocalDateTime BEGINNING = LocalDateTime.of(2019, 3, 8, 9, 0);

  @Autowired TransactionTemplate transaction;
  @Autowired private Region region;
  @Autowired private Plans plans;
  @Autowired private Approvals approvals;
  @Autowired private FollowUps followUps;
  @Autowired private CarriedForward carriedForward;
  @Autowired private Matches matches;
  @Autowired private Documents documents;

  private ProcessInstance plan;

  @BeforeEach
  void begin2019() {
    beginBy(
        "a plan",
        () -> {
          setClock(BEGINNING);
          new PlanRegion(region, jdbc, transaction).set();
          runtimeService.startProcessInstanceByKey("improvement-plan", YEAR.value());
          settle();
        });
    plan =
        runtimeService
            .createProcessInstanceQuery()
            .processDefinitionKey("improvement-plan")
            .singleResult();
  }

  @Test
  void thePlanIsArrangedDraftedAndWaitsForTheSummit() {
    assertThat(plan).isWaitingAt("userTask_arrangeThemes");
    arrange();
    assertThat(plan).isWaitingAt("userTask_draftPlan");
    draft();

    assertThat(plan)
        .hasPassedInOrder("serviceTask_gatherFindings", "serviceTask_makeDraftPlan")
        .isWaitingAt("timer_summit");
    Plan drafted = plans.plan(YEAR);
    assertThat(drafted.state()).isEqualTo(State.DRAFT);
    assertThat(drafted.themes()).extracting(Theme::title).containsExactly("Workforce");
    assertThat(drafted.actions()).extracting(Action::owner).containsExactly("Programme office");
    assertThat(drafted.support()).extracting(Support::forWhom).containsExactly("All entries");
    assertThat(documents.latest(new DocumentKey("2019", "plan-draft"))).isPresent();

    moveTo(SUMMIT.atTime(6, 59));
    assertThat(plan).isWaitingAt("timer_summit");
    moveTo(SUMMIT.atTime(7, 0));
    assertThat(plan).isWaitingAt("userTask_recordSummit");
  }

  @Test
  void everyOfficeTaskHasItsDueDate() {
    assertThat(due("userTask_arrangeThemes")).isEqualTo(LocalDateTime.of(2019, 3, 13, 17, 0));
    arrange();
    assertThat(due("userTask_draftPlan")).isEqualTo(LocalDateTime.of(2019, 3, 18, 17, 0));
    draft();
    moveTo(SUMMIT);
    assertThat(due("userTask_recordSummit")).isEqualTo(LocalDateTime.of(2019, 3, 25, 17, 0));
  }

  @Test
  void eighteenDirectorsAndNineteenLeadMembersAreAskedASharedDirectorOnce() {
    upToTheApprovals();

    List<Task> asked = asked();
    assertThat(asked).hasSize(37);
    List<String> groups = asked.stream().map(this::candidateGroup).toList();
    assertThat(groups).doesNotHaveDuplicates().contains("dcs-850", "lead-member-850");
    assertThat(groups).contains("lead-member-921").doesNotContain("dcs-921");
    assertThat(groups.stream().filter(group -> group.startsWith("dcs-"))).hasSize(18);
    // The summit's day and ten working days after it.
    assertThat(due("dcs-850", asked)).isEqualTo(LocalDateTime.of(2019, 4, 5, 17, 0));
    assertThat(notices("approval-asked")).isEqualTo(37);
    assertThat(
            jdbc.sql("select body_text from notice where template = 'approval-asked'")
                .query(String.class)
                .list())
        .allMatch(mail -> mail.contains("Please answer by 5 April 2019."));
    assertThat(plans.plan(YEAR).state()).isEqualTo(State.ASKED);
  }

  @Test
  void thePlanIsPublishedOnceBothAreApprovedAndEverybodyIsTold() {
    upToTheApprovals();
    everybodyAnswers("agree", "agree");

    assertThat(plan)
        .hasPassedInOrder(
            "userTask_approvePlan",
            "serviceTask_countApprovals",
            "businessRuleTask_planApproval",
            "businessRuleTask_supportApproval",
            "serviceTask_recordDecision",
            "serviceTask_publishPlan")
        .hasNotPassed("boundary_approvalsLapse", "userTask_reviseAndRecord")
        .isWaitingAt("timer_quarter");
    assertThat(plans.plan(YEAR).state()).isEqualTo(State.PUBLISHED);
    assertThat(approvals.latest(YEAR).planResult()).contains(Round.APPROVED);
    assertThat(documents.latest(new DocumentKey("2019", "plan"))).isPresent();
    assertThat(notices("plan-published")).isEqualTo(40);
  }

  @Test
  void exactlyTwoThirdsOfTheDirectorsAndHalfOfTheLeadMembersAreEnough() {
    upToTheApprovals();
    answer("dcs-", 12, "agree", "agree");
    answer("lead-member-", 10, "agree", "agree");
    assertThat(plan).isWaitingAt("userTask_approvePlan");
    silence();

    assertThat(plan).hasPassed("boundary_approvalsLapse", "serviceTask_publishPlan");
    Round round = approvals.latest(YEAR);
    assertThat(round.plan("dcs")).isEqualTo(new Tally(18, 12, 0, 0));
    assertThat(round.plan("dcs").silent()).isEqualTo(6);
    assertThat(round.support("lead-member").silent()).isEqualTo(9);
  }

  @Test
  void silenceIsNoAgreement() {
    upToTheApprovals();
    answer("dcs-", 11, "agree", "agree");
    answer("lead-member-", 19, "agree", "agree");
    moveTo(LocalDateTime.of(2019, 4, 6, 6, 59));
    assertThat(asked()).hasSize(7);
    moveTo(LocalDateTime.of(2019, 4, 6, 7, 0));

    assertThat(plan).hasPassed("boundary_approvalsLapse").isWaitingAt("userTask_reviseAndRecord");
    assertThat(asked()).isEmpty();
    assertThat(approvals.latest(YEAR).planResult()).contains("too few directors");
    assertThat(plans.plan(YEAR).isPublished()).isFalse();
  }

  @Test
  void theSecondRoundAsksOnlyForWhatTheFirstDidNotApprove() {
    upToTheApprovals();
    everybodyAnswers("agree", "disagree");
    assertThat(plan).isWaitingAt("userTask_reviseAndRecord");
    Task revise = task("2019", "userTask_reviseAndRecord");
    assertThat(shown(revise)).containsEntry("askPlan", false).containsEntry("askSupport", true);
    assertThat(shown(revise).get("result").toString())
        .contains("Support, round 1: 0 of 18 directors agree")
        .contains("not approved, too few directors and lead members agree");
    send(
        revise,
        "office",
        Map.of(
            "support",
            List.of(support("Two visits instead of one")),
            "afterRound",
            "again",
            "changed",
            "The support is named more exactly."));

    assertThat(plan).hasPassed("serviceTask_makeRevisedPlan").isWaitingAt("userTask_approvePlan");
    assertThat(asked()).hasSize(37);
    assertThat(notices("approval-asked")).isEqualTo(74);
    assertThat(documents.versions(new DocumentKey("2019", "plan-draft"))).hasSize(2);
    Map<String, Object> form = shown(asked().get(0));
    assertThat(form).containsEntry("askPlan", false).containsEntry("askSupport", true);
    assertThat(form.get("changed").toString()).contains("The support is named more exactly.");

    for (Task task : asked()) {
      send(task, candidateGroup(task), answer(task, null, "agree"));
    }
    assertThat(plan).hasPassed("serviceTask_publishPlan");
    assertThat(approvals.rounds(YEAR)).hasSize(2);
    assertThat(approvals.latest(YEAR).planAsked()).isFalse();
    assertThat(plans.plan(YEAR).actions()).hasSize(1);
    assertThat(plans.plan(YEAR).support())
        .extracting(Support::what)
        .containsExactly("Two visits instead of one");
  }

  @Test
  void whatWasApprovedIsPublishedAloneWhenTheOfficeSaysSo() {
    upToTheApprovals();
    everybodyAnswers("agree", "disagree");

    send(
        task("2019", "userTask_reviseAndRecord"),
        "office",
        Map.of("afterRound", "part", "changed", "The support is left to each authority."));

    assertThat(plan).hasPassedInOrder("serviceTask_dropUnapproved", "serviceTask_publishPlan");
    assertThat(plans.plan(YEAR).isPublished()).isTrue();
    assertThat(plans.plan(YEAR).actions()).hasSize(1);
    assertThat(plans.plan(YEAR).support()).isEmpty();
  }

  @Test
  void aPlanWithoutItsMajorityMayEndAndEverybodyIsTold() {
    upToTheApprovals();
    everybodyAnswers("disagree", "disagree");
    Task revise = task("2019", "userTask_reviseAndRecord");
    assertThatThrownBy(
            () ->
                submit(revise, "office", Map.of("afterRound", "part", "changed", "No part of it.")))
        .hasMessageContaining("no part to publish");

    send(revise, "office", Map.of("afterRound", "none", "changed", "No agreement was found."));

    assertThat(plan).isEnded().hasPassed("endEvent_noPlan");
    assertThat(plans.plan(YEAR).state()).isEqualTo(Plan.State.REFUSED);
    assertThat(notices("plan-not-approved")).isGreaterThan(37);
  }

  @Test
  void aPlanThatIsNotApprovedIsNotPublishedWhateverTheSupportGot() {
    upToTheApprovals();
    everybodyAnswers("abstain", "agree");

    assertThat(plan)
        .isWaitingAt("userTask_reviseAndRecord")
        .hasNotPassed("serviceTask_publishPlan");
    assertThat(approvals.latest(YEAR).supportResult()).contains(Round.APPROVED);
    assertThat(approvals.latest(YEAR).plan("dcs").abstain()).isEqualTo(18);
  }

  @Test
  void dissentIsKeptWithNameCapacityAndDateAndNeverBlocks() {
    upToTheApprovals();
    Task task = askedOf("lead-member-921");
    Map<String, Object> answer = answer(task, "disagree", "agree");
    answer.put("dissent", "The second action comes too late for us.");
    send(task, "lead-member-921", answer);
    everybodyAnswers("agree", "agree");

    assertThat(plan).hasPassed("serviceTask_publishPlan");
    Answer kept =
        approvals.latest(YEAR).approvers().stream()
            .filter(approver -> approver.id().equals("lead-member-921"))
            .findFirst()
            .flatMap(Approver::answer)
            .orElseThrow();
    assertThat(kept.name()).isEqualTo("Person lead-member-921");
    assertThat(kept.capacity()).isEqualTo("lead-member");
    assertThat(kept.dissent()).contains("The second action comes too late for us.");
    assertThat(kept.at()).isEqualTo(instant(SUMMIT.atTime(9, 0)));
  }

  @Test
  void anAnswerNeverChanges() {
    upToTheApprovals();
    Task task = askedOf("dcs-850");
    send(task, "dcs-850", answer(task, "agree", "agree"));

    assertThatThrownBy(() -> jdbc.sql("update plan_approval set plan_answer = 'disagree'").update())
        .hasMessageContaining("An approval never changes");
    assertThatThrownBy(() -> jdbc.sql("delete from plan_approval").update())
        .hasMessageContaining("An approval never changes");
    assertThatThrownBy(() -> submit(task, "dcs-850", Map.of("planAnswer", "disagree")))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("no longer open");
    assertThat(approvals.latest(YEAR).plan("dcs")).isEqualTo(new Tally(18, 1, 0, 0));
  }

  @Test
  void thirtySevenApprovalsAtTheSameMomentAllStand() throws Exception {
    upToTheApprovals();
    List<Task> asked = asked();
    ExecutorService people = Executors.newFixedThreadPool(asked.size());
    CyclicBarrier together = new CyclicBarrier(asked.size());
    List<Callable<Void>> answers = new ArrayList<>();
    for (Task task : asked) {
      String group = candidateGroup(task);
      Map<String, Object> answer = answer(task, "agree", "agree");
      answers.add(
          () -> {
            together.await();
            submit(task, group, answer);
            return null;
          });
    }
    try {
      for (Future<Void> answer : people.invokeAll(answers)) {
        answer.get();
      }
    } finally {
      people.shutdown();
    }
    settle();

    assertThat(plan).hasPassed("serviceTask_publishPlan").isWaitingAt("timer_quarter");
    assertThat(approvals.latest(YEAR).plan("dcs").agree()).isEqualTo(18);
    assertThat(approvals.latest(YEAR).plan("lead-member").agree()).isEqualTo(19);
  }

  @Test
  void anAuthorityIsNamedOnlyIfItAgreed() {
    Task task = task("2019", "userTask_arrangeThemes");
    Map<String, Object> themes =
        themes("Workforce", "Kent and others find it hard to recruit; reading helps.");

    assertThatThrownBy(() -> submit(task, "office", themes))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("You name Kent.");
    assertThat(plans.plan(YEAR).themes()).isEmpty();

    themes.put("namesAgreed", true);
    send(task, "office", themes);
    assertThat(plan).isWaitingAt("userTask_draftPlan");
  }

  @Test
  void anEmptyPlanIsNotPutToTheVote() {
    arrange();
    assertThatThrownBy(
            () ->
                submit(
                    task("2019", "userTask_draftPlan"),
                    "office",
                    Map.of("actions", List.of(action("Something")))))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("at least one action and one kind of support");
    assertThat(plan).isWaitingAt("userTask_draftPlan");
  }

  @Test
  void actionsAreFollowedForFourQuartersAndWhatIsOpenIsCarriedForward() {
    upToTheApprovals();
    everybodyAnswers("agree", "agree");
    LocalDate published = SUMMIT;
    for (int quarter = 1; quarter <= 4; quarter++) {
      assertThat(plan).isWaitingAt("timer_quarter");
      LocalDate followUp = published.plusDays(91L * quarter);
      moveTo(followUp.atTime(6, 59));
      assertThat(plan).isWaitingAt("timer_quarter");
      moveTo(followUp);
      assertThat(plan).isWaitingAt("userTask_followUpActions");
      follow("delayed", "Quarter " + quarter);
    }

    assertThat(plan).hasPassed("serviceTask_carryForward").isEnded();
    assertThat(plans.plan(YEAR).state()).isEqualTo(State.CLOSED);
    assertThat(followUps.quarters(YEAR)).isEqualTo(4);
    assertThat(followUps.open(YEAR)).extracting(Followed::note).containsExactly("Quarter 4");
    assertThat(jdbc.sql("select carried_to from plan_followed").query(String.class).list())
        .containsExactly("2020");
  }

  @Test
  void theFollowUpEndsWhenEverythingIsClosed() {
    upToTheApprovals();
    everybodyAnswers("agree", "agree");
    moveTo(SUMMIT.plusDays(91));
    follow("on-track", "");
    assertThat(plan).isWaitingAt("timer_quarter");
    moveTo(SUMMIT.plusDays(182));
    follow("done", "It is done.");

    assertThat(plan).isEnded().hasPassed("endEvent_planFollowed");
    assertThat(jdbc.sql("select carried_to from plan_followed").query(String.class).optional())
        .isEmpty();
  }

  @Test
  void aFollowUpMustTellOfEverythingThatIsOpen() {
    upToTheApprovals();
    everybodyAnswers("agree", "agree");
    moveTo(SUMMIT.plusDays(91));

    assertThatThrownBy(() -> submit(task("2019", "userTask_followUpActions"), "office", Map.of()))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("has changed since you opened it");
    assertThat(followUps.quarters(YEAR)).isZero();
  }

  @Test
  void theNextYearBeginsWithTheOpenActionsAsksAndOffersOfItsEntries() {
    EntryKey joint = EntryKey.of(PlanRegion.JOINT);
    register("ask", PlanRegion.JOINT, "Help with recruitment", "listed");
    register("offer", PlanRegion.JOINT, "Audits of neglect", "withdrawn");
    upToTheApprovals();
    everybodyAnswers("agree", "agree");
    jdbc.sql("update plan_followed set entry = '2019/850-921'").update();
    moveTo(SUMMIT.plusDays(91));
    follow("on-track", "half of it");

    assertThat(carriedForward.carriedForward(joint))
        .containsExactly(
            new PastYear.Item("Ask", "Help with recruitment"),
            new PastYear.Item("Action", "Recruit together (on track: half of it)"));
    assertThat(carriedForward.carriedForward(EntryKey.of("2019/846"))).isEmpty();
  }

  @Test
  void findingsOfTheReportsAreListedOnceAndProposedAsThemes() {
    settledReport("2019/846", "Recruiting is hard for all.", "Audit re-referrals");
    settledReport("2019/870", "Everybody looks for foster carers.", "Visit a neighbour");
    register("ask", "2019/846", "Recruitment of social workers", "listed");
    register("ask", "2019/870", "Recruitment in neighbouring authorities", "listed");
    plans.gather(YEAR);
    plans.gather(YEAR);

    assertThat(plans.findings(YEAR))
        .extracting(Finding::number, Finding::kind, Finding::theme)
        .containsExactlyInAnyOrder(
            tuple(1, Finding.Kind.COMMON_ISSUE, ""),
            tuple(2, Finding.Kind.COMMON_ISSUE, ""),
            tuple(3, Finding.Kind.ASK, "Workforce"),
            tuple(4, Finding.Kind.ASK, "Workforce"),
            tuple(5, Finding.Kind.COMMITMENT, ""),
            tuple(6, Finding.Kind.COMMITMENT, ""));
    assertThat(shown(task("2019", "userTask_arrangeThemes")).get("themes").toString())
        .contains("Workforce", "[\"3\",\"4\"]");
  }

  @Test
  void commitmentsOfAReportThatComesAfterThePlanAreFollowedToo() {
    settledReport("2019/846", "Recruiting is hard for all.", "Audit re-referrals");
    upToTheApprovals();
    everybodyAnswers("agree", "agree");
    assertThat(followUps.open(YEAR)).extracting(Followed::ref).containsExactly("A1", "C1");

    settledReport("2019/870", "Everybody looks for foster carers.", "Visit a neighbour");
    moveTo(SUMMIT.plusDays(91));
    follow("on-track", "");
    assertThat(followUps.open(YEAR))
        .extracting(Followed::ref, Followed::what)
        .containsExactly(
            tuple("A1", "Recruit together"),
            tuple("C1", "Audit re-referrals"),
            tuple("C2", "Visit a neighbour"));
  }

  @Test
  void offersAreProposedForTheAsksThatTheyCouldAnswer() {
    register("ask", "2019/846", "Recruitment of newly qualified workers", "validated");
    register("offer", "2019/870", "Our recruitment of newly qualified workers", "listed");
    register("offer", "2019/871", "Foster carers", "listed");
    register("offer", "2019/846", "Recruitment of qualified workers", "listed");
    register("offer", "2019/886", "Recruitment of newly qualified workers", "withdrawn");
    matches.propose(YEAR);

    assertThat(matches.proposed(YEAR))
        .extracting(match -> match.offer().entry().value(), Matches.Match::certain)
        .containsExactly(tuple("2019/870", true), tuple("2019/871", false));
  }

  private void register(String kind, String entry, String title, String state) {
    jdbc.sql(
            """
            insert into register_item (kind, entry, title, theme, state, source, listed, changed)
            values (:kind, :entry, :title, 'workforce', :state, 'test', now(), now())
            """)
        .param("kind", kind)
        .param("entry", entry)
        .param("title", title)
        .param("state", state)
        .update();
  }

  private void settledReport(String entry, String issue, String commitment) {
    jdbc.sql(
            """
            insert into report (entry, version, state, content, written_by, written, settled)
            values (:entry, 1, 'SETTLED', cast(:content as jsonb), 'facilitator-1', now(), now())
            """)
        .param("entry", entry)
        .param(
            "content",
            """
            {"systemicIssues": "%s", "commitments": [{"commitment": "%s", "owner": "Director"}]}
            """
                .formatted(issue, commitment))
        .update();
  }

  private void upToTheApprovals() {
    beginBy("asked for approval", this::askForApproval);
    assertThat(plan).isWaitingAt("userTask_approvePlan");
  }

  private void askForApproval() {
    arrange();
    draft();
    moveTo(SUMMIT);
    Map<String, Object> summit = new HashMap<>();
    summit.put("practiceCelebrated", "An example of practice.");
    summit.put("commonIssues", "An example of an issue.");
    summit.put("nextSteps", "An example of a step.");
    send(task("2019", "userTask_recordSummit"), "office", summit);
  }

  private void arrange() {
    send(
        task("2019", "userTask_arrangeThemes"),
        "office",
        themes("Workforce", "Many find it hard to recruit."));
  }

  private static Map<String, Object> themes(String title, String summary) {
    Map<String, Object> values = new HashMap<>();
    values.put("themes", List.of(Map.of("title", title, "summary", summary)));
    return values;
  }

  private void draft() {
    send(
        task("2019", "userTask_draftPlan"),
        "office",
        Map.of(
            "actions", List.of(action("Recruit together")),
            "support", List.of(support("One visit"))));
  }

  private static Map<String, Object> action(String what) {
    return Map.of(
        "theme", "Workforce",
        "what", what,
        "owner", "Programme office",
        "due", "2019-09-30",
        "measure", "Fewer changes of social worker");
  }

  private static Map<String, Object> support(String what) {
    return Map.of("what", what, "who", "All entries", "when", "Autumn 2019", "cost", 1200);
  }

  private List<Task> asked() {
    return tasks("2019", "userTask_approvePlan");
  }

  private Task askedOf(String group) {
    return asked().stream().filter(t -> candidateGroup(t).equals(group)).findFirst().orElseThrow();
  }

  private String candidateGroup(Task task) {
    return taskService.getIdentityLinksForTask(task.getId()).stream()
        .map(IdentityLink::getGroupId)
        .findFirst()
        .orElseThrow();
  }

  private void everybodyAnswers(String planAnswer, String supportAnswer) {
    beginBy(
        "answers " + planAnswer + " and " + supportAnswer,
        () -> {
          for (Task task : asked()) {
            submit(task, candidateGroup(task), answer(task, planAnswer, supportAnswer));
          }
          settle();
        });
  }

  private void answer(String groups, int howMany, String planAnswer, String supportAnswer) {
    asked().stream()
        .filter(task -> candidateGroup(task).startsWith(groups))
        .limit(howMany)
        .forEach(
            task -> submit(task, candidateGroup(task), answer(task, planAnswer, supportAnswer)));
    settle();
  }

  private Map<String, Object> answer(Task task, String planAnswer, String supportAnswer) {
    Map<String, Object> answer = new HashMap<>();
    if (planAnswer != null) {
      answer.put("planAnswer", planAnswer);
    }
    answer.put("supportAnswer", supportAnswer);
    answer.put("capacity", candidateGroup(task).startsWith("dcs-") ? "permanent" : "lead-member");
    return answer;
  }

  private void silence() {
    moveTo(LocalDateTime.of(2019, 4, 6, 7, 0));
  }

  private void follow(String progress, String note) {
    List<Map<String, Object>> items =
        followUps.open(YEAR).stream()
            .map(
                one -> Map.<String, Object>of("ref", one.ref(), "progress", progress, "note", note))
            .toList();
    send(task("2019", "userTask_followUpActions"), "office", Map.of("items", items));
  }

  private Map<String, Object> shown(Task task) {
    return new HashMap<>(formService.getTaskFormVariables(task.getId()));
  }

  private LocalDateTime due(String taskKey) {
    return local(task("2019", taskKey));
  }

  private LocalDateTime due(String group, List<Task> tasks) {
    return local(
        tasks.stream().filter(t -> candidateGroup(t).equals(group)).findFirst().orElseThrow());
  }

  private static LocalDateTime local(Task task) {
    return LocalDateTime.ofInstant(
        task.getDueDate().toInstant(), java.time.ZoneId.of("Europe/London"));
  }

  private long notices(String template) {
    return jdbc.sql("select count(*) from notice where template = :template")
        .param("template", template)
        .query(Long.class)
        .single();
  }
}
