package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The changes that analysts make to the process, each as a whole set of files. */
public final class TypicalChanges {

  private static final String REPORT = "processes/report-back.bpmn";
  private static final String PLAN = "processes/improvement-plan.bpmn";
  private static final String ENTRY = "processes/self-assessment.bpmn";
  private static final String YEAR = "processes/annual-cycle.bpmn";

  private static final String APPROVAL =
      """
      {"type": "radio", "key": "budgetDecision", "label": "Can it be paid for?",
       "id": "Field_decision", "validate": {"required": true},
       "properties": {"engine": "flag"},
       "values": [{"label": "Yes", "value": "agree"}, {"label": "Change it", "value": "change"}]},
      """;

  private static final String BUDGET =
      """
      <bpmn:userTask id="userTask_checkBudget" name="Check the budget" camunda:formRef="check-budget" camunda:formRefBinding="deployment" camunda:candidateGroups="office" camunda:dueDate="${dates.due('3 working days after today', execution)}">
        <bpmn:documentation>Say whether the plan can be paid for, so that nothing is promised in vain. If nobody answers: the office is reminded.</bpmn:documentation>
        <bpmn:incoming>flow_arrangeThemes_draftPlan</bpmn:incoming>
        <bpmn:outgoing>flow_checkBudget_draftPlan</bpmn:outgoing>
      </bpmn:userTask>
      """;

  private TypicalChanges() {}

  /** By what the analyst would call them; made once. */
  public static Map<String, FileSet> all() {
    return Made.ALL;
  }

  private static final class Made {
    private static final Map<String, FileSet> ALL = Collections.unmodifiableMap(make());
  }

  private static Map<String, FileSet> make() {
    Map<String, FileSet> all = new LinkedHashMap<>();
    all.put("a task renamed", with(REPORT, t -> swap(t, "Write the report back", "Write it")));
    all.put("a new task with a form", with(PLAN, TypicalChanges::budget).with(form("")));
    all.put("a new section", section());
    all.put(
        "a removed step",
        with(
            YEAR,
            t ->
                without(
                    t,
                    "userTask_recordCatchUp",
                    "flow_everyoneBriefed_recordCatchUp",
                    "flow_recordCatchUp_")));
    all.put(
        "a task split in two",
        with(
                PLAN,
                t ->
                    swap(budget(t), "name=\"Draft the plan and the support\"", "name=\"Draft it\""))
            .with(form("")));
    all.put(
        "another deadline",
        with(
            ENTRY,
            t ->
                swap(
                    t,
                    "dates.due('5 working days before assessmentDue'",
                    "dates.due('4 working days before assessmentDue'")));
    all.put("a new approval", with(PLAN, TypicalChanges::approval).with(form(APPROVAL)));
    all.put(
        "another row of a table",
        with("processes/reminder-schedule.dmn", t -> swap(t, "28 days", "a month")));
    all.put(
        "a field made required",
        with(
            "forms/follow-up-actions.form",
            t -> t.replaceFirst("\"validate\": ?\\{", "\"validate\": {\"required\": true, ")));
    all.put(
        "a new notice",
        with(
            PLAN,
            t ->
                onArrow(
                    t,
                    "flow_arrangeThemes_draftPlan",
                    "userTask_draftPlan",
                    "serviceTask_tellOfThemes",
                    """
                    <bpmn:serviceTask id="serviceTask_tellOfThemes" name="Tell of the themes" camunda:asyncBefore="true" camunda:delegateExpression="${sendNotice}">
                      <bpmn:documentation>So that directors know what the plan will be about.</bpmn:documentation>
                      <bpmn:extensionElements>
                        <camunda:failedJobRetryTimeCycle>R3/PT10M</camunda:failedJobRetryTimeCycle>
                        <camunda:inputOutput>
                          <camunda:inputParameter name="noticeTo">dcs, office</camunda:inputParameter>
                          <camunda:inputParameter name="noticeSubject">The themes are arranged</camunda:inputParameter>
                          <camunda:inputParameter name="noticeText">The draft comes next.</camunda:inputParameter>
                        </camunda:inputOutput>
                      </bpmn:extensionElements>
                      <bpmn:incoming>flow_arrangeThemes_draftPlan</bpmn:incoming>
                      <bpmn:outgoing>flow_tellOfThemes_draftPlan</bpmn:outgoing>
                    </bpmn:serviceTask>
                    """)));
    all.put(
        "an id changed", with(REPORT, t -> t.replace("userTask_checkFacts", "userTask_seeFacts")));
    return all;
  }

  private static String budget(String text) {
    return onArrow(
        text, "flow_arrangeThemes_draftPlan", "userTask_draftPlan", "userTask_checkBudget", BUDGET);
  }

  private static String approval(String text) {
    String asked =
        onArrow(
            budget(text),
            "flow_checkBudget_draftPlan",
            "userTask_draftPlan",
            "gateway_budgetAgreed",
            """
            <bpmn:exclusiveGateway id="gateway_budgetAgreed" name="Budget agreed?" default="flow_budgetAgreed_draftPlan">
              <bpmn:incoming>flow_checkBudget_draftPlan</bpmn:incoming>
              <bpmn:outgoing>flow_budgetAgreed_draftPlan</bpmn:outgoing>
              <bpmn:outgoing>flow_budgetAgreed_arrangeThemes</bpmn:outgoing>
            </bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="flow_budgetAgreed_arrangeThemes" name="no" sourceRef="gateway_budgetAgreed" targetRef="userTask_arrangeThemes">
              <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${budgetDecision == 'change'}</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            """);
    return asked.replace(
        "<bpmn:sequenceFlow id=\"flow_budgetAgreed_draftPlan\"",
        "<bpmn:sequenceFlow id=\"flow_budgetAgreed_draftPlan\" name=\"yes\"");
  }

  /** The form and the step of another section, under a name of their own. */
  private static FileSet section() {
    String form = read("forms/write-whole-story.form");
    FileSet forms =
        file("forms/write-partners.form", form.replace("write-whole-story", "write-partners"));
    return with(
            ENTRY,
            text -> {
              String now = text;
              for (String begin :
                  List.of(
                      "      <bpmn:userTask id=\"userTask_writeWholeStory\"",
                      "      <bpmn:sequenceFlow id=\"flow_whichSections_writeWholeStory\"",
                      "      <bpmn:sequenceFlow id=\"flow_writeWholeStory_sectionsWritten\"")) {
                int at = now.indexOf(begin);
                String rest = now.substring(at);
                String end =
                    begin.contains("userTask")
                        ? "</bpmn:userTask>\n"
                        : rest.substring(0, rest.indexOf('>')).endsWith("/")
                            ? "/>\n"
                            : "</bpmn:sequenceFlow>\n";
                String block = rest.substring(0, rest.indexOf(end) + end.length());
                now = now.replace(block, block + other(block));
              }
              return now.replace(
                      "<bpmn:outgoing>flow_whichSections_writeWholeStory</bpmn:outgoing>\n",
                      "<bpmn:outgoing>flow_whichSections_writeWholeStory</bpmn:outgoing>\n"
                          + "<bpmn:outgoing>flow_whichSections_writePartners</bpmn:outgoing>\n")
                  .replace(
                      "<bpmn:incoming>flow_writeWholeStory_sectionsWritten</bpmn:incoming>\n",
                      "<bpmn:incoming>flow_writeWholeStory_sectionsWritten</bpmn:incoming>\n"
                          + "<bpmn:incoming>flow_writePartners_sectionsWritten</bpmn:incoming>\n");
            })
        .with(forms);
  }

  private static String other(String block) {
    return block
        .replace("WholeStory", "Partners")
        .replace("whole-story", "partners")
        .replace("Whole story", "Work with partners");
  }

  /** A step drawn on an arrow. */
  private static String onArrow(
      String text, String arrow, String target, String step, String elements) {
    String from = "id=\"%s\"".formatted(arrow);
    int at = text.indexOf("<bpmn:sequenceFlow " + from);
    String flow = text.substring(at, text.indexOf('>', at) + 1);
    String name = step.replaceFirst(".*_", "");
    String next = "flow_" + name + "_" + target.replaceFirst(".*_", "");
    return swap(
            text,
            "<bpmn:incoming>%s</bpmn:incoming>".formatted(arrow),
            "<bpmn:incoming>%s</bpmn:incoming>".formatted(next))
        .replace(
            flow,
            flow.replace("targetRef=\"" + target, "targetRef=\"" + step)
                + elements
                + "<bpmn:sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\" />\n"
                    .formatted(next, step, target));
  }

  /** Without a step; what led to it leads to where it led. */
  private static String without(String text, String step, String in, String outBegins) {
    int at = text.indexOf("<bpmn:userTask id=\"" + step + "\"");
    String end = "</bpmn:userTask>";
    String now = text.substring(0, at) + text.substring(text.indexOf(end, at) + end.length());
    int out = now.indexOf("<bpmn:sequenceFlow id=\"" + outBegins);
    String flow = now.substring(out, now.indexOf('>', out) + 1);
    String id = flow.replaceAll("(?s).* id=\"([^\"]*)\".*", "$1");
    String target = flow.replaceAll("(?s).*targetRef=\"([^\"]*)\".*", "$1");
    now = now.replace(flow, "");
    now = now.replace("targetRef=\"" + step + "\"", "targetRef=\"" + target + "\"");
    return now.replace("<bpmn:incoming>" + id + "</", "<bpmn:incoming>" + in + "</");
  }

  private static FileSet form(String decision) {
    return file(
        "forms/check-budget.form",
        """
        {"type": "default", "id": "check-budget", "schemaVersion": 16,
         "executionPlatform": "Camunda Platform", "executionPlatformVersion": "7.24.0",
         "components": [
        %s
          {"type": "textarea", "key": "remark", "label": "Remark", "id": "Field_remark",
           "validate": {"maxLength": 4000}}
        ]}
        """
            .formatted(decision));
  }

  private static FileSet file(String name, String text) {
    return new FileSet(List.of(new FileSet.File(name, text.getBytes(StandardCharsets.UTF_8))));
  }

  /** What is built, with one file changed, and drawn anew where it is a diagram. */
  private static FileSet with(String name, UnaryOperator<String> change) {
    String text = read(name);
    String now = change.apply(text);
    assertThat(now).as("what is changed in " + name).isNotEqualTo(text);
    try {
      return FileSet.built()
          .with(
              file(
                  name,
                  name.endsWith(".bpmn")
                      ? LayoutCommand.laidOut(name.replace("processes/", ""), now)
                      : now));
    } catch (org.xml.sax.SAXException | java.io.IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static String read(String name) {
    return new ArrayList<>(FileSet.built().files())
        .stream()
            .filter(file -> file.name().equals(name))
            .map(file -> new String(file.bytes(), StandardCharsets.UTF_8))
            .findFirst()
            .orElseThrow();
  }

  private static String swap(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }
}
