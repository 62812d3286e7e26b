package org.peerchallenge.challenge;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.notice.NoticeKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes all reading packs of a year current in the background, one group after another, as after a
 * change of words or figures; can be stopped between two packs. A node that dies leaves the pack it
 * was at to the next.
 */
@Service
public class PackRuns {

  /** What became of a group's pack. */
  public enum Outcome {
    WAITS("Waits"),
    CURRENT("Was current"),
    MADE("Made anew; its readers are told"),
    NOT_ISSUED("Not issued yet, or its day is over"),
    FAILED("Could not be made; the server’s log says why and the office has a mail");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    private String column() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static Outcome of(String column) {
      return valueOf(column.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
  }

  /** A group of a run. */
  public record Part(GroupKey group, Outcome outcome) {}

  /** One run, with its groups in their order. */
  public record Run(
      long id,
      String startedBy,
      OffsetDateTime startedAt,
      Optional<String> stoppedBy,
      List<Part> parts) {

    public long done() {
      return parts.stream().filter(part -> part.outcome() != Outcome.WAITS).count();
    }

    public boolean isUnderWay() {
      return stoppedBy.isEmpty() && done() < parts.size();
    }
  }

  private record Next(long run, String peerGroup, int attempts) {}

  private static final Logger log = LoggerFactory.getLogger(PackRuns.class);
  private static final int MOST_ATTEMPTS = 3;

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final ReadingPacks packs;
  private final PacksNotMade alert;
  private final Clock clock;
  private final TransactionTemplate transaction;

  PackRuns(
      JdbcClient jdbc,
      Cycles cycles,
      ReadingPacks packs,
      PacksNotMade alert,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.packs = packs;
    this.alert = alert;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Has all packs of a year made current.
   *
   * @throws Refused while that is being done
   */
  @Transactional
  public void start(CycleKey year, String who) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:year, 0))")
        .param("year", "pack run " + year.value())
        .query((row, n) -> true)
        .single();
    if (newest(year).filter(Run::isUnderWay).isPresent()) {
      throw new Refused("The packs of this year are being made already.");
    }
    long run =
        jdbc.sql(
                """
                insert into pack_run (cycle, started_by, started_at) values (:year, :who, :now)
                returning id
                """)
            .param("year", year.value())
            .param("who", who)
            .param("now", EnglandTime.now(clock))
            .query(Long.class)
            .single();
    for (Group group : cycles.groups(year)) {
      jdbc.sql("insert into pack_run_part (run, peer_group) values (:run, :group)")
          .param("run", run)
          .param("group", group.key().value())
          .update();
    }
  }

  /** Stops after the pack that is being made; false when nothing was being made. */
  @Transactional
  public boolean stop(CycleKey year, String who) {
    return newest(year).filter(Run::isUnderWay).isPresent()
        && jdbc.sql(
                    """
                    update pack_run set stopped_by = :who, stopped_at = :now
                    where cycle = :year and stopped_at is null
                    """)
                .param("who", who)
                .param("now", EnglandTime.now(clock))
                .param("year", year.value())
                .update()
            > 0;
  }

  /** The newest run of a year; empty before the first. */
  public Optional<Run> newest(CycleKey year) {
    return jdbc.sql(
            """
            select id, started_by, started_at, stopped_by from pack_run
            where cycle = :year order by id desc limit 1
            """)
        .param("year", year.value())
        .query(
            (row, n) ->
                new Run(
                    row.getLong("id"),
                    row.getString("started_by"),
                    row.getObject("started_at", OffsetDateTime.class),
                    Optional.ofNullable(row.getString("stopped_by")),
                    parts(row.getLong("id"))))
        .optional();
  }

  private List<Part> parts(long run) {
    return jdbc.sql(
            "select peer_group, state from pack_run_part where run = :run order by peer_group")
        .param("run", run)
        .query(
            (row, n) ->
                new Part(
                    GroupKey.of(row.getString("peer_group")), Outcome.of(row.getString("state"))))
        .list();
  }

  /**
   * Makes every pack that waits, each in a transaction of its own; safe beside another node.
   *
   * @return how many were looked at
   */
  @Scheduled(fixedDelayString = "${peerchallenge.pack-sweep:PT2S}")
  public int runWaiting() {
    int done = 0;
    while (one()) {
      done++;
    }
    return done;
  }

  private boolean one() {
    Next[] taken = new Next[1];
    try {
      return Boolean.TRUE.equals(
          transaction.execute(
              status -> {
                Optional<Next> next = next();
                next.ifPresent(
                    one -> {
                      taken[0] = one;
                      become(one, make(GroupKey.of(one.peerGroup())));
                    });
                return next.isPresent();
              }));
    } catch (RuntimeException e) {
      if (taken[0] == null) {
        throw e;
      }
      log.warn("The reading pack of {} could not be made anew", taken[0].peerGroup(), e);
      transaction.executeWithoutResult(status -> failed(taken[0]));
      return true;
    }
  }

  private Outcome make(GroupKey group) {
    Optional<ReadingPacks.Issue> before = packs.latest(group);
    Optional<String> day = runningDay(group);
    if (before.isEmpty() || day.isEmpty()) {
      return Outcome.NOT_ISSUED;
    }
    packs.update(group, new NoticeKey(day.get(), "packRun", ""));
    return packs.latest(group).equals(before) ? Outcome.CURRENT : Outcome.MADE;
  }

  /** The process of the group's day, whose case its notices belong to. */
  private Optional<String> runningDay(GroupKey group) {
    return jdbc.sql(
            """
            select id_ from act_hi_procinst where business_key_ = :group and end_time_ is null
            order by start_time_ desc limit 1
            """)
        .param("group", group.value())
        .query(String.class)
        .optional();
  }

  private Optional<Next> next() {
    return jdbc.sql(
            """
            select p.run, p.peer_group, p.attempts from pack_run_part p join pack_run r on r.id = p.run
            where p.state = 'waits' and r.stopped_at is null
            order by p.run, p.attempts, p.peer_group limit 1 for update of p skip locked
            """)
        .query(Next.class)
        .optional();
  }

  private void become(Next part, Outcome outcome) {
    jdbc.sql("update pack_run_part set state = :state where run = :run and peer_group = :group")
        .param("state", outcome.column())
        .param("run", part.run())
        .param("group", part.peerGroup())
        .update();
    tellWhenOver(part.run());
  }

  /** Tried again after the others of its run, and given up at the third time. */
  private void failed(Next part) {
    jdbc.sql(
            """
            update pack_run_part set attempts = attempts + 1,
              state = case when attempts + 1 >= :most then 'failed' else state end
            where run = :run and peer_group = :group
            """)
        .param("most", MOST_ATTEMPTS)
        .param("run", part.run())
        .param("group", part.peerGroup())
        .update();
    tellWhenOver(part.run());
  }

  /** One mail for all that failed. Of two nodes at the last two packs the second sees both. */
  private void tellWhenOver(long run) {
    CycleKey year =
        CycleKey.of(
            jdbc.sql("select cycle from pack_run where id = :run for update")
                .param("run", run)
                .query(String.class)
                .single());
    List<Part> parts = parts(run);
    if (parts.stream().anyMatch(part -> part.outcome() == Outcome.WAITS)
        || parts.stream().noneMatch(part -> part.outcome() == Outcome.FAILED)) {
      return;
    }
    alert.post(
        run,
        year,
        parts.stream()
            .filter(part -> part.outcome() == Outcome.FAILED)
            .map(part -> cycles.title(part.group()))
            .toList());
  }
}
