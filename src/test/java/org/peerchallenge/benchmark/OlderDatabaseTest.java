package org.peerchallenge.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.ShortForm;
import org.peerchallenge.TestDatabase;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database that held figures before there were editions: after the migration it says the same as
 * one that began today.
 */
class OlderDatabaseTest {

  /** The last version in which a figure was known by its year and had no edition. */
  private static final String BEFORE_EDITIONS = "76";

  /** Each table's columns of that version, and how today's rows say them. */
  private static final Map<String, String> THEN = then();

  private DataSource today;
  private DataSource older;

  private static Map<String, String> then() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put(
        "indicator (code, position, topic, name, polarity, unit, period_type, publication)",
        "select code, position, topic, name, polarity, unit, period_type, publication from"
            + " indicator");
    tables.put(
        "figure_area (dfe_number, name, kind, region)",
        "select dfe_number, name, kind, region from figure_area");
    tables.put(
        "figure (indicator_code, dfe_number, period, period_year, published, value)",
        "select indicator_code, dfe_number, period, extract(year from period_end)::integer,"
            + " published, value from figure");
    tables.put(
        "ofsted_inspection (dfe_number, inspection_start, report_published, inspection_type,"
            + " overall, leaders, help_protection, in_care, care_leavers)",
        "select dfe_number, inspection_start, report_published, inspection_type, grades ->>"
            + " 'overall', grades ->> 'leaders', grades ->> 'help_protection', grades ->>"
            + " 'in_care', grades ->> 'care_leavers' from ofsted_inspection");
    tables.put(
        "statistical_neighbour (model_year, dfe_number, rank, neighbour_dfe_number,"
            + " neighbour_name, closeness)",
        "select model_year, dfe_number, rank, neighbour_dfe_number, neighbour_name, closeness from"
            + " statistical_neighbour");
    return tables;
  }

  @BeforeEach
  void fillOneAsItWas() throws SQLException, IOException {
    today = TestFigures.shipped();
    older = TestDatabase.emptyDatabase();
    Flyway.configure().dataSource(older).target(BEFORE_EDITIONS).load().migrate();
    try (Connection from = today.getConnection();
        Connection to = older.getConnection()) {
      for (Map.Entry<String, String> table : THEN.entrySet()) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        from.unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy (" + table.getValue() + ") to stdout", rows);
        long copied =
            to.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                    "copy " + table.getKey() + " from stdin",
                    new ByteArrayInputStream(rows.toByteArray()));
        assertThat(copied).as(table.getKey()).isPositive();
      }
    }
  }

  @AfterEach
  void close() {
    ((HikariDataSource) today).close();
    ((HikariDataSource) older).close();
  }

  @Test
  void itsFiguresAreEditionOneAndSayTheSame() throws SQLException, IOException {
    Flyway.configure().dataSource(older).load().migrate();

    assertThat(TestFigures.load(older)).as("nothing is loaded once more").isFalse();
    assertThat(TestFigures.editions(older).current()).isEqualTo(1);
    for (String table :
        List.of(
            "indicator", "figure_area", "figure", "ofsted_inspection", "statistical_neighbour")) {
      assertThat(rows(older, table)).as(table).isEqualTo(rows(today, table));
    }
    // The nineteen's sheets, whichever year they are asked for; of the first and the last in each
    // build.
    List<String> nineteen = List.copyOf(new PublishedFigures().authoritiesOfSouthEast());
    int step = ShortForm.FULL ? 1 : 18;
    for (int n = 0; n < nineteen.size(); n += step) {
      String authority = nineteen.get(n);
      for (int year : new int[] {2018, 2025}) {
        assertThat(TestFigures.figures(older).compare(authority, year))
            .isEqualTo(TestFigures.figures(today).compare(authority, year));
      }
    }
  }

  /** Every column by name, in an order that does not depend on when a column was added. */
  private static String rows(DataSource db, String table) throws SQLException, IOException {
    String columns =
        JdbcClient.create(db)
            .sql(
                """
                select string_agg(quote_ident(column_name), ', ' order by column_name)
                from information_schema.columns where table_name = :table and table_schema = 'public'
                """)
            .param("table", table)
            .query(String.class)
            .single();
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    try (Connection connection = db.getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "copy (select %s from %s order by %s) to stdout".formatted(columns, table, columns),
              rows);
    }
    return rows.toString(StandardCharsets.UTF_8);
  }
}
