package org.peerchallenge.operation;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.peerchallenge.kernel.Refused;
import org.postgresql.Driver;

/**
 * PostgreSQL's own programs, {@code pg_dump} and {@code pg_restore}, run on the application's
 * database. They are found on the path, or in the folder that {@code PEERCHALLENGE_PG_BIN} names.
 */
final class PostgresTools {

  private final Path folder;
  private final Map<String, String> connection;

  /**
   * @param folder where they are; empty looks along the path
   * @param jdbcUrl the application's address of the database
   */
  PostgresTools(String folder, String jdbcUrl, String username, String password) {
    this.folder = folder.isBlank() ? null : Path.of(folder);
    this.connection = connection(jdbcUrl, username, password);
  }

  /**
   * The variables by which PostgreSQL's programs find the database of a JDBC address. The password
   * is handed on in the environment, where no other account of the machine sees it.
   */
  static Map<String, String> connection(String jdbcUrl, String username, String password) {
    Properties parts = Driver.parseURL(jdbcUrl, null);
    if (parts == null) {
      throw new Refused("SPRING_DATASOURCE_URL is no address of a PostgreSQL database: " + jdbcUrl);
    }
    Map<String, String> variables = new TreeMap<>();
    variables.put("PGHOST", parts.getProperty("PGHOST", "localhost"));
    variables.put("PGPORT", parts.getProperty("PGPORT", "5432"));
    variables.put("PGDATABASE", parts.getProperty("PGDBNAME", username));
    variables.put("PGUSER", parts.getProperty("user", username));
    variables.put("PGPASSWORD", parts.getProperty("password", password));
    // The same names and words in both worlds.
    for (String shared : List.of("sslmode", "sslrootcert", "sslcert", "sslkey")) {
      if (parts.getProperty(shared) != null) {
        variables.put("PG" + shared.toUpperCase(java.util.Locale.ROOT), parts.getProperty(shared));
      }
    }
    return variables;
  }

  String database() {
    return connection.get("PGDATABASE");
  }

  /**
   * Runs one to its end.
   *
   * @throws Refused with what it said, when it is not there or its exit code is not 0
   */
  void run(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(find(program)));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().putAll(connection);
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Refused(program + " failed:\n" + said.strip());
      }
    } catch (IOException e) {
      throw new Refused(program + " cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(program + " was interrupted");
    }
  }

  private String find(String program) {
    List<Path> places =
        folder != null
            ? List.of(folder)
            : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    return places.stream()
        .flatMap(place -> List.of(place.resolve(program), place.resolve(program + ".exe")).stream())
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    program
                        + " is not there: install PostgreSQL's client programs, of the server's"
                        + " version or newer, or say in PEERCHALLENGE_PG_BIN which folder has"
                        + " them"));
  }
}
