package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;

class ReviewProcessTest extends AssessmentTest {

  private static final List<ReviewQuestion> ALL = List.of(ReviewQuestion.values());

  @Autowired private Cycles cycles;

  @Test
  void aReviewGoesFromTheWishToTheReplyAndToTheAuthorityAlone() {
    ProcessInstance assessment = share(BRIGHTON);
    long id = ask();
    assertThat(groups(task(BRIGHTON.value(), "userTask_decideReview"))).containsExactly("office");

    assign("reviewer-1");
    Task accept = task(BRIGHTON.value(), "userTask_acceptReview");
    assertThat(groups(accept)).containsExactly("reviewer-" + id);
    assertThat(reading.access("reviewer-1", BRIGHTON)).isEqualTo(Reading.Access.SHARED);
    assertThat(reading.access("reviewer-2", BRIGHTON)).isEqualTo(Reading.Access.NONE);
    send(accept, "reviewer-1", Map.of("reviewerAnswer", "accept"));
    ProcessInstance review = reviewInstance();
    answer();
    assertThat(review).hasPassed("serviceTask_releaseReview").isWaitingAt("userTask_replyToReview");
    assertThat(mailsTo("dcs-846", "review-released")).hasSize(1);
    assertThat(reading.mayReadReview("dcs-846", reviews.review(id))).isTrue();
    assertThat(reading.mayReadReview("office", reviews.review(id))).isFalse();
    assertThat(reading.mayReadReview("dcs-869", reviews.review(id))).isFalse();

    assertThat(shown(task(BRIGHTON.value(), "userTask_replyToReview")).get("reviewText"))
        .asString()
        .contains("Example comment");
    send(
        task(BRIGHTON.value(), "userTask_replyToReview"),
        "dcs-846",
        Map.of("reply", "Thank you. An example.", "facilitatorMayRead", true));
    assertThat(review)
        .isEnded()
        .hasPassedInOrder("userTask_replyToReview", "serviceTask_closeReview")
        .hasNotPassed("boundary_replyLapses");
    Review closed = reviews.review(id);
    assertThat(closed.state()).isEqualTo(Review.State.CLOSED);
    assertThat(closed.reply()).contains("Thank you. An example.");
    assertThat(reading.mayReadReview("facilitator-5", closed)).isTrue();
    assertThat(reading.mayReadReview("office", closed)).isTrue();
    assertThat(mailsTo("reviewer-1", "review-closed")).hasSize(1);
    assertThat(assessment).hasPassed("endEvent_reviewOver").isWaitingAt("gateway_waitForAmendment");
  }

  @Test
  void theReviewerSeesMildRatingsBesideTheFiguresThatStandOut() {
    share(BRIGHTON);
    long id = ask();
    assign("reviewer-1");
    send(
        task(BRIGHTON.value(), "userTask_acceptReview"),
        "reviewer-1",
        Map.of("reviewerAnswer", "accept"));

    Map<String, Object> form = shown(task(BRIGHTON.value(), "userTask_reviewAssessment"));
    assertThat(form.get("figuresToRead"))
        .isEqualTo("[Brighton and Hove](/data-sheets/846?edition=1&day=2018-11-30)");
    List<FormValues> differences =
        FormValues.read("{\"list\":" + form.get("differences") + "}").rows("list");
    // Rated without concern in the example, while re-referrals stand out.
    assertThat(differences)
        .extracting(row -> row.text("signature"))
        .contains("Performance", "Practice leadership")
        // Rated as a concern: figures and words agree.
        .doesNotContain("Workforce");
    assertThat(differences.get(0).fields())
        .containsEntry("signature", "Performance")
        .containsEntry("rating", "No concern");
    assertThat(differences.get(0).text("figures"))
        .contains(
            "Percentage of re-referrals to children's social care within 12 months, 2018: 28.3;"
                + " England 21.9",
            "among the quarter of English authorities with the weakest figures",
            "The authors have not answered.");
    // What a reviewer is shown is no answer of the review.
    answer();
    assertThat(reviews.review(id).answers().fields())
        .doesNotContainKeys("differences", "figuresToRead");
  }

  @Test
  void theDeclarationAsksForAReviewByItself() {
    start(BRIGHTON);
    for (Section section : Examples.SECTIONS) {
      write(
          BRIGHTON,
          section,
          section.equals(Section.SHARING_AND_DECLARATION)
              ? Examples.wishingForAReview()
              : Examples.of(section));
    }
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);

    Review review = reviews.open(BRIGHTON).orElseThrow();
    assertThat(review.questions())
        .containsExactly(ReviewQuestion.STRENGTHS_AND_IMPACT, ReviewQuestion.WHOLE_STORY);
    assertThat(review.state()).isEqualTo(Review.State.WITH_OFFICE);
    assertThat(tasks(BRIGHTON.value(), "userTask_decideReview")).hasSize(1);
  }

  @Test
  void aPeersWishNeedsTheOwnersYes() {
    ProcessInstance assessment = share(BRIGHTON);
    askAsPeer();
    assertThat(tasks(BRIGHTON.value(), "userTask_decideReview")).isEmpty();
    Task agree = task(BRIGHTON.value(), "userTask_agreeToReview");
    assertThat(shown(agree).get("askedBy")).asString().contains("West Berkshire");
    send(agree, "dcs-846", Map.of("ownerAnswer", "yes"));

    assertThat(assessment).hasPassed("gateway_ownerAgrees");
    assertThat(tasks(BRIGHTON.value(), "userTask_decideReview")).hasSize(1);
  }

  @Test
  void withTheOwnersNoThereIsNoReviewAndThePeerIsTold() {
    ProcessInstance assessment = share(BRIGHTON);
    long id = askAsPeer();
    send(task(BRIGHTON.value(), "userTask_agreeToReview"), "dcs-846", Map.of("ownerAnswer", "no"));

    assertThat(assessment).hasPassed("serviceTask_turnReviewDown", "endEvent_noReview");
    assertThat(reviews.review(id).state()).isEqualTo(Review.State.NOT_WANTED);
    assertThat(mailsTo("dcs-869", "review-declined")).hasSize(1);
    assertThat(tasks(BRIGHTON.value(), "userTask_decideReview")).isEmpty();
  }

  @Test
  void whenTheOwnerIsSilentForFiveWorkingDaysThereIsNoReview() {
    ProcessInstance assessment = share(BRIGHTON);
    long id = askAsPeer();
    moveTo(LocalDate.of(2018, 12, 7).atTime(18, 0));
    assertThat(reviews.review(id).state()).isEqualTo(Review.State.ASKED);
    moveTo(LocalDate.of(2018, 12, 8));

    assertThat(assessment).hasPassed("boundary_agreeToReviewLapses", "endEvent_noReview");
    assertThat(reviews.review(id).state()).isEqualTo(Review.State.NOT_WANTED);
    // Another one may follow.
    ask();
    assertThat(tasks(BRIGHTON.value(), "userTask_decideReview")).hasSize(1);
  }

  @Test
  void theOfficeDeclinesWithAReasonThatTheAuthorityCanRead() {
    share(BRIGHTON);
    long id = ask();
    ProcessInstance review = reviewInstance();
    send(
        task(BRIGHTON.value(), "userTask_decideReview"),
        "office",
        Map.of("reviewDecision", "decline", "declineReason", "No reviewer is free. An example."));

    assertThat(review)
        .isEnded()
        .hasPassed(
            "endEvent_reviewNotAgreed", "serviceTask_declineReview", "endEvent_reviewDeclined")
        .hasNotPassed("serviceTask_releaseReview");
    assertThat(reviews.review(id).state()).isEqualTo(Review.State.DECLINED);
    assertThat(reviews.review(id).declineReason()).contains("No reviewer is free. An example.");
    assertThat(mailsTo("dcs-846", "review-declined")).hasSize(1);
  }

  @Test
  void aReviewerWhoStandsBackGivesTheTaskBackToTheOffice() {
    share(BRIGHTON);
    long id = ask();
    assign("reviewer-1");
    send(
        task(BRIGHTON.value(), "userTask_acceptReview"),
        "reviewer-1",
        Map.of("reviewerAnswer", "standBack", "standBackReason", "A close tie. An example."));

    assertThat(reviews.review(id).reviewer()).isEmpty();
    assertThat(reading.access("reviewer-1", BRIGHTON)).isEqualTo(Reading.Access.NONE);
    assertThat(shown(task(BRIGHTON.value(), "userTask_decideReview")).get("stoodBack"))
        .asString()
        .contains("A close tie. An example.");
    assign("reviewer-2");
    assertThat(reviews.review(id).reviewer()).contains("reviewer-2");
    assertThat(reviewInstance())
        .hasPassed("gateway_reviewerAccepts")
        .isWaitingAt("userTask_acceptReview");
  }

  @Test
  void theOfficeIsWarnedOfAConflictOfInterestAndMayAcceptIt() {
    appoint("reviewer-3", Role.REVIEWER, null);
    region.appoint("reviewer-3", Role.TEAM, "846", LocalDate.of(2018, 1, 1));
    appoint("reviewer-4", Role.REVIEWER, null);
    region.appoint("reviewer-4", Role.DCS, "869", LocalDate.of(2018, 1, 1));
    share(BRIGHTON);
    long id = ask();
    Task decide = task(BRIGHTON.value(), "userTask_decideReview");
    assertThat(shown(decide).get("reviewers"))
        .asString()
        .contains("possible conflict: works for Brighton and Hove")
        .contains("possible conflict: works for West Berkshire of the same group");

    assertThatThrownBy(
            () ->
                submit(
                    decide, "office", Map.of("reviewDecision", "agree", "reviewer", "reviewer-3")))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("works for Brighton and Hove");
    assertThat(reviews.review(id).reviewer()).isEmpty();
    send(
        decide,
        "office",
        Map.of("reviewDecision", "agree", "reviewer", "reviewer-3", "conflictAccepted", true));
    assertThat(reviews.review(id).reviewer()).contains("reviewer-3");
  }

  @Test
  void theDayGoesOnWithoutAReviewThatIsNotWrittenFiveWorkingDaysBeforeTheReadingPack() {
    share(BRIGHTON);
    long id = ask();
    assign("reviewer-1");
    ProcessInstance review = reviewInstance();
    assertThat(reviews.writeUntil(BRIGHTON)).isEqualTo(LocalDate.of(2019, 2, 5));
    moveTo(LocalDate.of(2019, 2, 5).atTime(18, 0));
    assertThat(review).isWaitingAt("userTask_acceptReview");
    moveTo(LocalDate.of(2019, 2, 6));

    assertThat(review)
        .isEnded()
        .hasPassed("boundary_reviewTooLate", "serviceTask_lapseReview", "endEvent_reviewLapsed");
    assertThat(reviews.review(id).state()).isEqualTo(Review.State.LAPSED);
    assertThat(mailsTo("dcs-846", "review-declined")).hasSize(1);
    assertThat(mailsTo("office", "review-declined")).hasSize(1);
    assertThat(tasks(BRIGHTON.value(), "userTask_acceptReview")).isEmpty();
  }

  @Test
  void theTimeForAReviewFollowsTheGroupsDay() {
    share(BRIGHTON);
    ask();
    ProcessInstance review = reviewInstance();
    cycles.moveDay(
        cycles.groupOf(BRIGHTON).orElseThrow().key(),
        LocalDate.of(2019, 3, 12),
        Mode.IN_PERSON,
        "");
    settle();
    moveTo(LocalDate.of(2019, 2, 10));
    assertThat(review).isWaitingAt("userTask_decideReview");
    moveTo(LocalDate.of(2019, 2, 20));
    assertThat(review).isEnded();
  }

  @Test
  void withoutAReplyInFiveWorkingDaysTheReviewStandsAsItIs() {
    share(BRIGHTON);
    long id = ask();
    assign("reviewer-1");
    send(
        task(BRIGHTON.value(), "userTask_acceptReview"),
        "reviewer-1",
        Map.of("reviewerAnswer", "accept"));
    ProcessInstance review = reviewInstance();
    answer();
    moveTo(LocalDate.of(2018, 12, 8));

    assertThat(review).isEnded().hasPassed("boundary_replyLapses", "serviceTask_closeReview");
    assertThat(reviews.review(id).state()).isEqualTo(Review.State.CLOSED);
    assertThat(reviews.review(id).reply()).isEmpty();
    assertThat(reading.mayReadReview("facilitator-5", reviews.review(id))).isFalse();
  }

  @Test
  void everyQuestionAskedForNeedsAWord() {
    share(BRIGHTON);
    ask();
    assign("reviewer-1");
    send(
        task(BRIGHTON.value(), "userTask_acceptReview"),
        "reviewer-1",
        Map.of("reviewerAnswer", "accept"));

    assertThatThrownBy(
            () ->
                submit(
                    task(BRIGHTON.value(), "userTask_reviewAssessment"),
                    "reviewer-1",
                    Map.of("wholeStoryComments", "An example.")))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("“Strengths” was asked for");
  }

  @Test
  void reviewCommentsStayWithTheVersionTheyWereMadeOn() {
    share(BRIGHTON);
    long id = ask();
    assign("reviewer-1");
    send(
        task(BRIGHTON.value(), "userTask_acceptReview"),
        "reviewer-1",
        Map.of("reviewerAnswer", "accept"));
    assessments.askForAmendment(
        BRIGHTON, List.of(Section.CONTEXT), "An example reason.", "dcs-846");
    settle();
    write(BRIGHTON, Section.CONTEXT);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    answer();

    assertThat(assessments.shared(BRIGHTON).orElseThrow().number()).isEqualTo(2);
    assertThat(reviews.review(id).number()).isEqualTo(1);
    assertThat(reviews.review(id).state()).isEqualTo(Review.State.RELEASED);
  }

  @Test
  void aReviewCanBeAskedForOnceSharedOneAtATimeAndUntilTheCutOff() {
    start(BRIGHTON);
    assertThatThrownBy(this::ask)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("once the self-assessment is shared");
    writeAll(BRIGHTON);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    ask();
    assertThatThrownBy(this::ask)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("asked for already");
    assertThat(reviews.askUntil(BRIGHTON)).isEqualTo(LocalDate.of(2019, 1, 22));
    moveTo(LocalDate.of(2019, 2, 8));
    assertThatThrownBy(this::ask)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("fifteen working days before the reading pack");
  }

  @Test
  void theRulesAdviseAReviewWhereEvidenceOfImpactIsMissing() {
    start(BRIGHTON);
    for (Section section : Examples.SECTIONS) {
      Map<String, Object> values = Examples.of(section);
      if (section.equals(Section.STRENGTHS)) {
        values =
            Map.of(
                "strengths",
                List.of(Map.of("title", "Example strength", "whatWeDo", Examples.TEXT)));
      }
      write(BRIGHTON, section, values);
    }
    assertThat(shown(task(BRIGHTON.value(), "userTask_readThrough")).get("missing"))
        .asString()
        .contains("The strength “Example strength” has no evidence of impact.");
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);

    assertThat(reviews.advice(BRIGHTON, 1))
        .contains("a strength has no evidence of its impact yet");
    ask();
    assertThat(shown(task(BRIGHTON.value(), "userTask_decideReview")).get("advice"))
        .asString()
        .contains("no evidence of its impact");
  }

  private long ask() {
    long id = reviews.ask(BRIGHTON, "dcs-846", Optional.empty(), null, ALL);
    settle();
    return id;
  }

  private long askAsPeer() {
    long id =
        reviews.ask(
            BRIGHTON,
            "dcs-869",
            Optional.of(EntryKey.of("2019/869")),
            "To learn from it. An example.",
            ALL);
    settle();
    return id;
  }

  private void assign(String reviewer) {
    send(
        task(BRIGHTON.value(), "userTask_decideReview"),
        "office",
        Map.of("reviewDecision", "agree", "reviewer", reviewer));
  }

  private void answer() {
    send(
        task(BRIGHTON.value(), "userTask_reviewAssessment"),
        "reviewer-1",
        Map.of(
            "strengthsAndImpactStrengths", "Example praise",
            "dataAndConclusionsComments", "Example comment",
            "wholeStoryStrengths", "Example praise",
            "ofstedIssuesComments", "Example comment"));
  }

  private ProcessInstance reviewInstance() {
    return runtimeService
        .createProcessInstanceQuery()
        .processDefinitionKey("self-assessment-review")
        .singleResult();
  }

  private List<String> groups(Task task) {
    return taskService.getIdentityLinksForTask(task.getId()).stream()
        .map(IdentityLink::getGroupId)
        .toList();
  }
}
