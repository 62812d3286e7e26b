package org.peerchallenge.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.Invariants;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.operation.Invariant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Every kind of failure, really made in a step that then has no retry left, is said in words with
 * what to do, on the page for nine o'clock and in the case's history.
 */
@Invariants.Except(value = Invariant.JOBS_HAVE_RETRIES, because = "each step is made to fail")
class FailureWordsTest extends EngineTest {

  /** What the delegate of the test's diagram does. */
  private Callable<?> step;

  @Autowired private NineOClock nine;
  @Autowired private CaseHistory history;

  @Autowired private ConfigurableListableBeanFactory beans;

  private String deployment;

  /** Diagrams reach delegates by the names of their beans alone. */
  @BeforeEach
  void addTheDelegate() {
    JavaDelegate delegate =
        execution -> {
          step.call();
        };
    beans.registerSingleton("failing", delegate);
  }

  @AfterEach
  void removeTheDelegate() {
    ((DefaultSingletonBeanRegistry) beans).destroySingleton("failing");
    undeploy();
  }

  private void undeploy() {
    if (deployment != null) {
      repositoryService.deleteDeployment(deployment, true);
      deployment = null;
    }
  }

  /** What a step does, and the kind that its failure is. */
  private Map<Callable<?>, FailureWords> failures() {
    Map<Callable<?>, FailureWords> failures = new LinkedHashMap<>();
    failures.put(
        () -> {
          JavaMailSenderImpl nobody = new JavaMailSenderImpl();
          nobody.setHost("127.0.0.1");
          nobody.setPort(1);
          nobody.send(new SimpleMailMessage());
          return null;
        },
        FailureWords.MAIL);
    failures.put(() -> PdfDocument.write(null), FailureWords.DOCUMENT);
    failures.put(
        () -> {
          runtimeService.createMessageCorrelation("nobodyWaits").correlate();
          return null;
        },
        FailureWords.MESSAGE);
    failures.put(
        () -> engine.getDecisionService().evaluateDecisionTableByKey("none", Map.of()),
        FailureWords.DECISION);
    failures.put(
        () -> jdbc.sql("insert into entry (key, cycle) values ('2001/801', '2001')").update(),
        FailureWords.DATABASE);
    // The words "mail", "decision" and "document" of a statement are no kinds of failures.
    failures.put(
        () ->
            jdbc.sql("select email, decision, document from notice, timeout").query().listOfRows(),
        FailureWords.DATABASE);
    failures.put(
        () -> jdbc.sql("select key from entry where key = 'none'").query(String.class).single(),
        FailureWords.GONE);
    failures.put(() -> Optional.empty().orElseThrow(), FailureWords.GONE);
    failures.put(
        () -> {
          try (Socket nobody = new Socket("127.0.0.1", 1)) {
            return nobody;
          }
        },
        FailureWords.UNREACHABLE);
    failures.put(
        () -> {
          jdbc.sql("set local statement_timeout = 10").update();
          return jdbc.sql("select pg_sleep(1)").query().listOfRows();
        },
        FailureWords.UNREACHABLE);
    failures.put(
        () -> {
          throw new IOException("No space left on device");
        },
        FailureWords.FULL);
    failures.put(
        () -> {
          // The engine tries its own again by itself, without end.
          jdbc.sql("do $$ begin raise 'deadlock detected' using errcode = '40P01'; end $$")
              .update();
          return null;
        },
        FailureWords.TWO_AT_ONCE);
    failures.put(
        () -> {
          throw new Refused("The entry has left the year.");
        },
        FailureWords.REFUSED);
    failures.put(
        () -> {
          throw new IllegalStateException("An example of mail, decision and document");
        },
        FailureWords.OTHER);
    return failures;
  }

  @Test
  void eachKindOfFailureIsSaidInItsOwnWordsWithWhatToDo() {
    Map<Callable<?>, FailureWords> failures = failures();
    deploy(
        begun().serviceTask("step").camundaDelegateExpression("${failing}").camundaAsyncBefore());
    failures.forEach(
        (failure, kind) -> {
          step = failure;
          fails(kind);
        });
    deploy(
        begun()
            .serviceTask("step")
            .camundaExpression("${missing.of(execution)}")
            .camundaAsyncBefore());
    fails(FailureWords.VARIABLE);
    deploy(begun().callActivity("step").calledElement("missing").camundaAsyncBefore());
    fails(FailureWords.WAY);
    deploy(
        begun()
            .exclusiveGateway("step")
            .camundaAsyncBefore()
            .condition("never", "${1 == 2}")
            .endEvent()
            .moveToNode("step")
            .condition("nor this", "${2 == 3}"));
    fails(FailureWords.WAY);

    EnumSet<FailureWords> made = EnumSet.of(FailureWords.VARIABLE, FailureWords.WAY);
    made.addAll(failures.values());
    assertThat(made).as("kinds that were made").containsExactly(FailureWords.values());
  }

  @Test
  void noKindSpeaksTheMachinesWordsAndEachSaysWhatToDo() {
    for (FailureWords kind : FailureWords.values()) {
      assertThat(kind.words())
          .doesNotContainPattern("Exception|SQL|DMN|variable|job|null")
          .containsIgnoringCase("try it again");
    }
    assertThat(Set.of(FailureWords.values()))
        .extracting(FailureWords::words)
        .doesNotHaveDuplicates();
    assertThat(FailureWords.of(null, null)).isEqualTo(FailureWords.OTHER);
  }

  private static StartEventBuilder begun() {
    return Bpmn.createExecutableProcess("failing").camundaHistoryTimeToLive(1).startEvent();
  }

  private void deploy(AbstractFlowNodeBuilder<?, ?> last) {
    undeploy();
    BpmnModelInstance model = last.endEvent().done();
    deployment =
        repositoryService
            .createDeployment()
            .addModelInstance("failing.bpmn", model)
            .deploy()
            .getId();
  }

  /** Lets the step fail for good, and reads what the pages say of it. */
  private void fails(FailureWords kind) {
    String instance = runtimeService.startProcessInstanceByKey("failing").getId();
    Job job = managementService.createJobQuery().processInstanceId(instance).singleResult();
    while (managementService.createJobQuery().jobId(job.getId()).withRetriesLeft().count() > 0) {
      assertThatThrownBy(
              () -> managementService.executeJob(job.getId()), "what should fail as %s", kind)
          .isNotNull();
    }
    assertThat(nine.failed())
        .filteredOn(one -> one.instance().equals(instance))
        .as(managementService.getJobExceptionStacktrace(job.getId()))
        .extracting(NineOClock.Failed::words)
        .containsExactly(kind.words());
    assertThat(history.deeds(history.find(instance).orElseThrow()))
        .extracting(CaseHistory.Deed::why)
        .as(kind.name())
        .contains(kind.words());
    runtimeService.deleteProcessInstance(instance, "next");
  }
}
