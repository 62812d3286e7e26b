package org.peerchallenge.benchmark.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The time of the application that a database belongs to: the demo's stands years back, and a
 * setting of its database says how far. Every other database has none, and its time is now.
 */
final class DatabaseClock extends Clock {

  private final JdbcClient jdbc;

  DatabaseClock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }

  @Override
  public Instant instant() {
    return Instant.now()
        .plus(
            jdbc.sql(
                    """
                    select coalesce(nullif(current_setting('peerchallenge.clock', true), ''), 'PT0S')
                    """)
                .query((row, n) -> Duration.parse(row.getString(1)))
                .single());
  }
}
