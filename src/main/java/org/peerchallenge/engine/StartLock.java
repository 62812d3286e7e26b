package org.peerchallenge.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Advisory lock of PostgreSQL that lets one node after another start on a database: from the
 * migrations, through the engine's own tables, administrator and rights, to the deployed files.
 *
 * <p>The engine makes its tables without a lock of its own, so of two nodes that began together one
 * died. The migrations run on a connection of their own, without the pool's time limits: a large
 * table may take longer than any page may wait.
 */
@Component
class StartLock implements FlywayMigrationStrategy, DisposableBean {

  private static final String LOCK = "select pg_advisory_lock(hashtextextended('start', 0))";

  private final DataSource unlimited;
  private Connection held;

  StartLock(HikariDataSource pool) {
    this.unlimited =
        new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
  }

  /** Waits for its turn, which comes at the latest when the other node's connection ends. */
  @Override
  public void migrate(Flyway flyway) {
    try {
      held = unlimited.getConnection();
      try (Statement statement = held.createStatement()) {
        statement.execute(LOCK);
      }
      Flyway.configure()
          .configuration(flyway.getConfiguration())
          .dataSource(unlimited)
          .load()
          .migrate();
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The database cannot be reached, so nothing was started: " + e.getMessage(), e);
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void started() throws SQLException {
    release();
  }

  @Override
  public void destroy() throws SQLException {
    release();
  }

  private void release() throws SQLException {
    if (held != null) {
      held.close();
      held = null;
    }
  }
}
