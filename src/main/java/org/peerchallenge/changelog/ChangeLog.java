package org.peerchallenge.changelog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the change log. It is only ever added to; the database refuses anything else. */
@Service
public class ChangeLog {

  private static final int LONGEST = 400;

  private static final String SELECT =
      """
      select case_key, what, value_before, value_after, reason, changed_by, changed
      from case_change
      """;

  /** What everybody of a case's authorities may know; the rest may be private. */
  private static final Set<String> TOLD =
      Set.of("Challenge day", "Venue", "Date of the self-assessment", "Group", "Guest of");

  /** On whose behalf a step of the engine changes something, and why. */
  private record Cause(String who, String reason) {}

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ThreadLocal<Cause> cause = new ThreadLocal<>();

  ChangeLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Does something that a person wanted and a step of the engine does: what is written meanwhile is
   * that person's, for that reason where none is given.
   */
  public void because(String who, String reason, Runnable deed) {
    cause.set(new Cause(who, reason));
    try {
      deed.run();
    } finally {
      cause.remove();
    }
  }

  /** Writes a change in the transaction that makes it; nothing when before and after are equal. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void write(String caseKey, String what, Object before, Object after, String reason) {
    if (Objects.equals(before, after)) {
      return;
    }
    jdbc.sql(
            """
            insert into case_change
              (case_key, what, value_before, value_after, reason, changed_by, changed)
            values (:key, :what, :before, :after, :reason, :who, :now)
            """)
        .param("key", caseKey)
        .param("what", what)
        .param("before", text(before))
        .param("after", text(after))
        .param("reason", text(why(reason)))
        .param("who", who())
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  /** What changed since that moment, the newest first. */
  public List<CaseChange> since(Instant moment) {
    return jdbc.sql(SELECT + "where changed > :moment order by id desc")
        .param("moment", OffsetDateTime.ofInstant(moment, ZoneOffset.UTC))
        .query(ChangeLog::change)
        .list();
  }

  /** What changed of one case, the newest first. */
  public List<CaseChange> of(String caseKey) {
    return jdbc.sql(SELECT + "where case_key = :key order by id desc")
        .param("key", caseKey)
        .query(ChangeLog::change)
        .list();
  }

  /** Of the changes of one case those that everybody of its authorities may know. */
  public List<CaseChange> told(String caseKey) {
    return of(caseKey).stream().filter(change -> TOLD.contains(change.what())).toList();
  }

  private static CaseChange change(ResultSet row, int n) throws SQLException {
    return new CaseChange(
        row.getString("case_key"),
        row.getString("what"),
        row.getString("value_before"),
        row.getString("value_after"),
        row.getString("reason"),
        row.getString("changed_by"),
        row.getObject("changed", OffsetDateTime.class).toInstant());
  }

  private static String text(Object value) {
    String text = value == null ? "" : value.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private String why(String reason) {
    Cause known = cause.get();
    return known != null && (reason == null || reason.isEmpty()) ? known.reason() : reason;
  }

  private String who() {
    Cause known = cause.get();
    if (known != null) {
      return known.who();
    }
    Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
    return signedIn == null ? "system" : signedIn.getName();
  }
}
