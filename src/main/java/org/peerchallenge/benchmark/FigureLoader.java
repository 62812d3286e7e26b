package org.peerchallenge.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts the figures that the product ships into empty tables at the first start, all or none:
 * edition 1.
 */
@Component
@DependsOnDatabaseInitialization
class FigureLoader implements InitializingBean {

  private static final Logger log = LoggerFactory.getLogger(FigureLoader.class);

  private static final String NUMBER = "'^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$'";

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final String region;

  FigureLoader(
      DataSource dataSource,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      @Value("${peerchallenge.region.figures-name}") String region) {
    this.dataSource = dataSource;
    this.jdbc = jdbc;
    this.region = region.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public void afterPropertiesSet() {
    load();
  }

  /** Loads once; false when figures are there already. */
  boolean load() {
    return Boolean.TRUE.equals(transaction.execute(status -> loadIfEmpty()));
  }

  private boolean loadIfEmpty() {
    // Two nodes that start together: the second waits, and then finds the figures.
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('load figures', 0))")
        .query((row, n) -> true)
        .single();
    if (jdbc.sql("select exists (select from indicator)").query(Boolean.class).single()) {
      return false;
    }
    loadIndicators();
    int figures = loadFigures();
    loadInspections("ofsted-inspections-" + region + ".csv");
    loadNeighbours("statistical-neighbours-" + region + ".csv");
    log.info("Loaded {} published figures", figures);
    return true;
  }

  private void loadIndicators() {
    execute(
        """
        create temp table raw_indicator (position serial, code text, topic text, name text, polarity text, unit text,
          period_type text, publication text, first_period text, last_period text) on commit drop
        """);
    copy(
        "raw_indicator (code, topic, name, polarity, unit, period_type, publication, first_period,"
            + " last_period)",
        "indicator-catalogue.csv");
    execute(
        """
        insert into indicator (code, position, topic, name, polarity, unit, period_type, publication, from_edition)
        select code, position, topic, name, polarity, unit, period_type, publication, 1 from raw_indicator
        """);
  }

  private int loadFigures() {
    execute(
        """
        create temp table raw_figure (code text, dfe_number text, name text, region text, period text, published text)
          on commit drop
        """);
    copy("raw_figure", "indicators-england.csv.gz");
    // DfE's own numbers: 970 is England, 980 to 990 are the regions.
    execute(
        """
        insert into figure_area (dfe_number, name, kind, region)
        select distinct dfe_number, name,
          case when dfe_number = '970' then 'country' when dfe_number between '980' and '990' then 'region'
            else 'authority' end,
          nullif(region, 'NA')
        from raw_figure
        """);
    // "2016-17 (OT)" ends in 2017, as the financial year that is called 2017 does. The published
    // numbers carry the
    // noise of binary floating point (306.89999999999998); none is finer than six places.
    int figures =
        execute(
            """
            insert into figure (indicator_code, dfe_number, period, period_end, published, value, from_edition, shipped)
            select r.code, r.dfe_number, r.period,
              make_date(
                left(r.period, 4)::integer + case when r.period ~ '^[0-9]{4}-[0-9]{2}' then 1 else 0 end, e.month, e.day),
              r.published, case when r.published ~ %s then round(r.published::numeric, 6) end, 1, true
            from raw_figure r join indicator i using (code)
              left join (values ('Calendar Year', 12, 31), ('Academic Year', 8, 31), ('Annual (end of Sept)', 9, 30),
                  ('Financial Year', 3, 31), ('Annual', 3, 31)) e (period_type, month, day) using (period_type)
            """
                .formatted(NUMBER));
    execute("analyze figure");
    return figures;
  }

  /** Where the product carries none of the region, its data lead brings them in. */
  private void loadInspections(String file) {
    if (!isCarried(file)) {
      return;
    }
    execute(
        """
        create temp table raw_inspection (dfe_number text, ons_code text, name text, status text, region text,
          started text, published text, type text, overall text, leaders text, help_protection text, in_care text,
          care_leavers text) on commit drop
        """);
    copy("raw_inspection", file);
    execute(
        """
        insert into ofsted_inspection (dfe_number, inspection_start, report_published, inspection_type, framework,
          grades, from_edition)
        select dfe_number, to_date(started, 'DD/MM/YYYY'), to_date(published, 'DD/MM/YYYY'), type, 'ilacs-2018',
          jsonb_strip_nulls(jsonb_build_object('overall', overall, 'leaders', leaders, 'help_protection', help_protection,
            'in_care', in_care, 'care_leavers', nullif(care_leavers, ''))), 1
        from raw_inspection
        """);
  }

  private void loadNeighbours(String file) {
    if (!isCarried(file)) {
      return;
    }
    execute(
        """
        create temp table raw_neighbour (model_year integer, dfe_number text, name text, rank integer,
          neighbour_dfe_number text, neighbour_name text, closeness text) on commit drop
        """);
    copy("raw_neighbour", file);
    execute(
        """
        insert into statistical_neighbour
          (model_year, dfe_number, rank, neighbour_dfe_number, neighbour_name, closeness, from_edition)
        select model_year, dfe_number, rank, neighbour_dfe_number, neighbour_name, closeness, 1 from raw_neighbour
        """);
  }

  private int execute(String sql) {
    return jdbc.sql(sql).update();
  }

  /**
   * By PostgreSQL's COPY: the largest file has 68,340 rows, and the first start should not wait for
   * it.
   */
  private void copy(String table, String file) {
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try (InputStream in = open(file)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy " + table + " from stdin with (format csv, header true, encoding 'UTF8')", in);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The shipped figures in " + file + " cannot be loaded", e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private static boolean isCarried(String file) {
    return FigureLoader.class.getResource("/figures/" + file) != null;
  }

  private static InputStream open(String file) throws IOException {
    InputStream in = FigureLoader.class.getResourceAsStream("/figures/" + file);
    if (in == null) {
      throw new IOException("It is not in the jar");
    }
    return file.endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
