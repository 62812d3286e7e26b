package org.peerchallenge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A database that an earlier version of the application made and left in the middle of a year: a
 * plain dump of {@code pg_dump}, packed, under {@code src/test/resources/kept-databases}.
 *
 * <p>Of a year that is kept on several days, the last day's is whole. The others begin with its
 * name, and in place of lines that it has too they say which: where these begin, counted from 0,
 * and how many they are.
 *
 * @param file named version_day.sql.gz: when the version was, and where its clock stood
 */
public record KeptDatabase(Path file) {

  private static final Path FOLDER = Path.of("src/test/resources/kept-databases");

  /** No line of a dump begins with these. */
  private static final String LIKE = "\\like ";

  private static final String SAME = "\\same ";

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

  /** Where one is kept, or is to be. */
  static KeptDatabase of(String version, LocalDate day) {
    return new KeptDatabase(FOLDER.resolve(version + "_" + day + ".sql.gz"));
  }

  /** The day of its version. */
  public LocalDate version() {
    return LocalDate.parse(file.getFileName().toString().split("[_.]")[0]);
  }

  /** The day on which its clock stood, at nine o'clock. */
  public LocalDate day() {
    return LocalDate.parse(file.getFileName().toString().split("[_.]")[1]);
  }

  /** The dump, line by line. */
  List<String> lines() throws IOException {
    return lines(new HashMap<>());
  }

  /**
   * The dump, line by line.
   *
   * @param whole those that were read before for the lines that others have too
   */
  List<String> lines(Map<Path, List<String>> whole) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader packed =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> other = List.of();
      for (String line = packed.readLine(); line != null; line = packed.readLine()) {
        if (line.startsWith(LIKE)) {
          Path like = file.resolveSibling(line.substring(LIKE.length()));
          if (!whole.containsKey(like)) {
            whole.put(like, new KeptDatabase(like).lines());
          }
          other = whole.get(like);
        } else if (line.startsWith(SAME)) {
          String[] numbers = line.substring(SAME.length()).split(" ");
          int from = Integer.parseInt(numbers[0]);
          lines.addAll(other.subList(from, from + Integer.parseInt(numbers[1])));
        } else {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  /**
   * Writes its file.
   *
   * @param dump its lines
   * @param other a kept one of which many lines are the same
   */
  void write(List<String> dump, Optional<KeptDatabase> other) throws IOException {
    try (Writer packed =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      List<String> known = List.of();
      if (other.isPresent()) {
        packed.write(LIKE + other.get().file.getFileName() + "\n");
        known = other.get().lines();
      }
      Map<String, Integer> places = new HashMap<>();
      for (int i = 0; i < known.size(); i++) {
        places.putIfAbsent(known.get(i), i);
      }
      for (int at = 0; at < dump.size(); ) {
        int from = places.getOrDefault(dump.get(at), -1);
        int count = 0;
        while (from >= 0
            && at + count < dump.size()
            && from + count < known.size()
            && dump.get(at + count).equals(known.get(from + count))) {
          count++;
        }
        packed.write((count == 0 ? dump.get(at) : SAME + from + " " + count) + "\n");
        at += Math.max(count, 1);
      }
    }
  }

  /** Reads it into an empty database, statement by statement, as psql would. */
  public void loadInto(DataSource empty) throws SQLException, IOException {
    Iterator<String> lines = lines().iterator();
    try (Connection connection = empty.getConnection()) {
      connection.setAutoCommit(false);
      StringBuilder statement = new StringBuilder();
      boolean quoted = false;
      while (lines.hasNext()) {
        String line = lines.next();
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

  private static void copy(Connection connection, String statement, Iterator<String> lines)
      throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    for (String line = lines.next(); !line.equals("\\."); line = lines.next()) {
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
