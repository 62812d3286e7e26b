package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.operation.Invariant;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * No test: makes a database of this version for {@link UpgradeTest} to begin with later, by {@code
 * mvn test -Dtest=KeepDatabase -Dpeerchallenge.keep=VERSION_DAY}, both as dates. The demo's people
 * do what waits for them, step by step until that day, and leave one task of each kind undone: so
 * the year waits in as many places as it has.
 */
class KeepDatabase {

  private static final Path FOLDER = Path.of("src/test/resources/kept-databases");
  private static final LocalDate START = LocalDate.of(2018, 11, 30);

  private static String database;

  @TempDir private Path folder;

  /** In place of the demo's own, of which there is no program that dumps it. */
  static class Server {

    @Bean
    @Primary
    DataSource server() {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(database);
      pool.setUsername(LocalPostgres.USER);
      pool.setPassword("any");
      return pool;
    }
  }

  @Test
  void keep() throws Exception {
    String name = System.getProperty("peerchallenge.keep");
    LocalDate day = LocalDate.parse(name.split("_")[1]);
    try (LocalPostgres server = LocalPostgres.start(Files.createDirectory(folder.resolve("pg")))) {
      database = server.database("kept");
      try (ConfigurableApplicationContext application =
          new SpringApplicationBuilder(PeerChallenge.class, Server.class)
              .profiles("demo")
              .run(
                  "--server.port=0",
                  "--peerchallenge.message-sweep=P1D",
                  "--peerchallenge.notice.sweep=false",
                  "--spring.jmx.enabled=false",
                  "--peerchallenge.home=" + folder.resolve("home"))) {
        walk(application, day);
        JdbcClient jdbc = application.getBean(JdbcClient.class);
        assertThat(Invariant.broken(jdbc)).isEmpty();
        System.out.println("It waits in " + waiting(jdbc));
      } finally {
        ClockUtil.reset();
      }
      dump(server, FOLDER.resolve(name + ".sql.gz"));
    }
  }

  private static void walk(ConfigurableApplicationContext application, LocalDate until) {
    ProcessEngine engine = application.getBean(ProcessEngine.class);
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getJobExecutor()
        .shutdown();
    Messages messages = application.getBean(Messages.class);
    TimeMachine time =
        new TimeMachine(
            engine.getManagementService(),
            List.of(messages::deliverDue),
            job -> job.getProcessDefinitionId() != null);
    People people =
        new People(
            engine,
            application.getBean(ObjectMapper.class),
            task -> {
              throw new AssertionError("Nobody can do " + task.getTaskDefinitionKey());
            },
            LocalDate.of(2019, 5, 15),
            () -> People.TEXT);
    Map<String, String> undone = new HashMap<>();
    LocalDate day = START;
    time.settle();
    while (day.isBefore(until)) {
      people.doAll(task -> !staysUndone(engine, undone, task), time::settle);
      day = day.plusDays(3).isBefore(until) ? day.plusDays(3) : until;
      assertThat(time.moveTo(day.atTime(9, 0).atZone(EnglandTime.ZONE).toInstant())).isEmpty();
    }
  }

  /**
   * The first of each kind that an entry or a group has, while the others go on; and signatures but
   * for a few, since each makes documents of a megabyte.
   */
  private static boolean staysUndone(ProcessEngine engine, Map<String, String> undone, Task task) {
    String about =
        engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult()
            .getBusinessKey();
    String key = task.getTaskDefinitionKey();
    return about.contains("/")
        && (undone.computeIfAbsent(key, none -> task.getId()).equals(task.getId())
            || key.equals("userTask_signOffSelfAssessment") && about.hashCode() % 4 != 0);
  }

  private static Map<String, Long> waiting(JdbcClient jdbc) {
    Map<String, Long> waiting = new TreeMap<>();
    jdbc.sql(
            """
            select act_id_, count(*) from act_ru_execution
            where act_id_ is not null and is_active_ group by act_id_
            """)
        .query((row, n) -> waiting.put(row.getString(1), row.getLong(2)))
        .list();
    return waiting;
  }

  private static void dump(LocalPostgres server, Path to) throws Exception {
    Process dump =
        new ProcessBuilder(
                server.programs().resolve("pg_dump").toString(),
                "--no-owner",
                "--no-privileges",
                "--username=" + LocalPostgres.USER,
                "--dbname=" + database.replaceAll("jdbc:|\\?.*", ""))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream in = dump.getInputStream();
        OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      in.transferTo(out);
    }
    assertThat(dump.waitFor()).isZero();
    System.out.printf("%s: %,d bytes%n", to, Files.size(to));
  }
}
