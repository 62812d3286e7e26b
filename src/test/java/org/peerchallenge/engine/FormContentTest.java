package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class FormContentTest extends EngineTest {

  private static final String MARKER = "MARKER-7f3a";

  @Autowired private TransactionTemplate transaction;

  private Deployment deployment;
  private ProcessInstance instance;

  @BeforeEach
  void start() {
    deployment =
        repositoryService
            .createDeployment()
            .addClasspathResource("mechanism/mechanism.bpmn")
            .addClasspathResource("mechanism/say-something.form")
            .deploy();
    instance = runtimeService.startProcessInstanceByKey("mechanism", "2019/846");
  }

  @AfterEach
  void removeDeployment() {
    repositoryService.deleteDeployment(deployment.getId(), true);
  }

  @Test
  void tenThousandCharactersOfAnyScriptComeBackExactInTheNextTask() {
    String story = "𝒜é漢😀\t\n\"\\".repeat(2000).substring(0, 10_000);
    send(task("2019/846", "userTask_saySomething"), "team-846", form("story", story));

    assertThat(shown(task("2019/846", "userTask_saySomethingAgain")).get("story")).isEqualTo(story);
  }

  @Test
  void onlyFlagsReachTheProcess() {
    send(task("2019/846", "userTask_saySomething"), "team-846", form("story", "a story"));

    assertThat(instance).variables().containsOnlyKeys("goOn");
    assertThat(instance).isWaitingAt("userTask_saySomethingAgain");
  }

  @Test
  void listsAndDatesComeBackAsTheyWereSent() {
    Map<String, Object> sent = form("story", "s");
    sent.put("day", "2019-02-26");
    sent.put("howMany", 3);
    sent.put("asks", List.of(Map.of("title", "Help with recruitment")));
    send(task("2019/846", "userTask_saySomething"), "team-846", sent);

    VariableMap shown = shown(task("2019/846", "userTask_saySomethingAgain"));
    assertThat(shown.get("day")).isEqualTo("2019-02-26");
    assertThat(shown.get("howMany")).isEqualTo(3);
    assertThat(shown.get("asks").toString()).contains("Help with recruitment");
  }

  @Test
  void nothingThatPeopleWroteIsInAnyTableOfTheEngine() {
    Map<String, Object> sent = form("story", MARKER + " story");
    sent.put("asks", List.of(Map.of("title", MARKER + " ask")));
    send(task("2019/846", "userTask_saySomething"), "team-846", sent);

    assertThat(EngineTables.columnsWith(jdbc, MARKER)).isEmpty();
    assertThat(EngineTables.columnsWith(jdbc, "userTask_saySomethingAgain")).isNotEmpty();
    assertThat(
            jdbc.sql("select count(*) from submission where content::text like :marker")
                .param("marker", "%" + MARKER + "%")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void aValueThatIsTooLongMissingOrOfTheWrongTypeIsToldAndChangesNothing() {
    Task task = task("2019/846", "userTask_saySomething");
    Map<String, Object> sent = form("story", "x".repeat(10_001));
    sent.put("howMany", "many");
    sent.put("day", "31.12.2018");
    sent.put("theme", "weather");
    sent.put("asks", List.of(Map.of("title", "x".repeat(201))));
    sent.remove("goOn");

    assertThatThrownBy(() -> submit(task, "team-846", sent))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("“Your story” is 10,001 characters long; at most 10,000 fit")
        .hasMessageContaining("“How many” must be a number")
        .hasMessageContaining("“Day” must be a date")
        .hasMessageContaining("“Theme”: choose one of the answers offered")
        .hasMessageContaining("“Title” in row 1 of “Asks” is 201 characters long")
        .hasMessageContaining("“Go on?” is needed");
    assertThat(instance).isWaitingAt("userTask_saySomething");
    assertThat(jdbc.sql("select count(*) from submission").query(Long.class).single()).isZero();
  }

  @Test
  void aFieldThatTheFormDoesNotHaveIsRefused() {
    Map<String, Object> sent = form("story", "s");
    sent.put("sectionsToWrite", "context");

    assertThatThrownBy(() -> submit(task("2019/846", "userTask_saySomething"), "team-846", sent))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("this form has no field sectionsToWrite");
  }

  @Test
  void aHiddenFieldIsNotAskedForAndAShownOneIs() {
    Map<String, Object> sent = form("story", "s");
    sent.put("goOn", "no");

    assertThatThrownBy(() -> submit(task("2019/846", "userTask_saySomething"), "team-846", sent))
        .hasMessageContaining("“Why not” is needed");
    sent.put("whyNot", "Because.");
    send(task("2019/846", "userTask_saySomething"), "team-846", sent);
    assertThat(instance).isEnded().hasPassed("gateway_goOn", "endEvent_done");
  }

  @Test
  void aFinishedTaskSaysSo() {
    Task task = task("2019/846", "userTask_saySomething");
    send(task, "team-846", form("story", "first"));

    assertThatThrownBy(() -> submit(task, "team-846", form("story", "second")))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("no longer open");
  }

  @Test
  void aPersonWithoutTheTaskCanNeitherReadNorSendIt() {
    Task task = task("2019/846", "userTask_saySomething");
    identityService.setAuthentication("team-850", List.of("team-850"));

    assertThatThrownBy(() -> formService.getTaskFormVariables(task.getId()))
        .isInstanceOf(FormRejected.class);
    assertThatThrownBy(() -> formService.submitTaskForm(task.getId(), form("story", "s")))
        .isInstanceOf(FormRejected.class);
    identityService.clearAuthentication();
    assertThat(instance).isWaitingAt("userTask_saySomething");
    assertThat(jdbc.sql("select count(*) from submission").query(Long.class).single()).isZero();
  }

  @Test
  void aCandidateReadsAndSendsWithTaskRightsAlone() {
    Task task = task("2019/846", "userTask_saySomething");
    identityService.setAuthentication("team-846", List.of("team-846"));

    formService.getTaskFormVariables(task.getId());
    taskService.claim(task.getId(), "team-846");
    formService.submitTaskForm(task.getId(), form("story", "s"));
    identityService.clearAuthentication();
    assertThat(instance).isWaitingAt("userTask_saySomethingAgain");
  }

  @Test
  void aMessageArrivesAfterItsSendersTransactionAndTheTimerFollows() {
    send(task("2019/846", "userTask_saySomething"), "team-846", form("story", "s"));
    send(task("2019/846", "userTask_saySomethingAgain"), "team-846", form("story", "s"));
    assertThat(instance).isWaitingAt("catch_somethingHappened");

    transaction.executeWithoutResult(
        status -> {
          messages.tell(Message.DAY_MOVED, "2019/846", Map.of());
          messages.tell(Message.GROUP_FORMED, "2019/846", Map.of());
        });
    settle();
    assertThat(instance).isWaitingAt("timer_later");

    moveTo(START.toLocalDate().plusDays(9));
    assertThat(instance).isWaitingAt("timer_later");
    moveTo(START.toLocalDate().plusDays(10));
    assertThat(instance).isEnded();
  }

  @Test
  void aMessageOfARolledBackSenderIsNeverDelivered() {
    transaction.executeWithoutResult(
        status -> {
          messages.tell(Message.DAY_MOVED, "2019/846", Map.of());
          status.setRollbackOnly();
        });

    assertThat(messages.deliverDue()).isZero();
  }

  private VariableMap shown(Task task) {
    return formService.getTaskFormVariables(task.getId());
  }

  private static Map<String, Object> form(String key, Object value) {
    Map<String, Object> form = new HashMap<>();
    form.put("goOn", "yes");
    form.put(key, value);
    return form;
  }
}
