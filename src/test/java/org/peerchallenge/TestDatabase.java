package org.peerchallenge;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.Driver;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * One real PostgreSQL for the whole test run, in which every test class gets a database of its own.
 */
public final class TestDatabase {

  /** The embedded server's only account; it accepts any password from this machine. */
  public static final String USER = "postgres";

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Names of databases that others are copies of, by what they hold. */
  private static final Map<String, String> TEMPLATES = new ConcurrentHashMap<>();

  private TestDatabase() {}

  /** An empty database of its own; the pool opens no connection before it is needed. */
  public static DataSource emptyDatabase() {
    return pool(create(""));
  }

  /** A database of its own that has all of our tables. */
  public static DataSource migratedDatabase() {
    return copyOf("migrated", TestDatabase::migrate);
  }

  /**
   * A database of its own that holds what was once filled in.
   *
   * @param name of what it holds, in letters
   * @param fill fills it, the first time
   */
  public static DataSource copyOf(String name, Consumer<DataSource> fill) {
    return pool(create(template(name, fill)));
  }

  /** The address of an empty database of its own, user {@link #USER}, for a whole application. */
  public static String emptyJdbcUrl() {
    Server.stopAfterApplications();
    return create("");
  }

  /** The address of a database of its own that has all of our tables, for a whole application. */
  public static String freshJdbcUrl() {
    Server.stopAfterApplications();
    return create(template("migrated", TestDatabase::migrate));
  }

  /** Makes all of our tables. */
  public static void migrate(DataSource empty) {
    Flyway.configure().dataSource(empty).load().migrate();
  }

  /** Filled at first use; a copy of it takes a tenth of a second. */
  private static String template(String name, Consumer<DataSource> fill) {
    return TEMPLATES.computeIfAbsent(
        name,
        key -> {
          String template = "template_" + key;
          execute("create database " + template);
          // A database is copied only while nobody is connected to it: no pool.
          fill.accept(new SimpleDriverDataSource(new Driver(), address(template), USER, ""));
          return template;
        });
  }

  private static String create(String template) {
    String name = "test_" + COUNT.incrementAndGet();
    execute(
        "create database "
            + name
            // Half the work of a copy by the log, which matters where others write meanwhile.
            + (template.isEmpty() ? "" : " template " + template + " strategy file_copy"));
    return address(name);
  }

  private static void execute(String statement) {
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement executing = connection.createStatement()) {
      executing.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("The test database cannot be made", e);
    }
  }

  private static String address(String name) {
    // As in production: otherwise a failing row's content reaches stack traces.
    return Server.RUNNING.getJdbcUrl(USER, name) + "&logServerErrorDetail=false";
  }

  /** A pool on an address from {@link #freshJdbcUrl()}. */
  public static DataSource pool(String jdbcUrl) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(jdbcUrl);
    pool.setMaximumPoolSize(20);
    // Many test classes share one server: an idle pool gives its connections back.
    pool.setMinimumIdle(0);
    pool.setIdleTimeout(10_000);
    return pool;
  }

  /** Started at first use and stopped with the JVM. */
  private static final class Server {
    private static final long ROOM_FOR_ALL = 4_000_000_000L;
    private static final AtomicBoolean AFTER_APPLICATIONS = new AtomicBoolean();
    static final EmbeddedPostgres RUNNING = start();

    /**
     * The JVM ends its hooks all at once, and the engine writes to the database when it closes:
     * with the server gone it waits half a minute. Spring Boot's own hook runs handlers after the
     * applications.
     */
    static void stopAfterApplications() {
      if (AFTER_APPLICATIONS.compareAndSet(false, true)) {
        SpringApplication.getShutdownHandlers().add(Server::stop);
      }
    }

    private static void stop() {
      try {
        RUNNING.close();
      } catch (IOException e) {
        throw new UncheckedIOException("The test database server does not stop", e);
      }
    }

    private static EmbeddedPostgres start() {
      try {
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      if (!AFTER_APPLICATIONS.get()) {
                        stop();
                      }
                    }));
        return EmbeddedPostgres.builder()
            .setDataDirectory(dataFolder())
            .setRegisterShutdownHook(false)
            .setServerConfig("max_connections", "300")
            // A test database need not survive the machine.
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("wal_level", "minimal")
            .setServerConfig("max_wal_senders", "0")
            .setServerConfig("shared_buffers", "256MB")
            .setServerConfig("max_wal_size", "256MB")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("The test database server does not start", e);
      }
    }

    /**
     * In memory where the system has room there: each database is a thousand files. What a JVM that
     * was killed left is taken away.
     */
    private static Path dataFolder() throws IOException {
      Path memory = Path.of("/dev/shm");
      boolean room =
          Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ROOM_FOR_ALL;
      Path folder = room ? memory : Path.of(System.getProperty("java.io.tmpdir"));
      String prefix = "peer-challenge-test-";
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, prefix + "*")) {
        for (Path one : left) {
          long pid = Long.parseLong(one.getFileName().toString().substring(prefix.length()));
          if (ProcessHandle.of(pid).isEmpty()) {
            takeAway(one);
          }
        }
      }
      return folder.resolve(prefix + ProcessHandle.current().pid());
    }

    /** JVMs that begin together find the same, and a server may still be ending in it. */
    private static void takeAway(Path left) {
      try {
        FileSystemUtils.deleteRecursively(left);
      } catch (IOException e) {
        System.out.printf("Left for the next to take away: %s (%s)%n", left, e);
      }
    }
  }
}
