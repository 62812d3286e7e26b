package org.peerchallenge.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.account.Accounts;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sets the demo up at its first start, as the office would: the region, the arrangements and the
 * running year. Each part is made only where it is missing.
 */
@Component
@Profile("demo")
class DemoStart {

  private static final String YEAR = DemoYear.KEY.value();

  private final DemoRegion region;
  private final DemoYear year;
  private final DemoClock clock;
  private final IdentityService identity;
  private final RepositoryService repository;
  private final Accounts accounts;
  private final RuntimeService runtime;
  private final TaskService tasks;
  private final FormService forms;
  private final EmbeddedPostgres postgres;
  private final String password;
  private final String address;

  DemoStart(
      DemoRegion region,
      DemoYear year,
      DemoClock clock,
      IdentityService identity,
      RepositoryService repository,
      Accounts accounts,
      RuntimeService runtime,
      TaskService tasks,
      FormService forms,
      EmbeddedPostgres postgres,
      @Value("${peerchallenge.demo-password}") String password,
      @Value("${peerchallenge.base-url}") String address) {
    this.region = region;
    this.year = year;
    this.clock = clock;
    this.identity = identity;
    this.repository = repository;
    this.accounts = accounts;
    this.runtime = runtime;
    this.tasks = tasks;
    this.forms = forms;
    this.postgres = postgres;
    this.password = password;
    this.address = address;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(100)
  void setUp() {
    System.out.println("Setting up the region, its people and the year …");
    region.seed();
    identity.createUserQuery().unlimitedList().stream()
        .map(User::getId)
        .forEach(this::givePassword);
    year.arrange();
    if (runtime.createProcessInstanceQuery().processInstanceBusinessKey(YEAR).count() == 0) {
      asOffice(this::startYear);
    }
    greet();
  }

  private void givePassword(String username) {
    if (!identity.checkPassword(username, password)) {
      // Read after the check: a failed one is counted in the same row.
      User user = identity.createUserQuery().userId(username).singleResult();
      user.setPassword(password);
      identity.saveUser(user);
      accounts.letIn(username);
    }
  }

  private void startYear() {
    String definition =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey("annual-cycle")
            .latestVersion()
            .singleResult()
            .getId();
    clock.take(
        () -> forms.submitStartForm(definition, Map.of("year", YEAR, "copyFrom", "nothing")),
        () -> send("userTask_arrangeYear", Map.of("complete", true)),
        () ->
            send(
                "userTask_acceptWarnings",
                Map.of(
                    "warningsDecision", "accept", "reason", "As the days of 2019 really were.")));
  }

  /** Sends the open task of the year with this key, if it is open. */
  private void send(String taskKey, Map<String, Object> values) {
    List<Task> open =
        tasks.createTaskQuery().processInstanceBusinessKey(YEAR).taskDefinitionKey(taskKey).list();
    for (Task task : open) {
      tasks.claim(task.getId(), "office");
      forms.submitTaskForm(task.getId(), values);
    }
  }

  private void asOffice(Runnable work) {
    identity.setAuthentication("office", List.of("office", "camunda-admin"));
    try {
      work.run();
    } finally {
      identity.clearAuthentication();
    }
  }

  private void greet() {
    System.out.printf(
        """

        The peer challenge of 2018-19 is ready. It is %2$s there.

          Address    %1$s
          Accounts   office, lead, data, analyst, admin, facilitator-1 … facilitator-6,
                     reviewer-1, reviewer-2, and for every authority, by its DfE number:
                     dcs-846, team-846, lead-member-846, chief-executive-846
          Password   %3$s
          Clock      %1$s/demo/clock (the office moves it)
          Database   postgresql://postgres@localhost:%4$d/postgres (for psql)

        """,
        address, clock.now().withNano(0), password, postgres.getPort());
  }
}
