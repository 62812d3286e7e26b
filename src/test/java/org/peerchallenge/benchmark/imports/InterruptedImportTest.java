package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.PeerChallenge;
import org.peerchallenge.ShortForm;
import org.peerchallenge.ShortLivedJava;
import org.peerchallenge.TestDatabase;

/**
 * Kills imports and undos, as processes of their own, and their connections, at moments spread over
 * the whole run: what counts is the old figures or all the new ones, never anything between.
 */
@Tag("application")
class InterruptedImportTest {

  private static final int MOMENTS = ShortForm.FULL ? 25 : 1;

  /** Where the file is in {@link #folder}, from which the process starts. */
  private static final String[] IMPORT = {
    "--import=indicators-england.csv.gz", "--kind=lait", "--publish", "--accept-out-of-range"
  };

  @TempDir private static Path folder;

  private static Bench bench;
  private static String url;
  private static Map<String, String> before;
  private static Map<String, String> after;

  /** How far an import is, as {@link #howFar} tells it. */
  private static final List<String> STAGES =
      List.of("starting", "kept", "reading", "comparing", "publishing", "published");

  private static final int READING = STAGES.indexOf("reading");

  private static Duration importing;
  private static Duration undoing;

  @BeforeAll
  static void seeHowLongOneTakes() throws Exception {
    bench = new Bench();
    url = ((HikariDataSource) bench.db).getJdbcUrl();
    try (var in =
        InterruptedImportTest.class.getResourceAsStream("/figures/indicators-england.csv.gz")) {
      Files.copy(in, folder.resolve("indicators-england.csv.gz"));
    }
    // So that the import has every figure to change.
    bench.jdbc.sql("update figure set value = 1, published = '1'").update();
    before = bench.current();
    if (ShortForm.FULL) {
      importing = atWork(start(IMPORT));
    } else {
      // The only moment of the short form needs no measure; a whole run from the command line is
      // PackagedJarIT's.
      bench.published(
          bench.checked(Kind.LAIT, Bench.bytes("indicators-england.csv.gz")), true, true);
    }
    after = bench.current();
    assertThat(after).hasSameSizeAs(before).isNotEqualTo(before);
    undoing = atWork(start("--undo=" + newest()));
    assertThat(bench.current()).isEqualTo(before);
  }

  /** From its first connection to its end: most of a run is the start of Java. */
  private static Duration atWork(Process process) throws Exception {
    connected(process);
    long start = System.nanoTime();
    assertThat(process.waitFor()).as(output()).isZero();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void connected(Process process) {
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> othersAtWork() > 0 || !process.isAlive());
  }

  @Test
  void killedAtAnyMomentTheImportLeavesTheOldFiguresOrAllTheNew() throws Exception {
    Random random = new Random(2019);
    int unfinished = 0;
    Map<String, Integer> met = new TreeMap<>();
    for (int moment = 0; moment < MOMENTS; moment++) {
      String stage = STAGES.get((READING + moment) % STAGES.size());
      long last = bench.jdbc.sql("select max(id) from figure_import").query(Long.class).single();
      Process process = start(IMPORT);
      connected(process);
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(() -> STAGES.indexOf(howFar(last)) >= STAGES.indexOf(stage) || !process.isAlive());
      // The first while it reads and at once, whatever the machine's speed; the others somewhere
      // within their stage.
      Duration wait =
          moment == 0
              ? Duration.ZERO
              : Duration.ofMillis(random.nextLong(importing.toMillis() / STAGES.size() + 1));
      if (killed(process, wait)) {
        unfinished++;
        met.merge(howFar(last), 1, Integer::sum);
      }
      assertOldOrNew("killed " + wait + " after it was " + stage);
    }
    System.out.println("Imports killed, by how far they were: " + met);
    assertThat(unfinished).as("kills that met a running import").isPositive();
  }

  @Test
  void killedAtAnyMomentAnUndoLeavesTheNewFiguresOrAllTheOld() throws Exception {
    Random random = new Random(2020);
    int edition = 0;
    int left = 0;
    for (int moment = 0; moment < MOMENTS; moment++) {
      if (edition == 0) {
        edition =
            bench.published(
                bench.checked(Kind.LAIT, Bench.bytes("indicators-england.csv.gz")), true, true);
      }
      killed(start("--undo=" + edition), moment(undoing, moment, random));
      Map<String, String> now = bench.current();
      assertThat(now.equals(before) || now.equals(after)).isTrue();
      if (now.equals(before)) {
        edition = 0;
      } else {
        left++;
      }
    }
    System.out.printf(
        "Undos killed: %d left the new figures, %d had ended%n", left, MOMENTS - left);
    if (edition > 0) {
      bench.undone(edition);
    }
    assertThat(bench.current()).isEqualTo(before);
  }

  /** Spread over the whole work. */
  private static Duration moment(Duration work, int moment, Random random) {
    return Duration.ofMillis((long) (work.toMillis() * (moment + random.nextDouble()) / MOMENTS));
  }

  /** Whether it was still running when it was killed, and the database has noticed. */
  private static boolean killed(Process process, Duration after) throws InterruptedException {
    connected(process);
    boolean running = !process.waitFor(after.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    await().until(() -> othersAtWork() == 0);
    return running;
  }

  private static String howFar(long last) {
    return bench
        .jdbc
        .sql(
            """
            select case
              when state = 'BROUGHT' then 'kept'
              when state = 'READING' and percent_read < 100 then 'reading'
              when state = 'READING' then 'comparing'
              when state = 'CHECKED' then 'publishing'
              when state = 'PUBLISHED' then 'published' end
            from figure_import where id > :last
            """)
        .param("last", last)
        .query(String.class)
        .optional()
        .orElse("starting");
  }

  @Test
  void whenTheDatabaseDropsItsConnectionsNothingCountsAndTheFileCanBeCheckedAgain() {
    Random random = new Random(1918);
    for (int moment = 0; moment < MOMENTS; moment++) {
      long id = bench.brought(Kind.LAIT, Bench.bytes("indicators-england.csv.gz"));
      CompletableFuture<Integer> running =
          CompletableFuture.supplyAsync(() -> bench.published(bench.imports.check(id), true, true));
      await().pollDelay(Duration.ofMillis(20L + random.nextInt(1_500))).until(() -> true);
      bench
          .jdbc
          .sql(
              "select pg_terminate_backend(pid) from pg_stat_activity where datname ="
                  + " current_database() and pid <> pg_backend_pid()")
          .query((row, n) -> true)
          .list();
      running.handle((edition, failure) -> true).join();
      // The pool may hold one that was dropped and that it used too lately to look again.
      ((HikariDataSource) bench.db).getHikariPoolMXBean().softEvictConnections();
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
      if (left.open() && !what.startsWith("connections")) {
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

  private static Process start(String... arguments) throws IOException {
    List<String> program =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), PeerChallenge.class.getName()));
    program.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(ShortLivedJava.command(program));
    builder.environment().put("SPRING_DATASOURCE_URL", url + "&ApplicationName=import-to-kill");
    builder.environment().put("SPRING_DATASOURCE_USERNAME", TestDatabase.USER);
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("output.log").toFile()))
        .start();
  }

  private static String output() throws IOException {
    Path log = folder.resolve("output.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }
}
