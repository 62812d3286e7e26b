package org.peerchallenge.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.access.Extent;
import org.peerchallenge.challenge.RegisterItem.State;
import org.peerchallenge.challenge.Report.Outcome;
import org.peerchallenge.document.Documents;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

class ReportBackTest extends ChallengeTest {

  private static final String KEY = READING.value();

  @Autowired private Documents documents;
  @Autowired private Findings findings;
  @Autowired private FormService forms;

  private ProcessInstance report;

  /** Comes to the day, records every session, and stands before the report to Reading. */
  private void comeToTheReport() {
    beginBy("all sessions recorded", this::recordADay);
    report = of(KEY);
  }

  private ProcessInstance of(String businessKey) {
    return runtimeService
        .createProcessInstanceQuery()
        .processDefinitionKey("report-back")
        .processInstanceBusinessKey(businessKey)
        .singleResult();
  }

  @Test
  void whoDoesItCanWaitForTheReportWhichAsksForIt() {
    open(READING, KENT);
    comeToTheDay(READING, KENT);
    List<?> nobodyNamed = List.of(values("commitment", "An example", "owner", null, "due", null));
    Map<String, Object> session = new HashMap<>(sessionOf(READING));
    session.put("commitments", nobodyNamed);
    session.put(
        "insights",
        List.of(values("insight", "An example insight", "signature", null, "scope", null)));
    send(task("userTask_recordSession", READING), "facilitator-2", session);
    recordSession(KENT);
    recordLearning();

    assertThat(sessions.notes(READING).orElseThrow().commitments())
        .containsExactly(new SessionRecords.Commitment("An example", "", null));
    Task task = task(KEY, "userTask_writeReport");
    Map<String, Object> values = new HashMap<>(reportText("An example insight"));
    values.put("commitments", nobodyNamed);
    assertThatThrownBy(() -> submit(task, "facilitator-2", values))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("Who does it?");
  }

  private void write(Object... practices) {
    Map<String, Object> values = reportText("An example insight");
    values.put("practices", List.of(practices));
    send(task(KEY, "userTask_writeReport"), "facilitator-2", values);
  }

  private static Map<String, Object> reportText(String insight) {
    return values(
        "strengths", List.of(values("title", "Example strength", "description", "An example")),
        "insights", List.of(values("insight", insight, "signature", "budget", "scope", "systemic")),
        "commitments",
            List.of(
                values("commitment", "An example", "owner", "The director", "due", "2019-06-01")),
        "asks",
            List.of(values("title", "Example ask", "theme", "workforce", "description", "More")),
        "offers", List.of(values("title", "Example offer", "contact", "The director")),
        "practices", List.of(),
        "systemicIssues", "An example of a systemic issue",
        "allSignatures", "partly",
        "allSignaturesWhy", "An example of a reason");
  }

  private void agreeFacts() {
    send(task(KEY, "userTask_checkFacts"), "dcs-870", values("factCheck", "agreed"));
  }

  private void disputeFacts() {
    send(
        task(KEY, "userTask_checkFacts"),
        "dcs-870",
        values("factCheck", "disputed", "dispute", "The year is another"));
  }

  private void keepAll() {
    send(
        task(KEY, "userTask_validateAsksAndOffers"),
        "dcs-870",
        values(
            "items",
            List.of(item("Ask", "Example ask", "keep"), item("Offer", "Example offer", "keep"))));
  }

  private static Map<String, Object> item(String kind, String title, String decision) {
    return values("kind", kind, "title", title, "decision", decision);
  }

  @Test
  void theReportOpensWithWhatWasCapturedInTheSession() {
    comeToTheReport();
    var shown = forms.getTaskFormVariables(task(KEY, "userTask_writeReport").getId());

    assertThat(shown.get("strengths").toString()).contains("Example strength of 2019/870");
    assertThat(shown.get("insights").toString()).contains("An example insight", "systemic");
    assertThat(shown.get("commitments").toString()).contains("2019-06-01");
    assertThat(shown.get("raised")).isEqualTo("Budget");
  }

  @Test
  void agreedFactsSettleTheReportAndListItsAsksAndOffers() throws IOException {
    comeToTheReport();
    write();
    assertThat(told("report-for-checking")).containsExactly("dcs-870@example.org");
    assertThat(
            jdbc.sql("select body_text from notice where template = 'report-for-checking'")
                .query(String.class)
                .single())
        .contains(
            "Please answer by "
                + EnglishText.weekday(
                    LocalDate.ofInstant(
                        task(KEY, "userTask_checkFacts").getDueDate().toInstant(),
                        EnglandTime.ZONE))
                + ".");
    agreeFacts();

    assertThat(report)
        .hasPassedInOrder(
            "userTask_writeReport",
            "serviceTask_sendReportForChecking",
            "userTask_checkFacts",
            "gateway_factsAgreed",
            "serviceTask_settleReport");
    assertThat(report).hasNotPassed("userTask_answerDispute");
    Report settled = reports.settled(READING).orElseThrow();
    assertThat(settled.outcome()).contains(Outcome.AGREED);
    assertThat(word(settled)).contains("Example strength", "An example insight", "Partly");
    assertThat(register.of(READING))
        .extracting(RegisterItem::title, RegisterItem::state)
        .containsExactly(tuple("Example ask", State.LISTED), tuple("Example offer", State.LISTED));
    assertThat(told("report-settled"))
        .containsExactlyInAnyOrder("dcs-870@example.org", "office@example.org");
  }

  @Test
  void aHostThatDoesNotAnswerGetsAFinalReportMarkedNotAnswered() {
    comeToTheReport();
    write();
    // 5 working days after 4 February 2019 is 11 February.
    moveTo(LocalDate.of(2019, 2, 11));
    assertThat(report).isWaitingAt("userTask_checkFacts");
    moveTo(LocalDate.of(2019, 2, 12));

    assertThat(report).hasPassed("boundary_notAnswered", "serviceTask_settleReport");
    assertThat(reports.settled(READING).orElseThrow().outcome()).contains(Outcome.NOT_ANSWERED);
  }

  @Test
  void anObjectionIsAnsweredByAmendingTheReport() throws IOException {
    comeToTheReport();
    write();
    assertThat(reports.latest(READING).orElseThrow().stateWords()).isEqualTo("With the host");
    disputeFacts();
    assertThat(reports.latest(READING).orElseThrow().stateWords())
        .isEqualTo("With the facilitator: the host says that a fact is wrong");
    var shown = forms.getTaskFormVariables(task(KEY, "userTask_answerDispute").getId());
    assertThat(shown.get("dispute")).isEqualTo("The year is another");
    Map<String, Object> answer = reportText("A corrected insight");
    answer.put("answer", "amended");
    answer.put("answerText", "Thank you, amended");
    send(task(KEY, "userTask_answerDispute"), "facilitator-2", answer);

    assertThat(report).hasPassed("userTask_answerDispute", "serviceTask_settleReport");
    Report settled = reports.settled(READING).orElseThrow();
    assertThat(settled.outcome()).contains(Outcome.AMENDED);
    assertThat(word(settled)).contains("A corrected insight").doesNotContain("An example insight");
  }

  @Test
  void aDisagreementThatStaysIsRecordedInBothWords() throws IOException {
    comeToTheReport();
    write();
    disputeFacts();
    send(
        task(KEY, "userTask_answerDispute"),
        "facilitator-2",
        values("answer", "disagreement", "answerText", "We heard it otherwise"));

    Report settled = reports.settled(READING).orElseThrow();
    assertThat(settled.outcome()).contains(Outcome.DISAGREEMENT);
    assertThat(word(settled)).contains("The year is another", "We heard it otherwise");
  }

  @Test
  void anObjectionThatNobodyAnswersStandsBesideTheReport() {
    comeToTheReport();
    write();
    disputeFacts();
    moveTo(LocalDate.of(2019, 2, 19));

    assertThat(report).hasPassed("boundary_objectionStands", "serviceTask_settleReport");
    Report settled = reports.settled(READING).orElseThrow();
    assertThat(settled.outcome()).contains(Outcome.DISAGREEMENT);
    assertThat(settled.dispute()).isEqualTo("The year is another");
  }

  @Test
  void theHostKeepsEditsAndWithdrawsItsAsksAndOffers() {
    comeToTheReport();
    write();
    agreeFacts();
    send(
        task(KEY, "userTask_validateAsksAndOffers"),
        "dcs-870",
        values(
            "items",
            List.of(
                item("Ask", "Example ask, in better words", "keep"),
                item("Offer", "Example offer", "withdraw"))));

    assertThat(register.of(READING))
        .extracting(RegisterItem::title, RegisterItem::state)
        .containsExactly(
            tuple("Example ask, in better words", State.VALIDATED),
            tuple("Example offer", State.WITHDRAWN));
    assertThat(register.of(READING.cycle())).hasSize(1);
    assertThat(report).isEnded();
    assertThat(report).hasPassed("endEvent_nothingToWriteUp");
  }

  @Test
  void aHostThatAsksAndOffersNothingIsNotAskedToValidate() {
    comeToTheReport();
    Map<String, Object> values = reportText("An example insight");
    values.put("asks", List.of());
    values.put("offers", List.of());
    values.put("practices", List.of(practice("First example")));
    send(task(KEY, "userTask_writeReport"), "facilitator-2", values);
    agreeFacts();

    assertThat(report).hasPassed("serviceTask_settleReport", "gateway_anythingToValidate");
    assertThat(report).hasNotPassed("userTask_validateAsksAndOffers");
    assertThat(report).isWaitingAt("userTask_draftCaseStudy");
    assertThat(register.of(READING)).isEmpty();
  }

  @Test
  void asksAndOffersThatNobodyValidatesStayListed() {
    comeToTheReport();
    write();
    agreeFacts();
    moveTo(LocalDate.of(2019, 2, 12));

    assertThat(report).hasPassed("boundary_notValidated");
    assertThat(register.of(READING)).extracting(RegisterItem::state).containsOnly(State.LISTED);
  }

  @Test
  void agreedPracticeIsCirculatedToAllDirectorsOneCaseStudyForEach() {
    comeToTheReport();
    write(practice("First example"), practice("Second example"));
    agreeFacts();
    keepAll();
    assertThat(tasks(KEY, "userTask_draftCaseStudy")).hasSize(2);
    draft();
    draft();
    decide("agree");
    decide("agree");

    assertThat(report).isEnded();
    assertThat(report).hasPassed("endEvent_caseStudyCirculated");
    assertThat(told("case-study-circulated")).hasSize(4);
    assertThat(findings.of(READING.cycle()).caseStudies()).hasSize(2);
  }

  @Test
  void anOwnerWhoWantsChangesGetsANewDraftThatSaysWhichOnes() {
    comeToTheReport();
    write(practice("First example"));
    agreeFacts();
    keepAll();
    draft();
    send(
        task(KEY, "userTask_agreeCaseStudy"),
        "dcs-870",
        values("caseStudyDecision", "change", "wish", "Please shorten it"));

    var shown = forms.getTaskFormVariables(task(KEY, "userTask_draftCaseStudy").getId());
    assertThat(shown.get("wish")).isEqualTo("Please shorten it");
    assertThat(shown.get("situation")).isEqualTo("An example");
    draft();
    decide("agree");
    assertThat(told("case-study-circulated")).hasSize(2);
  }

  @Test
  void anOwnerMaySayNoAndNothingIsCirculated() {
    comeToTheReport();
    write(practice("First example"));
    agreeFacts();
    keepAll();
    draft();
    decide("no");

    assertThat(report).isEnded();
    assertThat(report).hasPassed("endEvent_caseStudyKept");
    assertThat(report).hasNotPassed("serviceTask_circulateCaseStudy");
    assertThat(findings.of(READING.cycle()).caseStudies()).isEmpty();
  }

  @Test
  void aCaseStudyWithoutAnAnswerStaysADraft() {
    comeToTheReport();
    write(practice("First example"));
    agreeFacts();
    keepAll();
    draft();
    // 20 working days after 4 February 2019 is 4 March.
    moveTo(LocalDate.of(2019, 3, 5));

    assertThat(report).hasPassed("endEvent_caseStudyUnanswered");
    assertThat(told("case-study-circulated")).isEmpty();
  }

  @Test
  void aSettledReportCannotBeChangedNotEvenInTheDatabase() {
    comeToTheReport();
    write();
    agreeFacts();

    assertThatThrownBy(() -> jdbc.sql("update report set content = '{}'").update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("A settled report never changes");
  }

  @Test
  void aCorrectionIsANewVersionThatGoesTheSameWay() {
    comeToTheReport();
    write();
    agreeFacts();
    keepAll();
    reports.askForCorrection(READING, "A figure was wrong", "office");
    settle();
    var task = task(KEY, "userTask_writeReport");
    assertThat(forms.getTaskFormVariables(task.getId()).get("correctionReason"))
        .isEqualTo("A figure was wrong");
    send(task, "facilitator-2", reportText("A corrected insight"));
    send(task(KEY, "userTask_checkFacts"), "dcs-870", values("factCheck", "agreed"));

    assertThat(reports.versions(READING))
        .extracting(Report::version, Report::isSettled, Report::reason)
        .containsExactly(tuple(2, true, "A figure was wrong"), tuple(1, true, ""));
    assertThat(reports.versions(READING).get(1).text().insights().get(0).insight())
        .isEqualTo("An example insight");
    // What the host validated once is not asked again, and nobody is asked about nothing.
    assertThat(of(KEY)).isNull();
    assertThat(register.of(READING)).extracting(RegisterItem::state).containsOnly(State.VALIDATED);
  }

  @Test
  void aCorrectionOfNothingSettledIsRefused() {
    comeToTheReport();

    assertThatThrownBy(() -> reports.askForCorrection(READING, "A figure", "office"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void findingsNameWhatTheSettledReportsSay() {
    comeToTheReport();
    write();
    assertThat(findings.of(READING.cycle()).insights()).isEmpty();
    agreeFacts();

    Findings.YearFindings year = findings.of(READING.cycle());
    assertThat(year.systemicInsights())
        .containsExactly(
            new Findings.Insight(
                READING, "An example insight", "budget", SessionRecords.Scope.SYSTEMIC));
    assertThat(year.strengths()).hasSize(1);
    assertThat(year.commitments().get(0).due()).isEqualTo("2019-06-01");
    assertThat(year.systemicIssues())
        .containsExactly(new Findings.SystemicIssues(READING, "An example of a systemic issue"));
    assertThat(year.asks()).hasSize(1);
    assertThat(year.offers()).hasSize(1);
  }

  @Test
  void whoReadsHowMuchOfAReportFollowsFromTheirPartInIt() {
    comeToTheReport();
    write();
    Report with = reports.latest(READING).orElseThrow();
    assertThat(readers.mayRead("dcs-870", with)).isEqualTo(Extent.WHOLE);
    assertThat(readers.mayRead("lead-member-870", with)).isEqualTo(Extent.NOTHING);
    assertThat(readers.mayRead("dcs-886", with)).isEqualTo(Extent.NOTHING);
    agreeFacts();

    Report settled = reports.settled(READING).orElseThrow();
    assertThat(readers.mayRead("lead-member-870", settled)).isEqualTo(Extent.WHOLE);
    assertThat(readers.mayRead("facilitator-2", settled)).isEqualTo(Extent.WRITE);
    assertThat(readers.mayRead("office", settled)).isEqualTo(Extent.WHOLE);
    assertThat(readers.mayRead("dcs-886", settled)).isEqualTo(Extent.SUMMARY);
    assertThat(readers.mayRead("team-886", settled)).isEqualTo(Extent.SUMMARY);
    assertThat(readers.mayRead("lead-member-886", settled)).isEqualTo(Extent.NOTHING);
    assertThat(readers.mayRead("dcs-936", settled)).isEqualTo(Extent.NOTHING);
    assertThat(settled.text().summary().insights()).isEmpty();
  }

  private static Map<String, Object> practice(String title) {
    return values("title", title, "description", "An example", "writeUp", true);
  }

  private void draft() {
    send(
        tasks(KEY, "userTask_draftCaseStudy").get(0),
        "facilitator-2",
        values(
            "title", "An example",
            "situation", "An example",
            "action", "An example",
            "impact", "An example"));
  }

  private void decide(String decision) {
    send(
        tasks(KEY, "userTask_agreeCaseStudy").get(0),
        "dcs-870",
        values("caseStudyDecision", decision));
  }

  private String word(Report settled) throws IOException {
    byte[] bytes = documents.bytes(settled.document().orElseThrow());
    try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(bytes));
        XWPFWordExtractor text = new XWPFWordExtractor(word)) {
      return text.getText();
    }
  }
}
