package org.peerchallenge.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.Invariants;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.operation.Invariant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Every kind of failure, really made in a step, is said in words with what to do. */
@Invariants.Except(value = Invariant.JOBS_HAVE_RETRIES, because = "each step is made to fail")
class FailureWordsTest extends EngineTest {

  /** Set by the test; the engine makes the delegate. */
  private static Callable<?> step;

  @Autowired private NineOClock nine;

  private String deployment;

  @AfterEach
  void undeploy() {
    if (deployment != null) {
      repositoryService.deleteDeployment(deployment, true);
    }
  }

  /** Does in a service task whatever the test wants. */
  public static class Failing implements JavaDelegate {
    @Override
    public void execute(DelegateExecution execution) throws Exception {
      step.call();
    }
  }

  @Test
  void eachKindOfFailureIsSaidInItsOwnWordsWithWhatToDo() {
    Map<FailureWords, Callable<?>> failures = new EnumMap<>(FailureWords.class);
    failures.put(
        FailureWords.MAIL,
        () -> {
          JavaMailSenderImpl nobody = new JavaMailSenderImpl();
          nobody.setHost("127.0.0.1");
          nobody.setPort(1);
          nobody.send(new SimpleMailMessage());
          return null;
        });
    failures.put(
        FailureWords.DOCUMENT, () -> PdfDocument.print("<html><body>An example that never ends"));
    failures.put(
        FailureWords.MESSAGE,
        () -> {
          runtimeService.createMessageCorrelation("nobodyWaits").correlate();
          return null;
        });
    failures.put(
        FailureWords.DECISION,
        () ->
            engine
                .getDecisionService()
                .evaluateDecisionTableByKey("plan-approval", Map.of("nothing", "of it")));
    failures.put(
        FailureWords.DATABASE,
        () -> jdbc.sql("insert into entry (key, cycle) values ('2001/801', '2001')").update());
    failures.put(
        FailureWords.UNREACHABLE,
        () -> {
          try (var nobody = new java.net.Socket("127.0.0.1", 1)) {
            return nobody;
          }
        });
    failures.put(
        FailureWords.FULL,
        () -> {
          throw new java.io.IOException("No space left on device");
        });
    failures.put(
        FailureWords.TWO_AT_ONCE,
        () -> {
          // The engine tries its own again by itself, without end.
          throw new IllegalStateException("deadlock detected");
        });
    failures.put(
        FailureWords.OTHER,
        () -> {
          throw new IllegalStateException("An example");
        });
    deploy("camundaClass");
    failures.forEach(
        (kind, failure) -> {
          step = failure;
          assertThat(shown()).as(kind.name()).isEqualTo(kind.words());
        });
    deploy("${missing.of(execution)}");
    assertThat(shown()).isEqualTo(FailureWords.VARIABLE.words());
    assertThat(failures.keySet())
        .as("kinds that no failure was made of")
        .containsAll(java.util.EnumSet.complementOf(java.util.EnumSet.of(FailureWords.VARIABLE)));
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
  }

  private void deploy(String expression) {
    undeploy();
    var task =
        Bpmn.createExecutableProcess("failing")
            .camundaHistoryTimeToLive(1)
            .startEvent()
            .serviceTask("step")
            .name("Do it")
            .camundaAsyncBefore();
    BpmnModelInstance model =
        (expression.startsWith("$")
                ? task.camundaExpression(expression)
                : task.camundaClass(Failing.class.getName()))
            .endEvent()
            .done();
    deployment =
        repositoryService
            .createDeployment()
            .addModelInstance("failing.bpmn", model)
            .deploy()
            .getId();
  }

  /** Lets the step fail for good, and gives back what the office's page says of it. */
  private String shown() {
    String instance = runtimeService.startProcessInstanceByKey("failing").getId();
    Job job = managementService.createJobQuery().processInstanceId(instance).singleResult();
    managementService.setJobRetries(job.getId(), 1);
    assertThatThrownBy(() -> managementService.executeJob(job.getId()));
    String words =
        nine.failed().stream()
            .filter(one -> one.instance().equals(instance))
            .findFirst()
            .orElseThrow()
            .words();
    runtimeService.deleteProcessInstance(instance, "next");
    return words;
  }
}
