package org.peerchallenge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A database that an earlier version of the application made and left in the middle of a year: a
 * plain dump of {@code pg_dump}, packed, under {@code src/test/resources/kept-databases}.
 *
 * @param file named version_day.sql.gz: when the version was, and where its clock stood
 */
public record KeptDatabase(Path file) {

  private static final Path FOLDER = Path.of("src/test/resources/kept-databases");

  /** All there are, the oldest first. */
  public static List<KeptDatabase> all() {
    try (var files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".sql.gz"))
          .sorted()
          .map(KeptDatabase::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The day on which its clock stood, at nine o'clock. */
  public LocalDate day() {
    return LocalDate.parse(file.getFileName().toString().split("[_.]")[1]);
  }

  /** Reads it into an empty database, statement by statement, as psql would. */
  public void loadInto(DataSource empty) throws SQLException, IOException {
    try (Connection connection = empty.getConnection();
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      connection.setAutoCommit(false);
      StringBuilder statement = new StringBuilder();
      boolean quoted = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (statement.isEmpty() && isForPsqlAlone(line)) {
          continue;
        }
        if (line.startsWith("COPY ") && line.endsWith("FROM stdin;")) {
          copy(connection, line, lines);
          continue;
        }
        statement.append(line).append('\n');
        // The body of a function stands between two marks.
        quoted ^= (line.length() - line.replace("$$", "").length()) / 2 % 2 == 1;
        if (!quoted && line.endsWith(";")) {
          execute(connection, statement.toString());
          statement.setLength(0);
        }
      }
      connection.commit();
    }
  }

  private static boolean isForPsqlAlone(String line) {
    return line.isBlank()
        || line.startsWith("--")
        || line.startsWith("\\")
        || line.startsWith("SET ")
        || line.startsWith("SELECT pg_catalog.set_config");
  }

  private static void copy(Connection connection, String statement, BufferedReader lines)
      throws SQLException, IOException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    for (String line = lines.readLine(); !line.equals("\\."); line = lines.readLine()) {
      byte[] row = (line + "\n").getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(row, 0, row.length);
    }
    copy.endCopy();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
