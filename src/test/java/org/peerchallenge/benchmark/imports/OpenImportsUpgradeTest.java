package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.TestDatabase;
import org.peerchallenge.benchmark.TestFigures;
import org.peerchallenge.kernel.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Files that were on their way when their version was replaced: brought, half checked, checked or
 * waiting for an answer. After the migration each has its bytes and goes on from where it was.
 */
class OpenImportsUpgradeTest {

  /** The last version that kept files in parts of a megabyte, and refused where it asks now. */
  private static final String BEFORE = "450";

  private static final int PART = 1 << 20;

  private static final String ONE_FIGURE =
      "Short Desc,LA Number,LA and Regions,Years,Values\nReReferral,846,Brighton and Hove,2098,22.4\n";

  private DataSource db;
  private JdbcClient jdbc;

  @BeforeEach
  void anOlderDatabase() {
    db = TestDatabase.emptyDatabase();
    jdbc = JdbcClient.create(db);
    Flyway.configure().dataSource(db).target(BEFORE).load().migrate();
  }

  @AfterEach
  void close() {
    ((HikariDataSource) db).close();
  }

  @Test
  void aFileInSeveralPartsIsTheSameBytesAndIsChecked() throws IOException {
    byte[] file = Bench.bytes("indicators-england.csv.gz");
    assertThat(file.length).isGreaterThan(3 * PART);
    long waiting = open(Kind.LAIT, "BROUGHT", file);
    long interrupted = open(Kind.LAIT, "READING", file);

    upgrade();

    Bench bench = new Bench(db);
    for (long id : new long[] {waiting, interrupted}) {
      try (InputStream kept = bench.imports.file(id)) {
        assertThat(kept.readAllBytes()).isEqualTo(file);
      }
    }
    assertThat(bench.imports.get(interrupted).state()).isEqualTo(FigureImport.State.INTERRUPTED);
    assertThat(bench.imports.check(waiting).found().orElseThrow().unchanged()).isEqualTo(68_340);
  }

  @Test
  void partsOfAnyLengthAreTheSameBytes() throws IOException {
    Random random = new Random(471);
    Map<Long, byte[]> files = new LinkedHashMap<>();
    for (int length : new int[] {1, 7_999, 8_000, 8_001, 16_000, PART - 1, PART, PART + 1}) {
      byte[] file = new byte[length];
      random.nextBytes(file);
      files.put(open(Kind.LAIT, "BROUGHT", file), file);
    }

    upgrade();

    Bench bench = new Bench(db);
    for (Map.Entry<Long, byte[]> one : files.entrySet()) {
      try (InputStream kept = bench.imports.file(one.getKey())) {
        assertThat(kept.readAllBytes()).isEqualTo(one.getValue());
      }
    }
  }

  @Test
  void whatWasCheckedIsPublishedAsItWasFound() {
    long id = open(Kind.LAIT, "CHECKED", ONE_FIGURE.getBytes(StandardCharsets.UTF_8));
    jdbc.sql("update figure_import set checked_at = now(), base_edition = 1, found = ?::jsonb")
        .param(JsonText.write(new CheckResult(2, 1, 0, 0, 0, 0, 0, 0, 0, 0)))
        .update();
    jdbc.sql(
            """
            insert into figure_import_row (import_id, line, what, indicator_code, dfe_number, period, period_end,
              published, value)
            values (?, 2, 'NEW', 'ReReferral', '846', '2098', '2098-03-31', '22.4', 22.4)
            """)
        .param(id)
        .update();

    upgrade();

    Bench bench = new Bench(db);
    bench.published(bench.imports.get(id), false, false);
    assertThat(bench.current()).containsEntry("ReReferral|846|2098-03-31", "2098|22.4|22.4");
  }

  /** Before, a file that needed an answer was refused with the question. */
  @Test
  void whatWaitedForAnAnswerWaitsForIt() {
    byte[] models =
        ("old_la_code,la_name,SN_1,SN_1P\n" + "846,Brighton and Hove,839,Close\n")
            .getBytes(StandardCharsets.UTF_8);
    long id = open(Kind.NEIGHBOURS, "REFUSED", models);
    jdbc.sql("update figure_import set checked_at = now()").update();
    jdbc.sql(
            "insert into figure_import_remark (import_id, line, kind, reason) values (?, 1, 'REFUSED', ?)")
        .param(id)
        .param(
            "The file does not say which year’s model of statistical neighbours it is. Say the year,"
                + " such as 2025, and check it again.")
        .update();
    long refused = open(Kind.LAIT, "REFUSED", new byte[] {1});
    jdbc.sql(
            "insert into figure_import_remark (import_id, line, kind, reason) values (?, 0, 'REFUSED', 'No')")
        .param(refused)
        .update();

    upgrade();

    Bench bench = new Bench(db);
    assertThat(bench.imports.get(id).state()).isEqualTo(FigureImport.State.ASKS);
    assertThat(bench.remarks(bench.imports.get(id), Remark.Kind.ASKED)).hasSize(1);
    assertThat(bench.imports.get(refused).state()).isEqualTo(FigureImport.State.REFUSED);
  }

  @Test
  void afterAStartWhatWaitedIsCheckedAndWhatWasInterruptedWaitsForSomebody() {
    byte[] file = ONE_FIGURE.getBytes(StandardCharsets.UTF_8);
    long interrupted = open(Kind.LAIT, "READING", file);
    long unmapped = open(Kind.EES, "BROUGHT", file);
    long waiting = open(Kind.LAIT, "BROUGHT", file);
    upgrade();
    Bench bench = new Bench(db);
    ImportQueue queue = new ImportQueue(bench.imports, event -> {});

    queue.goOn();

    await().until(() -> bench.imports.get(waiting).state() == FigureImport.State.CHECKED);
    queue.destroy();
    assertThat(bench.imports.get(interrupted).state()).isEqualTo(FigureImport.State.INTERRUPTED);
    assertThat(bench.imports.get(unmapped).state()).isEqualTo(FigureImport.State.BROUGHT);
  }

  private void upgrade() {
    Flyway.configure().dataSource(db).load().migrate();
    TestFigures.load(db);
  }

  private long open(Kind kind, String state, byte[] file) {
    long id =
        jdbc.sql(
                """
                insert into figure_import (kind, file_name, size, sha256, brought_by, brought_at, state)
                values (:kind, 'example.csv', :size, repeat('0', 64), 'data', now(), :state) returning id
                """)
            .param("kind", kind.id())
            .param("size", file.length)
            .param("state", state)
            .query(Long.class)
            .single();
    for (int from = 0; from < file.length; from += PART) {
      jdbc.sql("insert into figure_import_part (import_id, number, content) values (?, ?, ?)")
          .param(id)
          .param(1 + from / PART)
          .param(Arrays.copyOfRange(file, from, Math.min(file.length, from + PART)))
          .update();
    }
    return id;
  }
}
