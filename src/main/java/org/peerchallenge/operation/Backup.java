package org.peerchallenge.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.peerchallenge.kernel.Hash;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Backup and restore of the one database by PostgreSQL's own programs, each checked: beside the
 * dump stands what must be in it, counted in the very snapshot that was dumped, so that nodes may
 * run meanwhile.
 */
final class Backup {

  /**
   * What stands beside a dump.
   *
   * @param made when
   * @param version the application's latest migration
   * @param sha256 of the dump's file
   */
  record Label(String made, String version, String sha256, Contents contents) {}

  /** What came of it: sentences for people, and whether all is well. */
  record Result(boolean well, List<String> words) {}

  private final PostgresTools tools;
  private final DriverManagerDataSource database;
  private final Clock clock;

  /**
   * @param database without a pool and its limits of time: a large table may take longer than a
   *     page may
   */
  Backup(PostgresTools tools, DriverManagerDataSource database, Clock clock) {
    this.tools = tools;
    this.database = database;
    this.clock = clock;
  }

  /**
   * Writes the dump, in PostgreSQL's custom format, and its label beside it.
   *
   * @throws Refused when a file of that name is there already, or a program fails
   */
  Result make(Path file) throws SQLException, IOException {
    if (Files.exists(file) || Files.exists(label(file))) {
      throw new Refused(file + " is there already; nothing is written over");
    }
    Instant began = clock.instant();
    Contents contents;
    String version;
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try (Connection connection = database.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      JdbcClient jdbc = on(connection);
      refuseOtherDatabases(jdbc);
      String snapshot = jdbc.sql("select pg_export_snapshot()").query(String.class).single();
      List<String> arguments =
          new ArrayList<>(
              List.of("--format=custom", "--snapshot=" + snapshot, "--file=" + unfinished));
      Contents.LEFT_BEHIND.forEach(table -> arguments.add("--exclude-table-data=" + table));
      tools.run("pg_dump", arguments);
      contents = Contents.of(jdbc);
      version = version(jdbc);
      connection.rollback();
    } catch (RuntimeException | SQLException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    Files.writeString(
        label(file), write(new Label(began.toString(), version, sha256(unfinished), contents)));
    // Under its name only when it is whole.
    Files.move(unfinished, file);
    return new Result(
        true,
        List.of(
            "%s: %d tables, %d rows, %,d kB, version %s, in %d s"
                .formatted(
                    file,
                    contents.rows().size(),
                    contents.allRows(),
                    Files.size(file) / 1024,
                    version,
                    Duration.between(began, clock.instant()).toSeconds()),
            "What must be in it stands in " + label(file) + "; keep both together."));
  }

  /**
   * Restores into the empty database that the settings name, and looks whether all is there.
   *
   * @throws Refused when the database is not empty, the file is not what its label says, or a
   *     program fails; then nothing was restored
   */
  Result restore(Path file) throws SQLException, IOException {
    if (!Files.isReadable(file)) {
      throw new Refused(file + " cannot be read");
    }
    List<String> words = new ArrayList<>();
    Label label = Files.exists(label(file)) ? read(label(file)) : null;
    if (label != null && !label.sha256().equals(sha256(file))) {
      throw new Refused(
          file + " is not the file that was written: its hash is another than in " + label(file));
    }
    Instant began = clock.instant();
    try (Connection connection = database.getConnection()) {
      int there = Contents.tables(on(connection)).size();
      if (there > 0) {
        throw new Refused(
            "The database %s is not empty: it has %d tables. Make an empty one and name it in SPRING_DATASOURCE_URL; nothing was changed."
                .formatted(tools.database(), there));
      }
    }
    tools.run(
        "pg_restore",
        List.of(
            "--no-owner",
            "--no-privileges",
            "--single-transaction",
            "--exit-on-error",
            "--dbname=" + tools.database(),
            file.toString()));
    Result found;
    try (Connection connection = database.getConnection()) {
      JdbcClient jdbc = on(connection);
      jdbc.sql("analyze").update();
      found = check(jdbc, label);
    }
    words.add(
        "%s was restored into %s in %d s"
            .formatted(
                file, tools.database(), Duration.between(began, clock.instant()).toSeconds()));
    words.addAll(found.words());
    if (label == null) {
      words.add(
          "There is no %s, so nobody can say whether all rows are there".formatted(label(file)));
    }
    return new Result(found.well(), words);
  }

  /** Looks whether what must hold does, and, beside a dump's label, whether all is there. */
  Result check(JdbcClient jdbc, Label label) {
    List<String> wrong = new ArrayList<>();
    refuseOtherDatabases(jdbc);
    List<String> words = new ArrayList<>();
    if (label != null) {
      Contents here = Contents.of(jdbc);
      wrong.addAll(label.contents().differences(here));
      if (wrong.isEmpty()) {
        words.add(
            "All is there: %d tables, %d rows; signed versions, documents, evidence and what was sent are the same to the letter"
                .formatted(here.rows().size(), here.allRows()));
      }
    }
    try {
      List<String> broken =
          Invariant.broken(jdbc).stream().map(Invariant.Broken::toString).toList();
      wrong.addAll(broken);
      if (broken.isEmpty()) {
        words.add(
            "What must always hold does: "
                + String.join("; ", Stream.of(Invariant.values()).map(Invariant::words).toList()));
      }
    } catch (org.springframework.jdbc.BadSqlGrammarException e) {
      // Tables of an older version: its own release checks them, or the new one after its start.
      words.add(
          "It is of an older version (%s): start the application on it, then check it again"
              .formatted(version(jdbc)));
    }
    wrong.forEach(one -> words.add("WRONG  " + one));
    return new Result(wrong.isEmpty(), words);
  }

  /** Looks at the database as it is. */
  Result check(Path labelled) throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      return check(on(connection), labelled == null ? null : read(label(labelled)));
    }
  }

  private static void refuseOtherDatabases(JdbcClient jdbc) {
    if (!jdbc.sql("select to_regclass('flyway_schema_history') is not null")
        .query(Boolean.class)
        .single()) {
      throw new Refused("This is no database of peer-challenge: it has no flyway_schema_history");
    }
  }

  private static String version(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select coalesce(max(string_to_array(version, '.')::int[])::text, 'none')
            from flyway_schema_history where success
            """)
        .query(String.class)
        .single()
        .replaceAll("[{}]", "");
  }

  private static JdbcClient on(Connection connection) {
    return JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }

  static Path label(Path file) {
    return file.resolveSibling(file.getFileName() + ".json");
  }

  private static String sha256(Path file) throws IOException {
    try (Hash.Running in = new Hash.Running(Files.newInputStream(file))) {
      in.transferTo(OutputStream.nullOutputStream());
      return in.sha256();
    }
  }

  private static String write(Label label) {
    try {
      return JsonText.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(label);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A label cannot be written", e);
    }
  }

  private static Label read(Path file) throws IOException {
    try {
      return JsonText.mapper().readValue(Files.readString(file), Label.class);
    } catch (JsonProcessingException e) {
      throw new Refused(file + " is not what this program writes");
    }
  }
}
