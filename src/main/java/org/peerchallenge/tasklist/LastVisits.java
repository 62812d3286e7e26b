package org.peerchallenge.tasklist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When somebody was last on the start page, so that it can tell what changed since. */
@Service
public class LastVisits {

  /** Whoever comes back within this time is still on the same visit. */
  private static final Duration ONE_VISIT = Duration.ofMinutes(30);

  private final JdbcClient jdbc;
  private final Clock clock;

  LastVisits(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Notes this visit and gives the end of the one before; empty at the first. */
  @Transactional
  public Optional<Instant> visit(String username) {
    OffsetDateTime now = EnglandTime.now(clock);
    jdbc.sql(
            """
            insert into start_page_visit (username, seen_at)
            select username, :now from person where username = :username
            on conflict (username) do update set
              visit_before = case when start_page_visit.seen_at < :before
                then start_page_visit.seen_at else start_page_visit.visit_before end,
              seen_at = greatest(excluded.seen_at, start_page_visit.seen_at)
            """)
        .param("now", now)
        .param("before", now.minus(ONE_VISIT))
        .param("username", username)
        .update();
    return jdbc.sql("select visit_before from start_page_visit where username = :username")
        .param("username", username)
        .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
        .optional()
        .flatMap(at -> at)
        .map(OffsetDateTime::toInstant);
  }
}
