package org.peerchallenge.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerchallenge.kernel.EnglandTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Takes the {@link Vital}s, all in one statement, and offers them as gauges. */
@Service
public class Vitals implements MeterBinder {

  private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);
  private static final String PREFIX = "peerchallenge.";

  /** However often somebody asks, the database is asked no more often than this. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final String ALL =
      "with now as (select :instant::timestamptz as instant, :local::timestamp as local)\n"
          + Arrays.stream(Vital.values())
              .map(
                  one ->
                      "select '%s' as name, coalesce((%s), 0)::double precision as value from now"
                          .formatted(one.name(), one.sql()))
              .collect(Collectors.joining("\nunion all\n"));

  private final JdbcClient jdbc;
  private final Clock clock;
  private Map<Vital, Double> last = Map.of();
  private long taken;

  Vitals(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Each as it is now.
   *
   * @throws DataAccessException when the database does not answer
   */
  public Map<Vital, Double> take() {
    Map<Vital, Double> values = new EnumMap<>(Vital.class);
    jdbc.sql(ALL)
        .param("instant", Timestamp.from(clock.instant()))
        .param("local", LocalDateTime.ofInstant(clock.instant(), EnglandTime.ZONE))
        .query((row, n) -> values.put(Vital.valueOf(row.getString("name")), row.getDouble("value")))
        .list();
    return values;
  }

  /** Empty while the database does not answer, so that the other figures still go out. */
  private synchronized Map<Vital, Double> fresh() {
    long now = System.nanoTime();
    if (taken == 0 || now - taken > FRESH.toNanos()) {
      try {
        last = take();
      } catch (DataAccessException | org.springframework.transaction.TransactionException e) {
        LOG.warn("Nothing could be measured: {}", e.getMessage());
        last = Map.of();
      }
      taken = System.nanoTime();
    }
    return last;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Vital vital : Vital.values()) {
      Gauge.builder(
              PREFIX + vital.metric(),
              this,
              vitals -> vitals.fresh().getOrDefault(vital, Double.NaN))
          .description(vital.words())
          .register(registry);
    }
    Gauge.builder(PREFIX + "database.up", this, vitals -> vitals.fresh().isEmpty() ? 0 : 1)
        .description("1 while the database answers")
        .register(registry);
  }
}
