package org.peerchallenge.cycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.region.RolesChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pauses: the work of an entry rests, nobody is reminded, no time runs out, nothing is lost. */
@Service
public class Pauses {

  /** Suspends the running processes of a case, as the engine calls it, and lets them go on. */
  public interface Suspension {

    void suspend(String businessKey);

    void activate(String businessKey);
  }

  private final JdbcClient jdbc;
  private final Suspension suspension;
  private final Messages messages;
  private final ChangeLog log;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Pauses(
      JdbcClient jdbc,
      Suspension suspension,
      Messages messages,
      ChangeLog log,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.suspension = suspension;
    this.messages = messages;
    this.log = log;
    this.events = events;
    this.clock = clock;
  }

  /** The pause in which an entry is now. */
  public Optional<Pause> of(EntryKey entry) {
    return jdbc.sql("select * from entry_pause where entry = :entry and ended is null")
        .param("entry", entry.value())
        .query(Pauses::pause)
        .optional();
  }

  /** Everything that is paused now, the longest first. */
  public List<Pause> all() {
    return jdbc.sql("select * from entry_pause where ended is null order by begun, id")
        .query(Pauses::pause)
        .list();
  }

  /** Lets the entry's own work rest; what its group does goes on. */
  @Transactional
  public void begin(
      EntryKey entry, boolean inspection, Optional<LocalDate> until, String reason, String by) {
    jdbc.sql(
            """
            insert into entry_pause (entry, begun, inspection, until, reason, begun_by)
            values (:entry, :now, :inspection, :until, :reason, :by)
            """)
        .param("entry", entry.value())
        .param("now", now())
        .param("inspection", inspection)
        .param("until", until.orElse(null), Types.DATE)
        .param("reason", reason)
        .param("by", by)
        .update();
    suspension.suspend(entry.value());
    log.write(entry.value(), "Work", "goes on", "paused", reason);
  }

  /** Lets the entry's work go on; what was told meanwhile is delivered. */
  @Transactional
  public void end(EntryKey entry) {
    int ended =
        jdbc.sql("update entry_pause set ended = :now where entry = :entry and ended is null")
            .param("now", now())
            .param("entry", entry.value())
            .update();
    if (ended == 0) {
      return;
    }
    suspension.activate(entry.value());
    messages.deliverSoon(entry.value());
    log.write(entry.value(), "Work", "paused", "goes on", "");
    // Roles may have changed while its tasks could not change hands.
    events.publishEvent(new RolesChanged());
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Pause pause(ResultSet row, int n) throws SQLException {
    return new Pause(
        EntryKey.of(row.getString("entry")),
        row.getObject("begun", OffsetDateTime.class).toInstant(),
        row.getBoolean("inspection"),
        Optional.ofNullable(row.getObject("until", LocalDate.class)),
        row.getString("reason"));
  }
}
