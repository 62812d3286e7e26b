package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngines;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.operation.Invariant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Databases that earlier versions left in the middle of a year: today's version starts on each,
 * nothing of what people wrote changes, and the year goes on to its end. The long build walks all
 * of them; the normal one the oldest version’s, late in its year. {@link KeptPlacesTest} holds that
 * they wait everywhere.
 *
 * <p>It ends the application that it began, and with it the vendor's web applications of this JVM,
 * which know one engine. So it comes by its name before every test of the application: those have
 * packages below this one.
 */
@Tag("application")
class UpgradeTest {

  /** What people wrote or signed, as one hash; the tables that every version has had. */
  private static final String WRITTEN =
      """
      select md5(coalesce(string_agg(line, ',' order by line), '')) from (
        select 'version ' || entry || number || sha256 from assessment_version
        union all select 'sent ' || id || form || md5(content::text) from submission
        union all select 'section ' || entry || section || md5(content::text) from section_history
        union all select 'report ' || entry || md5(content::text) from report
        union all select 'document ' || sha256 from stored_content) as held (line)
      """;

  @BeforeAll
  static void noOtherApplicationRunsInThisJvm() {
    assertThat(ProcessEngines.getProcessEngines()).isEmpty();
  }

  static List<KeptDatabase> kept() {
    List<KeptDatabase> all = KeptDatabase.all();
    return ShortForm.FULL ? all : all.subList(1, 2);
  }

  @ParameterizedTest
  @MethodSource("kept")
  void todaysVersionStartsOnItAndTheYearGoesOnToItsEnd(KeptDatabase kept) throws Exception {
    String database = TestDatabase.emptyJdbcUrl();
    String written;
    try (HikariDataSource pool = (HikariDataSource) TestDatabase.pool(database)) {
      kept.loadInto(pool);
      written = written(JdbcClient.create(pool));
    }
    try (YearOnKeptDatabase year = new YearOnKeptDatabase(database, kept.day())) {
      assertThat(written(year.jdbc())).as("what people wrote").isEqualTo(written);
      assertThat(Invariant.broken(year.jdbc())).as("invariants after the start").isEmpty();
      Map<String, Long> waiting = new TreeMap<>(year.waiting());
      System.out.printf(
          "%s waits in %d places: %s%n", kept.file().getFileName(), waiting.size(), waiting);

      year.walkToTheEnd();

      year.assertItEnded();
    }
  }

  private static String written(JdbcClient jdbc) {
    return jdbc.sql(WRITTEN).query(String.class).single();
  }

  @Test
  void aDatabaseIsKept() {
    assertThat(KeptDatabase.all()).isNotEmpty();
  }
}
