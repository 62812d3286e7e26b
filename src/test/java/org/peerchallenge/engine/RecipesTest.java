package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The recipes of {@code docs/changing-the-process.md}, followed on copies: the check lets them. */
class RecipesTest {

  private static final FileCheck CHECK = new FileCheck(new Catalogue());
  private static final String PLAN = "processes/improvement-plan.bpmn";
  private static final String ARROW =
      "<bpmn:sequenceFlow id=\"flow_arrangeThemes_draftPlan\" sourceRef=\"userTask_arrangeThemes\""
          + " targetRef=\"userTask_draftPlan\" />";

  private final List<FileSet.File> files = new ArrayList<>(read().files());

  @Test
  void changeADeadline() {
    change(
        "processes/report-back.bpmn",
        t ->
            t.replaceFirst(
                "(userTask_checkFacts\"[^>]*)5 working days after today",
                "$14 working days after today"));
    assertThat(CHECK.faults(new FileSet(files), read())).isEmpty();

    // Later than silence takes effect: she is told at the timer.
    change(
        "processes/report-back.bpmn",
        t ->
            t.replaceFirst(
                "(userTask_checkFacts\"[^>]*)4 working days after today",
                "$18 working days after today"));
    assertThat(CHECK.faults(new FileSet(files), read()))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.element()).contains("boundary_notAnswered");
              assertThat(fault.problem()).contains("before “Check the facts of the report” is due");
            });
  }

  @Test
  void addAReminder() {
    change(
        "processes/reminder-schedule.dmn",
        t ->
            t.replace(
                "</decisionTable>",
                """
                <rule id="rule_signing">
                  <inputEntry id="r1"><text>"userTask_signOffSelfAssessment"</text></inputEntry>
                  <inputEntry id="r2"><text>4</text></inputEntry>
                  <inputEntry id="r3"><text></text></inputEntry>
                  <outputEntry id="r4"><text>"4 days before signing"</text></outputEntry>
                  <outputEntry id="r5"><text>"people"</text></outputEntry>
                </rule>
                </decisionTable>
                """));
    assertThat(CHECK.faults(new FileSet(files), read())).isEmpty();
  }

  @Test
  void addATaskWithAForm() {
    form("");
    change(PLAN, t -> withTask(t, "userTask_draftPlan", ""));
    assertThat(CHECK.faults(new FileSet(files), read())).isEmpty();
  }

  @Test
  void addAnApproval() {
    form(
        """
        {"type": "radio", "key": "budgetDecision", "label": "Can it be paid for?",
         "id": "Field_decision", "validate": {"required": true},
         "properties": {"engine": "flag"},
         "values": [{"label": "Yes", "value": "agree"}, {"label": "Change it", "value": "change"}]},
        """);
    change(
        PLAN,
        t ->
            withTask(
                t,
                "gateway_budgetAgreed",
                """
                <bpmn:exclusiveGateway id="gateway_budgetAgreed" name="Budget agreed?" default="flow_budgetAgreed_draftPlan">
                  <bpmn:incoming>flow_checkBudget_next</bpmn:incoming>
                  <bpmn:outgoing>flow_budgetAgreed_draftPlan</bpmn:outgoing>
                  <bpmn:outgoing>flow_budgetAgreed_arrangeThemes</bpmn:outgoing>
                </bpmn:exclusiveGateway>
                <bpmn:sequenceFlow id="flow_budgetAgreed_draftPlan" name="yes" sourceRef="gateway_budgetAgreed" targetRef="userTask_draftPlan" />
                <bpmn:sequenceFlow id="flow_budgetAgreed_arrangeThemes" name="no" sourceRef="gateway_budgetAgreed" targetRef="userTask_arrangeThemes">
                  <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${budgetDecision == 'change'}</bpmn:conditionExpression>
                </bpmn:sequenceFlow>
                """));
    assertThat(CHECK.faults(new FileSet(files), read())).isEmpty();

    // Step 1 forgot to tick “Required”.
    change("forms/check-budget.form", t -> t.replace("\"required\": true", "\"required\": false"));
    assertThat(CHECK.faults(new FileSet(files), read()))
        .singleElement()
        .satisfies(fault -> assertThat(fault.problem()).contains("may stay empty"));
  }

  @Test
  void addANotice() {
    change(PLAN, t -> withNotice(t, "dcs, office"));
    assertThat(CHECK.faults(new FileSet(files), read())).isEmpty();

    change(PLAN, t -> t.replace("dcs, office", "dcs, ofice"));
    assertThat(CHECK.faults(new FileSet(files), read()))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.element()).contains("serviceTask_tellOfThemes");
              assertThat(fault.problem()).contains("nobody holds a role “ofice”");
            });
  }

  private static String withNotice(String text, String to) {
    String task =
        """
        <bpmn:serviceTask id="serviceTask_tellOfThemes" name="Tell of the themes" camunda:asyncBefore="true" camunda:delegateExpression="${sendNotice}">
          <bpmn:documentation>So that directors know what the plan will be about.</bpmn:documentation>
          <bpmn:extensionElements>
            <camunda:failedJobRetryTimeCycle>R3/PT10M</camunda:failedJobRetryTimeCycle>
            <camunda:inputOutput>
              <camunda:inputParameter name="noticeTo">%s</camunda:inputParameter>
              <camunda:inputParameter name="noticeSubject">The themes are arranged</camunda:inputParameter>
              <camunda:inputParameter name="noticeText">The draft comes next.</camunda:inputParameter>
            </camunda:inputOutput>
          </bpmn:extensionElements>
          <bpmn:incoming>flow_arrangeThemes_draftPlan</bpmn:incoming>
          <bpmn:outgoing>flow_tellOfThemes_draftPlan</bpmn:outgoing>
        </bpmn:serviceTask>
        <bpmn:sequenceFlow id="flow_tellOfThemes_draftPlan" sourceRef="serviceTask_tellOfThemes" targetRef="userTask_draftPlan" />
        """
            .formatted(to);
    return text.replace(
            ARROW, ARROW.replace("userTask_draftPlan", "serviceTask_tellOfThemes") + task)
        .replace(
            "</bpmndi:BPMNPlane>",
            shape("serviceTask_tellOfThemes", 5000)
                + edge("flow_tellOfThemes_draftPlan")
                + "</bpmndi:BPMNPlane>");
  }

  private void form(String decision) {
    String text =
        """
        {"type": "default", "id": "check-budget", "schemaVersion": 16,
         "executionPlatform": "Camunda Platform", "executionPlatformVersion": "7.24.0",
         "components": [
        %s
          {"type": "textarea", "key": "remark", "label": "Remark", "id": "Field_remark",
           "validate": {"maxLength": 4000}}
        ]}
        """
            .formatted(decision);
    files.add(new FileSet.File("forms/check-budget.form", text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A task on the arrow to the draft, and what is drawn behind it; each with its shape. */
  private static String withTask(String text, String next, String more) {
    String task =
        """
        <bpmn:userTask id="userTask_checkBudget" name="Check the budget" camunda:formRef="check-budget" camunda:formRefBinding="deployment" camunda:candidateGroups="office" camunda:dueDate="${dates.due('3 working days after today', execution)}">
          <bpmn:documentation>Say whether the plan can be paid for, so that nothing is promised in vain. If nobody answers: the office is reminded.</bpmn:documentation>
          <bpmn:incoming>flow_arrangeThemes_draftPlan</bpmn:incoming>
          <bpmn:outgoing>flow_checkBudget_next</bpmn:outgoing>
        </bpmn:userTask>
        <bpmn:sequenceFlow id="flow_checkBudget_next" sourceRef="userTask_checkBudget" targetRef="%s" />
        """
            .formatted(next);
    String shapes = shape("userTask_checkBudget", 5000) + edge("flow_checkBudget_next");
    if (!more.isEmpty()) {
      shapes +=
          shape("gateway_budgetAgreed", 5200)
              + edge("flow_budgetAgreed_draftPlan")
              + edge("flow_budgetAgreed_arrangeThemes");
    }
    return text.replace(
            ARROW, ARROW.replace("userTask_draftPlan", "userTask_checkBudget") + task + more)
        .replace("</bpmndi:BPMNPlane>", shapes + "</bpmndi:BPMNPlane>");
  }

  private static String shape(String id, int x) {
    return "<bpmndi:BPMNShape id=\"%s_di\" bpmnElement=\"%s\"><dc:Bounds x=\"%d\" y=\"3000\" width=\"100\" height=\"80\" /></bpmndi:BPMNShape>"
        .formatted(id, id, x);
  }

  private static String edge(String id) {
    return "<bpmndi:BPMNEdge id=\"%s_di\" bpmnElement=\"%s\"><di:waypoint x=\"5100\" y=\"3300\" /><di:waypoint x=\"5150\" y=\"3300\" /></bpmndi:BPMNEdge>"
        .formatted(id, id);
  }

  private void change(String name, UnaryOperator<String> change) {
    files.replaceAll(
        file -> {
          if (!file.name().equals(name)) {
            return file;
          }
          String text = new String(file.bytes(), StandardCharsets.UTF_8);
          String now = change.apply(text);
          assertThat(now).as("what the recipe changes in " + name).isNotEqualTo(text);
          return new FileSet.File(name, now.getBytes(StandardCharsets.UTF_8));
        });
  }

  private static FileSet read() {
    try {
      return FileSet.in(Path.of(""));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
