package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.PeerChallenge;
import org.peerchallenge.TestDatabase;

/**
 * Kills the import, as a process of its own, and its connections, at moments spread over its whole
 * run: what counts is the old figures or all the new ones, never anything between.
 */
class InterruptedImportTest {

  private static final int MOMENTS = Boolean.getBoolean("peerchallenge.full") ? 25 : 3;

  @TempDir private static Path folder;

  private static Bench bench;
  private static String url;
  private static Path file;
  private static Map<String, String> before;
  private static Map<String, String> after;
  private static Duration whole;

  @BeforeAll
  static void seeHowLongOneTakes() throws Exception {
    bench = new Bench();
    url = ((HikariDataSource) bench.db).getJdbcUrl();
    file = folder.resolve("indicators-england.csv.gz");
    try (var in =
        InterruptedImportTest.class.getResourceAsStream("/figures/indicators-england.csv.gz")) {
      Files.copy(in, file);
    }
    // So that the import has every figure to change.
    bench.jdbc.sql("update figure set value = 1, published = '1'").update();
    before = bench.current();
    long start = System.nanoTime();
    int exit = start().waitFor();
    assertThat(exit).as(output()).isZero();
    whole = Duration.ofNanos(System.nanoTime() - start);
    after = bench.current();
    assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
    bench.undone(newest());
    assertThat(bench.current()).isEqualTo(before);
  }

  @Test
  void killedAtAnyMomentTheImportLeavesTheOldFiguresOrAllTheNew() throws Exception {
    Random random = new Random(2019);
    int unfinished = 0;
    for (int moment = 0; moment < MOMENTS; moment++) {
      // The first third of a run is the start of Java.
      long wait =
          (long) (whole.toMillis() * (0.3 + 0.7 * (moment + random.nextDouble()) / MOMENTS));
      Process process = start();
      if (!process.waitFor(wait, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        unfinished++;
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> othersAtWork() == 0);
      assertOldOrNew("killed after " + wait + " ms");
    }
    assertThat(unfinished).as("kills that met a running import").isPositive();
  }

  @Test
  void whenTheDatabaseDropsItsConnectionsNothingCountsAndTheFileCanBeCheckedAgain() {
    Random random = new Random(1918);
    for (int moment = 0; moment < MOMENTS; moment++) {
      long id = bench.brought(Kind.LAIT, Bench.bytes("indicators-england.csv.gz"));
      CompletableFuture<Integer> running =
          CompletableFuture.supplyAsync(() -> bench.published(bench.imports.check(id), true, true));
      await()
          .pollDelay(Duration.ofMillis(20L + random.nextInt(1_500)))
          .atMost(Duration.ofMinutes(1))
          .until(() -> true);
      bench
          .jdbc
          .sql(
              "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                  + " current_database() and pid <> pg_backend_pid()")
          .query((row, n) -> true)
          .list();
      running.handle((edition, failure) -> true).join();
      assertOldOrNew("connections dropped");
      FigureImport left = bench.imports.find(id).orElseThrow();
      if (left.open()) {
        assertThat(left.state())
            .isIn(
                FigureImport.State.BROUGHT,
                FigureImport.State.INTERRUPTED,
                FigureImport.State.CHECKED);
        FigureImport again = bench.imports.check(id);
        assertThat(again.found().orElseThrow().changed()).isPositive();
        bench.published(again, true, true);
        assertOldOrNew("checked again");
      }
    }
  }

  /** Then goes back to the old ones, and throws away what was left over. */
  private static void assertOldOrNew(String what) {
    Map<String, String> now = bench.current();
    assertThat(now.equals(before) || now.equals(after)).as(what).isTrue();
    if (now.equals(after)) {
      bench.undone(newest());
      assertThat(bench.current()).isEqualTo(before);
    }
    for (FigureImport left : bench.imports.all()) {
      assertThat(left.state()).isNotEqualTo(FigureImport.State.READING);
      if (left.state() == FigureImport.State.INTERRUPTED && !what.startsWith("connections")) {
        bench.imports.throwAway(left.id(), "data");
      }
    }
  }

  private static int newest() {
    return bench.jdbc.sql("select max(number) from figure_edition").query(Integer.class).single();
  }

  private static int othersAtWork() {
    return bench
        .jdbc
        .sql(
            """
            select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
              and application_name = 'import-to-kill'
            """)
        .query(Integer.class)
        .single();
  }

  private static Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                PeerChallenge.class.getName(),
                "--import=" + file,
                "--kind=lait",
                "--publish",
                "--accept-out-of-range"));
    builder.environment().put("SPRING_DATASOURCE_URL", url + "&ApplicationName=import-to-kill");
    builder.environment().put("SPRING_DATASOURCE_USERNAME", TestDatabase.USER);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output.log").toFile()))
        .start();
  }

  private static String output() throws IOException {
    Path log = folder.resolve("output.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
