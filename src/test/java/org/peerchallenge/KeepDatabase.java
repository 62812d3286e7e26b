package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.operation.Invariant;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * No test: makes the databases of this version for {@link UpgradeTest} to begin with later, by
 * {@code mvn test -Dtest=KeepDatabase -Dpeerchallenge.keep=VERSION}, the day of the version: {@link
 * YearToKeep}, on each of its days.
 */
class KeepDatabase {

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

  /** Starts the year, as the office would; the demo would arrange and open it as well. */
  static class Start {

    private final RepositoryService repository;
    private final IdentityService identity;
    private final FormService forms;

    Start(RepositoryService repository, IdentityService identity, FormService forms) {
      this.repository = repository;
      this.identity = identity;
      this.forms = forms;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(1)
    void start() {
      String cycle =
          repository
              .createProcessDefinitionQuery()
              .processDefinitionKey("annual-cycle")
              .latestVersion()
              .singleResult()
              .getId();
      identity.setAuthentication("office", List.of("office", Groups.CAMUNDA_ADMIN));
      forms.submitStartForm(cycle, Map.of("year", "2019", "copyFrom", "nothing"));
      identity.clearAuthentication();
    }
  }

  @Test
  void keep() throws Exception {
    String version = System.getProperty("peerchallenge.keep");
    LocalDate last = YearToKeep.DAYS.get(YearToKeep.DAYS.size() - 1);
    try (LocalPostgres server = LocalPostgres.start(Files.createDirectory(folder.resolve("pg")))) {
      database = server.database("kept");
      try (ConfigurableApplicationContext application =
          new SpringApplicationBuilder(PeerChallenge.class, Server.class, Start.class)
              .profiles("demo")
              .run(
                  "--server.port=0",
                  "--camunda.bpm.job-execution.enabled=false",
                  "--peerchallenge.message-sweep=P1D",
                  "--peerchallenge.notice.sweep=false",
                  "--spring.jmx.enabled=false",
                  "--peerchallenge.home=" + folder.resolve("home"))) {
        JdbcClient jdbc = application.getBean(JdbcClient.class);
        new YearToKeep(application)
            .walk(
                day -> {
                  assertThat(Invariant.broken(jdbc)).isEmpty();
                  dump(server, dumped(day));
                });
      } finally {
        ClockUtil.reset();
      }
      KeptDatabase whole = KeptDatabase.of(version, last);
      whole.write(Files.readAllLines(dumped(last)), Optional.empty());
      for (LocalDate day : YearToKeep.DAYS) {
        if (!day.equals(last)) {
          KeptDatabase.of(version, day).write(Files.readAllLines(dumped(day)), Optional.of(whole));
        }
      }
    }
  }

  private Path dumped(LocalDate day) {
    return folder.resolve(day + ".sql");
  }

  private static void dump(LocalPostgres server, Path to) {
    try {
      int code =
          new ProcessBuilder(
                  server.programs().resolve("pg_dump").toString(),
                  "--no-owner",
                  "--no-privileges",
                  "--username=" + LocalPostgres.USER,
                  "--dbname=" + database.replaceAll("jdbc:|\\?.*", ""))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(to.toFile())
              .start()
              .waitFor();
      assertThat(code).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
