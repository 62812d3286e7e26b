package org.peerchallenge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.TestDatabase;
import org.peerchallenge.benchmark.ImportCommand;
import org.peerchallenge.benchmark.TestFigures;
import org.peerchallenge.engine.EngineClock;
import org.springframework.jdbc.core.simple.JdbcClient;

class DemoClockTest {

  private static final Instant BRIEFING = Instant.parse("2018-11-30T09:00:00Z");

  private final String address = TestDatabase.freshJdbcUrl();

  @AfterEach
  void today() {
    ClockUtil.reset();
  }

  @Test
  void itStandsOnTheBriefingDayAndAfterARestartWhereItWas() {
    start();
    Instant first = new EngineClock().instant();
    assertThat(first).isCloseTo(BRIEFING, within(1, ChronoUnit.MINUTES));

    ClockUtil.reset();
    start();
    assertThat(new EngineClock().instant())
        .isAfter(first)
        .isCloseTo(BRIEFING, within(1, ChronoUnit.MINUTES));
  }

  @Test
  void anEditionFromTheCommandLineCarriesItsTime(@TempDir Path folder) throws Exception {
    DataSource database = TestFigures.shipped();
    String url = ((HikariDataSource) database).getJdbcUrl();
    clock(url).preInit(null);
    Path file = folder.resolve("figures.csv");
    Files.writeString(
        file,
        """
        indicator_code,dfe_la_number,area_name,region,period,raw_value
        ReReferral,846,Brighton and Hove,South East,2025,21.5
        """);
    System.setProperty("spring.datasource.url", url);
    System.setProperty("spring.datasource.username", TestDatabase.USER);
    try {
      assertThat(ImportCommand.run(new String[] {"--import=" + file, "--kind=lait", "--publish"}))
          .isZero();
    } finally {
      System.clearProperty("spring.datasource.url");
      System.clearProperty("spring.datasource.username");
    }

    assertThat(
            JdbcClient.create(database)
                .sql("select published_at from figure_edition where number = 2")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single())
        .isCloseTo(BRIEFING, within(5, ChronoUnit.MINUTES));
  }

  private void start() {
    clock(address).preInit(null);
  }

  /** As at a start: on connections of its own. */
  private static DemoClock clock(String address) {
    return new DemoClock(
        JdbcClient.create(TestDatabase.pool(address)), new EngineClock(), null, null, null, null);
  }
}
