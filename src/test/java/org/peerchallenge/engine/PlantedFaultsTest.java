package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ordinary mistakes of a modeller, each planted in a copy of the real files. No engine runs. */
class PlantedFaultsTest {

  private static final Path PAGE = Path.of("docs/mistakes.md");

  @TempDir private static Path folder;

  private static final Map<String, FileCheck.Fault> told = new ConcurrentHashMap<>();

  static final FileSet FILES = files();
  static final FileCheck CHECK = new FileCheck(new Catalogue());

  private static final String SELF = "processes/self-assessment.bpmn";
  private static final String REVIEW = "processes/self-assessment-review.bpmn";
  private static final String DAY = "processes/challenge-day.bpmn";
  private static final String REPORT = "processes/report-back.bpmn";
  private static final String PLAN = "processes/improvement-plan.bpmn";
  private static final String YEAR = "processes/annual-cycle.bpmn";
  private static final String REMINDERS = "processes/reminders.bpmn";
  private static final String SIGN = "forms/sign-off-self-assessment.form";
  private static final String STAGES = "processes/reminder-schedule.dmn";
  private static final String APPROVAL = "processes/plan-approval.dmn";

  /**
   * A mistake.
   *
   * @param kind what the modeller did
   * @param file where she did it
   * @param change what became of the file's text
   * @param told where she is told of it
   * @param element what she must click
   * @param problem some of the words
   */
  record Planted(
      String kind,
      String file,
      UnaryOperator<String> change,
      String told,
      String element,
      String problem,
      List<Planted> also) {

    /** The same mistake needs a second file. */
    Planted andAlso(String other, UnaryOperator<String> what) {
      return new Planted(
          kind,
          file,
          change,
          told,
          element,
          problem,
          List.of(of(kind, other, what, told, element, problem)));
    }

    /** She is told of it elsewhere than where she made it. */
    Planted toldAt(String where, String what) {
      return new Planted(kind, file, change, where, what, problem, also);
    }

    @Override
    public String toString() {
      return kind;
    }
  }

  @Test
  void theUntouchedFilesHaveNoFault() {
    assertThat(CHECK.faults(FILES, FILES)).isEmpty();
  }

  static Stream<Planted> mistakes() {
    return Stream.of(
            basics(),
            elements(),
            variables(),
            ways(),
            signature(),
            times(),
            messages(),
            ids(),
            people(),
            forms(),
            partsOfForms(),
            tables(),
            cells(),
            PlantedSlips.all())
        .flatMap(s -> s);
  }

  /** What is wrong with one element by itself. */
  private static Stream<Planted> basics() {
    return Stream.of(
        in(
            "a delegate that is not there",
            REPORT,
            "${settleReport}",
            "${setleReport}",
            "serviceTask_settleReport",
            "there is no delegate"),
        in(
            "a step of the engine that does nothing",
            REPORT,
            " camunda:delegateExpression=\"${settleReport}\"",
            "",
            "serviceTask_settleReport",
            "set Implementation"),
        in(
            "a form that is not there",
            REPORT,
            "formRef=\"write-report\"",
            "formRef=\"write-reprt\"",
            "userTask_writeReport",
            "there is no forms/write-reprt.form"),
        in(
            "a task without a form",
            REPORT,
            " camunda:formRef=\"write-report\" camunda:formRefBinding=\"deployment\"",
            "",
            "userTask_writeReport",
            "choose its form"),
        in(
            "another task's form",
            REPORT,
            "formRef=\"answer-dispute\"",
            "formRef=\"write-report\"",
            "userTask_answerDispute",
            "its form is called “answer-dispute”"),
        in(
            "a form of any year",
            REPORT,
            "formRefBinding=\"deployment\"",
            "formRefBinding=\"latest\"",
            "userTask_writeReport",
            "Binding"),
        in(
            "a missing name",
            REPORT,
            " name=\"Write the report back\"",
            "",
            "userTask_writeReport",
            "give it a name"),
        of(
            "a missing documentation",
            REPORT,
            t ->
                t.replaceFirst(
                    "<bpmn:documentation>The facilitator writes.*?</bpmn:documentation>", ""),
            REPORT,
            "userTask_writeReport",
            "Documentation"),
        of(
            "a missing due date",
            REPORT,
            t ->
                inElement(t, "userTask_writeReport", "camunda:dueDate", "camunda:priority=\"5\" a"),
            REPORT,
            "userTask_writeReport",
            "set its due date"),
        of(
            "a step that is not asynchronous",
            REPORT,
            t -> t.replaceFirst("(settleReport\"[^>]*) camunda:asyncBefore=\"true\"", "$1"),
            REPORT,
            "serviceTask_settleReport",
            "Asynchronous before"),
        in(
            "a step without a retry",
            REPORT,
            "<camunda:failedJobRetryTimeCycle>R3/PT10M</camunda:failedJobRetryTimeCycle>",
            "",
            "serviceTask_sendReportForChecking",
            "Retry time cycle"),
        in(
            "no time to live",
            REPORT,
            " camunda:historyTimeToLive=\"P3650D\"",
            "",
            "(report-back)",
            "Time to live"),
        of(
            "a generated id",
            REPORT,
            t -> t.replace("endEvent_nothingToWriteUp", "Event_0x1abc"),
            REPORT,
            "Event_0x1abc",
            "its id begins with"),
        in(
            "an id used twice",
            REPORT,
            "id=\"endEvent_caseStudyKept\"",
            "id=\"endEvent_caseStudyCirculated\"",
            "endEvent_caseStudyCirculated",
            "used twice"),
        of(
            "a script",
            REPORT,
            kind("serviceTask_settleReport", "serviceTask", "scriptTask", false),
            REPORT,
            "serviceTask_settleReport",
            "no scripts"),
        in(
            "an unknown date word",
            REPORT,
            "10 working days after challengeDay",
            "10 working days after theDay",
            "userTask_writeReport",
            "is no rule for a date"),
        in(
            "an unknown role",
            REPORT,
            "groups.of('facilitator', execution)",
            "groups.of('facilitators', execution)",
            "userTask_writeReport",
            "no case has a role “facilitators”"),
        in(
            "a bracket that is not closed",
            REPORT,
            "${groups.of('facilitator', execution)}",
            "${groups.of('facilitator', execution)",
            "userTask_writeReport",
            "a bracket is not closed"),
        in(
            "a forbidden expression",
            REPORT,
            "${factCheck == 'disputed'}",
            "${execution.setVariable('x', 1)}",
            "flow_factsAgreed_answerDispute",
            "cannot be used"),
        of(
            "nobody's task",
            REPORT,
            t ->
                inElement(
                    t,
                    "userTask_writeReport",
                    " camunda:candidateGroups=\"${groups.of('facilitator', execution)}\"",
                    ""),
            REPORT,
            "userTask_writeReport",
            "say whose task it is"),
        in(
            "a choice without a default",
            REPORT,
            " default=\"flow_factsAgreed_settleReport\"",
            "",
            "gateway_factsAgreed",
            "make one of its arrows the default"),
        in(
            "a choice without a condition",
            REPORT,
            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${factCheck =="
                + " 'disputed'}</bpmn:conditionExpression>",
            "",
            "flow_factsAgreed_answerDispute",
            "set its condition"),
        in(
            "a table that is not there",
            PLAN,
            "camunda:decisionRef=\"plan-approval\"",
            "camunda:decisionRef=\"plan-aproval\"",
            "businessRuleTask_planApproval",
            "there is no processes/plan-aproval.dmn"),
        in(
            "another table",
            PLAN,
            "camunda:decisionRef=\"plan-approval\"",
            "camunda:decisionRef=\"review-advice\"",
            "businessRuleTask_planApproval",
            "does not ask for it"),
        of(
            "a symbol that was deleted from the drawing alone",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)<bpmndi:BPMNShape [^>]*bpmnElement=\"userTask_answerDispute\".*?</bpmndi:BPMNShape>",
                    ""),
            REPORT,
            "userTask_answerDispute",
            "is not drawn"));
  }

  /** What the engine accepts and does otherwise than it looks. */
  private static Stream<Planted> elements() {
    String first = "“Are the facts right?” (gateway_factsAgreed), arrow “no”";
    String facts = "${factCheck == 'disputed'}";
    return Stream.of(
        of(
            "a plain task",
            REPORT,
            kind("userTask_answerDispute", "userTask", "task", false),
            REPORT,
            "userTask_answerDispute",
            "nobody is asked to do"),
        of(
            "a manual task",
            REPORT,
            kind("userTask_answerDispute", "userTask", "manualTask", false),
            REPORT,
            "userTask_answerDispute",
            "nobody is asked to do"),
        of(
            "an end that ends everything",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:endEvent id=\"endEvent_caseStudyKept\".*?)</bpmn:endEvent>",
                    "$1<bpmn:terminateEventDefinition id=\"t1\" /></bpmn:endEvent>"),
            REPORT,
            "endEvent_caseStudyKept",
            "ends whatever still runs beside it"),
        of(
            "an error that nobody makes",
            REPORT,
            event("boundary_notAnswered", "<bpmn:errorEventDefinition id=\"e1\" />"),
            REPORT,
            "boundary_notAnswered",
            "neither people's nor the engine's steps make one"),
        of(
            "an event that nothing wakes",
            REPORT,
            event(
                "boundary_notAnswered",
                "<bpmn:conditionalEventDefinition id=\"e1\"><bpmn:condition"
                    + " xsi:type=\"bpmn:tFormalExpression\">${bestPractice}</bpmn:condition></bpmn:conditionalEventDefinition>"),
            REPORT,
            "boundary_notAnswered",
            "nothing here wakes"),
        of(
            "every variable handed over",
            YEAR,
            t ->
                t.replaceFirst(
                    "<camunda:in businessKey",
                    "<camunda:in variables=\"all\" /><camunda:in businessKey"),
            YEAR,
            "callActivity_selfAssessment",
            "hands over every variable"),
        in(
            "a loop through a name",
            REPORT,
            "${lists.of(caseStudies)}",
            "caseStudies",
            "subProcess_writeUpPractice",
            "no list that the engine can read"),
        in(
            "a loop that ends with the first",
            REPORT,
            "camunda:elementVariable=\"caseStudy\">",
            "camunda:elementVariable=\"caseStudy\"><bpmn:completionCondition"
                + " xsi:type=\"bpmn:tFormalExpression\">${nrOfCompletedInstances > 0}</bpmn:completionCondition>",
            "subProcess_writeUpPractice",
            "cannot be used"),
        in(
            "a condition without its brackets",
            REPORT,
            facts,
            "factCheck == 'disputed'",
            first,
            "is text, and neither yes nor no"),
        in(
            "a condition of Camunda 8",
            REPORT,
            facts,
            "= factCheck = \"disputed\"",
            first,
            "is text, and neither yes nor no"),
        in(
            "two conditions in one",
            REPORT,
            facts,
            facts + facts,
            first,
            "is text, and neither yes nor no"),
        in(
            "typographical quotation marks in a condition",
            REPORT,
            facts,
            "${factCheck == ‘disputed’}",
            "flow_factsAgreed_answerDispute",
            "cannot be used"),
        in(
            "the same condition twice",
            REPORT,
            "${caseStudyDecision == 'change'}",
            "${caseStudyDecision == 'agree'}",
            "arrow “with changes”",
            "has the same condition as “yes”"),
        in(
            "a step beside others of its case",
            REPORT,
            "camunda:asyncBefore=\"true\" camunda:delegateExpression=\"${settleReport}\"",
            "camunda:asyncBefore=\"true\" camunda:exclusive=\"false\""
                + " camunda:delegateExpression=\"${settleReport}\"",
            "serviceTask_settleReport",
            "would undo each other"),
        in(
            "a whole list in place of a table's word",
            PLAN,
            "mapDecisionResult=\"singleEntry\"",
            "mapDecisionResult=\"resultList\"",
            "businessRuleTask_planApproval",
            "conditions and steps read one word"),
        in(
            "two tasks of one name",
            REPORT,
            "name=\"Check the facts of the report\"",
            "name=\"Write the report back\"",
            "userTask_checkFacts",
            "people cannot tell them apart"),
        in(
            "a date before it begins",
            REPORT,
            "dates.due('5 working days after today'",
            "dates.due('5 working days before today'",
            "userTask_checkFacts",
            "over from the beginning"),
        in(
            "a task of one case in a diagram of the year",
            YEAR,
            "candidateGroups=\"office\"",
            "candidateGroups=\"${groups.of('facilitator', execution)}\"",
            "userTask_arrangeYear",
            "whose is meant?"),
        in(
            "a rhythm of every second",
            REMINDERS,
            "0 0 8 * * ?",
            "* * * * * ?",
            "startEvent_everyMorning",
            "more than once an hour"));
  }

  private static Stream<Planted> variables() {
    return Stream.of(
        in(
            "misspelt variable in a condition",
            REPORT,
            "${bestPractice}",
            "${bestPractise}",
            "gateway_bestPractice",
            "do you mean “bestPractice”"),
        in(
            "answer that the form does not offer",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck == 'disagreed'}",
            "gateway_factsAgreed",
            "the form offers agreed, disputed"),
        in(
            "yes or no taken as a word",
            SELF,
            "${amendmentWanted}",
            "${amendmentWanted == 'yes'}",
            "gateway_amendmentAsked",
            "is yes or no"),
        in(
            "word taken as yes or no",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck}",
            "gateway_factsAgreed",
            "is no yes or no"),
        in(
            "section without the condition that opens it",
            SELF,
            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${lists.has(sectionsToWrite,"
                + " 'whole-story')}</bpmn:conditionExpression>",
            "",
            "userTask_writeWholeStory",
            "no arrow into it has a condition"),
        in(
            "inclusive gateway with a misspelt key",
            SELF,
            "'ofsted-issues'",
            "'ofsted-isues'",
            "gateway_whichSections",
            "write-ofsted-issues"),
        in(
            "variable that is set only later",
            SELF,
            "${!mayWrite}",
            "${amendmentWanted}",
            "gateway_mayWrite",
            "not set on every way"),
        in(
            "wrong list",
            YEAR,
            "${lists.of(groupKeys)}",
            "${lists.of(signatories)}",
            "callActivity_challengeDay",
            "needs the key of a challenge group"),
        in(
            "no list",
            PLAN,
            "${lists.of(approvers)}",
            "${lists.of(round)}",
            "userTask_approvePlan",
            "no list"),
        in(
            "wrong business key",
            YEAR,
            "<camunda:in businessKey=\"${group}\" />",
            "<camunda:in businessKey=\"${year}\" />",
            "callActivity_challengeDay",
            "needs the key of a challenge group"),
        in(
            "wrong but existing delegate",
            SELF,
            "\"${adviseReview}\"",
            "\"${openApprovals}\"",
            "serviceTask_adviseReview",
            "needs the key of a year"),
        in(
            "wrong delegate of the same kind",
            REVIEW,
            "\"${releaseReview}\"",
            "\"${declineReview}\"",
            "serviceTask_releaseReview",
            "nothing calls ${releaseReview}"),
        in(
            "wrong but existing process called",
            SELF,
            "calledElement=\"self-assessment-review\"",
            "calledElement=\"report-back\"",
            "callActivity_review",
            "its id says"),
        in(
                "variable no longer handed over",
                SELF,
                "<camunda:in source=\"review\" target=\"review\" />",
                "",
                "",
                "“review”")
            .toldAt(REVIEW, "serviceTask_releaseReview"));
  }

  private static Stream<Planted> ways() {
    return Stream.of(
        of(
            "parallel gateway where an either/or meets again",
            REVIEW,
            kind("gateway_replyOver", "exclusiveGateway", "parallelGateway", true),
            REVIEW,
            "gateway_replyOver",
            "waits for ever"),
        of(
            "exclusive gateway where side by side meets",
            YEAR,
            kind("gateway_yearDone", "parallelGateway", "exclusiveGateway", false),
            YEAR,
            "gateway_yearDone",
            "two ways that are followed side by side"),
        of(
            "a loop without waiting",
            SELF,
            arrow(
                "flow_nextDay_checkMemorandum_new",
                "gateway_mayWrite",
                "serviceTask_checkMemorandum"),
            SELF,
            "serviceTask_checkMemorandum",
            "goes round without waiting"),
        of(
            "an arrow deleted",
            PLAN,
            without("flow_carryForward_planFollowed"),
            PLAN,
            "serviceTask_carryForward",
            "nothing comes after it"),
        of(
            "a step that can never be reached",
            PLAN,
            without("flow_draftPlan_makeDraftPlan"),
            PLAN,
            "userTask_draftPlan",
            "nothing comes after it"),
        of(
            "an arrow into nowhere left",
            YEAR,
            without("flow_openLateEntries_lateEntryOpens"),
            YEAR,
            "serviceTask_openLateEntries",
            "nothing comes after it"),
        of(
            "two arrows out of a task",
            REPORT,
            arrow(
                "flow_writeReport_settleReport",
                "userTask_writeReport",
                "serviceTask_settleReport"),
            REPORT,
            "userTask_writeReport",
            "two arrows leave it"),
        of(
            "an arrow over the border of a sub-process",
            REVIEW,
            t ->
                t.replace(
                    "sourceRef=\"userTask_reviewAssessment\" targetRef=\"endEvent_reviewWritten\"",
                    "sourceRef=\"userTask_reviewAssessment\" targetRef=\"serviceTask_closeReview\""),
            REVIEW,
            "flow_reviewAssessment_reviewWritten",
            "crosses the border"),
        of(
            "no start event",
            PLAN,
            node("startEvent_summitIsNear", "startEvent"),
            PLAN,
            "",
            "start event"),
        of(
            "two start events",
            PLAN,
            t ->
                t.replace(
                    "<bpmn:serviceTask id=\"serviceTask_gatherFindings\"",
                    "<bpmn:startEvent id=\"startEvent_again\" name=\"Again\"><bpmn:documentation>x</bpmn:documentation>"
                        + "<bpmn:outgoing>flow_again</bpmn:outgoing></bpmn:startEvent><bpmn:sequenceFlow id=\"flow_again\""
                        + " sourceRef=\"startEvent_again\" targetRef=\"serviceTask_gatherFindings\" />"
                        + "<bpmn:serviceTask id=\"serviceTask_gatherFindings\""),
            PLAN,
            "startEvent_again",
            "two plain start events"),
        in(
            "a boundary made non-interrupting",
            REPORT,
            "<bpmn:boundaryEvent id=\"boundary_notAnswered\"",
            "<bpmn:boundaryEvent cancelActivity=\"false\" id=\"boundary_notAnswered\"",
            "boundary_notAnswered",
            "would stay open"),
        of(
            "conditions before which no choice stands",
            SELF,
            kind("gateway_whichSections", "inclusiveGateway", "parallelGateway", false),
            SELF,
            "flow_whichSections_",
            "no choice stands before it"),
        in(
            "an event sub-process that ends what it stood beside",
            DAY,
            "<bpmn:startEvent id=\"startEvent_dayMoved\" name=\"Day moved\" isInterrupting=\"false\">",
            "<bpmn:startEvent id=\"startEvent_dayMoved\" name=\"Day moved\">",
            "startEvent_dayMoved",
            "ends it now"),
        of(
            "a call that is not asynchronous",
            YEAR,
            t ->
                t.replaceFirst(
                    "(callActivity_improvementPlan\"[^>]*) camunda:asyncBefore=\"true\"", "$1"),
            YEAR,
            "callActivity_improvementPlan",
            "Asynchronous before"),
        of(
            "retries that are none",
            PLAN,
            t -> t.replaceFirst("R3/PT10M", "R0/PT10M"),
            PLAN,
            "serviceTask_",
            "its retry time cycle"),
        in(
            "a border event of another step",
            REPORT,
            "attachedToRef=\"userTask_answerDispute\"",
            "attachedToRef=\"userTask_writeReport\"",
            "boundary_objectionStands",
            "drawn away from the step"),
        in(
            "a Camunda 8 file",
            REPORT,
            "modeler:executionPlatform=\"Camunda Platform\"",
            "modeler:executionPlatform=\"Camunda Cloud\"",
            "",
            "Camunda 8"));
  }

  private static Stream<Planted> signature() {
    String shared = "serviceTask_shareAssessment";
    return Stream.of(
        of(
            "the signature bypassed by one arrow",
            SELF,
            t ->
                t.replace(
                    "sourceRef=\"gateway_readyToSign\" targetRef=\"userTask_signOffSelfAssessment\"",
                    "sourceRef=\"gateway_readyToSign\" targetRef=\"serviceTask_makeAssessmentDocument\""),
            SELF,
            shared,
            "without “Sign off"),
        of(
            "the signature given to the team",
            SELF,
            t -> inElement(t, "userTask_signOffSelfAssessment", "'dcs'", "'team'"),
            SELF,
            "userTask_signOffSelfAssessment",
            "is not the task of “dcs” alone"),
        of(
            "the signature given to the team as well",
            SELF,
            t ->
                inElement(
                    t,
                    "userTask_signOffSelfAssessment",
                    "camunda:candidateGroups=\"",
                    "camunda:candidateGroups=\"office,"),
            SELF,
            "userTask_signOffSelfAssessment",
            "is not the task of “dcs” alone"),
        of(
            "the signature removed with its form",
            SELF,
            t ->
                node("userTask_signOffSelfAssessment", "userTask")
                    .apply(t)
                    .replace(
                        "targetRef=\"userTask_signOffSelfAssessment\"",
                        "targetRef=\"gateway_signedOff\""),
            SELF,
            "userTask_signOffSelfAssessment",
            "must never be skipped"),
        of(
            "signed by default, because the answer “return” was renamed",
            SIGN,
            t -> t.replace("\"return\"", "\"sendBack\""),
            SELF,
            "gateway_signedOff",
            "“return” is no answer of “signOffDecision”"),
        of(
            "signed by default, because the answer “sign” was renamed",
            SIGN,
            t -> t.replace("\"sign\"", "\"agree\""),
            SIGN,
            "signOffDecision",
            "does not offer the answer “sign” any more"),
        of(
            "signed by default, because the answer is optional",
            SIGN,
            t -> inField(t, "signOffDecision", "\"required\": true", "\"required\": false"),
            SIGN,
            "signOffDecision",
            "stay empty"),
        of(
            "signed by default, because the answer is no flag",
            SIGN,
            t -> inField(t, "signOffDecision", "\"engine\": \"flag\"", "\"engine\": \"\""),
            SIGN,
            "signOffDecision",
            "does not hand"),
        of(
            "signed by default, because the form answers by itself",
            SIGN,
            t ->
                inField(
                    t,
                    "signOffDecision",
                    "\"type\": \"radio\"",
                    "\"type\": \"radio\", \"defaultValue\": \"sign\""),
            SIGN,
            "signOffDecision",
            "answers “signOffDecision” by itself"),
        of(
            "returned sections are shared",
            SELF,
            t ->
                t.replace(
                    "sourceRef=\"gateway_signedOff\" targetRef=\"serviceTask_noteReturnedSections\"",
                    "sourceRef=\"gateway_signedOff\" targetRef=\"serviceTask_adviseReview\""),
            SELF,
            shared,
            "is reached with the answer “return”"),
        of(
            "what was written after the signature is shared without another",
            SELF,
            t ->
                t.replace(
                    "sourceRef=\"subProcess_writeSections\" targetRef=\"gateway_beforeReadThrough\"",
                    "sourceRef=\"subProcess_writeSections\" targetRef=\"serviceTask_shareAssessment\""),
            SELF,
            shared,
            "without “Sign off"),
        of(
            "consent by silence",
            REPORT,
            t ->
                t.replace(
                    "targetRef=\"endEvent_caseStudyUnanswered\"",
                    "targetRef=\"serviceTask_circulateCaseStudy\""),
            REPORT,
            "serviceTask_circulateCaseStudy",
            "without “Agree the case study”"));
  }

  private static Stream<Planted> times() {
    String date = "${dates.opens('10 working days before summit', execution)}";
    String timer = "timer_summitNears";
    return Stream.of(
        in("P5 in a timer", YEAR, date, "P5", timer, "“P5” is no date"),
        in(
            "a past date",
            YEAR,
            date,
            "2017-01-01T00:00:00",
            timer,
            "is no date that the year knows"),
        in("plain hours", YEAR, date, "PT5H", timer, "is no date that the year knows"),
        in("5 days in a timer", YEAR, date, "5 days", timer, "is no date that the year knows"),
        in("an empty timer", YEAR, date, "", timer, "no time"),
        in(
            "due where it should open",
            YEAR,
            date,
            "${dates.due('10 working days before summit', execution)}",
            timer,
            "is no date"),
        in(
            "a duration in place of a date",
            YEAR,
            "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">" + date + "</bpmn:timeDate>",
            "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">P5D</bpmn:timeDuration>",
            timer,
            "is no date"),
        of(
            "silence takes effect before the task is due",
            REPORT,
            t -> inElement(t, "boundary_caseStudyNotAnswered", "20 working days", "2 working days"),
            REPORT,
            "boundary_caseStudyNotAnswered",
            "before “Agree the case study” is due"),
        of(
            "a due date in plain words",
            REPORT,
            t -> t.replaceFirst("camunda:dueDate=\"[^\"]*\"", "camunda:dueDate=\"in a week\""),
            REPORT,
            "userTask_writeReport",
            "no date that the year knows"),
        in(
            "a wrong rhythm",
            REMINDERS,
            "0 0 8 * * ?",
            "every morning",
            "startEvent_everyMorning",
            "is no rhythm"));
  }

  private static Stream<Planted> messages() {
    return Stream.of(
        in(
            "a message that nobody sends",
            SELF,
            "name=\"peerchallenge.amendmentWanted\"",
            "name=\"peerchallenge.amendmentAsked\"",
            "catch_amendmentWanted",
            "nobody sends"),
        of(
            "an event that waits for nothing",
            SELF,
            t -> t.replace(" messageRef=\"message_amendmentWanted\"", ""),
            SELF,
            "catch_amendmentWanted",
            "which message it waits for"),
        of(
            "an event that hears another message",
            DAY,
            exchange("message_dayMoved", "message_membersChanged"),
            DAY,
            "message_",
            "events would hear another message"),
        of(
            "an event sub-process removed",
            SELF,
            t -> node("subProcess_anotherTimetable", "subProcess").apply(t),
            SELF,
            "message_timetableAsked",
            "no event uses this message"),
        of(
            "a message that nobody hears any more",
            DAY,
            t ->
                t.replace(
                    "messageRef=\"message_dayMoved\"", "messageRef=\"message_membersChanged\""),
            "processes",
            "peerchallenge.dayMoved",
            "no event of any diagram waits for it"));
  }

  private static Stream<Planted> ids() {
    return Stream.of(
        of(
            "an error at an end without a name",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)<bpmn:endEvent id=\"endEvent_nothingToWriteUp\" name=\"Report complete\">(.*?)</bpmn:endEvent>",
                    "<bpmn:endEvent id=\"endEvent_nothingToWriteUp\" name=\"Report complete\">$1<bpmn:errorEventDefinition id=\"e1\" /></bpmn:endEvent>"),
            REPORT,
            "endEvent_nothingToWriteUp",
            "what nobody gets"),
        of(
            "a label on a symbol",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(bpmnElement=\"gateway_factsAgreed\"[^>]*>\\s*<dc:Bounds )(x=\"\\d+\" y=\"\\d+\")"
                        + "(.*?BPMNLabel>\\s*<dc:Bounds )x=\"\\d+\" y=\"\\d+\"",
                    "$1$2$3$2"),
            REPORT,
            "gateway_factsAgreed",
            "its label lies on a symbol"),
        of(
            "the id of a waiting task changed",
            REPORT,
            t -> t.replace("userTask_answerDispute", "userTask_answerObjection"),
            REPORT,
            "userTask_answerObjection",
            "its id was “userTask_answerDispute”"),
        of(
            "two ids exchanged",
            REPORT,
            exchange("userTask_writeReport", "userTask_answerDispute"),
            REPORT,
            "userTask_writeReport",
            "people would get the wrong task"),
        of(
            "a task made a service task",
            REPORT,
            kind("userTask_answerDispute", "userTask", "serviceTask", true),
            REPORT,
            "userTask_answerDispute",
            "was a userTask"),
        of(
            "a step removed",
            PLAN,
            t ->
                node("serviceTask_gatherFindings", "serviceTask")
                    .apply(t)
                    .replace(
                        "targetRef=\"serviceTask_gatherFindings\"",
                        "targetRef=\"userTask_arrangeThemes\""),
            PLAN,
            "serviceTask_gatherFindings",
            "nothing calls ${gatherFindings} any more"),
        of(
            "a file lost",
            "processes/never-skipped.yaml",
            null,
            "processes/never-skipped.yaml",
            "",
            "is gone"));
  }

  private static Stream<Planted> people() {
    return Stream.of(
        of(
            "a role without an authority",
            YEAR,
            t -> inElement(t, "userTask_recordBriefing", "\"office\"", "\"dcs\""),
            YEAR,
            "userTask_recordBriefing",
            "“dcs” is no group"),
        of(
            "a misspelt group",
            YEAR,
            t -> inElement(t, "userTask_recordBriefing", "\"office\"", "\"ofice\""),
            YEAR,
            "userTask_recordBriefing",
            "“ofice” is no group"),
        of(
            "the administrators' group",
            YEAR,
            t -> inElement(t, "userTask_recordBriefing", "\"office\"", "\"camunda-admin\""),
            YEAR,
            "userTask_recordBriefing",
            "“camunda-admin” is no group"),
        of(
            "one named person",
            YEAR,
            t ->
                inElement(
                    t,
                    "userTask_recordBriefing",
                    "camunda:candidateGroups=\"office\"",
                    "camunda:assignee=\"ann\""),
            YEAR,
            "userTask_recordBriefing",
            "one named account"));
  }

  private static Stream<Planted> forms() {
    String facts = "forms/check-facts.form";
    return Stream.of(
        of(
                "forms side by side write one flag",
                "forms/write-context.form",
                t -> addFlag(t, "wantsReview"),
                "forms/write-context.form",
                "wantsReview",
                "write side by side")
            .andAlso("forms/write-strengths.form", t -> addFlag(t, "wantsReview")),
        of(
            "a flag over a process variable",
            facts,
            t -> t.replace("\"factCheck\"", "\"bestPractice\""),
            facts,
            "bestPractice",
            "overwrites the variable"),
        of(
            "a field that a gateway needs was removed",
            facts,
            t -> t.replace("\"factCheck\"", "\"other\""),
            REPORT,
            "gateway_factsAgreed",
            "nobody sets “factCheck”"),
        of(
            "a flag that nobody reads",
            facts,
            t -> addFlag(t, "likesIt"),
            facts,
            "likesIt",
            "no condition reads"),
        of(
            "a flag of a task that many do at once",
            "forms/approve-plan.form",
            t -> addFlag(t, "likesIt"),
            "forms/approve-plan.form",
            "likesIt",
            "several people"),
        of(
            "required but hidden",
            "forms/accept-warnings.form",
            t ->
                t.replaceFirst(
                    "\"required\": true",
                    "\"required\": true}, \"conditional\": {\"hide\": \"=true\""),
            "forms/accept-warnings.form",
            "warningsDecision",
            "always hidden"),
        of(
            "a row's condition that looks outside the list",
            "forms/write-data-and-conclusions.form",
            t -> t.replace("this.figures", "figures"),
            "forms/write-data-and-conclusions.form",
            "Your figure",
            "outside the list"),
        of(
            "the same answer twice",
            facts,
            t -> t.replace("\"value\": \"disputed\"", "\"value\": \"agreed\""),
            facts,
            "factCheck",
            "twice"),
        of(
            "a limit of four million",
            "forms/give-feedback.form",
            t -> t.replaceFirst("\"maxLength\": \\d+", "\"maxLength\": 4000000"),
            "forms/give-feedback.form",
            "helped",
            "4,000,000"),
        of(
            "a key that Java reads renamed",
            "forms/answer-dispute.form",
            t -> renameFirstKey(t),
            "forms/answer-dispute.form",
            "answer",
            "the application reads it"),
        of(
            "a form of Camunda 8",
            facts,
            t -> t.replace("Camunda Platform", "Camunda Cloud"),
            facts,
            "",
            "Camunda 8"));
  }

  private static Stream<Planted> partsOfForms() {
    String facts = "forms/check-facts.form";
    return Stream.of(
        in(
            "a part that Tasklist cannot show",
            facts,
            "\"type\": \"radio\"",
            "\"type\": \"filepicker\"",
            "Field_factCheck",
            "does not work in Tasklist"),
        in(
            "two parts with one id",
            facts,
            "\"id\": \"Field_factCheck\"",
            "\"id\": \"Field_intro\"",
            "Field_intro",
            "the form would not open"),
        in(
            "two fields with one key",
            facts,
            "\"key\": \"part\"",
            "\"key\": \"words\"",
            "Field_paragraphs_words",
            "is used twice"),
        in(
            "a field without a label",
            facts,
            "\"label\": \"Are the facts right?\"",
            "\"label\": \"\"",
            "Field_factCheck",
            "set its label"),
        in(
            "an answer without words",
            facts,
            "\"label\": \"Yes\"",
            "\"label\": \"\"",
            "Field_factCheck",
            "without words (agreed)"),
        of(
            "no answers",
            facts,
            t -> t.replaceFirst("(?s)\"values\": \\[.*?\\]", "\"values\": []"),
            facts,
            "Field_factCheck",
            "give it answers"),
        in(
            "a flag that is written",
            facts,
            "\"type\": \"radio\"",
            "\"type\": \"textfield\"",
            "Field_factCheck",
            "text never enters the engine"),
        in(
            "a misspelt flag",
            facts,
            "\"engine\": \"flag\"",
            "\"Engine\": \"flag\"",
            "factCheck",
            "and it is none"),
        in(
            "an answer that nobody can give",
            facts,
            "\"key\": \"factCheck\",",
            "\"key\": \"factCheck\", \"readonly\": true,",
            "factCheck",
            "nobody can change it"),
        in(
            "a value that is shown and not there",
            facts,
            "{{entryName}}",
            "{{entryNam}}",
            "Field_intro",
            "do you mean “entryName”"),
        in(
            "a misspelt condition",
            facts,
            "=count(paragraphs) = 0",
            "=count(paragrafs) = 0",
            "paragraphs",
            "do you mean “paragraphs”"),
        in(
            "a condition that is text",
            facts,
            "=count(paragraphs) = 0",
            "count(paragraphs) = 0",
            "Field_paragraphs",
            "it would always be shown"),
        in(
            "a condition with an open bracket",
            facts,
            "=count(paragraphs) = 0",
            "=count(paragraphs = 0",
            "Field_paragraphs",
            "is not FEEL"),
        of(
            "a field into which nothing fits",
            "forms/give-feedback.form",
            t -> t.replaceFirst("\"maxLength\": \\d+", "\"maxLength\": 0"),
            "forms/give-feedback.form",
            "helped",
            "lets people write nothing"),
        of(
            "a text without a limit",
            "forms/give-feedback.form",
            t -> t.replaceFirst("\"maxLength\"", "\"longest\""),
            "forms/give-feedback.form",
            "helped",
            "Maximum length"),
        of(
            "a picture of another website",
            facts,
            t ->
                t.replaceFirst(
                    "\"type\": \"text\",",
                    "\"type\": \"image\", \"source\": \"https://example.org/logo.png\","),
            facts,
            "Field_intro",
            "which the browser refuses"),
        in(
            "a form's id that is not its file's name",
            facts,
            "\"id\": \"check-facts\"",
            "\"id\": \"check-fact\"",
            "",
            "must be “check-facts”"));
  }

  private static Stream<Planted> cells() {
    return Stream.of(
        in(
            "a word that no column of the database can keep",
            STAGES,
            "\"due today\"",
            "\"" + "x".repeat(101) + "\"",
            "rule 5",
            "at most 100 can be kept"),
        in(
            "an answer that nobody understands",
            STAGES,
            "<text>\"people\"<",
            "<text>\"People\"<",
            "rule 1",
            "is none of deputy, office, people"),
        in(
            "typographical quotation marks",
            STAGES,
            ">\"due today\"<",
            ">“due today”<",
            "rule 5",
            "is not FEEL"),
        in(
            "a stage that another rule has for the same kind of task",
            STAGES,
            "\"14 days before\"",
            "\"28 days before\"",
            "rules 1 and 2",
            "these act once: the second does nothing"),
        in(
            "an answer missing",
            STAGES,
            "<text>\"people\"</text>",
            "<text></text>",
            "rule 1",
            "the answer is missing"),
        in(
            "a gap of one number",
            STAGES,
            "[8..14]",
            "]8..14]",
            "Days until it is due",
            "no rule for 8 to 8"),
        in(
            "a word without quotation marks",
            STAGES,
            "<text></text>",
            "<text>userTask_writeReport</text>",
            "rule 1",
            "is the name of nothing that is asked"),
        of(
            "a rule removed between two others",
            STAGES,
            t -> t.replaceFirst("(?s)<rule id=\"rule_twoWeeks\">.*?</rule>", ""),
            STAGES,
            "Days until it is due",
            "no rule for 8 to 14"),
        of(
            "answers added up",
            APPROVAL,
            t -> t.replaceFirst("hitPolicy=\"FIRST\"", "hitPolicy=\"COLLECT\" aggregation=\"SUM\""),
            APPROVAL,
            "“Is it approved?”",
            "and they are words"),
        of(
            "several answers where one is read",
            "processes/match-asks-and-offers.dmn",
            t -> t.replaceFirst("hitPolicy=\"[A-Z ]+\"", "hitPolicy=\"COLLECT\""),
            "processes/match-asks-and-offers.dmn",
            "“",
            "and one is read"),
        in(
            "a table's id changed",
            STAGES,
            "<decision id=\"reminder-schedule\"",
            "<decision id=\"reminders-schedule\"",
            "",
            "exactly one decision with the id"));
  }

  private static Stream<Planted> tables() {
    return Stream.of(
        in(
            "a table that does not say whom it touches",
            STAGES,
            "A change acts at once, also on years that run.",
            "",
            "When somebody is reminded",
            "does not say whether running years are touched"),
        in(
            "a gap between ranges",
            STAGES,
            "[8..14]",
            "[9..14]",
            "Days until it is due",
            "no rule for 8 to 8"),
        in("a reversed range", STAGES, "[8..14]", "[14..8]", "rule 2", "begins after its end"),
        of(
            "an overlap where one answer is allowed",
            STAGES,
            t -> t.replace("\"RULE ORDER\"", "\"UNIQUE\""),
            STAGES,
            "rules 7 and 8",
            "both can apply"),
        of(
            "a row that can never apply",
            APPROVAL,
            t -> firstRuleLast(t),
            APPROVAL,
            "rule 2",
            "can never apply"),
        of(
            "no row for the rest",
            "processes/match-asks-and-offers.dmn",
            t -> withoutLastRule(t),
            "processes/match-asks-and-offers.dmn",
            "last rule",
            "leave a gap"),
        of(
            "a wrong type",
            APPROVAL,
            t -> t.replaceFirst("typeRef=\"integer\"", "typeRef=\"string\""),
            APPROVAL,
            "column",
            "is of type string"),
        of(
            "a word where a number is asked",
            STAGES,
            t -> t.replace(">[8..14]<", ">\"soon\"<"),
            STAGES,
            "rule 2",
            "is no number"),
        of(
            "a misspelt input",
            APPROVAL,
            t -> t.replaceFirst(">directorsAgree<", ">directorsAgre<"),
            APPROVAL,
            "column",
            "do you mean directorsAgree"),
        of(
            "a renamed output",
            STAGES,
            t -> t.replace("name=\"stage\"", "name=\"step\""),
            STAGES,
            "column “Stage”",
            "which nobody reads"),
        of(
            "an id of no task",
            STAGES,
            t -> t.replaceFirst("<text></text>", "<text>\"userTask_gone\"</text>"),
            STAGES,
            "rule 1",
            "is the id of no task"),
        of(
            "a fact that is never asked",
            "processes/group-check.dmn",
            t -> t.replaceFirst("\"entries without a group\"", "\"entries with no group\""),
            "processes/group-check.dmn",
            "rule 3",
            "never asked"),
        of(
            "an answer without quotation marks",
            STAGES,
            t -> t.replace(">\"due today\"<", ">due today<"),
            STAGES,
            "rule 5",
            "is a name and no text"),
        of(
            "a cell missing",
            STAGES,
            t -> withoutFirstCell(t),
            STAGES,
            "rule 1",
            "4 cells for 5 columns"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isFoundWhereItWasMade(Planted planted) {
    List<FileCheck.Fault> faults = CHECK.faults(with(planted), FILES);

    faults.stream()
        .filter(fault -> fault.file().equals(planted.told()))
        .filter(fault -> fault.element().contains(planted.element()))
        .filter(fault -> fault.problem().contains(planted.problem()))
        .findFirst()
        .ifPresent(fault -> told.put(planted.kind(), fault));
    assertThat(faults)
        .as(planted.kind())
        .anySatisfy(
            fault -> {
              assertThat(fault.file()).isEqualTo(planted.told());
              assertThat(fault.element()).contains(planted.element());
              assertThat(fault.problem()).contains(planted.problem());
              assertThat(fault.click()).isNotBlank();
            });
  }

  /** The table of kinds, made anew when all of them ran. */
  @AfterAll
  static void theTableOfKindsIsTrue() throws IOException {
    List<Planted> all = mistakes().toList();
    if (told.size() < all.size()) {
      return;
    }
    StringBuilder page =
        new StringBuilder(
            """
            # Mistakes that the check finds

            Made by the build from `PlantedFaultsTest`: each was planted in a copy of the real files. A mistake stops a deployment; what is worth a look does not, and is shown to whoever approves. On the files as they are the check says nothing. Beside these, `MutatedFilesTest` changes every element, attribute and field at random: what the check cannot know to be a mistake is named, element by element, to whoever approves it. The rule is the check's name in its file for code scanning.

            | Mistake | Told as | File and element | What is said | What to click | Rule |
            |---|---|---|---|---|---|
            """);
    all.forEach(one -> page.append(row(one.kind(), told.get(one.kind()))));
    for (FileNamesTest.Named one : FileNamesTest.names().toList()) {
      page.append(
          row(
              one.kind(),
              FileNamesTest.faults(one, Files.createTempDirectory(folder, "n")).get(0)));
    }
    String kept = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    if (!kept.equals(page.toString())) {
      Files.writeString(PAGE, page.toString());
    }
    assertThat(kept).as("made anew: look at it and commit %s", PAGE).isEqualTo(page.toString());
  }

  private static String row(String kind, FileCheck.Fault fault) {
    return "| %s | %s | `%s`, %s | %s | %s | %s |%n"
        .formatted(
            kind,
            fault.severity() == FileCheck.Severity.ERROR ? "mistake" : "worth a look",
            fault.file(),
            fault.element().isEmpty() ? "the whole file" : fault.element(),
            fault.problem().replace("|", "\\|").replaceAll("\\s+", " "),
            fault.click().replace("|", "\\|"),
            fault.rule())
        .replace("\r", "");
  }

  static FileSet with(Planted planted) {
    List<FileSet.File> files = new ArrayList<>();
    for (FileSet.File file : FILES.files()) {
      FileSet.File now = file;
      for (Planted one : Stream.concat(Stream.of(planted), planted.also().stream()).toList()) {
        if (file.name().equals(one.file())) {
          now = one.change() == null ? null : changed(now, one);
        }
      }
      if (now != null) {
        files.add(now);
      }
    }
    return new FileSet(files);
  }

  private static FileSet.File changed(FileSet.File file, Planted planted) {
    String text = new String(file.bytes(), StandardCharsets.UTF_8);
    String now = planted.change().apply(text);
    assertThat(now).as("what “%s” changes", planted.kind()).isNotEqualTo(text);
    return new FileSet.File(file.name(), now.getBytes(StandardCharsets.UTF_8));
  }

  static Planted of(
      String kind,
      String file,
      UnaryOperator<String> change,
      String told,
      String element,
      String problem) {
    return new Planted(kind, file, change, told, element, problem, List.of());
  }

  /** One text in place of another, told in the same file. */
  static Planted in(
      String kind, String file, String from, String to, String element, String problem) {
    return of(
        kind,
        file,
        t -> t.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)),
        file,
        element,
        problem);
  }

  private static String inElement(String text, String id, String from, String to) {
    int at = text.indexOf("id=\"" + id + "\"");
    int end =
        text.indexOf(
            text.startsWith("<bpmn:boundaryEvent", at - 20) ? "</bpmn:boundaryEvent" : "</", at);
    end =
        text.indexOf("</bpmn:timeDate", at) > 0 && id.startsWith("boundary")
            ? text.indexOf("</bpmn:timeDate", at)
            : end;
    return text.substring(0, at) + text.substring(at, end).replace(from, to) + text.substring(end);
  }

  static String inField(String text, String key, String from, String to) {
    int at = text.indexOf("\"key\": \"" + key + "\"");
    int begin = text.lastIndexOf("\n    {", at);
    int end = text.indexOf("\n    }", at);
    return text.substring(0, begin)
        + text.substring(begin, end).replace(from, to)
        + text.substring(end);
  }

  private static UnaryOperator<String> kind(String id, String from, String to, boolean task) {
    return text ->
        text.replaceFirst(
            "(?s)<bpmn:" + from + "( [^>]*id=\"" + id + "\".*?)</bpmn:" + from + ">",
            "<bpmn:"
                + to
                + (to.startsWith("parallel") ? " camunda:asyncBefore=\"true\"" : "")
                + "$1</bpmn:"
                + to
                + ">");
  }

  /** An event of another kind. */
  private static UnaryOperator<String> event(String id, String definition) {
    return text ->
        text.replaceFirst(
            "(?s)(<bpmn:boundaryEvent id=\""
                + id
                + "\".*?)<bpmn:timerEventDefinition.*?</bpmn:timerEventDefinition>",
            "$1" + Matcher.quoteReplacement(definition));
  }

  private static UnaryOperator<String> without(String flow) {
    return text ->
        text.replaceAll("(?s)<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*/>", "")
            .replaceAll("<bpmn:(incoming|outgoing)>" + flow + "</bpmn:(incoming|outgoing)>", "")
            .replaceAll(
                "(?s)<bpmndi:BPMNEdge [^>]*bpmnElement=\"" + flow + "\".*?</bpmndi:BPMNEdge>", "");
  }

  private static UnaryOperator<String> arrow(String id, String from, String to) {
    return text ->
        text.replaceFirst(
            "<bpmn:sequenceFlow ",
            "<bpmn:sequenceFlow id=\""
                + id
                + "\" sourceRef=\""
                + from
                + "\" targetRef=\""
                + to
                + "\" /><bpmn:sequenceFlow ");
  }

  /** A node without its arrows. */
  private static UnaryOperator<String> node(String id, String kind) {
    return text -> {
      String without =
          text.replaceFirst(
              "(?s)<bpmn:" + kind + " [^>]*id=\"" + id + "\".*?</bpmn:" + kind + ">", "");
      return without.replaceAll(
          "(?s)<bpmn:sequenceFlow [^>]*sourceRef=\""
              + id
              + "\"[^>]*(?:/>|[^/]>.*?</bpmn:sequenceFlow>)",
          "");
    };
  }

  static UnaryOperator<String> exchange(String one, String other) {
    return text -> text.replace(one, "@@").replace(other, one).replace("@@", other);
  }

  private static String addFlag(String form, String key) {
    return form.replaceFirst(
        "\"components\": \\[",
        "\"components\": [{\"type\": \"checkbox\", \"id\": \"Field_"
            + key
            + "\", \"key\": \""
            + key
            + "\", \"label\": \"Planted\", \"properties\": {\"engine\": \"flag\"}},");
  }

  private static String renameFirstKey(String form) {
    return form.replaceFirst("\"key\": \"answer\"", "\"key\": \"reply\"");
  }

  private static String firstRuleLast(String table) {
    List<String> rules = rules(table);
    String last = rules.get(rules.size() - 1);
    return table.replace(last, "").replace(rules.get(0), last + rules.get(0));
  }

  private static String withoutLastRule(String table) {
    List<String> rules = rules(table);
    return table.replace(rules.get(rules.size() - 1), "");
  }

  private static String withoutFirstCell(String table) {
    return table.replaceFirst("(?s)<inputEntry .*?</inputEntry>", "");
  }

  private static List<String> rules(String table) {
    Matcher rule = Pattern.compile("(?s)<rule .*?</rule>").matcher(table);
    return rule.results().map(java.util.regex.MatchResult::group).toList();
  }

  private static FileSet files() {
    try {
      return FileSet.in(Path.of(""));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
