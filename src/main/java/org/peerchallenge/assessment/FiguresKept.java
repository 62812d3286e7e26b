package org.peerchallenge.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.peerchallenge.benchmark.AsOf;
import org.peerchallenge.benchmark.Audience;
import org.peerchallenge.benchmark.Editions;
import org.peerchallenge.benchmark.NewerFigures;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Provenance of figures: the edition on which a self-assessment and its reviews were written. */
@Service
public class FiguresKept {

  private final JdbcClient jdbc;
  private final Editions editions;
  private final Clock clock;

  FiguresKept(JdbcClient jdbc, Editions editions, Clock clock) {
    this.jdbc = jdbc;
    this.editions = editions;
    this.clock = clock;
  }

  /** Keeps for a self-assessment what is out today; kept once, it stays as it was. */
  @Transactional
  public AsOf keep(EntryKey entry) {
    keep(entry, null);
    return of(entry).orElseThrow();
  }

  /** Keeps for a review what is out today; kept once, it stays as it was. */
  @Transactional
  public void keepForReview(EntryKey entry, long review) {
    keep(entry, review);
  }

  /** What the self-assessment stands on; empty before its data sheet was issued. */
  public Optional<AsOf> of(EntryKey entry) {
    return find(entry, null);
  }

  /** What the review stands on; empty before a reviewer had it. */
  public Optional<AsOf> ofReview(EntryKey entry, long review) {
    return find(entry, review);
  }

  /** What has become of the figures that the self-assessment stands on; empty when nothing has. */
  public Optional<NewerFigures> newer(EntryKey entry) {
    return of(entry).flatMap(kept -> newer(entry, kept));
  }

  private Optional<NewerFigures> newer(EntryKey entry, AsOf kept) {
    return editions.newer(kept, entry.authorities(), LocalDate.now(clock), Audience.ENTITLED);
  }

  private void keep(EntryKey entry, Long review) {
    AsOf now = AsOf.day(editions.current(), LocalDate.now(clock));
    jdbc.sql(
            """
            insert into assessment_figures (entry, review, edition, up_to_year, ended_by)
            values (:entry, :review, :edition, :year, :day) on conflict do nothing
            """)
        .param("entry", entry.value())
        .param("review", review, java.sql.Types.BIGINT)
        .param("edition", now.edition())
        .param("year", now.upToYear())
        .param("day", now.endedBy())
        .update();
  }

  private Optional<AsOf> find(EntryKey entry, Long review) {
    return jdbc.sql(
            """
            select edition, up_to_year, ended_by from assessment_figures
            where entry = :entry and review is not distinct from :review
            """)
        .param("entry", entry.value())
        .param("review", review, java.sql.Types.BIGINT)
        .query(AsOf.class)
        .optional();
  }
}
