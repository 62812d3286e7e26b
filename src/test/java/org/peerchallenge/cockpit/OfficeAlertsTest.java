package org.peerchallenge.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.Invariants;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.operation.Invariant;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

class OfficeAlertsTest extends EngineTest {

  private static final String CASE = "2019/846";

  @Autowired private Region region;
  @Autowired private OfficeWorklist worklist;
  @Autowired private ApplicationEventPublisher events;

  @BeforeEach
  void anOfficeOfTwo() {
    for (String name : List.of("office", "office-2")) {
      region.addPerson(new Person(name, "Person of " + name, name + "@example.org"));
      region.appoint(name, Role.OFFICE, null, LocalDate.of(2018, 1, 1));
    }
    if (repositoryService.createProcessDefinitionQuery().processDefinitionKey("rehearsal").count()
        == 0) {
      repositoryService
          .createDeployment()
          .addClasspathResource("front/rehearsal.bpmn")
          .addClasspathResource("front/rehearsal-writing.bpmn")
          .addClasspathResource("front/rehearsal-weight.dmn")
          .addClasspathResource("front/write-offers.form")
          .deploy();
    }
  }

  @Test
  @Invariants.Except(
      value = Invariant.JOBS_HAVE_RETRIES,
      because = "the office is told of just such a job")
  void aStepThatFailsForGoodIsToldToEachOfTheOfficeOnce() {
    bringToTheFailingStep();

    assertThat(settleWithFailures()).hasSize(1);
    assertThat(told()).isEmpty();
    assertThat(worklist.incidents()).isZero();

    moveOnTenMinutes();
    assertThat(told()).isEmpty();
    moveOnTenMinutes();
    moveOnTenMinutes();
    moveOnTenMinutes();

    assertThat(worklist.incidents()).isEqualTo(1);
    assertThat(told()).containsExactlyInAnyOrder("office@example.org", "office-2@example.org");
    assertThat(jdbc.sql("select body_text from notice limit 1").query(String.class).single())
        .contains("“Fail” (2019/846)")
        .contains("/camunda/app/cockpit/default/#/process-instance/");
  }

  @Test
  void aMessageThatCannotBeDeliveredIsToldToTheOffice() {
    events.publishEvent(
        new Messages.Undeliverable(Message.ASSESSMENT_SHARED.bpmnName(), CASE, "no connection"));

    assertThat(told()).containsExactlyInAnyOrder("office@example.org", "office-2@example.org");
  }

  @Test
  void aTaskWhoseGroupHasNoMemberIsShownToTheOffice() {
    runtimeService.startProcessInstanceByKey("rehearsal", CASE);

    assertThat(worklist.deserted())
        .singleElement()
        .satisfies(
            deserted -> {
              assertThat(deserted.group()).isEqualTo("team-846");
              assertThat(deserted.tasks())
                  .extracting("name")
                  .containsExactly("Write offers and asks");
            });
  }

  private void bringToTheFailingStep() {
    runtimeService.startProcessInstanceByKey("rehearsal", CASE);
    Map<String, Object> values = Map.of("wholeStory", "An example.", "mayOffer", "yes");
    submit(task(CASE, "userTask_writeOffers"), "office", values);
    submit(task(CASE, "userTask_signOffers"), "office", values);
  }

  private void moveOnTenMinutes() {
    time.moveTo(ClockUtil.getCurrentTime().toInstant().plusSeconds(601));
  }

  private List<String> told() {
    return jdbc.sql("select recipient_email from notice where template = 'incident-to-office'")
        .query(String.class)
        .list();
  }
}
