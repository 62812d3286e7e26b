package org.peerchallenge.engine;

import static org.peerchallenge.engine.PlantedFaultsTest.exchange;
import static org.peerchallenge.engine.PlantedFaultsTest.in;
import static org.peerchallenge.engine.PlantedFaultsTest.of;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.peerchallenge.engine.PlantedFaultsTest.Planted;

/** Slips of the hand, of the keyboard and of copying, for {@link PlantedFaultsTest}. */
final class PlantedSlips {

  private static final String REPORT = "processes/report-back.bpmn";
  private static final String SELF = "processes/self-assessment.bpmn";
  private static final String DAY = "processes/challenge-day.bpmn";
  private static final String PLAN = "processes/improvement-plan.bpmn";
  private static final String YEAR = "processes/annual-cycle.bpmn";
  private static final String REMINDERS = "processes/reminders.bpmn";
  private static final String STAGES = "processes/reminder-schedule.dmn";
  private static final String APPROVAL = "processes/plan-approval.dmn";
  private static final String FACTS = "forms/check-facts.form";
  private static final String SIGN = "forms/sign-off-self-assessment.form";
  private static final String GROUPS = "processes/group-check.dmn";
  private static final String SUGGEST = "processes/figures-suggest.dmn";
  private static final String FLAGS = "processes/indicator-flags.dmn";
  private static final String RATINGS = "processes/data-and-ratings.dmn";
  private static final String MATCH = "processes/match-asks-and-offers.dmn";
  private static final String NEVER = "processes/never-skipped.yaml";
  private static final String DAY_FORM = "forms/confirm-day.form";
  private static final String PLAN_FORM = "forms/draft-plan.form";

  private static final Pattern SHAPE =
      Pattern.compile(
          "(?s)<bpmndi:BPMNShape [^>]*bpmnElement=\"userTask_answerDispute\".*?</bpmndi:BPMNShape>");

  private PlantedSlips() {}

  static Stream<Planted> all() {
    return Stream.of(
            conditions(),
            swapped(),
            steps(),
            timers(),
            drawings(),
            fields(),
            comparisons(),
            answers(),
            keys(),
            rules())
        .flatMap(s -> s);
  }

  /** Conditions, and the arrows of a choice. */
  private static Stream<Planted> conditions() {
    return Stream.of(
        in(
            "a condition in double quotation marks",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck == &quot;disputed&quot;}",
            "flow_factsAgreed_answerDispute",
            "cannot be used"),
        in(
            "one equals sign",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck = 'disputed'}",
            "flow_factsAgreed_answerDispute",
            "cannot be used"),
        in(
            "two questions in one condition",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck == 'disputed' &amp;&amp; bestPractice}",
            "flow_factsAgreed_answerDispute",
            "cannot be used"),
        in(
            "an answer with another capital",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck == 'Disputed'}",
            "“Are the facts right?” (gateway_factsAgreed), arrow “no”",
            "is no answer of"),
        in(
            "an answer with a blank at its end",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck == 'disputed '}",
            "“Are the facts right?” (gateway_factsAgreed), arrow “no”",
            "is no answer of"),
        in(
            "a blank that cannot be seen",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck == 'disputed'}",
            "flow_factsAgreed_answerDispute",
            "cannot be used"),
        in(
            "a condition turned round",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck != 'disputed'}",
            "“Are the facts right?” (gateway_factsAgreed), arrow “no”",
            "is followed after all but"),
        in(
            "another answer's condition",
            REPORT,
            "${factCheck == 'disputed'}",
            "${factCheck == 'agreed'}",
            "“Are the facts right?” (gateway_factsAgreed), arrow “no”",
            "is followed after the answer “Yes”"),
        in(
            "a condition that is always so",
            REPORT,
            "${factCheck == 'disputed'}",
            "${true}",
            "“Are the facts right?” (gateway_factsAgreed), arrow “no”",
            "nobody sets “true”"),
        in(
            "another language in a condition",
            REPORT,
            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${factCheck",
            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" language=\"groovy\">${factCheck",
            "flow_factsAgreed_answerDispute",
            "no scripts"),
        of(
            "a condition at the default arrow",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:sequenceFlow id=\"flow_factsAgreed_settleReport\"[^>]*?) />",
                    "$1><bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">\\${bestPractice}</bpmn:conditionExpression></bpmn:sequenceFlow>"),
            REPORT,
            "flow_factsAgreed_settleReport",
            "is the default and has a condition"),
        in(
            "the default moved to another arrow",
            REPORT,
            "default=\"flow_factsAgreed_settleReport\"",
            "default=\"flow_factsAgreed_answerDispute\"",
            "flow_factsAgreed_settleReport",
            "set its condition"));
  }

  /** Arrows exchanged. */
  private static Stream<Planted> swapped() {
    return Stream.of(
        of(
            "two arrows of a choice led to each other's steps",
            REPORT,
            t ->
                exchange(
                        "targetRef=\"subProcess_writeUpPractice\"",
                        "targetRef=\"endEvent_nothingToWriteUp\"")
                    .apply(t),
            REPORT,
            "gateway_bestPractice), arrow “yes”",
            "leads to “Report complete” now"),
        of(
            "the names of two arrows exchanged",
            REPORT,
            t ->
                exchange(
                        "flow_factsAgreed_settleReport\" name=\"yes\"",
                        "flow_factsAgreed_settleReport\" name=\"no\"")
                    .andThen(
                        exchange(
                            "flow_factsAgreed_answerDispute\" name=\"no\"",
                            "flow_factsAgreed_answerDispute\" name=\"yes\""))
                    .apply(t),
            REPORT,
            "gateway_factsAgreed), arrow “yes”",
            "is called “yes”"));
  }

  /** Steps that do otherwise than they look. */
  private static Stream<Planted> steps() {
    return Stream.of(
        in(
            "a border event dragged to another task",
            REPORT,
            "id=\"boundary_notAnswered\" name=\"5 working days: not answered\" attachedToRef=\"userTask_checkFacts\"",
            "id=\"boundary_notAnswered\" name=\"5 working days: not answered\" attachedToRef=\"userTask_answerDispute\"",
            "boundary_notAnswered",
            "and stands at “Answer the host"),
        in(
            "a second rule for silence",
            REPORT,
            "id=\"boundary_notAnswered\" name=\"5 working days: not answered\" attachedToRef=\"userTask_checkFacts\"",
            "id=\"boundary_notAnswered\" name=\"5 working days: not answered\" attachedToRef=\"userTask_answerDispute\"",
            "boundary_objectionStands",
            "is a second rule for silence"),
        of(
            "a task pasted from a diagram of other cases",
            REPORT,
            t ->
                t.replace("userTask_answerDispute", "userTask_confirmDay")
                    .replace("formRef=\"answer-dispute\"", "formRef=\"confirm-day\""),
            REPORT,
            "userTask_confirmDay",
            "needs the key of a challenge group"),
        in(
            "a class in place of a delegate",
            REPORT,
            "camunda:delegateExpression=\"${settleReport}\"",
            "camunda:class=\"org.example.SettleReport\"",
            "serviceTask_settleReport",
            "“class” is not used here"),
        in(
            "an expression in place of a delegate",
            REPORT,
            "camunda:delegateExpression=\"${settleReport}\"",
            "camunda:expression=\"${settleReport.run()}\"",
            "serviceTask_settleReport",
            "cannot be used"),
        in(
            "an external task",
            REPORT,
            "camunda:delegateExpression=\"${settleReport}\"",
            "camunda:type=\"external\" camunda:topic=\"settle\"",
            "serviceTask_settleReport",
            "“topic” is not used here"),
        of(
            "a connector",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:serviceTask id=\"serviceTask_settleReport\".*?<bpmn:extensionElements>)",
                    "$1<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"),
            REPORT,
            "serviceTask_settleReport",
            "“connector” is not used here"),
        of(
            "a listener that is a class",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:serviceTask id=\"serviceTask_settleReport\".*?<bpmn:extensionElements>)",
                    "$1<camunda:executionListener class=\"org.example.X\" event=\"start\" />"),
            REPORT,
            "serviceTask_settleReport",
            "“class” is not used in a listener"),
        of(
            "a step as a listener",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:userTask id=\"userTask_checkFacts\".*?</bpmn:documentation>)",
                    "$1<bpmn:extensionElements><camunda:taskListener delegateExpression=\"\\${settleReport}\" event=\"complete\" /></bpmn:extensionElements>"),
            REPORT,
            "userTask_checkFacts",
            "is a step and no listener"),
        of(
            "an output that answers for people",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:userTask id=\"userTask_checkFacts\".*?</bpmn:documentation>)",
                    "$1<bpmn:extensionElements><camunda:inputOutput><camunda:outputParameter name=\"factCheck\">agreed</camunda:outputParameter></camunda:inputOutput></bpmn:extensionElements>"),
            REPORT,
            "userTask_checkFacts",
            "“outputParameter” is not used here"),
        of(
            "an input in place of an answer",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:userTask id=\"userTask_checkFacts\".*?</bpmn:documentation>)",
                    "$1<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name=\"factCheck\">agreed</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements>"),
            REPORT,
            "userTask_checkFacts",
            "in place of what people answer"),
        in(
            "a consent that is there from the beginning",
            REPORT,
            "<camunda:inputParameter name=\"caseStudyDecision\"></camunda:inputParameter>",
            "<camunda:inputParameter name=\"caseStudyDecision\">agree</camunda:inputParameter>",
            "subProcess_writeUpPractice",
            "nobody has answered yet"),
        of(
            "an input that no step reads",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:serviceTask id=\"serviceTask_settleReport\".*?<bpmn:extensionElements>)",
                    "$1<camunda:inputOutput><camunda:inputParameter name=\"x\">y</camunda:inputParameter></camunda:inputOutput>"),
            REPORT,
            "serviceTask_settleReport",
            "this step reads no inputs"),
        of(
            "fields of a form inside the diagram",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:userTask id=\"userTask_checkFacts\".*?</bpmn:documentation>)",
                    "$1<bpmn:extensionElements><camunda:formData><camunda:formField id=\"x\" type=\"string\" /></camunda:formData></bpmn:extensionElements>"),
            REPORT,
            "userTask_checkFacts",
            "“formData” is not used here"),
        in(
            "an embedded form",
            REPORT,
            "camunda:formRef=\"check-facts\" camunda:formRefBinding=\"deployment\"",
            "camunda:formKey=\"embedded:app:forms/x.html\"",
            "userTask_checkFacts",
            "“formKey” is not used here"),
        in(
            "a form of one version",
            REPORT,
            "camunda:formRef=\"check-facts\" camunda:formRefBinding=\"deployment\"",
            "camunda:formRef=\"check-facts\" camunda:formRefBinding=\"version\" camunda:formRefVersion=\"3\"",
            "userTask_checkFacts",
            "Binding"),
        in(
            "a called diagram by its tag",
            YEAR,
            "camunda:calledElementBinding=\"deployment\"",
            "camunda:calledElementBinding=\"versionTag\"",
            "callActivity_selfAssessment",
            "Binding"),
        in(
            "the newest table",
            PLAN,
            "decisionRefBinding=\"deployment\"",
            "decisionRefBinding=\"latest\"",
            "businessRuleTask_planApproval",
            "Binding"),
        in(
            "a form with a blank in its name",
            REPORT,
            "camunda:formRef=\"check-facts\"",
            "camunda:formRef=\"check-facts \"",
            "userTask_checkFacts",
            "has a blank in it; write check-facts"),
        in(
            "a table with a blank in its name",
            PLAN,
            "camunda:decisionRef=\"plan-approval\"",
            "camunda:decisionRef=\" plan-approval\"",
            "businessRuleTask_planApproval",
            "has a blank in it"),
        in(
            "a called diagram with a blank in its name",
            YEAR,
            "calledElement=\"self-assessment\"",
            "calledElement=\"self-assessment \"",
            "callActivity_selfAssessment",
            "has a blank in it"),
        in(
            "an answer of a table kept under another name",
            PLAN,
            "camunda:resultVariable=\"planResult\"",
            "camunda:resultVariable=\"planResul\"",
            "serviceTask_recordDecision",
            "do you mean “planResul”"),
        in(
            "asynchronous after in place of before",
            REPORT,
            "camunda:asyncBefore=\"true\" camunda:delegateExpression=\"${circulateCaseStudy}\"",
            "camunda:asyncAfter=\"true\" camunda:delegateExpression=\"${circulateCaseStudy}\"",
            "serviceTask_circulateCaseStudy",
            "Asynchronous before"),
        in(
            "not executable",
            REPORT,
            "isExecutable=\"true\"",
            "isExecutable=\"false\"",
            "(report-back)",
            "tick “Executable”"),
        in(
            "a history that is deleted at once",
            REPORT,
            "historyTimeToLive=\"P3650D\"",
            "historyTimeToLive=\"P0D\"",
            "(report-back)",
            "at least P730D"),
        in(
            "a table's history of a day",
            APPROVAL,
            "historyTimeToLive=\"P3650D\"",
            "historyTimeToLive=\"P1D\"",
            "plan-approval",
            "Time to live"),
        of(
            "an ad-hoc sub-process",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)<bpmn:subProcess (id=\"subProcess_writeUpPractice\".*?)</bpmn:subProcess>",
                    "<bpmn:adHocSubProcess $1</bpmn:adHocSubProcess>"),
            REPORT,
            "subProcess_writeUpPractice",
            "does not run as it looks"),
        of(
            "a transaction",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)<bpmn:subProcess (id=\"subProcess_writeUpPractice\".*?)</bpmn:subProcess>",
                    "<bpmn:transaction $1</bpmn:transaction>"),
            REPORT,
            "subProcess_writeUpPractice",
            "does not run as it looks"),
        of(
            "a complex gateway",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)<bpmn:exclusiveGateway (id=\"gateway_factsAgreed\".*?)</bpmn:exclusiveGateway>",
                    "<bpmn:complexGateway $1</bpmn:complexGateway>"),
            REPORT,
            "gateway_factsAgreed",
            "does not run as it looks"),
        of(
            "an inclusive gateway for an either/or",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)<bpmn:exclusiveGateway (id=\"gateway_factsAgreed\".*?)</bpmn:exclusiveGateway>",
                    "<bpmn:inclusiveGateway $1</bpmn:inclusiveGateway>"),
            REPORT,
            "gateway_beforeSettleReport",
            "it would happen twice"),
        of(
            "a loop in place of several",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)<bpmn:multiInstanceLoopCharacteristics camunda:asyncAfter=\"true\" camunda:collection=\"\\$\\{lists.of\\(caseStudies\\)\\}\".*?</bpmn:multiInstanceLoopCharacteristics>",
                    "<bpmn:standardLoopCharacteristics />"),
            REPORT,
            "subProcess_writeUpPractice",
            "does not run as it looks"),
        in(
            "a list renamed in one place",
            REPORT,
            "${lists.of(caseStudies)}",
            "${lists.of(caseStudys)}",
            "subProcess_writeUpPractice",
            "do you mean “caseStudies”"),
        in(
            "the name of one of a list changed",
            REPORT,
            "camunda:elementVariable=\"caseStudy\"",
            "camunda:elementVariable=\"study\"",
            "userTask_draftCaseStudy",
            "nobody sets “caseStudy”"),
        in(
            "one after the other",
            REPORT,
            "<bpmn:multiInstanceLoopCharacteristics camunda:asyncAfter",
            "<bpmn:multiInstanceLoopCharacteristics isSequential=\"true\" camunda:asyncAfter",
            "subProcess_writeUpPractice",
            "goes one after the other"),
        of(
            "a lane in place of a group",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:startEvent id=\"startEvent_dayDone\")",
                    "<bpmn:laneSet id=\"LaneSet_1\"><bpmn:lane id=\"Lane_1\" name=\"Director\"><bpmn:flowNodeRef>userTask_writeReport</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>$1"),
            REPORT,
            "“Director”",
            "a lane gives nobody a task"),
        of(
            "an error at an end",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:endEvent id=\"endEvent_caseStudyKept\".*?)</bpmn:endEvent>(.*)</bpmn:process>",
                    "$1<bpmn:errorEventDefinition id=\"e1\" errorRef=\"err1\" /></bpmn:endEvent>$2</bpmn:process><bpmn:error id=\"err1\" name=\"x\" errorCode=\"E1\" />"),
            REPORT,
            "endEvent_caseStudyKept",
            "what nobody gets"),
        of(
            "a message at an end",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(<bpmn:endEvent id=\"endEvent_caseStudyKept\".*?)</bpmn:endEvent>",
                    "$1<bpmn:messageEventDefinition id=\"e1\" messageRef=\"message_reportCorrectionWanted\" /></bpmn:endEvent>"),
            REPORT,
            "endEvent_caseStudyKept",
            "what nobody gets"),
        of(
            "an association in place of an arrow",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)<bpmn:sequenceFlow id=\"flow_writeReport_sendReportForChecking\"[^>]*/>",
                    "<bpmn:association id=\"Association_1\" sourceRef=\"userTask_writeReport\" targetRef=\"serviceTask_sendReportForChecking\" />"),
            REPORT,
            "userTask_writeReport",
            "is not there"),
        in(
            "an arrow the other way",
            REPORT,
            "sourceRef=\"userTask_writeReport\" targetRef=\"serviceTask_sendReportForChecking\"",
            "sourceRef=\"serviceTask_sendReportForChecking\" targetRef=\"userTask_writeReport\"",
            "userTask_writeReport",
            "nothing comes after it"),
        in(
            "a message renamed on one side",
            REPORT,
            "name=\"peerchallenge.reportCorrectionWanted\"",
            "name=\"peerchallenge.reportCorrectionNeeded\"",
            "startEvent_correctReport",
            "nobody sends the message"),
        in(
            "another programme behind a name",
            REPORT,
            "xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\"",
            "xmlns:camunda=\"http://activiti.org/bpmn\"",
            "",
            "means another programme"),
        in(
            "a pool of no process",
            REPORT,
            "processRef=\"report-back\"",
            "processRef=\"report_back\"",
            "participant_report-back",
            "which is not there"));
  }

  /** Dates, rhythms and people. */
  private static Stream<Planted> timers() {
    return Stream.of(
        in(
            "a typographic minus in a date",
            REPORT,
            "5 working days after today",
            "−5 working days after today",
            "userTask_checkFacts",
            "is no rule for a date"),
        in(
            "no days at all",
            REPORT,
            "5 working days after today",
            "0 working days after today",
            "userTask_checkFacts",
            "leaves no time"),
        in(
            "days as a word",
            REPORT,
            "5 working days after today",
            "five working days after today",
            "userTask_checkFacts",
            "is no rule for a date"),
        in(
            "weeks",
            REPORT,
            "5 working days after today",
            "2 weeks after today",
            "userTask_checkFacts",
            "is no rule for a date"),
        in(
            "half days",
            REPORT,
            "5 working days after today",
            "2.5 working days after today",
            "userTask_checkFacts",
            "is no rule for a date"),
        in(
            "a blank in a date that cannot be seen",
            REPORT,
            "5 working days after today",
            "5 working days after today",
            "userTask_checkFacts",
            "is no rule for a date"),
        in(
            "so many days",
            REPORT,
            "5 working days after today",
            "5000 working days after today",
            "userTask_checkFacts",
            "is no rule for a date"),
        in(
            "a date without the case",
            REPORT,
            "dates.due('5 working days after today', execution)",
            "dates.due('5 working days after today')",
            "userTask_checkFacts",
            "cannot be used"),
        in(
            "a date of the calendar",
            REPORT,
            "${dates.due('5 working days after today', execution)}",
            "2026-12-24T17:00:00",
            "userTask_checkFacts",
            "no date that the year knows"),
        in(
            "lapses in place of due",
            REPORT,
            "dates.due('5 working days after today'",
            "dates.lapses('5 working days after today'",
            "userTask_checkFacts",
            "no date that the year knows"),
        in(
            "a cycle in place of a date",
            REPORT,
            "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${dates.lapses('5 working days after today', execution)}</bpmn:timeDate>",
            "<bpmn:timeCycle xsi:type=\"bpmn:tFormalExpression\">${dates.lapses('5 working days after today', execution)}</bpmn:timeCycle>",
            "boundary_notAnswered",
            "no date that the year knows"),
        in(
            "a duration with a date in it",
            REPORT,
            "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${dates.lapses('5 working days after today', execution)}</bpmn:timeDate>",
            "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">${dates.lapses('5 working days after today', execution)}</bpmn:timeDuration>",
            "boundary_notAnswered",
            "no date that the year knows"),
        in(
            "a timer changed and its name not",
            REPORT,
            "${dates.lapses('5 working days after today', execution)}",
            "${dates.lapses('8 working days after today', execution)}",
            "boundary_notAnswered",
            "and waits “8 working days after today”"),
        in(
            "a timer changed and the documentation not",
            REPORT,
            "${dates.lapses('5 working days after today', execution)}",
            "${dates.lapses('8 working days after today', execution)}",
            "userTask_checkFacts",
            "its documentation says"),
        in(
            "or today",
            DAY,
            ", or 3 working days after today",
            ", or today",
            "userTask_confirmDay",
            "leaves no time"),
        in(
            "a day that no month has",
            REMINDERS,
            "0 0 8 * * ?",
            "0 0 8 30 2 ?",
            "startEvent_everyMorning",
            "never rings"),
        in(
            "a rhythm of another programme",
            REMINDERS,
            "0 0 8 * * ?",
            "R/P1D",
            "startEvent_everyMorning",
            "is no rhythm"),
        in(
            "a rhythm without seconds",
            REMINDERS,
            "0 0 8 * * ?",
            "0 8 * * *",
            "startEvent_everyMorning",
            "is no rhythm"),
        in(
            "a group with a capital",
            YEAR,
            "camunda:candidateGroups=\"office\"",
            "camunda:candidateGroups=\"Office\"",
            "userTask_arrangeYear",
            "is no group"),
        in(
            "candidate users",
            REPORT,
            "camunda:candidateGroups=\"${groups.of('dcs', execution)}\"",
            "camunda:candidateUsers=\"demo\"",
            "userTask_checkFacts",
            "“candidateUsers” is not used here"),
        in(
            "two groups with a semicolon",
            REPORT,
            "lead,${groups.of('facilitator', execution)}",
            "lead;${groups.of('facilitator', execution)}",
            "userTask_draftCaseStudy",
            "is no group"),
        in(
            "two roles in one",
            REPORT,
            "groups.of('dcs', execution)",
            "groups.of('dcs,team', execution)",
            "userTask_checkFacts",
            "no case has a role"),
        in(
            "a task given to another role",
            REPORT,
            "groups.of('dcs', execution)",
            "groups.of('team', execution)",
            "userTask_checkFacts",
            "its note says “director”"),
        in(
            "a starter who is not there",
            YEAR,
            "candidateStarterGroups=\"office\"",
            "candidateStarterGroups=\"ofice\"",
            "(annual-cycle)",
            "there is no group “ofice”"));
  }

  /** What is drawn and what is not. */
  private static Stream<Planted> drawings() {
    return Stream.of(
        of(
            "a symbol of size zero",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(bpmnElement=\"userTask_answerDispute\"[^>]*>\\s*<dc:Bounds [^>]*?\\bwidth=\")[^\"]*",
                    "$10"),
            REPORT,
            "userTask_answerDispute",
            "too small or too large"),
        of(
            "a symbol with a negative size",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(bpmnElement=\"userTask_answerDispute\"[^>]*>\\s*<dc:Bounds [^>]*?\\bheight=\")[^\"]*",
                    "$1-80"),
            REPORT,
            "userTask_answerDispute",
            "too small or too large"),
        of(
            "a symbol far away",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(bpmnElement=\"userTask_answerDispute\"[^>]*>\\s*<dc:Bounds [^>]*?\\bx=\")[^\"]*",
                    "$190000"),
            REPORT,
            "userTask_answerDispute",
            "where nobody looks"),
        of(
            "a symbol at no place",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(bpmnElement=\"userTask_answerDispute\"[^>]*>\\s*<dc:Bounds [^>]*?\\bx=\")[^\"]*",
                    "$1NaN"),
            REPORT,
            "userTask_answerDispute",
            "where nobody looks"),
        of(
            "a symbol as large as the page",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)(bpmnElement=\"userTask_answerDispute\"[^>]*>\\s*<dc:Bounds [^>]*?\\bwidth=\")[^\"]*",
                    "$140000"),
            REPORT,
            "userTask_answerDispute",
            "too small or too large"),
        of(
            "a symbol on another",
            REPORT,
            PlantedSlips::answerDisputeOnCheckFacts,
            REPORT,
            "userTask_answerDispute",
            "lies on “Check the facts of the report”"),
        of(
            "a symbol drawn twice",
            REPORT,
            PlantedSlips::answerDisputeTwice,
            REPORT,
            "userTask_answerDispute",
            "is drawn twice"),
        in(
            "a symbol with another's id",
            REPORT,
            "id=\"userTask_answerDispute_di\"",
            "id=\"userTask_checkFacts_di\"",
            "userTask_answerDispute",
            "its symbol has the id"),
        of(
            "a sub-process's page lost",
            REPORT,
            t ->
                t.replaceFirst(
                    "(?s)<bpmndi:BPMNDiagram id=\"[^\"]*writeUp[^\"]*\">.*?</bpmndi:BPMNDiagram>",
                    ""),
            REPORT,
            "subProcess_writeUpPractice",
            "its own page was lost"),
        of(
            "the whole drawing lost",
            REPORT,
            t -> t.replaceFirst("(?s)<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", ""),
            REPORT,
            "",
            "has no drawing"),
        in(
            "a sub-process drawn open over its own page",
            REPORT,
            "isExpanded=\"false\"",
            "isExpanded=\"true\"",
            "subProcess_writeUpPractice",
            "is drawn open here"),
        in(
            "a pool renamed by hand",
            REPORT,
            "name=\"Host, programme office\"",
            "name=\"Everybody\"",
            "startEvent_correctReport",
            "the drawing says otherwise"),
        in(
            "a message arrow to another step",
            REPORT,
            "sourceRef=\"participant_host\" targetRef=\"startEvent_correctReport\"",
            "sourceRef=\"participant_host\" targetRef=\"userTask_writeReport\"",
            "startEvent_correctReport",
            "the drawing says otherwise"));
  }

  /** Parts of forms. */
  private static Stream<Planted> fields() {
    return Stream.of(
        of(
            "a field of a row deleted",
            FACTS,
            t ->
                t.replaceFirst(
                    "(?s),\\s*\\{\\s*\"label\": \"Not right\\? Say what is correct\".*?\"Row_paragraphs_correction\",\\s*\"columns\": null\\s*\\}\\s*\\}",
                    ""),
            FACTS,
            "“correction” in a row of “paragraphs”",
            "this key is gone"),
        in(
            "a choice made a tick",
            FACTS,
            "\"type\": \"radio\",\n      \"key\": \"factCheck\"",
            "\"type\": \"checkbox\",\n      \"key\": \"factCheck\"",
            "(factCheck)",
            "this is a “checkbox”"),
        in(
            "a key with a blank",
            FACTS,
            "\"key\": \"factCheck\"",
            "\"key\": \"factCheck \"",
            "“factCheck”",
            "this key is gone"),
        in(
            "an answer with a blank",
            FACTS,
            "\"value\": \"disputed\"",
            "\"value\": \"disputed \"",
            "(factCheck)",
            "which the application cannot read"),
        of(
            "a condition on an answer that is not offered",
            SIGN,
            t -> t.replaceFirst("!= \\\\\"sign\\\\\"", "!= \\\\\"signed\\\\\""),
            SIGN,
            "Field_",
            "which it never is"),
        of(
            "typographical quotation marks in a form",
            SIGN,
            t -> t.replaceFirst("!= \\\\\"sign\\\\\"", "!= “sign”"),
            SIGN,
            "Field_",
            "is not FEEL"),
        of(
            "two equals signs in a form",
            SIGN,
            t -> t.replaceFirst("!= \\\\\"sign\\\\\"", "== \\\\\"sign\\\\\""),
            SIGN,
            "Field_",
            "is not FEEL"),
        of(
            "a word without quotation marks in a form",
            SIGN,
            t -> t.replaceFirst("!= \\\\\"sign\\\\\"", "!= sign"),
            SIGN,
            "(",
            "asks for “sign”, which nobody gives"),
        of(
            "a condition that asks for nothing",
            SIGN,
            t ->
                t.replaceFirst(
                    "(?s)\"hide\": \"=signOffDecision = null or signOffDecision != [^\\n]*",
                    "\"hide\": \"=1 = 2\""),
            SIGN,
            "Field_",
            "asks for nothing"),
        in(
            "answers from a list that nobody gives",
            FACTS,
            "\"values\": [",
            "\"valuesKey\": \"answers\",\n      \"valuesOld\": [",
            "(factCheck)",
            "takes its answers from “answers”"),
        in(
            "a name in a text misspelt",
            FACTS,
            "{{entryName}}",
            "{{entryname}}",
            "text Field_intro",
            "do you mean “entryName”"),
        in(
            "a programme in a text",
            FACTS,
            "## Are the facts right?",
            "<script>alert(1)</script>",
            "text Field_intro",
            "holds a programme"),
        in(
            "a link that runs something",
            FACTS,
            "[whole report]({{reportPage}})",
            "[whole report](javascript:x) {{reportPage}}",
            "text Field_intro",
            "holds a programme"),
        in(
            "a limit in words",
            FACTS,
            "\"maxLength\": 4000",
            "\"maxLength\": \"4.000\"",
            "Field_dispute",
            "is no number"),
        in(
            "a limit with a fraction",
            FACTS,
            "\"maxLength\": 4000",
            "\"maxLength\": 4000.5",
            "Field_dispute",
            "is no number"),
        in(
            "a pattern that could take hours",
            DAY_FORM,
            "^https://[^\\\\s]+$",
            "^(h+)+$",
            "Field_link",
            "could take very long"),
        in(
            "a button",
            FACTS,
            "\"type\": \"text\",",
            "\"type\": \"button\",",
            "Field_intro",
            "does not work in Tasklist"),
        in(
            "two halves of a merge",
            FACTS,
            "\"type\": \"default\"",
            "<<<<<<< HEAD\n  \"type\": \"default\"",
            "",
            "not readable JSON"),
        of(
            "a list to which nobody can add",
            PLAN_FORM,
            t -> t.replaceFirst("\"allowAddRemove\": true", "\"allowAddRemove\": false"),
            PLAN_FORM,
            "(",
            "nobody can any more"));
  }

  /** What a table compares. */
  private static Stream<Planted> comparisons() {
    return Stream.of(
        in(
            "a comma for a point",
            APPROVAL,
            "&gt; 0</text>",
            "&gt; 0,5</text>",
            "rule 1, column",
            "has a comma inside a number"),
        in(
            "a comma in a share",
            FLAGS,
            "? &gt;= 0.1",
            "? &gt;= 0,1",
            "rule 3",
            "has a comma inside a number"),
        in(
            "a typographic minus in a table",
            STAGES,
            "&lt;= -5",
            "&lt;= −5",
            "rule 7",
            "is not FEEL"),
        in(
            "a dash for a range",
            STAGES,
            "[3..7]",
            "3-7",
            "rule 3",
            "is neither a number nor a range"),
        in("three dots", STAGES, "[3..7]", "[3...7]", "rule 3", "is neither a number nor a range"),
        in(
            "and for a range",
            STAGES,
            "[3..7]",
            "3 and 7",
            "rule 3",
            "is neither a number nor a range"),
        in(
            "a typographical sign of comparison",
            STAGES,
            "&lt;= -5",
            "≤ -5",
            "rule 7",
            "is not FEEL"),
        in(
            "a date in a column of numbers",
            STAGES,
            "[3..7]",
            "date(\"2026-01-01\")",
            "rule 3",
            "is neither a number nor a range"),
        in("a part of a day", STAGES, "[3..7]", "[3..7.5]", "rule 3", "whole numbers are asked"),
        in(
            "no working days over, which is always so",
            STAGES,
            "&gt;= 10",
            "&gt;= 0",
            "rule 9",
            "is always so"),
        in("negative working days over", STAGES, "&gt;= 10", "&lt; 0", "rule 9", "is never so"),
        in("less than no words in common", MATCH, "&gt;= 3", "&gt;= -3", "rule 6", "is always so"),
        in("a fifth quarter", FLAGS, "? = 4", "? = 5", "rule 1", "is never so"),
        in(
            "a number in quotation marks",
            FLAGS,
            "? != null and ? = 4",
            "? = \"4\"",
            "rule 1",
            "is no number"),
        in("a share in per cent", FLAGS, "? &gt;= 0.1", "? &gt;= 10", "rule 3", "is never so"),
        in(
            "a name in a comparison misspelt",
            FLAGS,
            "? != null and ? = 4",
            "? = quartil",
            "rule 1",
            "do you mean quartile"),
        in(
            "a name in an answer that nobody gives",
            MATCH,
            "\"Nobody answers their own ask\"",
            "\"Nobody \" + who",
            "rule 1",
            "asks for “who”"),
        in(
            "no in a column of yes and no",
            MATCH,
            "<text>true</text>",
            "<text>yes</text>",
            "rule 1",
            "asks for “yes”"),
        in(
            "true in quotation marks",
            MATCH,
            "<text>true</text>",
            "<text>\"true\"</text>",
            "rule 1",
            "is neither true nor false"),
        in(
            "a topic with another capital",
            RATINGS,
            "\"Child Protection\"",
            "\"Child protection\"",
            "rule 1",
            "do you mean Child Protection"),
        in(
            "a code misspelt",
            RATINGS,
            "\"ReReferral\"",
            "\"ReReferal\"",
            "rule 4",
            "do you mean ReReferral"));
  }

  /** What a table answers. */
  private static Stream<Planted> answers() {
    return Stream.of(
        in(
            "no reasons needed",
            SUGGEST,
            "<text>3</text>",
            "<text>0</text>",
            "rule 1",
            "is no whole number from 1 to 4"),
        in(
            "less than none",
            SUGGEST,
            "<text>3</text>",
            "<text>-3</text>",
            "rule 1",
            "is no whole number from 1 to 4"),
        in(
            "more reasons than there are",
            SUGGEST,
            "<text>3</text>",
            "<text>9</text>",
            "rule 1",
            "is no whole number from 1 to 4"),
        in(
            "half a reason",
            SUGGEST,
            "<text>3</text>",
            "<text>2.5</text>",
            "rule 1",
            "is no whole number from 1 to 4"),
        in("an empty list", RATINGS, "[\"noConcern\"]", "[]", "rule 1", "the list is empty"),
        in(
            "a blank at the end of an answer",
            APPROVAL,
            "\"too few directors\"</text>\n        </outputEntry>",
            "\"too few directors \"</text>\n        </outputEntry>",
            "rule 3",
            "begins or ends with a blank"),
        in(
            "another word for approved",
            APPROVAL,
            "<outputEntry id=\"rule_approved_out1\">\n          <text>\"approved\"",
            "<outputEntry id=\"rule_approved_out1\">\n          <text>\"accepted\"",
            "column “Result”",
            "no rule answers “approved”"),
        in(
            "an answer that the column does not list",
            APPROVAL,
            "\"approved\", \"too few directors\", ",
            "\"approved\", ",
            "rule 3",
            "is not among the answers that the column lists"),
        of(
            "all rules deleted",
            STAGES,
            t -> t.replaceFirst("(?s)<rule id=\"rule_fourWeeks\">.*</rule>", ""),
            STAGES,
            "the table",
            "has no rule"),
        in(
            "a rule turned upside down",
            APPROVAL,
            "&gt;= directors * 2 / 3",
            "&gt;= directors * 3 / 2",
            "the table",
            "does not answer “approved” when everybody agrees"),
        of(
            "approved although nobody agrees",
            APPROVAL,
            t ->
                t.replace("&gt;= directors * 2 / 3", "&gt;= 0 * directors")
                    .replace("&gt;= leadMembers / 2", "&gt;= 0 * leadMembers"),
            APPROVAL,
            "the table",
            "answers “approved” when nobody agrees"),
        in(
            "one reason where all are meant",
            FLAGS,
            "hitPolicy=\"COLLECT\"",
            "hitPolicy=\"FIRST\"",
            "“",
            "every rule that applies is meant"),
        in(
            "all reasons where one is meant",
            GROUPS,
            "hitPolicy=\"FIRST\"",
            "hitPolicy=\"COLLECT\"",
            "“",
            "and one is read"),
        in("no hit policy", APPROVAL, " hitPolicy=\"FIRST\"", "", "rules", "both can apply"),
        in(
            "a hit policy that the engine does not know",
            APPROVAL,
            "hitPolicy=\"FIRST\"",
            "hitPolicy=\"PRIORITY\"",
            "“Is it approved?”",
            "that the engine does not know"),
        in(
            "a sum in the head of a column",
            APPROVAL,
            "<text>directorsAgree</text>",
            "<text>directorsAgree + 1</text>",
            "column",
            "which nobody gives it"),
        in(
            "another language in a table",
            APPROVAL,
            "<inputExpression id=\"input_directorsAgree_expression\" typeRef=\"integer\">",
            "<inputExpression id=\"input_directorsAgree_expression\" typeRef=\"integer\" expressionLanguage=\"javascript\">",
            "input_directorsAgree_expression",
            "is not used here"),
        in(
            "a table of Camunda 8",
            APPROVAL,
            "modeler:executionPlatform=\"Camunda Platform\"",
            "modeler:executionPlatform=\"Camunda Cloud\"",
            "",
            "Camunda 8"),
        of(
            "a formula in place of a table",
            APPROVAL,
            t ->
                t.replaceFirst(
                    "(?s)<decisionTable.*</decisionTable>",
                    "<literalExpression id=\"l\"><text>\"approved\"</text></literalExpression>"),
            APPROVAL,
            "plan-approval",
            "is no decision table"),
        in(
            "what only the engine refuses: a table that needs another",
            APPROVAL,
            "<decisionTable",
            "<informationRequirement id=\"ir\"><requiredDecision href=\"#other\" /></informationRequirement><decisionTable",
            "",
            "the engine refuses it"));
  }

  /** Keys, lists and headings. */
  private static Stream<Planted> keys() {
    return Stream.of(
        in(
            "one case for all",
            YEAR,
            "<camunda:in businessKey=\"${entry}\" />",
            "<camunda:in businessKey=\"2019/801\" />",
            "callActivity_selfAssessment",
            "would be that of each of its cases"),
        in(
            "the own key of a case handed over",
            YEAR,
            "<camunda:in businessKey=\"${entry}\" />",
            "<camunda:in businessKey=\"${entry}\" /><camunda:in source=\"signatories\" target=\"entry\" />",
            "callActivity_selfAssessment",
            "by which each case knows its own"),
        in(
            "a list overwritten by what comes back",
            YEAR,
            "<camunda:in businessKey=\"${entry}\" />",
            "<camunda:in businessKey=\"${entry}\" /><camunda:out source=\"x\" target=\"entries\" />",
            "callActivity_selfAssessment",
            "overwrites “entries”"),
        in(
            "a list for a condition",
            SELF,
            "${lists.has(sectionsToWrite, 'whole-story')}",
            "${lists.of(sectionsToWrite)}",
            "gateway_whichSections",
            "is a list, and neither yes nor no"),
        in(
            "silence in the morning of the last day",
            REPORT,
            "${dates.lapses('5 working days after today', execution)}",
            "${dates.opens('5 working days after today', execution)}",
            "boundary_notAnswered",
            "ends the task at seven in the morning"),
        in(
            "a name that the engine cannot keep",
            REPORT,
            "name=\"Write the report back\"",
            "name=\"Write the report back Write the report back Write the report back Write the report back Write the report back Write the report back Write the report back Write the report back Write the report back Write the report back Write the report back Write the report back Write the report back\"",
            "userTask_writeReport",
            "and the engine keeps 255"),
        in(
            "the key of a case in a form",
            FACTS,
            "\"engine\": \"flag\"",
            "\"engine\": \"businessKey\"",
            "Field_factCheck",
            "only a start form has one"),
        in(
            "a label that runs something",
            FACTS,
            "\"label\": \"Anything else that is wrong\"",
            "\"label\": \"<script>x</script>\"",
            "Field_dispute",
            "holds a programme"),
        in(
            "a table without a name",
            APPROVAL,
            "<decision id=\"plan-approval\" name=\"Is it approved?\"",
            "<decision id=\"plan-approval\" name=\"\"",
            "plan-approval",
            "has no name"),
        in(
            "a column without a heading",
            STAGES,
            "label=\"Stage\" ",
            "",
            "column output_stage",
            "has no heading"),
        of(
            "an input column deleted",
            APPROVAL,
            t -> t.replaceFirst("(?s)<input id=\"input_leadMembers\".*?</input>", ""),
            APPROVAL,
            "rule 1",
            "cells for"),
        of(
            "the words of two answers exchanged",
            FACTS,
            t -> exchange("\"value\": \"agreed\"", "\"value\": \"disputed\"").apply(t),
            FACTS,
            "(factCheck)",
            "whoever chooses “Yes” answers “disputed” now"));
  }

  /** What must never be skipped. */
  private static Stream<Planted> rules() {
    return Stream.of(
        of(
            "a rule of what is never skipped removed",
            NEVER,
            t -> t.replaceFirst("(?s)- rule: A case study.*?(?=- rule: Asks)", ""),
            NEVER,
            "A case study",
            "this rule is gone"),
        of("an empty list of what is never skipped", NEVER, t -> "", NEVER, "", "it holds no rule"),
        in(
            "a rule of what is never skipped cut short",
            NEVER,
            "answer: signOffDecision sign",
            "answer: sign",
            "",
            "needs diagram, before, step and since"));
  }

  private static String answerDisputeTwice(String text) {
    Matcher shape = SHAPE.matcher(text);
    return shape.find()
        ? text.replace(shape.group(), shape.group() + shape.group().replace("id=\"", "id=\"other_"))
        : text;
  }

  private static String answerDisputeOnCheckFacts(String text) {
    Matcher there =
        Pattern.compile("bpmnElement=\"userTask_checkFacts\"[^>]*>\\s*(<dc:Bounds [^>]*>)")
            .matcher(text);
    return there.find()
        ? text.replaceFirst(
            "(bpmnElement=\"userTask_answerDispute\"[^>]*>\\s*)<dc:Bounds [^>]*>",
            "$1" + Matcher.quoteReplacement(there.group(1)))
        : text;
  }
}
