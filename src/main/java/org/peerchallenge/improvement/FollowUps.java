package org.peerchallenge.improvement;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What came of the plan's actions and of the commitments made on the days, quarter by quarter. */
@Service
public class FollowUps {

  /** How many quarters a plan is followed. */
  public static final int QUARTERS = 4;

  /** How far one of them is, as the office reports it. */
  public record Progress(String ref, String progress, String note) {}

  private final JdbcClient jdbc;
  private final Plans plans;
  private final YearsReports reports;
  private final Clock clock;

  FollowUps(JdbcClient jdbc, Plans plans, YearsReports reports, Clock clock) {
    this.jdbc = jdbc;
    this.plans = plans;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Takes in the actions of the plan and every commitment of the year's reports; what is there
   * stays. Called again each quarter, since a report may come after the plan.
   */
  @Transactional
  public void takeIn(CycleKey cycle) {
    List<Action> actions = plans.plan(cycle).actions();
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      takeIn(
          cycle,
          Followed.Kind.ACTION,
          "action " + (i + 1),
          action.entry(),
          action.what(),
          action.owner(),
          Optional.of(action.due()));
    }
    for (YearsReports.Promised promised : reports.commitments(cycle)) {
      takeIn(
          cycle,
          Followed.Kind.COMMITMENT,
          promised.source(),
          Optional.of(promised.entry()),
          promised.what(),
          promised.owner(),
          promised.due());
    }
  }

  private void takeIn(
      CycleKey cycle,
      Followed.Kind kind,
      String source,
      Optional<EntryKey> entry,
      String what,
      String owner,
      Optional<LocalDate> due) {
    jdbc.sql(
            """
            insert into plan_followed (cycle, ref, source, kind, entry, what, owner, due)
            select :cycle, :letter || (count(*) + 1), :source, :kind, :entry, :what, :owner, :due
            from plan_followed where cycle = :cycle and kind = :kind
            on conflict (cycle, source) do nothing
            """)
        .param("cycle", cycle.value())
        .param("letter", kind == Followed.Kind.ACTION ? "A" : "C")
        .param("source", source)
        .param("kind", kind.name())
        .param("entry", entry.map(EntryKey::value).orElse(null), Types.VARCHAR)
        .param("what", what)
        .param("owner", owner)
        .param("due", due.orElse(null), Types.DATE)
        .update();
  }

  /** Everything that is followed in a year, the open and the closed. */
  public List<Followed> all(CycleKey cycle) {
    return jdbc.sql(
            """
            select ref, kind, entry, what, owner, due, progress, note from plan_followed
            where cycle = :cycle order by kind, length(ref), ref
            """)
        .param("cycle", cycle.value())
        .query(
            (row, n) ->
                new Followed(
                    row.getString("ref"),
                    Followed.Kind.valueOf(row.getString("kind")),
                    Optional.ofNullable(row.getString("entry")).map(EntryKey::of),
                    row.getString("what"),
                    row.getString("owner"),
                    Optional.ofNullable(row.getObject("due", LocalDate.class)),
                    row.getString("progress"),
                    row.getString("note")))
        .list();
  }

  /** What is neither done nor given up. */
  public List<Followed> open(CycleKey cycle) {
    return all(cycle).stream().filter(Followed::isOpen).toList();
  }

  /** How many quarters were followed up. */
  public int quarters(CycleKey cycle) {
    return jdbc.sql("select count(*) from plan_quarter where cycle = :cycle")
        .param("cycle", cycle.value())
        .query(Integer.class)
        .single();
  }

  /** Records the next quarter. */
  @Transactional
  public void record(CycleKey cycle, List<Progress> progress, String username) {
    int quarter = quarters(cycle) + 1;
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    jdbc.sql(
            """
            insert into plan_quarter (cycle, quarter, author, at)
            values (:cycle, :quarter, :author, :now)
            """)
        .param("cycle", cycle.value())
        .param("quarter", quarter)
        .param("author", username)
        .param("now", now)
        .update();
    for (Progress one : progress) {
      jdbc.sql(
              """
              insert into plan_follow_up (cycle, quarter, ref, progress, note, author, at)
              values (:cycle, :quarter, :ref, :progress, :note, :author, :now)
              """)
          .param("cycle", cycle.value())
          .param("quarter", quarter)
          .param("ref", one.ref())
          .param("progress", one.progress())
          .param("note", one.note())
          .param("author", username)
          .param("now", now)
          .update();
      jdbc.sql(
              """
              update plan_followed set progress = :progress, note = :note
              where cycle = :cycle and ref = :ref
              """)
          .param("cycle", cycle.value())
          .param("ref", one.ref())
          .param("progress", one.progress())
          .param("note", one.note())
          .update();
    }
  }

  /** Whether four quarters were followed up, or nothing is open any more. */
  public boolean isOver(CycleKey cycle) {
    return quarters(cycle) >= QUARTERS || open(cycle).isEmpty();
  }

  /** Notes on what is still open that it goes on into the next year. */
  @Transactional
  public void carryForward(CycleKey cycle) {
    jdbc.sql(
            """
            update plan_followed set carried_to = :next
            where cycle = :cycle and progress not in ('done', 'given-up')
            """)
        .param("cycle", cycle.value())
        .param("next", cycle.next().value())
        .update();
  }
}
