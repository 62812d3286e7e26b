package org.peerchallenge;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;

/**
 * One real PostgreSQL for the whole test run, in which every test class gets a database of its own.
 */
public final class TestDatabase {

  /** The embedded server's only account; it accepts any password from this machine. */
  public static final String USER = "postgres";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /** An empty database of its own; the pool opens no connection before it is needed. */
  public static DataSource freshDatabase() {
    return pool(newDatabase());
  }

  /** A database of its own that has all of our tables. */
  public static DataSource migratedDatabase() {
    DataSource dataSource = freshDatabase();
    Flyway.configure().dataSource(dataSource).load().migrate();
    return dataSource;
  }

  /** The address of an empty database of its own, user {@link #USER}, for a whole application. */
  public static String freshJdbcUrl() {
    Server.stopAfterApplications();
    return newDatabase();
  }

  private static String newDatabase() {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("The test database cannot be made", e);
    }
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
            .setRegisterShutdownHook(false)
            .setServerConfig("max_connections", "300")
            // A test database need not survive the machine.
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException("The test database server does not start", e);
      }
    }
  }
}
