package org.peerchallenge.benchmark.imports;

import java.io.InputStream;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.peerchallenge.benchmark.TestFigures;
import org.postgresql.PGConnection;

class ScratchBenchmark {
  @Test
  void phases() throws Exception {
    int times = Integer.getInteger("scratch.times", 1);
    ImportBenchmark.Files file = new ImportBenchmark.Files(times);
    Bench bench = new Bench(timed(TestFigures.shipped()));
    bench.jdbc.sql("delete from figure").update();
    bench
        .jdbc
        .sql(
            "insert into indicator_defined select code || '.' || n, topic, name, polarity, unit, period_type, publication, 'data', now(), false from indicator cross join generate_series(2, :times) n")
        .param("times", times)
        .update();
    bench
        .jdbc
        .sql(
            "create table bare (code text, dfe text, area text, region text, period text, value text)")
        .update();
    bench
        .jdbc
        .sql(
            "create table keyed (code text, dfe text, area text, region text, period text, value text, primary key (code, dfe, period))")
        .update();
    boolean log = Boolean.getBoolean("scratch.log");
    for (int run = 0; run < 6; run++) {
      LOG = run == 5;
      bench.jdbc.sql("truncate bare, keyed").update();
      bench.jdbc.sql("vacuum analyze figure").update();
      long t0 = System.nanoTime();
      copy(bench, file, "bare");
      long t1 = System.nanoTime();
      copy(bench, file, "keyed");
      long t2 = System.nanoTime();
      long id = bench.brought(Kind.LAIT, file.open());
      long t3 = System.nanoTime();
      FigureImport one = bench.imports.check(id);
      long t4 = System.nanoTime();
      bench.published(one, true, true);
      long t5 = System.nanoTime();
      long id2 = bench.brought(Kind.LAIT, file.open());
      long t6 = System.nanoTime();
      FigureImport two = bench.imports.check(id2);
      long t7 = System.nanoTime();
      bench.imports.throwAway(id2, "data");
      System.out.printf(
          "bare %.3f keyed %.3f | bring %.3f check %.3f publish %.3f = %.1f x bare %.1f x keyed | bring %.3f same %.3f = %.1f x bare %.1f x keyed | %s %n",
          (t1 - t0) / 1e9,
          (t2 - t1) / 1e9,
          (t3 - t2) / 1e9,
          (t4 - t3) / 1e9,
          (t5 - t4) / 1e9,
          (double) (t5 - t2) / (t1 - t0),
          (double) (t5 - t2) / (t2 - t1),
          (t6 - t5) / 1e9,
          (t7 - t6) / 1e9,
          (double) (t7 - t5) / (t1 - t0),
          (double) (t7 - t5) / (t2 - t1),
          one.found().orElseThrow());
      if (two.found().orElseThrow().written() != 0) throw new IllegalStateException();
      bench.jdbc.sql("truncate figure, figure_digest").update();
      bench.jdbc.sql("delete from indicator where from_edition > 1").update();
    }
  }

  static boolean LOG;

  static Object timed(Object target, Class<?> type, String sql) {
    return java.lang.reflect.Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (p, m, a) -> {
          long t = System.nanoTime();
          Object r;
          try {
            r = m.invoke(target, a);
          } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.getCause();
          }
          if (LOG && m.getName().startsWith("execute") || LOG && m.getName().equals("commit")) {
            System.out.printf(
                "   %8.1f ms %s%n",
                (System.nanoTime() - t) / 1e6,
                sql == null
                    ? m.getName()
                    : sql.replaceAll("\\s+", " ")
                        .substring(0, Math.min(150, sql.replaceAll("\\s+", " ").length())));
          }
          if (r instanceof java.sql.PreparedStatement s)
            return timed(s, java.sql.PreparedStatement.class, (String) a[0]);
          return r;
        });
  }

  static javax.sql.DataSource timed(javax.sql.DataSource db) {
    return (javax.sql.DataSource)
        java.lang.reflect.Proxy.newProxyInstance(
            db.getClass().getClassLoader(),
            new Class<?>[] {javax.sql.DataSource.class},
            (p, m, a) -> {
              Object r = m.invoke(db, a);
              return r instanceof Connection c ? timed(c, Connection.class, null) : r;
            });
  }

  static void copy(Bench bench, ImportBenchmark.Files file, String table) throws Exception {
    try (Connection connection = bench.db.getConnection();
        InputStream in = file.open()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " from stdin with (format csv, header true)", in, 1 << 16);
    }
  }
}
