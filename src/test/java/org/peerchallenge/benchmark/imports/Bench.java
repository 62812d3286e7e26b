package org.peerchallenge.benchmark.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.peerchallenge.benchmark.TestFigures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A workbench for imports: a database with the shipped figures, and files to bring into it. */
final class Bench {

  static final String REFERRALS = "Referrals";

  final DataSource db;
  final JdbcClient jdbc;
  final Imports imports;
  final Mappings mappings;
  final ColumnMappingSuggester proposal;
  private final TransactionTemplate transaction;

  Bench() {
    this(TestFigures.shipped());
  }

  Bench(DataSource db) {
    this.db = db;
    jdbc = JdbcClient.create(db);
    mappings = new Mappings(jdbc, Clock.systemUTC());
    imports = new Imports(db, jdbc, mappings, Clock.systemUTC());
    proposal = new ColumnMappingSuggester(imports, jdbc);
    transaction = new TransactionTemplate(new DataSourceTransactionManager(db));
  }

  FigureImport checked(Kind kind, byte[] file) {
    return imports.check(brought(kind, file));
  }

  long brought(Kind kind, byte[] file) {
    return brought(kind, new ByteArrayInputStream(file));
  }

  long brought(Kind kind, InputStream file) {
    Optional<String> mapping = kind == Kind.EES ? Optional.of(REFERRALS) : Optional.empty();
    return transaction.execute(s -> imports.bring(kind, "example.csv", file, mapping, "data"));
  }

  int published(FigureImport one, boolean withoutFaults, boolean outOfRange) {
    return transaction.execute(s -> imports.publish(one.id(), withoutFaults, outOfRange, "data"));
  }

  void mended(Mappings.Definition indicator) {
    transaction.executeWithoutResult(s -> mappings.mend(indicator, "data"));
  }

  void said(FigureImport one, Commas commas) {
    transaction.executeWithoutResult(s -> imports.useCommas(one.id(), commas));
  }

  int undone(int edition) {
    return transaction.execute(s -> imports.undo(edition, "data"));
  }

  /** New figures that wait packed become rows, for a test to read. */
  void unpack(FigureImport one) {
    try (Connection connection = db.getConnection()) {
      connection.setAutoCommit(false);
      Packs.unpack(connection, one.id());
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Remark> remarks(FigureImport one, Remark.Kind kind) {
    return imports.remarks(one.id(), kind, 0, 1_000_000);
  }

  /** Every current figure, by indicator, area and end of period. */
  Map<String, String> current() {
    return at(jdbc.sql("select max(number) from figure_edition").query(Integer.class).single());
  }

  /** Every figure of an edition, its label and text included. */
  Map<String, String> at(int edition) {
    Map<String, String> figures = new TreeMap<>();
    jdbc.sql(
            """
            select indicator_code, dfe_number, period_end, period, published, value from figure
            where from_edition <= :edition and (to_edition is null or to_edition > :edition)
            """)
        .param("edition", edition)
        .query(
            row -> {
              figures.put(
                  row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3),
                  row.getString(4) + "|" + row.getString(5) + "|" + plain(row.getBigDecimal(6)));
            });
    return figures;
  }

  static String plain(java.math.BigDecimal number) {
    return number == null ? "" : number.stripTrailingZeros().toPlainString();
  }

  /**
   * The mapping of the example file: every measure, to catalogue indicators and to defined ones.
   */
  void mapReferrals() {
    List<Mapping.Measured> measures = new ArrayList<>();
    for (String column : heading("ees-example-referrals.csv")) {
      if (column.endsWith("_count") || column.endsWith("_percent")) {
        String indicator =
            switch (column) {
              case "rereferral_percent" -> "ReReferral";
              case "no_further_action_percent" -> "CIN_Refferals_NFA";
              default -> "X_" + column;
            };
        if (indicator.startsWith("X_")) {
          define(indicator, column.endsWith("percent") ? "%" : "Number", "Financial Year");
        }
        measures.add(
            new Mapping.Measured(
                column, indicator, Map.of("category", "Referrals and Re-referrals")));
      }
    }
    mappings.save(
        REFERRALS,
        new Mapping(measures, Map.of("category", List.of("Referrals and Re-referrals"))),
        "data");
  }

  void define(String code, String unit, String periodType) {
    mappings.define(
        new Mappings.Definition(
            code,
            "Example",
            "Example " + code,
            "none",
            unit,
            periodType,
            "https://example.org",
            periodType.equals("Quarter")),
        "data");
  }

  static List<String> heading(String file) {
    return Arrays.asList(text(file).split("\n", 2)[0].strip().split(","));
  }

  static String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  /** A file of the tests or of the product, unpacked. */
  static byte[] bytes(String file) {
    try (InputStream in = Bench.class.getResourceAsStream("/figures/" + file)) {
      return (file.endsWith(".gz") ? new GZIPInputStream(in) : in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
