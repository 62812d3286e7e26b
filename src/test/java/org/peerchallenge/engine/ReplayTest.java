package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.Replay.Differing;
import org.peerchallenge.engine.Replay.Result;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A case that really ran, run again with changed files. */
class ReplayTest extends EngineTest {

  private static final String WALK =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="walk_" targetNamespace="urn:walk">
        <bpmn:process id="walk" isExecutable="true" camunda:historyTimeToLive="P1D">
          <bpmn:startEvent id="start" />
          <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="write" />
          <bpmn:userTask id="write" name="Write" camunda:candidateGroups="${groups.of('team', execution)}" camunda:dueDate="${dates.due('5 working days after today', execution)}" />
          <bpmn:sequenceFlow id="f2" sourceRef="write" targetRef="good" />
          <bpmn:exclusiveGateway id="good" default="f3" />
          <bpmn:sequenceFlow id="f3" sourceRef="good" targetRef="sign" />
          <bpmn:sequenceFlow id="f4" sourceRef="good" targetRef="write">
            <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${verdict == 'again'}</bpmn:conditionExpression>
          </bpmn:sequenceFlow>
          <bpmn:userTask id="sign" name="Sign" camunda:candidateGroups="${groups.of('dcs', execution)}" camunda:dueDate="${dates.due('assessmentDue', execution)}" />
          <bpmn:sequenceFlow id="f5" sourceRef="sign" targetRef="end" />
          <bpmn:endEvent id="end" />
        </bpmn:process>
      </bpmn:definitions>
      """;

  @Autowired private Replay replay;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  private Deployment deployment;
  private String root;

  @BeforeEach
  void aCaseThatRan() {
    new TestYear(region, tables, transaction).region(2).year().group(1, "2019-02-04", "801", "802");
    deployment = repositoryService.createDeployment().addString("walk.bpmn", WALK).deploy();
    root = runtimeService.startProcessInstanceByKey("walk", "2019/801").getId();
    moveTo(LocalDate.of(2018, 12, 4));
    done("write", "again");
    moveTo(LocalDate.of(2018, 12, 6));
    done("write", "good");
    moveTo(LocalDate.of(2018, 12, 10));
    done("sign", "good");
    assertThat(runtimeService.createProcessInstanceQuery().count()).isZero();
  }

  @AfterEach
  void remove() {
    repositoryService.deleteDeployment(deployment.getId(), true);
  }

  private void done(String step, String verdict) {
    Task task = taskService.createTaskQuery().taskDefinitionKey(step).singleResult();
    taskService.complete(task.getId(), Map.of("verdict", verdict));
  }

  @Test
  void theSameFilesAskTheSameOfTheSamePeopleOnTheSameDays() {
    Result result = replay.of(set(WALK), root, Progress.UNSEEN);

    assertThat(result.missed()).isEmpty();
    assertThat(result.differing()).isEmpty();
    assertThat(result.events()).isEqualTo(3);
    assertThat(result.alike()).isEqualTo(3);
  }

  @Test
  void anotherDeadlineANewStepAndWhatCouldNotBeDoneBecauseOfItAreNamed() {
    String changed =
        WALK.replace("5 working days after today", "4 working days after today")
            .replace("targetRef=\"sign\"", "targetRef=\"check\"")
            .replace(
                "<bpmn:endEvent",
                "<bpmn:userTask id=\"check\" name=\"Check\" camunda:candidateGroups=\"office\" />"
                    + "<bpmn:sequenceFlow id=\"f6\" sourceRef=\"check\" targetRef=\"sign\" />"
                    + "<bpmn:endEvent");
    Result result = replay.of(set(changed), root, Progress.UNSEEN);

    assertThat(result.differing())
        .extracting(Differing::step, Differing::words)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "check", "would be asked on 6 December 2018, and was not"),
            org.assertj.core.api.Assertions.tuple(
                "sign", "was asked on 6 December 2018, and would not be"),
            org.assertj.core.api.Assertions.tuple(
                "write", "due 6 December 2018, was 7 December 2018"),
            org.assertj.core.api.Assertions.tuple(
                "write", "due 10 December 2018, was 11 December 2018"));
    assertThat(result.missed())
        .singleElement()
        .asString()
        .startsWith("“Sign” of ")
        .doesNotContain("2019/801");
  }

  @Test
  void whatIsNoCaseIsRefusedInWords() {
    assertThatThrownBy(() -> replay.of(set(WALK), "another", Progress.UNSEEN))
        .isInstanceOf(Refused.class)
        .hasMessage("There is no such case.");
    String withoutKey = runtimeService.startProcessInstanceByKey("reminders").getId();
    assertThat(replay.past()).extracting(Replay.Past::businessKey).contains("2019/801");
    assertThat(replay.past())
        .as("what has no key is no case")
        .extracting(Replay.Past::id)
        .doesNotContain(withoutKey);
    assertThat(replay.leftOut()).isZero();
    runtimeService.deleteProcessInstance(withoutKey, "the test is over");
  }

  private static FileSet set(String diagram) {
    return new FileSet(
        List.of(new FileSet.File("processes/walk.bpmn", diagram.getBytes(StandardCharsets.UTF_8))));
  }
}
