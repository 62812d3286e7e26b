package org.peerchallenge.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.KeptDatabase;
import org.peerchallenge.LocalPostgres;
import org.peerchallenge.ShortForm;
import org.peerchallenge.TestDatabase;
import org.peerchallenge.Visitor;
import org.peerchallenge.YearOnKeptDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * Backup and restore with PostgreSQL's own programs, on the server that is installed here: a year
 * in its middle, backed up beside its running node, restored into an empty database, looked at in
 * quiet, and walked to its end. Where no PostgreSQL is installed it does not run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("application")
class BackupTest {

  /** Answers that only a restored or spoilt database gives. */
  private record Said(int code, String words) {}

  @TempDir private static Path folder;

  private LocalPostgres server;
  private LocalDate day;
  private String database;
  private Path file;
  private Said made;
  private YearOnKeptDatabase node;

  @BeforeAll
  void backAYearUpBesideItsNode() throws Exception {
    assertThat(LocalPostgres.installed())
        .as("PostgreSQL's own programs, such as those of Debian's package postgresql")
        .isPresent();
    server = LocalPostgres.start(Files.createDirectory(folder.resolve("server")));
    KeptDatabase kept = KeptDatabase.all().get(0);
    day = kept.day();
    database = server.database("year");
    try (HikariDataSource pool = (HikariDataSource) TestDatabase.pool(withUser(database))) {
      kept.loadInto(pool);
    }
    node = new YearOnKeptDatabase(database, day);
    node.signIn("dcs-846");
    file = folder.resolve("year.dump");
    made = command(database, "--backup=" + file);
  }

  @AfterAll
  void stop() throws IOException {
    if (node != null) {
      node.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aBackupSaysWhatIsInItAndIsNeverWrittenOver() throws Exception {
    assertThat(made.code()).as(made.words()).isZero();
    assertThat(made.words()).contains("tables", "rows", "version");
    assertThat(Files.readString(Backup.label(file))).contains("\"assessment_version\"", "sha256");
    assertThat(Files.list(folder).filter(one -> one.toString().endsWith(".unfinished"))).isEmpty();

    Said again = command(database, "--backup=" + file);

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.words()).contains("is there already");
  }

  @Test
  void aRestoredCopyIsWholeAndTheYearGoesOnFromIt() throws Exception {
    Instant began = Instant.now();
    String copy = server.database("restored");
    Said restored = command(copy, "--restore=" + file);
    System.out.printf(
        "Backup and restore: %s%n%s%nin %d ms%n",
        made.words(), restored.words(), Duration.between(began, Instant.now()).toMillis());

    assertThat(restored.code()).as(restored.words()).isZero();
    assertThat(restored.words()).contains("All is there", "What must always hold does");
    JdbcClient jdbc = client(copy);
    assertThat(count(jdbc, "select count(*) from assessment_version"))
        .isEqualTo(node.count("select count(*) from assessment_version"));
    // Whoever was signed in signs in again.
    assertThat(node.count("select count(*) from spring_session")).isPositive();
    assertThat(count(jdbc, "select count(*) from spring_session")).isZero();
    assertThat(command(copy, "--check-database=" + file).code()).isZero();
    if (ShortForm.FULL) {
      try (YearOnKeptDatabase goesOn = new YearOnKeptDatabase(copy, day)) {
        goesOn.walkToTheEnd();
        goesOn.assertItEnded();
      }
    }
  }

  @Test
  void nothingIsRestoredOverWhatIsThere() throws Exception {
    Said refused = command(database, "--restore=" + file);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.words()).contains("is not empty", "nothing was changed");
  }

  @Test
  void aFileThatIsNotWhatWasWrittenIsNotRestored() throws Exception {
    Path spoilt = folder.resolve("spoilt.dump");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(spoilt, bytes);
    Files.copy(Backup.label(file), Backup.label(spoilt));
    String empty = server.database("still_empty");

    Said refused = command(empty, "--restore=" + spoilt);

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.words()).contains("is not the file that was written");
    assertThat(Contents.tables(client(empty))).isEmpty();
  }

  @Test
  void whatIsMissingChangedOrBrokenInACopyIsNamed() throws Exception {
    String copy = server.database("damaged");
    assertThat(command(copy, "--restore=" + file).code()).isZero();
    JdbcClient jdbc = client(copy);
    jdbc.sql("alter table submission disable trigger user").update();
    jdbc.sql("delete from submission where id = (select min(id) from submission)").update();
    jdbc.sql("alter table stored_content disable trigger user").update();
    jdbc.sql(
            "update stored_content set bytes = '\\x00' where sha256 = (select min(sha256) from stored_content)")
        .update();

    Said wrong = command(copy, "--check-database=" + file);

    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.words())
        .contains(
            "WRONG  table submission has",
            "WRONG  documents are not the same",
            "WRONG  every hash fits what was signed or kept: document");
  }

  @Test
  void aQuietCopyShowsItsPagesAndDoesNothingByItself() throws Exception {
    String copy = server.database("quiet");
    assertThat(command(copy, "--restore=" + file).code()).isZero();
    // Far on: all its timers are due, and mails wait.
    try (YearOnKeptDatabase quiet =
        new YearOnKeptDatabase(copy, day.plusYears(1), "--spring.profiles.active=quiet")) {
      assertThat(
              ((ProcessEngineConfigurationImpl) quiet.engine().getProcessEngineConfiguration())
                  .isJobExecutorActivate())
          .isFalse();
      assertThat(quiet.beans(ScheduledAnnotationBeanPostProcessor.class)).isEmpty();
      assertThat(quiet.names()).doesNotContain("noticeSweep");
      Visitor director = quiet.signIn("dcs-846");
      assertThat(new String(director.get("/").body(), StandardCharsets.UTF_8))
          .contains("This is a copy to look at");
    }
  }

  @Test
  void whatItDoesNotUnderstandItExplains() {
    for (List<String> asked :
        List.of(
            List.of("--backup"),
            List.of("--backup=", "--restore=a"),
            List.of("--restore=a", "--fast"))) {
      Said said = command(database, asked.toArray(String[]::new));
      assertThat(said.code()).as(asked.toString()).isEqualTo(2);
      assertThat(said.words()).contains("--restore=FILE");
    }
    assertThat(command("jdbc:postgresql://127.0.0.1:1/nowhere", "--backup=" + folder.resolve("b")))
        .satisfies(
            said -> {
              assertThat(said.code()).isEqualTo(1);
              assertThat(said.words()).contains("does not answer");
            });
  }

  @Test
  void programsThatAreNotThereAreAskedFor() {
    Said said =
        command(
            Map.of("PEERCHALLENGE_PG_BIN", folder.toString()),
            database,
            "--backup=" + folder.resolve("c"));

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.words()).contains("pg_dump is not there", "PEERCHALLENGE_PG_BIN");
  }

  private Said command(String address, String... arguments) {
    return command(
        Map.of("PEERCHALLENGE_PG_BIN", server.programs().toString()), address, arguments);
  }

  private static Said command(Map<String, String> also, String address, String... arguments) {
    Map<String, String> settings = new HashMap<>(also);
    settings.put("SPRING_DATASOURCE_URL", address);
    settings.put("SPRING_DATASOURCE_USERNAME", LocalPostgres.USER);
    settings.put("SPRING_DATASOURCE_PASSWORD", "any");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        BackupCommand.run(arguments, settings, new PrintStream(said, true, StandardCharsets.UTF_8));
    return new Said(code, said.toString(StandardCharsets.UTF_8));
  }

  private static String withUser(String address) {
    return address + "&user=" + LocalPostgres.USER;
  }

  private static JdbcClient client(String address) {
    return JdbcClient.create(
        new org.springframework.jdbc.datasource.DriverManagerDataSource(
            address, LocalPostgres.USER, "any"));
  }

  private static long count(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
