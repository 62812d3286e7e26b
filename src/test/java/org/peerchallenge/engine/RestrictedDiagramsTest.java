package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.EngineTest;
import org.peerchallenge.engine.TimeMachine.Failure;

/**
 * Diagrams that were deployed around the check: whatever place an expression stands in, it reaches
 * nothing but what is known.
 */
class RestrictedDiagramsTest extends EngineTest {

  private static final String BAD = "${execution.processEngineServices.runtimeService}";
  private static final String TASK = "<userTask id='task' %s/>";
  private static final String PASS = "<task id='task'>%s</task>";

  private final List<String> deployments = new ArrayList<>();

  @AfterEach
  void clean() {
    deployments.forEach(id -> repositoryService.deleteDeployment(id, true));
  }

  /** Each place that an expression may stand in: its name, and the step in the middle. */
  static Stream<Arguments> places() {
    return Stream.of(
        at("assignee", TASK.formatted("camunda:assignee='BAD'")),
        at("candidate groups", TASK.formatted("camunda:candidateGroups='BAD'")),
        at("candidate users", TASK.formatted("camunda:candidateUsers='BAD'")),
        at("due date", TASK.formatted("camunda:dueDate='BAD'")),
        at("follow-up date", TASK.formatted("camunda:followUpDate='BAD'")),
        at("priority", TASK.formatted("camunda:priority='BAD'")),
        at("task name", TASK.formatted("name='BAD'")),
        at(
            "execution listener",
            extended("<camunda:executionListener event='start' expression='BAD'/>")),
        at(
            "execution listener by delegate expression",
            extended("<camunda:executionListener event='start' delegateExpression='BAD'/>")),
        at(
            "execution listener by class",
            extended("<camunda:executionListener event='start' class='java.lang.String'/>")),
        at(
            "execution listener by script",
            extended(
                "<camunda:executionListener event='start'><camunda:script"
                    + " scriptFormat='groovy'>1</camunda:script></camunda:executionListener>")),
        at(
            "task listener",
            "<userTask id='task'><extensionElements><camunda:taskListener event='create'"
                + " expression='BAD'/></extensionElements></userTask>"),
        at(
            "task of the task's own",
            "<userTask id='task'><extensionElements><camunda:taskListener event='create'"
                + " expression='${task.execution.processEngineServices}'/></extensionElements></userTask>"),
        at(
            "input mapping",
            extended(
                "<camunda:inputOutput><camunda:inputParameter"
                    + " name='x'>BAD</camunda:inputParameter></camunda:inputOutput>")),
        at(
            "input mapping by script",
            extended(
                "<camunda:inputOutput><camunda:inputParameter name='x'><camunda:script"
                    + " scriptFormat='javascript'>1</camunda:script></camunda:inputParameter></camunda:inputOutput>")),
        at(
            "output mapping",
            "<serviceTask id='task'"
                + " camunda:expression='${lists.of(null)}'><extensionElements><camunda:inputOutput><camunda:outputParameter"
                + " name='x'>BAD</camunda:outputParameter></camunda:inputOutput></extensionElements></serviceTask>"),
        at(
            "multi-instance collection",
            looped(
                "<multiInstanceLoopCharacteristics camunda:collection='BAD'"
                    + " camunda:elementVariable='x'/>")),
        at(
            "loop cardinality",
            looped(
                "<multiInstanceLoopCharacteristics><loopCardinality>BAD</loopCardinality></multiInstanceLoopCharacteristics>")),
        at(
            "completion condition",
            looped(
                "<multiInstanceLoopCharacteristics><loopCardinality>1</loopCardinality><completionCondition>BAD</completionCondition></multiInstanceLoopCharacteristics>")),
        at(
            "timer",
            "<intermediateCatchEvent"
                + " id='task'><timerEventDefinition><timeDate>BAD</timeDate></timerEventDefinition></intermediateCatchEvent>"),
        at("called process", "<callActivity id='task' calledElement='BAD'/>"),
        at(
            "version of the called process",
            "<callActivity id='task' calledElement='x' camunda:calledElementBinding='version'"
                + " camunda:calledElementVersion='BAD'/>"),
        at(
            "variable for the called process",
            "<callActivity id='task' calledElement='reminders'><extensionElements><camunda:in"
                + " sourceExpression='BAD' target='x'/></extensionElements></callActivity>"),
        at(
            "business key for the called process",
            "<callActivity id='task' calledElement='reminders'><extensionElements><camunda:in"
                + " businessKey='BAD'/></extensionElements></callActivity>"),
        at(
            "variable mapping by class",
            "<callActivity id='task' calledElement='reminders'"
                + " camunda:variableMappingClass='java.lang.String'/>"),
        at("service task", "<serviceTask id='task' camunda:expression='BAD'/>"),
        at(
            "service task by delegate expression",
            "<serviceTask id='task' camunda:delegateExpression='BAD'/>"),
        at("service task by class", "<serviceTask id='task' camunda:class='java.lang.String'/>"),
        at("decision", "<businessRuleTask id='task' camunda:decisionRef='BAD'/>"),
        at(
            "script task",
            "<scriptTask id='task' scriptFormat='groovy'><script>1</script></scriptTask>"),
        at(
            "script from outside",
            "<scriptTask id='task' scriptFormat='groovy' camunda:resource='BAD'/>"));
  }

  private static Arguments at(String place, String step) {
    return Arguments.of(place, step);
  }

  private static String extended(String inside) {
    return PASS.formatted("<extensionElements>" + inside + "</extensionElements>");
  }

  private static String looped(String inside) {
    return PASS.formatted(inside);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void aDiagramThatGotInAroundTheCheckIsStoppedAtEachPlace(String place, String step) {
    assertThat(whatStops(process(step.replace("BAD", BAD), "")))
        .as(place)
        .contains("not open to diagrams");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${execution.processEngineServices}",
        "#{execution.processEngineServices.repositoryService}",
        "${execution.engineServices != null}",
        "${execution.getProcessEngineServices() != null}",
        "${execution.setVariable('reached', true)}",
        "${execution.variables.size() > 0}",
        "${''.getClass() != null}",
        "${''.class.name == 'x'}",
        "${''.getClass().forName('java.lang.Runtime').getMethods()[0] != null}",
        "${lists.getClass() != null}",
        "${lists.class != null}",
        "${lists.fault('x') != null}",
        "${lists.of('a')[0] == 'a'}",
        "${issueDataSheet.execute(execution)}",
        "${lists.of(execution.processEngineServices) != null}",
        "${now().getClass() != null}"
      })
  void aConditionReachesNothingBehindWhatItNames(String condition) {
    String flow =
        "<conditionExpression>" + condition.replace("'", "&apos;") + "</conditionExpression>";
    assertThat(whatStops(process("<task id='task'/>", flow))).contains("not open to diagrams");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${region != null}",
        "${dataSource != null}",
        "${processEngine != null}",
        "${runtimeService != null}"
      })
  void aBeanThatNoDiagramMayNameIsNotThere(String condition) {
    String flow = "<conditionExpression>" + condition + "</conditionExpression>";
    assertThat(whatStops(process("<task id='task'/>", flow)))
        .contains("Unknown property used in expression");
  }

  @Test
  void theTimesOfARetryAreNotReadFromBehindAnExpression() {
    deploy(
        "bad.bpmn",
        process(
            "<serviceTask id='task' camunda:asyncBefore='true'"
                + " camunda:expression='${nobodyIsThere}'>"
                + "<extensionElements><camunda:failedJobRetryTimeCycle>${execution.businessKey}"
                + "</camunda:failedJobRetryTimeCycle></extensionElements></serviceTask>",
            ""));
    runtimeService.startProcessInstanceByKey("bad", "R7/PT1M");

    // Three times is what holds without a cycle of its own; seven were in the business key.
    assertThat(time.moveTo(instant(LocalDateTime.of(2018, 12, 1, 9, 0)))).hasSize(3);
  }

  @Test
  void theEnginesOwnTaskThatRunsAProgrammeIsRefusedWhenItIsDeployed() {
    String shell =
        "<serviceTask id='task' camunda:type='shell'><extensionElements><camunda:field"
            + " name='command' stringValue='true'/></extensionElements></serviceTask>";
    assertThat(catchThrowable(() -> deploy("bad.bpmn", process(shell, ""))))
        .hasStackTraceContaining("not open to diagrams");
  }

  @Test
  void aDecisionTableInAnotherLanguageThanFeelReachesNothingEither() {
    for (String language : List.of("juel", "groovy")) {
      deploy(
          "bad.dmn",
          """
          <definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='d' name='d' namespace='x'
              xmlns:camunda='http://camunda.org/schema/1.0/dmn'>
            <decision id='bad' name='bad' camunda:historyTimeToLive='P1D'><decisionTable id='t'>
              <input id='i'><inputExpression id='e' typeRef='string' expressionLanguage='%s'><text>${x.class.name}</text></inputExpression></input>
              <output id='o' name='o' typeRef='string'/>
              <rule id='r'><inputEntry id='ie'><text></text></inputEntry><outputEntry id='oe'><text>"a"</text></outputEntry></rule>
            </decisionTable></decision>
          </definitions>
          """
              .formatted(language));
      assertThat(
              catchThrowable(
                  () ->
                      engine
                          .getDecisionService()
                          .evaluateDecisionTableByKey("bad", Map.of("x", "a"))))
          .as(language)
          .hasStackTraceContaining("not open to diagrams");
    }
  }

  /** The words with which it was stopped; empty when it ran. */
  private String whatStops(String process) {
    StringBuilder words = new StringBuilder();
    try {
      deploy("bad.bpmn", process);
      runtimeService.startProcessInstanceByKey("bad");
      for (Failure failure : time.moveTo(instant(LocalDateTime.of(2018, 12, 1, 9, 0)))) {
        add(words, failure.cause());
      }
    } catch (RuntimeException e) {
      add(words, e);
    }
    return words.toString();
  }

  private static void add(StringBuilder words, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      words.append(cause.getMessage()).append('\n');
    }
  }

  private void deploy(String name, String file) {
    DeploymentBuilder deployment = repositoryService.createDeployment().addString(name, file);
    deployments.add(deployment.deploy().getId());
  }

  private static String process(String step, String condition) {
    return """
    <definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='x'
        xmlns:camunda='http://camunda.org/schema/1.0/bpmn'
        xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>
      <process id='bad' isExecutable='true' camunda:historyTimeToLive='P1D'>
        <startEvent id='start'/>
        <sequenceFlow id='a' sourceRef='start' targetRef='task'/>
        %s
        <sequenceFlow id='b' sourceRef='task' targetRef='end'>%s</sequenceFlow>
        <endEvent id='end'/>
      </process>
    </definitions>
    """
        .formatted(
            step,
            condition.replace(
                "<conditionExpression>", "<conditionExpression xsi:type='tFormalExpression'>"));
  }
}
