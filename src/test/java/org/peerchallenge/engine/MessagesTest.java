package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class MessagesTest extends EngineTest {

  private static final Message MESSAGE = Message.MEMBERS_CHANGED;
  private static final String BROKEN = "2019/846";
  private static final String SOUND = "2019/850";
  private static final String MARKER = "MARKER-7f3a";

  @Autowired private Region region;
  @Autowired private TransactionTemplate transaction;

  private Deployment deployment;

  @BeforeEach
  void aCaseThatFailsOnItsMessageAndOneThatDoesNot() {
    region.addPerson(new Person("office", "Person of the office", "office@example.org"));
    region.appoint("office", Role.OFFICE, null, LocalDate.of(2018, 1, 1));
    deployment =
        repositoryService
            .createDeployment()
            .addModelInstance("broken.bpmn", waiting("broken", "${nobodyKnows == 'MARKER-7f3a'}"))
            .addModelInstance("sound.bpmn", waiting("sound", "${true}"))
            .deploy();
    runtimeService.startProcessInstanceByKey("broken", BROKEN);
    runtimeService.startProcessInstanceByKey("sound", SOUND);
  }

  @AfterEach
  void removeDeployment() {
    repositoryService.deleteDeployment(deployment.getId(), true);
  }

  @Test
  void aMessageThatCannotBeDeliveredIsToldToTheOfficeOnceAndHoldsNobodyUp() {
    tell(BROKEN);
    tell(SOUND);

    assertThat(messages.deliverDue()).as("the one behind it").isEqualTo(1);
    assertThat(running(SOUND)).isZero();
    assertThat(running(BROKEN)).isEqualTo(1);
    assertThat(attempts()).containsExactly(1);

    // Put off by 2, 4, 8 and 16 minutes: half an hour in all.
    for (int minutes : List.of(2, 6, 14)) {
      setClock(START.plusMinutes(minutes).minusSeconds(1));
      int before = attempts().get(0);
      messages.deliverDue();
      assertThat(attempts()).as("before minute %d", minutes).containsExactly(before);
      setClock(START.plusMinutes(minutes));
      messages.deliverDue();
      assertThat(attempts()).as("at minute %d", minutes).containsExactly(before + 1);
      assertThat(told()).isEmpty();
    }
    setClock(START.plusMinutes(30));
    messages.deliverDue();

    assertThat(told())
        .singleElement()
        .satisfies(
            text ->
                assertThat(text)
                    .contains(MESSAGE.bpmnName())
                    .contains(BROKEN)
                    .doesNotContain(MARKER));
    setClock(START.plusDays(30));
    assertThat(messages.deliverDue()).isZero();
    assertThat(told()).as("not told again").hasSize(1);
    assertThat(attempts()).as("kept for whoever mends it").containsExactly(6);
    assertThat(jdbc.sql("select last_error from message_outbox").query(String.class).single())
        .contains("nobodyKnows");
    assertThat(running(BROKEN)).as("as it was before the message").isEqualTo(1);

    // Once it is mended, nobody has to send it again.
    runtimeService.setVariable(
        runtimeService
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(BROKEN)
            .singleResult()
            .getId(),
        "nobodyKnows",
        MARKER);
    setClock(START.plusDays(30).plusHours(1));
    assertThat(messages.deliverDue()).isEqualTo(1);
    assertThat(attempts()).isEmpty();
    assertThat(running(BROKEN)).isZero();
  }

  /** Waits for the message and then decides, in the transaction that delivers it. */
  private static BpmnModelInstance waiting(String key, String condition) {
    return Bpmn.createExecutableProcess(key)
        .camundaHistoryTimeToLive(1)
        .startEvent()
        .intermediateCatchEvent("catch_" + key)
        .message(MESSAGE.bpmnName())
        .exclusiveGateway()
        .condition("goes on", condition)
        .endEvent()
        .moveToLastGateway()
        .condition("stops", "${false}")
        .endEvent()
        .done();
  }

  private void tell(String businessKey) {
    transaction.executeWithoutResult(
        status -> messages.tell(MESSAGE, businessKey, Map.of("said", MARKER)));
  }

  private long running(String businessKey) {
    return runtimeService
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(businessKey)
        .count();
  }

  private List<Integer> attempts() {
    return jdbc.sql("select attempts from message_outbox").query(Integer.class).list();
  }

  private List<String> told() {
    return jdbc.sql(
            """
            select concat_ws(' ', subject, body_text, body_html) from notice
            where template = 'incident-to-office'
            """)
        .query(String.class)
        .list();
  }
}
