package org.peerchallenge.benchmark;

import javax.sql.DataSource;
import org.peerchallenge.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** A database with the figures that come with the product. */
public final class TestFigures {

  private TestFigures() {}

  public static DataSource shipped() {
    return TestDatabase.copyOf(
        "figures",
        empty -> {
          TestDatabase.migrate(empty);
          load(empty);
        });
  }

  /** Loads them into a database that has our tables; false when it has figures already. */
  public static boolean load(DataSource db) {
    return new FigureLoader(
            db, JdbcClient.create(db), new DataSourceTransactionManager(db), "South East")
        .load();
  }

  public static Figures figures(DataSource db) {
    JdbcClient jdbc = JdbcClient.create(db);
    return new Figures(jdbc, editions(db));
  }

  public static Editions editions(DataSource db) {
    return new Editions(JdbcClient.create(db));
  }
}
