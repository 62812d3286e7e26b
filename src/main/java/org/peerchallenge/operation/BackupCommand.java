package org.peerchallenge.operation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.peerchallenge.kernel.Refused;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Backup, restore and check from the command line, by the settings of the application: {@code java
 * -jar peer-challenge.jar --backup=FILE}.
 */
public final class BackupCommand {

  private static final List<String> DEEDS = List.of("backup", "restore", "check-database");

  private static final String USAGE =
      """
      java -jar peer-challenge.jar --backup=FILE          # writes FILE and FILE.json; nodes may run
      java -jar peer-challenge.jar --restore=FILE         # into the empty database that is named
      java -jar peer-challenge.jar --check-database[=FILE]  # what must hold, and beside FILE.json what must be there

      The database is that of the application: SPRING_DATASOURCE_URL, _USERNAME, _PASSWORD.
      PostgreSQL's programs pg_dump and pg_restore are found on the path, or in PEERCHALLENGE_PG_BIN.
      Exit code: 0 done and all is well, 1 refused or something is wrong, 2 not understood.
      """;

  private BackupCommand() {}

  /** Whether the arguments ask for it, and not for the application. */
  public static boolean isAsked(String[] arguments) {
    return Arrays.stream(arguments)
        .anyMatch(a -> DEEDS.stream().anyMatch(deed -> a.split("=")[0].equals("--" + deed)));
  }

  /**
   * Does what the arguments ask.
   *
   * @return the exit code: 0 done and all is well, 1 refused or something is wrong, 2 not
   *     understood
   */
  public static int run(String[] arguments, PrintStream out) {
    return run(arguments, System.getenv(), out);
  }

  static int run(String[] arguments, Map<String, String> settings, PrintStream out) {
    SimpleCommandLinePropertySource asked = new SimpleCommandLinePropertySource(arguments);
    String url = settings.getOrDefault("SPRING_DATASOURCE_URL", "");
    String deed = asked.getPropertyNames().length == 1 ? asked.getPropertyNames()[0] : "";
    String file = deed.isEmpty() ? "" : asked.getProperty(deed);
    if (!DEEDS.contains(deed)
        || url.isEmpty()
        || file.isBlank() && !deed.equals("check-database")) {
      out.println(USAGE);
      return 2;
    }
    String username = settings.getOrDefault("SPRING_DATASOURCE_USERNAME", "");
    String password = settings.getOrDefault("SPRING_DATASOURCE_PASSWORD", "");
    try {
      Backup backup =
          new Backup(
              new PostgresTools(
                  settings.getOrDefault("PEERCHALLENGE_PG_BIN", ""), url, username, password),
              new DriverManagerDataSource(url, username, password),
              Clock.systemUTC());
      Backup.Result result =
          switch (deed) {
            case "backup" -> backup.make(Path.of(file));
            case "restore" -> backup.restore(Path.of(file));
            default -> backup.check(file.isBlank() ? null : Path.of(file));
          };
      result.words().forEach(out::println);
      return result.well() ? 0 : 1;
    } catch (Refused e) {
      out.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      out.println("A file cannot be read or written: " + e.getMessage());
      return 1;
    } catch (SQLException | org.springframework.dao.DataAccessException e) {
      out.println("The database does not answer: " + e.getMessage());
      return 1;
    }
  }
}
