package org.peerchallenge.benchmark.imports;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.DoubleAccumulator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.peerchallenge.benchmark.TestFigures;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A whole import, from the file to the published edition, beside PostgreSQL's own COPY of the same
 * rows, in one run on one database: {@code mvn -Pbenchmark test -Dtest=ImportBenchmark}. COPY goes
 * into three tables: a bare one of six texts, one made like the table of figures, and such a one
 * with a primary key. Each figure is the median of seven runs after eight to warm up, taken in
 * turns, so that a busy machine slows all alike.
 */
class ImportBenchmark {

  /** A small file is short for a JVM: it is brought more often before its time counts. */
  private static final int WARM = 8;

  private static final int RUNS = 7;

  /** A file as long as wished: the England file, with later years for each further tenth. */
  static final class Files {

    private final byte[] once = Bench.bytes("indicators-england.csv.gz");
    private final int heading = indexOf(once, (byte) '\n') + 1;
    private final int times;

    Files(int times) {
      this.times = times;
    }

    long size() {
      return heading + (long) times * (once.length - heading);
    }

    /** Made as it is read: a file in memory would count as the import's. */
    InputStream open() {
      return new java.io.SequenceInputStream(
          java.util.Collections.enumeration(
              java.util.stream.IntStream.rangeClosed(0, times)
                  .mapToObj(part -> part == 0 ? heading() : new Later(part))
                  .toList()));
    }

    private InputStream heading() {
      return new ByteArrayInputStream(once, 0, heading);
    }

    /** The figures once more, as those of other indicators: CIN becomes CIN.2, CIN.3 and so on. */
    private final class Later extends InputStream {

      private final byte[] code;
      private byte[] line = {};
      private int at;
      private int from = heading;

      Later(int part) {
        code = part == 1 ? new byte[0] : ("." + part).getBytes(StandardCharsets.US_ASCII);
      }

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        if (at == line.length && !next()) {
          return -1;
        }
        int now = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, offset, now);
        at += now;
        return now;
      }

      private boolean next() {
        if (from >= once.length) {
          return false;
        }
        // A block of whole lines at a time.
        java.io.ByteArrayOutputStream block = new java.io.ByteArrayOutputStream(1 << 16);
        while (from < once.length && block.size() < 60_000) {
          int comma =
              once[from] == '"'
                  ? indexOf(once, (byte) '"', from + 1) + 1
                  : indexOf(once, (byte) ',', from);
          int end = indexOf(once, (byte) '\n', from) + 1;
          if (once[from] == '"') {
            block.write(once, from, comma - 1 - from);
            block.writeBytes(code);
            block.write('"');
          } else {
            block.write(once, from, comma - from);
            block.writeBytes(code);
          }
          block.write(once, comma, end - comma);
          from = end;
        }
        line = block.toByteArray();
        at = 0;
        return true;
      }
    }

    private static int indexOf(byte[] bytes, byte wanted) {
      return indexOf(bytes, wanted, 0);
    }

    private static int indexOf(byte[] bytes, byte wanted, int from) {
      for (int i = from; i < bytes.length; i++) {
        if (bytes[i] == wanted) {
          return i;
        }
      }
      return bytes.length - 1;
    }
  }

  @Test
  void anImportBesideABareCopy() {
    System.out.println(
        "Whole import (kept, read, checked, compared, published) / COPY of the same rows; median of "
            + RUNS);
    double[] one = measure(1);
    double[] ten = measure(10);
    System.out.printf(
        "At ten times the rows: all new %.2f times the ratio to a table with its key, nothing new %.2f"
            + " times%n",
        ten[0] / one[0], ten[1] / one[1]);
    System.out.printf(
        "Memory in use at its peak after a collection: %.1f MB, %.1f MB%n", one[2], ten[2]);
  }

  /** Of 200 MB, and ten of half a megabyte that are brought right after it. */
  @Test
  void tenSmallFilesBesideALargeOne() throws IOException, InterruptedException {
    int times = 55;
    Files file = new Files(times);
    Bench bench = new Bench(TestFigures.shipped());
    define(bench, times);
    java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
    try (InputStream in = file.open();
        java.util.zip.GZIPOutputStream out = new java.util.zip.GZIPOutputStream(packed)) {
      in.transferTo(out);
    }
    byte[] small = Bench.bytes("indicators-south-east.csv");
    ImportQueue queue = new ImportQueue(bench.imports, event -> {});
    long begun = System.nanoTime();
    long large = bench.brought(Kind.LAIT, packed.toByteArray());
    queue.check(large);
    StringBuilder waited = new StringBuilder();
    DoubleAccumulator peak = new DoubleAccumulator(Math::max, 0);
    for (int i = 0; i < 10; i++) {
      long brought = System.nanoTime();
      long id = bench.brought(Kind.LAIT, small);
      queue.check(id);
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofMinutes(10))
          .until(() -> bench.imports.get(id).state() == FigureImport.State.CHECKED);
      waited.append(String.format(" %.1f", (System.nanoTime() - brought) / 1e9));
      peak.accumulate(used());
    }
    await()
        .pollInterval(Duration.ofMillis(200))
        .atMost(Duration.ofMinutes(30))
        .until(
            () -> {
              peak.accumulate(used());
              return bench.imports.get(large).state() == FigureImport.State.CHECKED;
            });
    System.out.printf(
        "%.0f MB checked after %.0f s; ten small files, brought one after another meanwhile, after%s"
            + " s; memory in use after a collection at most %.1f MB (the file itself, packed, is"
            + " %.1f of it)%n",
        file.size() / 1e6,
        (System.nanoTime() - begun) / 1e9,
        waited,
        peak.get(),
        packed.size() / 1e6);
    queue.destroy();
    ((HikariDataSource) bench.db).close();
  }

  private static void define(Bench bench, int times) {
    bench
        .jdbc
        .sql(
            """
            insert into indicator_defined
            select code || '.' || n, topic, name, polarity, unit, period_type, publication, 'data', now(), false
            from indicator cross join generate_series(2, :times) n
            """)
        .param("times", times)
        .update();
  }

  /** Ratio when every figure is new, ratio when none is, peak memory in MB. */
  private static double[] measure(int times) {
    Files file = new Files(times);
    Bench bench = new Bench(TestFigures.shipped());
    bench.jdbc.sql("delete from figure").update();
    define(bench, times);
    bench
        .jdbc
        .sql(
            "create table bare (code text, dfe text, area text, region text, period text, value"
                + " text)")
        .update();
    bench.jdbc.sql("create table held (like figure including all)").update();
    bench.jdbc.sql("create table keyed (like figure including all)").update();
    bench
        .jdbc
        .sql(
            "alter table keyed add primary key (indicator_code, period_end, dfe_number, from_edition)")
        .update();
    List<Double> copies = new ArrayList<>();
    List<Double> likeFigures = new ArrayList<>();
    List<Double> withKey = new ArrayList<>();
    Path rows = null;
    List<Double> fresh = new ArrayList<>();
    List<Double> same = new ArrayList<>();
    double[] peak = {0};
    int runs = WARM + RUNS;
    for (int run = 0; run < runs; run++) {
      bench.jdbc.sql("truncate bare, held, keyed").update();
      vacuum(bench.db);
      double copy = seconds(() -> copy(bench.db, file));
      vacuum(bench.db);
      double whole = seconds(() -> whole(bench, file, peak));
      rows = rows == null ? figures(bench.db) : rows;
      Path figures = rows;
      vacuum(bench.db);
      double held = seconds(() -> copyFigures(bench.db, "held", figures));
      vacuum(bench.db);
      double keyed = seconds(() -> copyFigures(bench.db, "keyed", figures));
      vacuum(bench.db);
      double again = seconds(() -> again(bench, file));
      if (run >= WARM) {
        copies.add(copy);
        likeFigures.add(held);
        withKey.add(keyed);
        fresh.add(whole);
        same.add(again);
      }
      // Back to nothing, as if never published.
      bench.jdbc.sql("truncate figure, figure_digest").update();
      bench.jdbc.sql("delete from indicator where from_edition > 1").update();
      bench.jdbc.sql("delete from figure_import_row").update();
    }
    System.out.printf(
        "%,9d rows, %.1f MB: import, all new %.3f s; nothing new %.3f s%n",
        bench.jdbc.sql("select count(*) from bare").query(Long.class).single(),
        file.size() / 1e6,
        median(fresh),
        median(same));
    say("a bare table of texts", copies, fresh, same);
    say("a table like that of figures", likeFigures, fresh, same);
    say("such a table with a primary key", withKey, fresh, same);
    ((HikariDataSource) bench.db).close();
    return new double[] {median(fresh) / median(withKey), median(same) / median(withKey), peak[0]};
  }

  private static void say(String into, List<Double> copies, List<Double> fresh, List<Double> same) {
    System.out.printf(
        "          COPY into %s %.3f s: all new %.1f times, nothing new %.1f times%n",
        into, median(copies), median(fresh) / median(copies), median(same) / median(copies));
  }

  /** The rows as they are held, for COPY to read back. */
  private static Path figures(DataSource db) {
    try (Connection connection = db.getConnection()) {
      Path rows = java.nio.file.Files.createTempFile("figures", ".txt");
      rows.toFile().deleteOnExit();
      try (OutputStream out = java.nio.file.Files.newOutputStream(rows)) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy " + COLUMNS.formatted("figure") + " to stdout", out);
      }
      return rows;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String COLUMNS =
      "%s (indicator_code, dfe_number, period, period_end, published, value, from_edition)";

  private static void copyFigures(DataSource db, String table, Path rows) {
    try (Connection connection = db.getConnection();
        InputStream in = java.nio.file.Files.newInputStream(rows)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + COLUMNS.formatted(table) + " from stdin", in, 1 << 16);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(DataSource db, Files file) {
    try (Connection connection = db.getConnection();
        InputStream in = file.open()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy bare from stdin with (format csv, header true)", in, 1 << 16);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void whole(Bench bench, Files file, double[] peak) {
    FigureImport one = bench.imports.check(bench.brought(Kind.LAIT, file.open()));
    if (one.found().orElseThrow().fresh() == 0) {
      throw new IllegalStateException(one.toString());
    }
    bench.published(one, true, true);
    peak[0] = Math.max(peak[0], used());
  }

  private static void again(Bench bench, Files file) {
    FigureImport one = bench.imports.check(bench.brought(Kind.LAIT, file.open()));
    if (one.found().orElseThrow().written() != 0) {
      throw new IllegalStateException(one.toString());
    }
    bench.imports.throwAway(one.id(), "data");
  }

  /** What lived through the collections of the run at most, in MB. */
  private static double used() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .mapToLong(pool -> pool.getCollectionUsage().getUsed())
            .sum()
        / 1e6;
  }

  private static void vacuum(DataSource db) {
    JdbcClient.create(db).sql("vacuum analyze figure").update();
    JdbcClient.create(db).sql("checkpoint").update();
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(List<Double> times) {
    double[] sorted = times.stream().mapToDouble(t -> t).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
