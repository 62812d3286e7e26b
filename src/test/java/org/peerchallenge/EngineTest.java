package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.engine.TimeMachine.Failure;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The base of process tests: the whole application on a real PostgreSQL, with the clock and the job
 * executor in the test's hand. Each test begins with no case and empty tables, on 30 November 2018
 * at nine o'clock.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "camunda.bpm.job-execution.enabled=false",
      "camunda.bpm.admin-user.id=admin",
      "camunda.bpm.admin-user.password=A-test-password-1",
      "peerchallenge.message-sweep=P1D",
      "peerchallenge.trial-sweep=P1D",
      "peerchallenge.move-sweep=P1D",
      "peerchallenge.pack-sweep=P1D",
      "peerchallenge.notice.sweep=false",
      "peerchallenge.files-folder=.",
      "peerchallenge.home=target/home"
    })
@ExtendWith(Invariants.class)
@Tag("application")
public abstract class EngineTest {

  /** When every test begins. */
  protected static final LocalDateTime START = LocalDateTime.of(2018, 11, 30, 9, 0);

  private static final String DATABASE = TestDatabase.freshJdbcUrl();

  /** Of those on that database: the connections of each have its number as their name. */
  private static final AtomicInteger APPLICATIONS = new AtomicInteger();

  @Autowired protected ProcessEngine engine;
  @Autowired protected RuntimeService runtimeService;
  @Autowired protected TaskService taskService;
  @Autowired protected FormService formService;
  @Autowired protected HistoryService historyService;
  @Autowired protected ManagementService managementService;
  @Autowired protected RepositoryService repositoryService;
  @Autowired protected IdentityService identityService;
  @Autowired protected JdbcClient jdbc;
  @Autowired protected Messages messages;

  /** The job executor of tests; it leaves the daily reminders alone unless a test wants them. */
  protected TimeMachine time;

  private Beginnings beginnings;

  /** What was deployed before the test, and other tests go on with. */
  private List<String> deployedBefore;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    int number = APPLICATIONS.incrementAndGet();
    properties.add(
        "spring.datasource.url",
        () ->
            "%s&socketFactory=%s&ApplicationName=%d"
                .formatted(DATABASE, DatabaseConnections.class.getName(), number));
    properties.add("spring.datasource.username", () -> TestDatabase.USER);
    properties.add("spring.datasource.driver-class-name", Faults.class::getName);
  }

  @BeforeEach
  final void begin() {
    AbstractAssertions.init(engine);
    time = new TimeMachine(managementService, outboxes(), this::takesPart);
    CleanSlate.make(jdbc);
    deployedBefore = deployments();
    setClock(START);
    beginnings = new Beginnings(jdbc);
  }

  /**
   * Comes to where the steps lead: by doing them, or, where tests have been here before, by what
   * they wrote then ({@link Beginnings}).
   *
   * @param name of the steps; those that differ have different names
   */
  protected final void beginBy(String name, Runnable steps) {
    beginnings.add(name, steps);
  }

  /** Takes away what the test deployed: for tests that change the set in use. */
  protected final void deleteOwnDeployments() {
    List<String> own = new ArrayList<>(deployments());
    own.removeAll(deployedBefore);
    own.forEach(id -> repositoryService.deleteDeployment(id, true));
  }

  private List<String> deployments() {
    return repositoryService.createDeploymentQuery().list().stream()
        .map(Deployment::getId)
        .toList();
  }

  @AfterEach
  final void end() {
    identityService.clearAuthentication();
    ClockUtil.reset();
  }

  /** Which jobs run by themselves in this test. */
  protected boolean takesPart(Job job) {
    return !job.getProcessDefinitionId().contains("reminders");
  }

  /**
   * What begins by the clock, as the daily reminders do, rings next after the clock of now, and not
   * after that of the test that came before.
   */
  protected final void setStartTimers() {
    for (Job job : managementService.createJobQuery().timers().list()) {
      if (job.getProcessInstanceId() == null && job.getProcessDefinitionId() != null) {
        managementService.recalculateJobDuedate(job.getId(), false);
      }
    }
  }

  protected List<IntSupplier> outboxes() {
    List<IntSupplier> outboxes = new ArrayList<>();
    outboxes.add(messages::deliverDue);
    return outboxes;
  }

  protected final void setClock(LocalDateTime now) {
    ClockUtil.setCurrentTime(Date.from(instant(now)));
  }

  /** Runs all that is due; no step may fail. */
  protected final void settle() {
    assertThat(time.settle()).as("steps that failed").isEmpty();
  }

  /** Moves forward, step by step; no step may fail. */
  protected final void moveTo(LocalDateTime then) {
    assertThat(time.moveTo(instant(then))).as("steps that failed").isEmpty();
  }

  /** Moves to nine o'clock of a day. */
  protected final void moveTo(LocalDate day) {
    moveTo(day.atTime(9, 0));
  }

  /** Runs all that is due and gives back what failed. */
  protected final List<Failure> settleWithFailures() {
    return time.settle();
  }

  /** The only open task with this key in a case. */
  protected final Task task(String businessKey, String taskKey) {
    List<Task> found = tasks(businessKey, taskKey);
    assertThat(found).as("open tasks %s of %s", taskKey, businessKey).hasSize(1);
    return found.get(0);
  }

  protected final List<Task> tasks(String businessKey, String taskKey) {
    return taskService
        .createTaskQuery()
        .processInstanceBusinessKey(businessKey)
        .taskDefinitionKey(taskKey)
        .initializeFormKeys()
        .list();
  }

  /** Sends a task's form as a person, without access checks, and runs what follows. */
  protected final void send(Task task, String username, Map<String, Object> values) {
    submit(task, username, values);
    settle();
  }

  /** Sends a task's form as a person, without access checks and without running what follows. */
  protected final void submit(Task task, String username, Map<String, Object> values) {
    identityService.setAuthentication(username, List.of(Groups.CAMUNDA_ADMIN));
    try {
      formService.submitTaskForm(task.getId(), values);
    } finally {
      identityService.clearAuthentication();
    }
  }

  protected static Instant instant(LocalDateTime local) {
    return local.atZone(EnglandTime.ZONE).toInstant();
  }
}
