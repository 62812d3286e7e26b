package org.peerchallenge.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Requests for another date of a self-assessment: its authority asks, the office decides. */
@Service
public class Timetables {

  /**
   * A date asked for, and what was decided.
   *
   * @param retrospective asked for after the date that it would change
   * @param agreed the date agreed, which may differ from the one wanted; empty unless agreed
   */
  public record Request(
      long id,
      EntryKey entry,
      LocalDate wanted,
      String reason,
      boolean retrospective,
      String askedBy,
      Instant askedAt,
      Optional<Decision> decision,
      Optional<LocalDate> agreed,
      Optional<String> decisionReason) {}

  /** How a request ended. */
  public enum Decision {
    AGREED,
    DECLINED,
    /** The entry left the year before it was decided. */
    WITHDRAWN
  }

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Assessments assessments;
  private final Messages messages;
  private final Clock clock;

  Timetables(
      JdbcClient jdbc, Cycles cycles, Assessments assessments, Messages messages, Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.assessments = assessments;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * Asks for another date; the office is given the task to decide.
   *
   * @throws Refused with words for the person
   */
  @Transactional
  public void ask(EntryKey entry, LocalDate wanted, String reason, String askedBy) {
    LocalDate today = LocalDate.now(clock);
    if (assessments.state(entry) != State.DRAFT) {
      throw new Refused(
          "Another date can be asked for while the self-assessment is being written.");
    }
    if (open(entry).isPresent()) {
      throw new Refused("Another date was asked for already; the office has yet to decide.");
    }
    if (wanted == null || reason == null || reason.isBlank()) {
      throw new Refused("Please give a date and a reason.");
    }
    if (!wanted.isAfter(today)) {
      throw new Refused("Please give a date that is still to come.");
    }
    jdbc.sql(
            """
            insert into timetable_request (entry, wanted, reason, retrospective, asked_by, asked_at)
            values (:entry, :wanted, :reason, :retrospective, :askedBy, :now)
            """)
        .param("entry", entry.value())
        .param("wanted", wanted)
        .param("reason", reason)
        .param("retrospective", today.isAfter(cycles.assessmentDue(entry)))
        .param("askedBy", askedBy)
        .param("now", Sections.offset(clock.instant()))
        .update();
    messages.tell(Message.TIMETABLE_ASKED, entry.value(), Map.of());
  }

  /** All requests of an entry, the newest first. */
  public List<Request> of(EntryKey entry) {
    return jdbc.sql("select * from timetable_request where entry = :entry order by id desc")
        .param("entry", entry.value())
        .query(Timetables::request)
        .list();
  }

  /** The request that waits for a decision. */
  public Optional<Request> open(EntryKey entry) {
    return of(entry).stream().filter(request -> request.decision().isEmpty()).findFirst();
  }

  /** Keeps the office's decision; with a date it is agreed, without one declined. */
  @Transactional
  public void decide(
      EntryKey entry, Optional<LocalDate> agreed, String reason, String decidedBy, Instant at) {
    int decided =
        jdbc.sql(
                """
                update timetable_request set decision = :decision, agreed = :agreed,
                  decision_reason = :reason, decided_by = :by, decided_at = :at
                where entry = :entry and decision is null
                """)
            .param("decision", (agreed.isPresent() ? Decision.AGREED : Decision.DECLINED).name())
            .param("agreed", agreed.orElse(null), java.sql.Types.DATE)
            .param("reason", reason)
            .param("by", decidedBy)
            .param("at", Sections.offset(at))
            .param("entry", entry.value())
            .update();
    if (decided == 0) {
      throw new Refused("This request was decided already.");
    }
  }

  /** Puts the last decision into effect: with an agreed date every due date follows it. */
  @Transactional
  public Request apply(EntryKey entry) {
    Request last =
        of(entry).stream()
            .filter(request -> request.decision().isPresent())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Nothing is decided for " + entry));
    last.agreed().ifPresent(date -> cycles.agreeDue(entry, date));
    return last;
  }

  /** Closes an open request of an entry that left the year. */
  @Transactional
  public void withdraw(EntryKey entry) {
    jdbc.sql(
            """
            update timetable_request set decision = 'WITHDRAWN', decided_at = :now
            where entry = :entry and decision is null
            """)
        .param("now", Sections.offset(clock.instant()))
        .param("entry", entry.value())
        .update();
  }

  private static Request request(ResultSet row, int n) throws SQLException {
    return new Request(
        row.getLong("id"),
        EntryKey.of(row.getString("entry")),
        row.getObject("wanted", LocalDate.class),
        row.getString("reason"),
        row.getBoolean("retrospective"),
        row.getString("asked_by"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString("decision")).map(Decision::valueOf),
        Optional.ofNullable(row.getObject("agreed", LocalDate.class)),
        Optional.ofNullable(row.getString("decision_reason")));
  }
}
