package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running application with its own PostgreSQL, both of which can be taken away and brought back:
 * the application by {@code kill -9}, the database by a stop and a start on the same data.
 */
final class Rehearsal implements AutoCloseable {

  private final Path folder;
  private final int port = freePort();
  private final int databasePort = freePort();
  private EmbeddedPostgres postgres;
  private Process application;

  Rehearsal(Path folder) {
    this.folder = folder;
    startDatabase();
    startApplication();
  }

  String address(String path) {
    return "http://localhost:" + port + path;
  }

  /** {@code kill -9}. */
  void killApplication() {
    application.destroyForcibly();
    try {
      application.waitFor(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void startApplication() {
    ProcessBuilder builder =
        new ProcessBuilder(
            ShortLivedJava.command(
                List.of(
                    "-Xmx700m",
                    "-Duser.timezone=Europe/London",
                    "-cp",
                    System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                    RehearsalApplication.class.getName())));
    builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "SPRING_DATASOURCE_URL",
                "jdbc:postgresql://localhost:%d/postgres?logServerErrorDetail=false"
                    .formatted(databasePort),
                "SPRING_DATASOURCE_USERNAME",
                "postgres",
                "SPRING_DATASOURCE_PASSWORD",
                "any",
                "PEERCHALLENGE_ADMIN_PASSWORD",
                RehearsalApplication.PASSWORD,
                "PEERCHALLENGE_HTTPS",
                "false",
                "PEERCHALLENGE_HOME",
                folder.toString(),
                "PEERCHALLENGE_BASE_URL",
                address(""),
                "SERVER_PORT",
                Integer.toString(port)));
    try {
      Path log = folder.resolve("application.log");
      Files.deleteIfExists(log);
      application = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      await()
          .atMost(4, TimeUnit.MINUTES)
          .failFast(() -> assertThat(application.isAlive()).as(read(log)).isTrue())
          .until(() -> read(log).contains(RehearsalApplication.READY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stopDatabase() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void startDatabase() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("postgres"))
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPort(databasePort)
              // It is stopped in order, and never with its machine.
              .setServerConfig("fsync", "off")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The open tasks of a kind. */
  List<String> tasks(String key) {
    return ask(
        "select id_ from act_ru_task where task_def_key_ = '%s' order by id_".formatted(key));
  }

  /** The only column of a query's rows. */
  List<String> ask(String query) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    killApplication();
    stopDatabase();
  }

  private static String read(Path log) throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
