package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.Message;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.AppointmentType;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.peerchallenge.tasklist.Drafts;
import org.springframework.beans.factory.annotation.Autowired;

class SelfAssessmentProcessTest extends AssessmentTest {

  @Autowired private SectionRecall recall;
  @Autowired private Drafts drafts;

  @Test
  void theDataSheetIsIssuedAndTenSectionsAreWrittenSideBySide() {
    ProcessInstance instance = start(BRIGHTON);

    assertThat(instance)
        .hasPassedInOrder(
            "serviceTask_issueDataSheet",
            "serviceTask_flagIndicators",
            "serviceTask_checkMemorandum",
            "serviceTask_openSections");
    for (Section section : Examples.SECTIONS) {
      Task task = task(BRIGHTON.value(), taskOf(section));
      // Ten working days before the date is Monday, one day after the sheet: three are given.
      assertThat(task.getDueDate()).isEqualTo(at(2018, 12, 5, 17));
      assertThat(groupsOf(task)).containsExactly("team-846");
    }
    assertThat(mailsTo("team-846", "data-sheet-issued")).hasSize(1);
    assertThat(mailsTo("dcs-846", "data-sheet-issued")).hasSize(1);
    assertThat(assessments.state(BRIGHTON)).isEqualTo(State.DRAFT);
    assertThat(
            jdbc.sql("select kind from stored_document where owner_key = '2019/846'")
                .query(String.class)
                .list())
        .containsExactly("data-sheet-846");
  }

  @Test
  void fromTheFirstSectionToASharedVersionWithSignerHashAndDocument() {
    ProcessInstance instance = share(BRIGHTON);

    assertThat(instance)
        .hasPassedInOrder(
            "userTask_readThrough",
            "userTask_signOffSelfAssessment",
            "serviceTask_makeAssessmentDocument",
            "serviceTask_adviseReview",
            "serviceTask_shareAssessment")
        .hasNotPassed("serviceTask_noteReturnedSections", "callActivity_review")
        .isWaitingAt("gateway_waitForAmendment");
    SignedVersion version = assessments.shared(BRIGHTON).orElseThrow();
    assertThat(version.number()).isEqualTo(1);
    assertThat(version.signer()).isEqualTo("dcs-846");
    assertThat(version.capacity()).isEqualTo(Capacity.PERMANENT);
    assertThat(Assessments.isGenuine(version)).isTrue();
    assertThat(assessments.state(BRIGHTON)).isEqualTo(State.SHARED);
    assertThat(assessments.document(BRIGHTON, 1)).isPresent();
    assertThat(mailsTo("dcs-869", "assessment-shared")).hasSize(1);
    assertThat(mailsTo("facilitator-5", "assessment-shared")).hasSize(1);
    assertThat(mailsTo("dcs-871", "assessment-shared")).isEmpty();
  }

  @Test
  void theSignOffOpensWithTheCapacityInWhichItsDirectorHoldsTheRole() {
    LocalDate today = START.toLocalDate();
    region.end("dcs-846", Role.DCS, "846", today.minusDays(1));
    region.addPerson(new Person("stands-in", "Example stands-in", "stands-in@example.org"));
    region.appoint("stands-in", Role.DCS, "846", AppointmentType.INTERIM, today);
    region.delegate("stands-in", Role.DCS, "846", "dcs-846", today, today.plusYears(1), "On leave");
    start(BRIGHTON);
    writeAll(BRIGHTON);
    sendToDirector(BRIGHTON);
    Task signOff = task(BRIGHTON.value(), "userTask_signOffSelfAssessment");

    assertThat(formService.getTaskFormVariables(signOff.getId())).doesNotContainKey("capacity");
    taskService.claim(signOff.getId(), "stands-in");
    assertThat(formService.getTaskFormVariables(signOff.getId()))
        .containsEntry("capacity", "interim");
    taskService.setAssignee(signOff.getId(), "dcs-846");
    assertThat(formService.getTaskFormVariables(signOff.getId()))
        .containsEntry("capacity", "deputising");
  }

  @Test
  void whatOthersNeedIsReadFromTheSignedVersion() {
    share(BRIGHTON);

    assertThat(assessments.strengths(BRIGHTON))
        .containsExactly(
            new Strength("Example strength", Examples.TEXT, Examples.TEXT, "audit", true, true));
    assertThat(assessments.offers(BRIGHTON))
        .containsExactly(new Proposal("Example offer", Examples.TEXT, Theme.WORKFORCE, ""));
    assertThat(assessments.asks(BRIGHTON))
        .extracting(Proposal::theme)
        .containsExactly(Theme.PLACEMENTS);
    assertThat(assessments.insights(BRIGHTON)).hasSize(1);
    assertThat(assessments.mostConcerned(BRIGHTON))
        .containsExactly(SignatureOfRisk.BUDGET, SignatureOfRisk.WORKFORCE);
    assertThat(assessments.ratings(BRIGHTON))
        .hasSize(11)
        .containsEntry(SignatureOfRisk.WORKFORCE, "concern");
  }

  @Test
  void theLeadAuthorOpensSectionsAgainAndTheRestStays() {
    ProcessInstance instance = start(BRIGHTON);
    writeAll(BRIGHTON);
    send(
        task(BRIGHTON.value(), "userTask_readThrough"),
        "team-846",
        Map.of(
            "readThroughDecision", "reopen",
            "sectionsToReopen", List.of("context"),
            "reopenReason", "An example reason."));

    assertThat(taskKeys(BRIGHTON)).containsExactly("userTask_writeContext");
    assertThat(instance).hasNotPassed("serviceTask_noteReturnedSections");
    write(BRIGHTON, Section.CONTEXT);
    assertThat(instance).isWaitingAt("userTask_readThrough");
  }

  @Test
  void aSectionSentTooEarlyIsTakenBackWhileTheOthersAreWritten() {
    ProcessInstance instance = start(BRIGHTON);
    String sent = writeAndName(Section.CONTEXT);
    String other = writeAndName(Section.STRENGTHS);

    assertThat(recall.mayTakeBack("team-846", sent)).isTrue();
    assertThat(recall.mayTakeBack("dcs-846", sent)).isFalse();
    String again = recall.takeBack("team-846", sent);
    assertThat(taskService.createTaskQuery().taskId(again).singleResult().getAssignee())
        .isEqualTo("team-846");
    assertThat(sections.openSections(BRIGHTON))
        .extracting(AskedSection::section)
        .contains(Section.CONTEXT);
    assertThat(recall.mayTakeBack("team-846", sent)).isFalse();
    assertThat(recall.takeBack("team-846", sent)).as("a second press").isEqualTo(again);

    // Taken back twice over, all ten are still waited for.
    write(BRIGHTON, Section.CONTEXT);
    recall.takeBack("team-846", other);
    write(BRIGHTON, Section.STRENGTHS);
    for (AskedSection asked : sections.openSections(BRIGHTON)) {
      Section section = asked.section();
      assertThat(taskKeys(BRIGHTON)).doesNotContain("userTask_readThrough");
      write(BRIGHTON, section);
    }
    assertThat(instance).isWaitingAt("userTask_readThrough");
  }

  @Test
  void theLastSectionIsTakenBackUntilSomebodyReadsTheWhole() {
    ProcessInstance instance = start(BRIGHTON);
    for (Section section : Examples.SECTIONS) {
      if (!section.equals(Examples.WHOLE_STORY)) {
        write(BRIGHTON, section);
      }
    }
    String last = writeAndName(Examples.WHOLE_STORY);
    assertThat(instance).isWaitingAt("userTask_readThrough");

    recall.takeBack("team-846", last);
    assertThat(taskKeys(BRIGHTON)).containsExactly("userTask_writeWholeStory");
    last = writeAndName(Examples.WHOLE_STORY);
    taskService.claim(task(BRIGHTON.value(), "userTask_readThrough").getId(), "team-846");
    assertThat(recall.mayTakeBack("team-846", last)).isFalse();
    String tooLate = last;
    assertThatThrownBy(() -> recall.takeBack("team-846", tooLate)).isInstanceOf(Refused.class);

    sendToDirector(BRIGHTON);
    assertThat(mailsTo("dcs-846", "time-to-sign")).hasSize(1);
    sign(BRIGHTON);
    assertThat(mailsTo("dcs-846", "assessment-signed")).hasSize(1);
    assertThat(mailsTo("team-846", "assessment-signed")).hasSize(1);
  }

  @Test
  void returnedSectionsGoBackToTheTeamAndTheRestStays() {
    ProcessInstance instance = start(BRIGHTON);
    writeAll(BRIGHTON);
    sendToDirector(BRIGHTON);
    returnSections(
        BRIGHTON, "Please show the impact. An example.", Section.STRENGTHS, Examples.WHOLE_STORY);

    assertThat(instance).hasPassed("serviceTask_noteReturnedSections");
    assertThat(taskKeys(BRIGHTON))
        .containsExactly("userTask_writeStrengths", "userTask_writeWholeStory");
    assertThat(mailsTo("team-846", "sections-returned")).hasSize(1);
    Map<String, Object> shown = shown(task(BRIGHTON.value(), "userTask_writeWholeStory"));
    assertThat(shown)
        .containsEntry("returnReason", "Please show the impact. An example.")
        .containsEntry("howItJoinsUp", Examples.TEXT);

    write(BRIGHTON, Section.STRENGTHS);
    write(BRIGHTON, Examples.WHOLE_STORY);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    assertThat(assessments.latestSigned(BRIGHTON)).isPresent();
    assertThat(sections.history(BRIGHTON, Examples.WHOLE_STORY)).hasSize(2);
    assertThat(sections.history(BRIGHTON, Section.CONTEXT)).hasSize(1);
  }

  @Test
  void sectionsReturnedASecondTimeAreToldASecondTime() {
    start(BRIGHTON);
    writeAll(BRIGHTON);
    sendToDirector(BRIGHTON);
    returnSections(BRIGHTON, "First example.", Section.CONTEXT);
    write(BRIGHTON, Section.CONTEXT);
    sendToDirector(BRIGHTON);
    returnSections(BRIGHTON, "Second example.", Section.CONTEXT);

    assertThat(mailsTo("team-846", "sections-returned")).hasSize(2);
  }

  @Test
  void anAmendmentIsANewVersionWithAReasonAndReadersAreTold() {
    ProcessInstance instance = share(BRIGHTON);
    readings.note(
        BRIGHTON,
        "dcs-871",
        org.peerchallenge.access.ReadingLog.What.ASSESSMENT,
        java.util.Optional.of(1));
    SignedVersion first = assessments.latestSigned(BRIGHTON).orElseThrow();
    assessments.askForAmendment(
        BRIGHTON, List.of(Section.CONTEXT), "A figure was wrong. An example.", "dcs-846");
    settle();

    assertThat(taskKeys(BRIGHTON)).containsExactly("userTask_writeContext");
    assertThat(assessments.shared(BRIGHTON))
        .hasValueSatisfying(version -> assertThat(version.number()).isEqualTo(1));
    Map<String, Object> changed = Examples.of(Section.CONTEXT);
    changed.put("localStory", "Another example.");
    write(BRIGHTON, Section.CONTEXT, changed);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);

    SignedVersion second = assessments.shared(BRIGHTON).orElseThrow();
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.amendmentReason()).contains("A figure was wrong. An example.");
    assertThat(second.sha256()).isNotEqualTo(first.sha256());
    assertThat(assessments.version(BRIGHTON, 1)).contains(first);
    assertThat(mailsTo("dcs-869", "assessment-shared")).hasSize(2);
    assertThat(mailsTo("dcs-871", "assessment-shared")).hasSize(1);
    assertThat(assessments.document(BRIGHTON, 2)).isPresent();
    assertThat(instance).hasPassed("catch_amendmentWanted").isWaitingAt("gateway_waitForAmendment");
  }

  @Test
  void anAmendmentAskedForBeforeTheProcessWaitsIsNotLost() {
    ProcessInstance instance = start(BRIGHTON);
    writeAll(BRIGHTON);
    sendToDirector(BRIGHTON);
    submit(
        task(BRIGHTON.value(), "userTask_signOffSelfAssessment"),
        "dcs-846",
        Map.of("signOffDecision", "sign", "capacity", "permanent", "confirmed", true));
    // Shared in the table, but the step that shares has yet to run to its end.
    transaction.executeWithoutResult(status -> assessments.share(BRIGHTON));
    assessments.askForAmendment(
        BRIGHTON, List.of(Section.CONTEXT), "An example reason.", "dcs-846");
    settle();

    assertThat(instance).hasPassed("gateway_amend").hasNotPassed("catch_amendmentWanted");
    assertThat(taskKeys(BRIGHTON)).containsExactly("userTask_writeContext");
  }

  @Test
  void whatWasSignedCannotBeChangedOrDeleted() {
    share(BRIGHTON);

    assertThatThrownBy(() -> jdbc.sql("update assessment_version set signer = 'x'").update())
        .hasMessageContaining("cannot be changed or deleted");
    assertThatThrownBy(() -> jdbc.sql("delete from assessment_version").update())
        .hasMessageContaining("cannot be changed or deleted");
    assertThatThrownBy(() -> jdbc.sql("delete from section_history").update())
        .hasMessageContaining("cannot be changed or deleted");
  }

  @Test
  void theYearClosesASharedSelfAssessment() {
    ProcessInstance instance = share(BRIGHTON);
    moveTo(LocalDate.of(2019, 9, 1));

    assertThat(instance).isEnded().hasPassed("timer_yearCloses", "endEvent_assessmentComplete");
    assertThat(assessments.state(BRIGHTON)).isEqualTo(State.SHARED);
  }

  @Test
  void aLateSelfAssessmentNeverClosesAndIsSharedAllTheSame() {
    ProcessInstance instance = start(BRIGHTON);
    writeAll(BRIGHTON);
    moveTo(LocalDate.of(2019, 2, 20));
    sendToDirector(BRIGHTON);
    Task signOff = task(BRIGHTON.value(), "userTask_signOffSelfAssessment");
    assertThat(signOff.getDueDate()).isEqualTo(at(2018, 12, 17, 17));
    // Nobody signs as what most are because it was chosen beforehand.
    taskService.claim(signOff.getId(), "dcs-846");
    assertThat(formService.getTaskFormVariables(signOff.getId())).doesNotContainKey("capacity");
    sign(BRIGHTON);

    assertThat(instance).isWaitingAt("gateway_waitForAmendment");
    assertThat(assessments.state(BRIGHTON)).isEqualTo(State.SHARED);
  }

  @Test
  void writingWaitsForTheMemorandumWhenTheYearAsksForIt() {
    jdbc.sql("update cycle set memorandum_blocks = true").update();
    ProcessInstance instance = start(BRIGHTON);
    assertThat(instance).isWaitingAt("gateway_waitForMemorandum");

    acceptMemorandum("846");
    transaction.executeWithoutResult(
        status -> messages.tell(Message.MEMORANDUM_ACCEPTED, BRIGHTON.value(), Map.of()));
    settle();
    assertThat(instance).hasPassed("catch_memorandumAccepted");
    assertThat(tasks(BRIGHTON.value(), "userTask_writeContext")).hasSize(1);
  }

  @Test
  void theMemorandumIsLookedForEveryMorning() {
    jdbc.sql("update cycle set memorandum_blocks = true").update();
    ProcessInstance instance = start(HAMPSHIRE);
    acceptMemorandum("850");
    moveTo(LocalDate.of(2018, 12, 1));
    assertThat(instance).hasPassed("timer_nextDay").isWaitingAt("gateway_waitForMemorandum");

    acceptMemorandum("921");
    moveTo(LocalDate.of(2018, 12, 2));
    assertThat(tasks(HAMPSHIRE.value(), "userTask_writeContext")).hasSize(1);
  }

  @Test
  void aJointEntryHasTwoTeamsOneSignerAndTwoDataSheets() {
    ProcessInstance instance = start(HAMPSHIRE);
    Task context = task(HAMPSHIRE.value(), "userTask_writeContext");
    assertThat(groupsOf(context)).containsExactlyInAnyOrder("team-850", "team-921");
    assertThat(shown(context)).containsEntry("authoritiesCovered", "Hampshire and Isle of Wight");
    assertThat(
            jdbc.sql("select kind from stored_document where owner_key = '2019/850-921'")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("data-sheet-850", "data-sheet-921");
    assertThat(mailsTo("dcs-850", "data-sheet-issued")).hasSize(1);

    writeAll(HAMPSHIRE);
    sendToDirector(HAMPSHIRE);
    assertThat(groupsOf(task(HAMPSHIRE.value(), "userTask_signOffSelfAssessment")))
        .containsExactlyInAnyOrder("dcs-850", "dcs-921");
    sign(HAMPSHIRE);
    assertThat(instance).isWaitingAt("gateway_waitForAmendment");
    assertThat(assessments.shared(HAMPSHIRE).orElseThrow().section(Section.CONTEXT).fields())
        .containsEntry("authoritiesCovered", "Hampshire and Isle of Wight");
  }

  @Test
  void anEntryThatWithdrawsEndsWhateverIsOpenAndKeepsWhatWasSigned() {
    ProcessInstance instance = share(BRIGHTON);
    reviews.ask(
        BRIGHTON, "dcs-846", java.util.Optional.empty(), null, List.of(ReviewQuestion.values()));
    settle();
    assertThat(tasks(BRIGHTON.value(), "userTask_decideReview")).hasSize(1);
    transaction.executeWithoutResult(
        status -> messages.tell(Message.ENTRY_WITHDREW, BRIGHTON.value(), Map.of()));
    settle();

    assertThat(instance).isEnded().hasPassed("serviceTask_closeAssessment", "endEvent_withdrawn");
    assertThat(taskService.createTaskQuery().processInstanceBusinessKey("2019/846").count())
        .isZero();
    assertThat(assessments.state(BRIGHTON)).isEqualTo(State.WITHDRAWN);
    assertThat(
            jdbc.sql("select recipient_email from notice where template = 'entry-withdrew'")
                .query(String.class)
                .list())
        .contains("office@example.org")
        .doesNotContain("dcs-846@example.org");
    assertThat(assessments.latestSigned(BRIGHTON)).isPresent();
    assertThat(reviews.of(BRIGHTON))
        .extracting(Review::state)
        .containsExactly(Review.State.WITHDRAWN);
  }

  @Test
  void tenThousandCharactersComeBackUnharmedInTheFormAndInTheSignedVersion() {
    String story = "𝒜 é 漢 😀 \"quoted\" \\ <b>&amp;\n\t".repeat(500).substring(0, 9_998) + "ab";
    assertThat(story).hasSize(10_000);
    start(BRIGHTON);
    Map<String, Object> values = Examples.of(Examples.QUALITY_AND_IMPACT);
    values.put("whatWeKnow", story);
    write(BRIGHTON, Examples.QUALITY_AND_IMPACT, values);
    for (Section section : Examples.SECTIONS) {
      if (!section.equals(Examples.QUALITY_AND_IMPACT)) {
        write(BRIGHTON, section);
      }
    }
    sendToDirector(BRIGHTON);
    returnSections(BRIGHTON, "An example.", Examples.QUALITY_AND_IMPACT);
    assertThat(shown(task(BRIGHTON.value(), "userTask_writeQualityAndImpact")))
        .containsEntry("whatWeKnow", story);
    write(BRIGHTON, Examples.QUALITY_AND_IMPACT, values);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);

    SignedVersion version = assessments.latestSigned(BRIGHTON).orElseThrow();
    assertThat(version.section(Examples.QUALITY_AND_IMPACT).fields())
        .containsEntry("whatWeKnow", story);
    assertThat(Assessments.isGenuine(version)).isTrue();
  }

  @Test
  void tooManyOrTooFewOfAnythingIsToldAndChangesNothing() {
    start(BRIGHTON);
    Map<String, Object> signatures = Examples.signatures();
    signatures.put(
        "mostConcerned", List.of("workforce", "budget", "performance", "learningCulture"));
    refused(Section.SIGNATURES_OF_RISK, signatures, "Up to 3");

    Map<String, Object> withoutAction = Examples.signatures();
    withoutAction.remove("workforceAction");
    refused(Section.SIGNATURES_OF_RISK, withoutAction, "What are you doing about it?");

    refused(Section.STRENGTHS, Map.of("strengths", List.of()), "at least one strength");
    Map<String, Object> offers = Examples.of(Section.OFFERS_AND_ASKS);
    offers.put(
        "offers",
        IntStream.range(0, 6).mapToObj(i -> Examples.proposal("Example " + i, "data")).toList());
    refused(Section.OFFERS_AND_ASKS, offers, "Up to 5 offers");
    Map<String, Object> noAsk = Examples.of(Section.OFFERS_AND_ASKS);
    noAsk.put("asks", List.of());
    refused(Section.OFFERS_AND_ASKS, noAsk, "at least one ask");

    assertThat(sections.written(BRIGHTON)).isEmpty();
  }

  @Test
  void aFlaggedIndicatorIsShownAndOnlyItsAnswerIsTakenFromTheForm() {
    start(BRIGHTON);
    jdbc.sql("delete from flagged_indicator").update();
    jdbc.sql(
            """
            insert into flagged_indicator (entry, place, indicator, reasons)
            values ('2019/846', 1, 'Example indicator', 'an example reason')
            """)
        .update();
    Map<String, Object> values = Examples.of(Section.DATA_AND_CONCLUSIONS);
    values.put(
        "indicators",
        List.of(
            Map.of(
                "indicator", "Example indicator",
                "standsOut", "something else",
                "answer", "agree",
                "comment", "An example."),
            Map.of("indicator", "Made up", "answer", "agree")));
    assertThat(shown(task(BRIGHTON.value(), "userTask_writeDataAndConclusions")).get("indicators"))
        .asString()
        .contains("Example indicator", "an example reason");
    write(BRIGHTON, Section.DATA_AND_CONCLUSIONS, values);

    assertThat(
            sections.find(BRIGHTON, Section.DATA_AND_CONCLUSIONS).orElseThrow().content().fields())
        .extractingByKey("indicators")
        .isEqualTo(
            List.of(
                Map.of(
                    "indicator", "Example indicator",
                    "standsOut", "an example reason",
                    "answer", "agree",
                    "comment", "An example.")));
  }

  @Test
  void lastYearsAsksAndOffersArePrefilled() {
    jdbc.sql(
            """
            insert into cycle (key, assessment_due, summit, closes, visibility)
            values ('2018', '2017-12-15', '2018-03-22', '2018-08-31', 'ALL_DCS')
            """)
        .update();
    jdbc.sql("insert into entry (key, cycle) values ('2018/846', '2018')").update();
    EntryKey earlier = EntryKey.of("2018/846");
    assessments.begin(earlier);
    sections.open(earlier, Examples.ofDiagram());
    for (Section section : Examples.SECTIONS) {
      sections.write(
          earlier, section, new FormValues(Examples.of(section)), "team-846", instant(START));
    }
    assessments.sign(earlier, Capacity.PERMANENT, "dcs-846", instant(START));
    start(BRIGHTON);

    Map<String, Object> shown = shown(task(BRIGHTON.value(), "userTask_writeSinceLastYear"));
    assertThat(shown.get("items").toString()).contains("Example ask", "Example offer");
    assertThat(shown).containsEntry("nothingOnRecord", false);
    String context = task(BRIGHTON.value(), taskOf(Section.CONTEXT)).getId();
    assertThat(drafts.lastYear("team-846", context))
        .hasValueSatisfying(
            text -> {
              assertThat(text.signer()).isEqualTo("Example dcs-846");
              assertThat(text.content().fields()).isEqualTo(Examples.of(Section.CONTEXT));
            });
    String declaration = task(BRIGHTON.value(), taskOf(Section.SHARING_AND_DECLARATION)).getId();
    assertThat(drafts.lastYear("team-846", declaration)).as("declared anew each year").isEmpty();
    assertThatThrownBy(() -> drafts.lastYear("team-869", context)).isInstanceOf(Exception.class);
  }

  @Test
  void aStepThatFailsIsTriedAgainAndStopsNobodyElse() {
    // No authority of that number: the data sheet's notice has no title to name.
    jdbc.sql("insert into entry (key, cycle) values ('2019/999', '2019')").update();
    runtimeService.startProcessInstanceByKey("self-assessment", "2019/999");

    assertThat(settleWithFailures()).hasSize(1);
    assertThat(
            managementService
                .createJobQuery()
                .activityId("serviceTask_issueDataSheet")
                .singleResult()
                .getRetries())
        .isEqualTo(2);
  }

  @Test
  void eighteenEntriesCompleteTheirSectionsAtTheSameMomentWithoutAnError() throws Exception {
    List<EntryKey> entries = new ArrayList<>();
    for (int number = 700; number < 718; number++) {
      region.addAuthority(
          new Authority(
              String.valueOf(number),
              "Example " + number,
              "E1",
              "unitary",
              java.util.Optional.empty()));
      EntryKey entry = EntryKey.of("2019/" + number);
      entry(entry);
      runtimeService.startProcessInstanceByKey("self-assessment", entry.value());
      entries.add(entry);
    }
    settle();
    List<Callable<Void>> work = new ArrayList<>();
    for (EntryKey entry : entries) {
      for (Section section : Examples.SECTIONS) {
        Task task = task(entry.value(), taskOf(section));
        work.add(
            () -> {
              submit(task, "team-" + entry.local(), Examples.of(section));
              return null;
            });
      }
    }
    assertThat(work).hasSize(180);
    ExecutorService people = Executors.newFixedThreadPool(24);
    try {
      for (Future<Void> done : people.invokeAll(work)) {
        done.get();
      }
    } finally {
      people.shutdown();
    }
    settle();

    for (EntryKey entry : entries) {
      assertThat(taskKeys(entry)).containsExactly("userTask_readThrough");
      assertThat(sections.written(entry)).hasSize(10);
    }
  }

  private void refused(Section section, Map<String, Object> values, String words) {
    Task task = task(BRIGHTON.value(), taskOf(section));
    assertThatThrownBy(() -> submit(task, "team-846", new HashMap<>(values)))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining(words);
  }

  private void acceptMemorandum(String dfeNumber) {
    for (String role : List.of("dcs", "chief-executive", "lead-member")) {
      jdbc.sql(
              """
              insert into memorandum (cycle, dfe_number, role, accepted, at)
              values ('2019', :number, :role, true, now())
              """)
          .param("number", dfeNumber)
          .param("role", role)
          .update();
    }
  }

  private String writeAndName(Section section) {
    String id = task(BRIGHTON.value(), taskOf(section)).getId();
    write(BRIGHTON, section);
    return id;
  }

  private List<String> taskKeys(EntryKey entry) {
    return taskService.createTaskQuery().processInstanceBusinessKey(entry.value()).list().stream()
        .map(Task::getTaskDefinitionKey)
        .sorted()
        .toList();
  }

  private List<String> groupsOf(Task task) {
    return taskService.getIdentityLinksForTask(task.getId()).stream()
        .map(IdentityLink::getGroupId)
        .toList();
  }

  private static Date at(int year, int month, int day, int hour) {
    return Date.from(instant(LocalDateTime.of(year, month, day, hour, 0)));
  }
}
