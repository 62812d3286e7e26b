package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;

class FileCheckTest extends EngineTest {

  @Autowired private FileCheck check;
  @Autowired private Deployer deployer;

  @Test
  void theFilesOfThisInstallationHaveNoFault() {
    assertThat(check.faults(FileSet.built())).isEmpty();
  }

  /** Each row: the file, what an analyst did to it, and what she is told. */
  static Stream<Arguments> faults() {
    String self = "processes/self-assessment.bpmn";
    String day = "processes/challenge-day.bpmn";
    String approval = "processes/plan-approval.dmn";
    String ratings = "processes/data-and-ratings.dmn";
    String story = "forms/write-whole-story.form";
    return Stream.of(
        change(
            self, "${issueDataSheet}", "${isueDataSheet}", "there is no delegate ${isueDataSheet}"),
        change(
            self,
            "formRef=\"write-context\"",
            "formRef=\"write-contxt\"",
            "there is no forms/write-contxt.form"),
        change(
            self,
            "id=\"userTask_readThrough\"",
            "id=\"Activity_0x1\"",
            "“userTask_readThrough”, which is not there"),
        change(
            self,
            "targetRef=\"userTask_readThrough\"",
            "targetRef=\"userTask_gone\"",
            "leads to “userTask_gone”, which is not there"),
        change(self, "camunda:historyTimeToLive=\"P3650D\"", "", "Time to live, at least P730D"),
        change(
            self,
            "${groups.of('dcs', execution)}",
            "${groups.of('director', execution)}",
            "no case has a role “director”"),
        change(
            self,
            "${groups.of('dcs', execution)}",
            "${execution.processEngineServices.identityService}",
            "cannot be used"),
        change(
            self,
            "10 working days before assessmentDue",
            "10 workdays before assessmentDue",
            "10 workdays before assessmentDue"),
        change(
            self,
            "calledElement=\"self-assessment-review\"",
            "calledElement=\"review\"",
            "there is no processes/review.bpmn"),
        change(
            self,
            "name=\"peerchallenge.timetableAsked\"",
            "name=\"timetableAsked\"",
            "its name is “peerchallenge.” and what happened"),
        change(
            self,
            "<bpmn:inclusiveGateway id=\"gateway_",
            "<bpmn:inclusiveGateway id=\"Gateway_",
            "its id begins with “gateway_”"),
        change(self, "</bpmn:definitions>", "", "not readable XML"),
        change(day, "camunda:asyncAfter=\"true\"", "", "Multi-instance, Asynchronous after"),
        change(
            day,
            "camunda:delegateExpression=\"${inviteAttendees}\"",
            "camunda:class=\"org.example.Invite\"",
            "“class” is not used here"),
        change(day, "camunda:formRefBinding=\"deployment\"", "", "set “Binding” to deployment"),
        change(
            approval,
            "<decision id=\"plan-approval\"",
            "<decision id=\"Decision_1\"",
            "exactly one decision with the id “plan-approval”"),
        change(
            ratings,
            "\"practiceLeadership\"",
            "\"practiceLeadrship\"",
            "rule 4, output column 1: “practiceLeadrship” is none of budget"),
        change(
            ratings,
            "[\"noConcern\"]",
            "[\"noConcern\", \"wach\"]",
            "rule 1, output column 2: “wach” is none of concern, leftOut, noConcern"),
        change(
            "processes/reminder-schedule.dmn",
            "\"due today\"",
            "\"" + "x".repeat(101) + "\"",
            "has 101 characters, at most 100 can be kept"),
        change(
            "processes/reminder-schedule.dmn",
            "<text>\"office\"<",
            "<text>\"ofice\"<",
            "rule 8, output column 2: “ofice” is none of deputy, office, people"),
        change(
            "processes/group-check.dmn",
            "\"Nobody facilitates",
            "\"" + "x".repeat(400) + "Nobody facilitates",
            "at most 400 can be kept"),
        change(
            approval,
            "<text>\"too few directors\"",
            "<text>\"" + "x".repeat(41) + "\"",
            "at most 40 can be kept"),
        change(
            "processes/match-asks-and-offers.dmn",
            "<text>\"possible\"<",
            "<text>\"perhaps\"<",
            "“perhaps” is none of no, possible, yes"),
        change("processes/figures-suggest.dmn", ">3<", ">\"3\"<", "“3” is no number"),
        change(
            story,
            "\"type\": \"textarea\"",
            "\"type\": \"filepicker\"",
            "a part of type “filepicker” does not work in Tasklist"),
        change("forms/give-feedback.form", "\"maxLength\"", "\"longest\"", "set “Maximum length”"),
        change(
            story,
            "\"id\": \"write-whole-story\"",
            "\"id\": \"Form_1\"",
            "the form's id must be “write-whole-story”"),
        change(story, "{", "", "not readable JSON"));
  }

  /** Ways to run something other than a delegate, each planted at a place where it would run. */
  static Stream<Arguments> waysRound() {
    String self = "processes/self-assessment.bpmn";
    String plan = "processes/plan-approval.dmn";
    String retry = "<camunda:failedJobRetryTimeCycle>";
    String due = "camunda:dueDate=\"";
    String team = "${groups.of('team', execution)}";
    String condition = "${signOffDecision == 'return'}";
    String notUsed = "is not used here";
    String notAllowed = "cannot be used";
    return Stream.of(
        // behind an expression, wherever one may stand
        change(self, condition, "${execution.processEngineServices != null}", notAllowed),
        change(self, condition, "#{execution.getVariable('x') == 'y'}", notAllowed),
        change(self, condition, "${''.getClass().forName('x') != null}", notAllowed),
        change(self, condition, "${lists.has(lists.getClass().name, 'x')}", notAllowed),
        change(self, condition, "${signOffDecision} ${execution.engineServices}", notAllowed),
        change(self, team, "${task.execution.processEngineServices}", notAllowed),
        change(self, team, "team-${execution.id}", notAllowed),
        change(self, due, due + "${execution.setVariable('x', 1)}", notAllowed),
        change(
            self,
            due,
            due + "${dates.due(execution.processEngineServices, execution)}",
            notAllowed),
        change(self, "R3/PT10M", "${execution.processEngineServices}", notAllowed),
        change(self, "name=\"Sign", "name=\"${execution.engineServices} Sign", notAllowed),
        change(
            self,
            "calledElement=\"self-assessment-review\"",
            "calledElement=\"${execution.engineServices}\"",
            notAllowed),
        change(
            self,
            "calledElement=\"self-assessment-review\"",
            "calledElement=\"self-assessment-review\" camunda:calledElementVersion=\"${x.y}\"",
            notAllowed),
        change(
            self,
            "<camunda:in businessKey=\"",
            "<camunda:in sourceExpression=\"${execution.engineServices}\" target=\"x\""
                + " /><camunda:in businessKey=\"",
            notAllowed),
        change(
            self,
            retry,
            "<camunda:inputOutput><camunda:inputParameter"
                + " name=\"x\">${execution.engineServices}</camunda:inputParameter></camunda:inputOutput>"
                + retry,
            notAllowed),
        change(
            self,
            retry,
            "<camunda:inputOutput><camunda:outputParameter"
                + " name=\"x\">#{execution.engineServices}</camunda:outputParameter></camunda:inputOutput>"
                + retry,
            notAllowed),
        // classes, scripts and what else the engine runs
        change(
            self,
            retry,
            "<camunda:executionListener event=\"start\" class=\"org.example.X\" />" + retry,
            "“class” is not used in a listener"),
        change(
            self,
            retry,
            "<camunda:executionListener event=\"start\" expression=\"${x}\" />" + retry,
            "“expression” is not used in a listener"),
        change(
            self,
            retry,
            "<camunda:executionListener event=\"start\" delegateExpression=\"${nobody}\" />"
                + retry,
            "there is no delegate ${nobody}"),
        change(
            self,
            retry,
            "<camunda:executionListener event=\"start\"><camunda:script"
                + " scriptFormat=\"groovy\">1</camunda:script></camunda:executionListener>"
                + retry,
            "“script” is not used here"),
        change(
            self,
            retry,
            "<camunda:inputOutput><camunda:inputParameter name=\"x\"><camunda:script"
                + " scriptFormat=\"groovy\" resource=\"deployment://x.groovy\""
                + " /></camunda:inputParameter></camunda:inputOutput>"
                + retry,
            "“script” is not used here"),
        change(
            self,
            retry,
            "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"
                + retry,
            "“connector” is not used here"),
        change(
            self,
            retry,
            "<camunda:formData><camunda:formField id=\"x\" label=\"${execution.id}\""
                + " type=\"string\" /></camunda:formData>"
                + retry,
            "“formData” is not used here"),
        change(
            self,
            retry,
            "<camunda:field"
                + " name=\"x\"><camunda:expression>${x}</camunda:expression></camunda:field>"
                + retry,
            "“field” is not used here"),
        change(
            self,
            "camunda:delegateExpression=\"${issueDataSheet}\"",
            "camunda:expression=\"${x}\"",
            "“expression” " + notUsed),
        change(
            self,
            "camunda:delegateExpression=\"${issueDataSheet}\"",
            "camunda:type=\"shell\"",
            "“type” " + notUsed),
        change(
            self,
            "calledElement=\"self-assessment-review\"",
            "calledElement=\"self-assessment-review\""
                + " camunda:variableMappingClass=\"org.example.X\"",
            "“variableMappingClass” " + notUsed),
        change(
            self,
            "<bpmn:conditionExpression ",
            "<bpmn:conditionExpression language=\"groovy\" ",
            "no scripts"),
        change(
            self,
            "<bpmn:conditionExpression ",
            "<bpmn:conditionExpression camunda:resource=\"deployment://x\" ",
            "“resource” " + notUsed),
        change(
            plan,
            "<inputExpression ",
            "<inputExpression expressionLanguage=\"juel\" ",
            "choose FEEL"),
        change(
            plan, "<outputEntry ", "<outputEntry expressionLanguage=\"groovy\" ", "choose FEEL"));
  }

  private static Arguments change(String file, String from, String to, String told) {
    return Arguments.of(file, from, to, told);
  }

  @ParameterizedTest(name = "{0}: “{1}” made “{2}”")
  @MethodSource({"faults", "waysRound"})
  void aFaultIsNamedWithItsFileAndNothingIsDeployed(
      String file, String from, String to, String told) {
    FileSet broken = with(file, from, to);
    long before = repositoryService.createDeploymentQuery().count();

    assertThatThrownBy(() -> deployer.deploy(broken, "test"))
        .isInstanceOf(FilesRefused.class)
        .hasMessageContaining(file)
        .hasMessageContaining(told);
    assertThat(repositoryService.createDeploymentQuery().count()).isEqualTo(before);
  }

  @Test
  void aFormThatNoTaskUsesIsNamed() {
    List<FileSet.File> files = new ArrayList<>(FileSet.built().files());
    files.add(
        new FileSet.File(
            "forms/left-over.form",
            "{\"id\":\"left-over\",\"components\":[]}".getBytes(StandardCharsets.UTF_8)));

    assertThat(check.faults(new FileSet(files)))
        .extracting(FileCheck.Fault::toString)
        .containsExactly(
            "forms/left-over.form: no task uses this form → choose it at a task under Forms, or"
                + " delete the file");
  }

  @Test
  void anUnchangedSetMakesNoNewVersionAndAChangeMakesOneOfAll() {
    long before = repositoryService.createDeploymentQuery().count();
    deployer.deploy(FileSet.built(), "test");
    assertThat(repositoryService.createDeploymentQuery().count()).isEqualTo(before);

    var changed =
        deployer.deploy(with("processes/reminders.bpmn", "name=\"", "name=\"Our "), "test");
    try {
      assertThat(repositoryService.getDeploymentResources(changed.getId()))
          .hasSize(FileSet.built().files().size());
    } finally {
      repositoryService.deleteDeployment(changed.getId(), true);
    }
  }

  private static FileSet with(String name, String from, String to) {
    List<FileSet.File> files = new ArrayList<>();
    for (FileSet.File file : FileSet.built().files()) {
      String text = new String(file.bytes(), StandardCharsets.UTF_8);
      if (file.name().equals(name)) {
        assertThat(text).as("what the test changes in %s", name).contains(from);
        int at = text.indexOf(from);
        text = text.substring(0, at) + to + text.substring(at + from.length());
      }
      files.add(new FileSet.File(file.name(), text.getBytes(StandardCharsets.UTF_8)));
    }
    return new FileSet(files);
  }

  /** Without a line of Java; a section is listed in forms/guidance.yaml besides. */
  @Test
  void aTypicalChangeTouchesOneOrTwoFiles() {
    Map<String, Long> touched = new TreeMap<>();
    FileSet built = FileSet.built();
    TypicalChanges.all()
        .forEach(
            (change, set) ->
                touched.put(
                    change,
                    built.with(set).files().stream()
                        .filter(
                            file ->
                                built.files().stream()
                                    .noneMatch(
                                        old ->
                                            old.name().equals(file.name())
                                                && Arrays.equals(old.bytes(), file.bytes())))
                        .count()));

    assertThat(touched)
        .containsEntry("a new notice", 1L)
        .containsEntry("a new task with a form", 2L)
        .containsEntry("a new approval", 2L)
        .containsEntry("a new section", 2L)
        .containsEntry("another deadline", 1L)
        .containsEntry("another row of a table", 1L);
  }
}
