package org.peerchallenge.improvement;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.improvement.Plan.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The text of the plans. It changes until it is published, and never after. */
@Service
public class Plans {

  private final JdbcClient jdbc;
  private final YearsReports reports;
  private final Clock clock;

  Plans(JdbcClient jdbc, YearsReports reports, Clock clock) {
    this.jdbc = jdbc;
    this.reports = reports;
    this.clock = clock;
  }

  /** Begins the plan of a year with what its days found; what is listed already stays as it is. */
  @Transactional
  public void gather(CycleKey cycle) {
    jdbc.sql("insert into plan (cycle) values (:cycle) on conflict do nothing")
        .param("cycle", cycle.value())
        .update();
    for (YearsReports.Found found : reports.findings(cycle)) {
      jdbc.sql(
              """
              insert into plan_finding (cycle, number, source, kind, entry, theme, text)
              select :cycle, coalesce(max(number), 0) + 1, :source, :kind, :entry, :theme, :text
              from plan_finding where cycle = :cycle
              on conflict (cycle, source) do nothing
              """)
          .param("cycle", cycle.value())
          .param("source", found.source())
          .param("kind", found.kind().name())
          .param("entry", found.entry().value())
          .param("theme", found.theme())
          .param("text", found.text())
          .update();
    }
  }

  /** What the days found, by number. It names its entries: for the office alone. */
  public List<Finding> findings(CycleKey cycle) {
    return jdbc.sql("select * from plan_finding where cycle = :cycle order by number")
        .param("cycle", cycle.value())
        .query(
            (row, n) ->
                new Finding(
                    row.getInt("number"),
                    Finding.Kind.valueOf(row.getString("kind")),
                    EntryKey.of(row.getString("entry")),
                    row.getString("theme"),
                    row.getString("text")))
        .list();
  }

  /** The plan of a year, once it was begun. */
  public Optional<Plan> find(CycleKey cycle) {
    return jdbc.sql("select state, published_at from plan where cycle = :cycle")
        .param("cycle", cycle.value())
        .query(
            (row, n) ->
                new Plan(
                    cycle,
                    State.valueOf(row.getString("state")),
                    themes(cycle),
                    actions(cycle),
                    support(cycle),
                    summit(cycle),
                    instant(row, "published_at")))
        .optional();
  }

  /**
   * The plan of a year.
   *
   * @throws IllegalStateException when it was never begun
   */
  public Plan plan(CycleKey cycle) {
    return find(cycle)
        .orElseThrow(() -> new IllegalStateException("There is no plan for " + cycle.label()));
  }

  @Transactional
  public void arrange(CycleKey cycle, List<Theme> themes) {
    mustBeOpen(cycle);
    clear("plan_theme", cycle);
    for (int i = 0; i < themes.size(); i++) {
      Theme theme = themes.get(i);
      jdbc.sql(
              """
              insert into plan_theme (cycle, place, title, summary, findings)
              values (:cycle, :place, :title, :summary, cast(:findings as integer[]))
              """)
          .param("cycle", cycle.value())
          .param("place", i + 1)
          .param("title", theme.title())
          .param("summary", theme.summary())
          .param("findings", theme.findings().toString().replace('[', '{').replace(']', '}'))
          .update();
    }
  }

  @Transactional
  public void writeActions(CycleKey cycle, List<Action> actions) {
    mustBeOpen(cycle);
    clear("plan_action", cycle);
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      jdbc.sql(
              """
              insert into plan_action (cycle, number, theme, what, owner, entry, due, measure)
              values (:cycle, :number, :theme, :what, :owner, :entry, :due, :measure)
              """)
          .param("cycle", cycle.value())
          .param("number", i + 1)
          .param("theme", action.theme())
          .param("what", action.what())
          .param("owner", action.owner())
          .param("entry", action.entry().map(EntryKey::value).orElse(null), Types.VARCHAR)
          .param("due", action.due())
          .param("measure", action.measure())
          .update();
    }
  }

  @Transactional
  public void writeSupport(CycleKey cycle, List<Support> support) {
    mustBeOpen(cycle);
    clear("plan_support", cycle);
    for (int i = 0; i < support.size(); i++) {
      Support one = support.get(i);
      jdbc.sql(
              """
              insert into plan_support (cycle, number, what, for_whom, when_given, cost)
              values (:cycle, :number, :what, :forWhom, :when, :cost)
              """)
          .param("cycle", cycle.value())
          .param("number", i + 1)
          .param("what", one.what())
          .param("forWhom", one.forWhom())
          .param("when", one.when())
          .param("cost", one.cost().orElse(null), Types.NUMERIC)
          .update();
    }
  }

  @Transactional
  public void recordSummit(CycleKey cycle, Summit summit, String username) {
    mustBeOpen(cycle);
    clear("plan_summit", cycle);
    jdbc.sql(
            """
            insert into plan_summit
              (cycle, practice_celebrated, common_issues, next_steps, recorded_by, recorded_at)
            values (:cycle, :practice, :issues, :next, :username, :now)
            """)
        .param("cycle", cycle.value())
        .param("practice", summit.practiceCelebrated())
        .param("issues", summit.commonIssues())
        .param("next", summit.nextSteps())
        .param("username", username)
        .param("now", now())
        .update();
  }

  /** Takes the actions or the support out of a plan that is not published yet. */
  @Transactional
  public void keepApproved(CycleKey cycle, boolean actions, boolean support) {
    if (!actions) {
      jdbc.sql("delete from plan_action where cycle = :cycle")
          .param("cycle", cycle.value())
          .update();
    }
    if (!support) {
      jdbc.sql("delete from plan_support where cycle = :cycle")
          .param("cycle", cycle.value())
          .update();
    }
  }

  /** Keeps the draft and its rounds as they are: it was not approved, and is not asked again. */
  @Transactional
  public void endWithout(CycleKey cycle) {
    jdbc.sql("update plan set state = 'REFUSED', closed_at = :now where cycle = :cycle")
        .param("now", now())
        .param("cycle", cycle.value())
        .update();
  }

  /** Publishes the plan; published again it stays as it was. */
  @Transactional
  public void publish(CycleKey cycle) {
    jdbc.sql(
            """
            update plan set state = 'PUBLISHED', published_at = :now
            where cycle = :cycle and state in ('DRAFT', 'ASKED')
            """)
        .param("cycle", cycle.value())
        .param("now", now())
        .update();
  }

  /** Closes the plan: it is followed no longer. */
  @Transactional
  public void close(CycleKey cycle) {
    jdbc.sql(
            """
            update plan set state = 'CLOSED', closed_at = :now
            where cycle = :cycle and state = 'PUBLISHED'
            """)
        .param("cycle", cycle.value())
        .param("now", now())
        .update();
  }

  private List<Theme> themes(CycleKey cycle) {
    return jdbc.sql("select * from plan_theme where cycle = :cycle order by place")
        .param("cycle", cycle.value())
        .query(
            (row, n) -> new Theme(row.getString("title"), row.getString("summary"), numbers(row)))
        .list();
  }

  private List<Action> actions(CycleKey cycle) {
    return jdbc.sql("select * from plan_action where cycle = :cycle order by number")
        .param("cycle", cycle.value())
        .query(
            (row, n) ->
                new Action(
                    row.getString("theme"),
                    row.getString("what"),
                    row.getString("owner"),
                    Optional.ofNullable(row.getString("entry")).map(EntryKey::of),
                    row.getObject("due", LocalDate.class),
                    row.getString("measure")))
        .list();
  }

  private List<Support> support(CycleKey cycle) {
    return jdbc.sql("select * from plan_support where cycle = :cycle order by number")
        .param("cycle", cycle.value())
        .query(
            (row, n) ->
                new Support(
                    row.getString("what"),
                    row.getString("for_whom"),
                    row.getString("when_given"),
                    Optional.ofNullable(row.getBigDecimal("cost"))))
        .list();
  }

  private Optional<Summit> summit(CycleKey cycle) {
    return jdbc.sql(
            """
            select practice_celebrated, common_issues, next_steps from plan_summit
            where cycle = :cycle
            """)
        .param("cycle", cycle.value())
        .query(Summit.class)
        .optional();
  }

  private void mustBeOpen(CycleKey cycle) {
    if (plan(cycle).isPublished()) {
      throw new IllegalStateException("The plan of " + cycle.label() + " is published");
    }
  }

  private void clear(String table, CycleKey cycle) {
    jdbc.sql("delete from " + table + " where cycle = :cycle")
        .param("cycle", cycle.value())
        .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static List<Integer> numbers(ResultSet row) throws SQLException {
    Array array = row.getArray("findings");
    return Arrays.asList((Integer[]) array.getArray());
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
