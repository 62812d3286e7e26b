package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.operation.Invariant;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Today's application, started on a database that an earlier one left in the middle of a year. */
public final class YearOnKeptDatabase implements AutoCloseable {

  private static final LocalDate AFTER_THE_CLOSE = LocalDate.of(2019, 9, 3);

  private static final String PASSWORD = "A-long-test-word-1";

  private final ConfigurableApplicationContext application;
  private final ProcessEngine engine;
  private final TimeMachine time;
  private final People people;

  /** With time and jobs in the test's hand. */
  public YearOnKeptDatabase(String database, LocalDate day) {
    this(
        database,
        day,
        "--camunda.bpm.job-execution.enabled=false",
        "--peerchallenge.message-sweep=P1D",
        "--peerchallenge.notice.sweep=false");
  }

  /**
   * As it starts by itself.
   *
   * @param database its address
   * @param day on which its clock stood
   */
  public YearOnKeptDatabase(String database, LocalDate day, String... arguments) {
    ClockUtil.setCurrentTime(Date.from(day.atTime(9, 0).atZone(EnglandTime.ZONE).toInstant()));
    application =
        new SpringApplication(PeerChallenge.class)
            .run(
                Stream.concat(
                        Stream.of(
                            "--server.port=0",
                            "--spring.datasource.url=" + database,
                            "--spring.datasource.username=" + TestDatabase.USER,
                            "--spring.datasource.password=any",
                            "--spring.datasource.hikari.maximum-pool-size=8",
                            "--camunda.bpm.admin-user.password=" + PASSWORD,
                            "--spring.jmx.enabled=false",
                            "--peerchallenge.https=false",
                            "--peerchallenge.home=target/home-kept"),
                        Stream.of(arguments))
                    .toArray(String[]::new));
    engine = application.getBean(ProcessEngine.class);
    Messages messages = application.getBean(Messages.class);
    time =
        new TimeMachine(
            engine.getManagementService(),
            List.of(messages::deliverDue),
            job ->
                job.getProcessDefinitionId() != null
                    && !job.getProcessDefinitionId().contains("reminders"));
    people = People.ofTheDemo(application);
  }

  public String address() {
    return "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
  }

  /** Somebody whose password the demo of every version gave. */
  public Visitor signIn(String username) {
    return Visitor.signIn(address(), username, "challenge-2019");
  }

  public Set<String> names() {
    return Set.of(application.getBeanDefinitionNames());
  }

  public <T> Map<String, T> beans(Class<T> kind) {
    return application.getBeansOfType(kind);
  }

  public ProcessEngine engine() {
    return engine;
  }

  public JdbcClient jdbc() {
    return application.getBean(JdbcClient.class);
  }

  public long count(String sql) {
    return jdbc().sql(sql).query(Long.class).single();
  }

  /** Everybody does what waits for them, and the clock goes on, to after the close of the year. */
  public void walkToTheEnd() {
    LocalDate day = ClockUtil.getCurrentTime().toInstant().atZone(EnglandTime.ZONE).toLocalDate();
    settle();
    while (day.isBefore(AFTER_THE_CLOSE)) {
      people.doAll(task -> true, this::settle);
      day = day.plusDays(day.isBefore(LocalDate.of(2019, 4, 15)) ? 6 : 40);
      assertThat(time.moveTo(day.atTime(9, 0).atZone(EnglandTime.ZONE).toInstant()))
          .as("steps that failed")
          .isEmpty();
    }
    people.doAll(task -> true, this::settle);
  }

  /** The year came to its end: everything that it is for is there, and nothing is stuck. */
  public void assertItEnded() {
    assertThat(
            count(
                """
                select count(*) from entry e where e.withdrawn_on is null
                  and not exists (select from assessment_version v where v.entry = e.key)
                """))
        .as("entries without a signed version")
        .isZero();
    assertThat(count("select count(*) from plan where state = 'PUBLISHED'")).as("plans").isOne();
    assertThat(engine.getRuntimeService().createIncidentQuery().list()).as("incidents").isEmpty();
    assertThat(engine.getManagementService().createJobQuery().noRetriesLeft().count()).isZero();
    assertThat(engine.getTaskService().createTaskQuery().list())
        .extracting(Task::getName)
        .as("stuck tasks")
        .allMatch(name -> name.equals("Follow up actions and commitments"));
    assertThat(count("select count(*) from message_outbox")).as("undelivered messages").isZero();
    assertThat(Invariant.broken(jdbc())).as("invariants").isEmpty();
  }

  private void settle() {
    assertThat(time.settle()).as("steps that failed").isEmpty();
  }

  /** How often each step waits: user tasks, timers, messages, events. */
  public TreeMap<String, Long> waiting() {
    TreeMap<String, Long> waiting = new TreeMap<>();
    jdbc()
        .sql(
            """
            select act_id_, count(*) from act_ru_execution
            where act_id_ is not null and is_active_ group by act_id_
            """)
        .query((row, n) -> waiting.put(row.getString(1), row.getLong(2)))
        .list();
    return waiting;
  }

  @Override
  public void close() {
    application.close();
    ClockUtil.reset();
  }
}
