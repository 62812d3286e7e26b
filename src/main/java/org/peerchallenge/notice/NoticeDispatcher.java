package org.peerchallenge.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what is due. A row is claimed in a transaction of its own before it is sent, so that two
 * nodes never send one notice, and a claim that never ends is given to the office instead of being
 * sent again (docs/adr/notices.md).
 */
@Component
public class NoticeDispatcher {

  private static final Logger log = LoggerFactory.getLogger(NoticeDispatcher.class);

  /** How long to wait after each of the first failed attempts; later ones as after the last. */
  private static final List<Duration> DELAYS =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

  /** About two days: a mail server that is away for a night or a Sunday costs nobody anything. */
  private static final int MOST_ATTEMPTS = 50;

  /**
   * The office hears of what it must decide in one mail, and of what comes after it in the next.
   */
  private static final Duration BETWEEN_SUMMARIES = Duration.ofHours(4);

  /**
   * Longer than any mail server may take to answer (see {@link SmtpRoute}): an older claim's node
   * is gone.
   */
  private static final Duration CLAIM_LOST_AFTER = Duration.ofMinutes(15);

  /** What the office gets; were a failure of these told of too, it would never end. */
  private static final List<String> TO_OFFICE =
      List.of("incident-to-office", "machine-trouble", "mails-undelivered");

  /** Somebody waits for these at a screen; nobody else's mistake is to keep them out. */
  private static final List<String> NEVER_HELD = List.of("sign-in-link");

  private final UUID node = UUID.randomUUID();
  private final JdbcClient jdbc;
  private final TransactionTemplate ownTransaction;
  private final MailRoute route;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  NoticeDispatcher(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      MailRoute route,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.ownTransaction = new TransactionTemplate(transactions);
    this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.route = route;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Sends all that is due by the clock, in the order in which it was posted, and returns how many
   * went out.
   */
  public int dispatchDue() {
    giveLostClaimsToTheOffice();
    int sent = 0;
    // One claim at a time: when a node dies, one notice is in doubt and not a batch.
    for (Optional<Mail> next = claim(); next.isPresent(); next = claim()) {
      if (send(next.get())) {
        sent++;
      }
    }
    tellTheOffice();
    return sent;
  }

  private boolean send(Mail mail) {
    try {
      route.send(mail);
    } catch (Exception e) {
      log.warn("Notice {} was not sent at attempt {}: {}", mail.id(), mail.attempt(), e.toString());
      ownTransaction.executeWithoutResult(status -> recordFailure(mail, e));
      return false;
    }
    ownTransaction.executeWithoutResult(
        status ->
            jdbc.sql(
                    """
                    update notice set state = 'sent', sent_at = :now, last_error = null
                    where id = :id and state = 'claimed' and claimed_by = :node
                    """)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", mail.id())
                .param("node", node)
                .update());
    return true;
  }

  private Optional<Mail> claim() {
    return ownTransaction.execute(
        status ->
            jdbc.sql(
                    """
                    update notice set state = 'claimed', attempts = attempts + 1, claimed_at = now(), claimed_by = :node
                    where id = (
                      select id from notice where state = 'new' and next_attempt_at <= :now
                        and (template in (:neverHeld) or not exists (select from mail_hold))
                      order by next_attempt_at, id limit 1 for update skip locked)
                    returning id, template, recipient_name, recipient_email, subject, body_text, body_html, calendar,
                      calendar_method, message_id, unsubscribe_url, posted_at, attempts
                    """)
                .param("node", node)
                .param("now", Timestamp.from(clock.instant()))
                .param("neverHeld", NEVER_HELD)
                .query(NoticeDispatcher::mail)
                .optional());
  }

  private void recordFailure(Mail mail, Exception cause) {
    NotSent.Kind kind = cause instanceof NotSent notSent ? notSent.kind() : NotSent.Kind.PASSING;
    boolean again = kind == NotSent.Kind.PASSING && mail.attempt() < MOST_ATTEMPTS;
    Duration delay = DELAYS.get(Math.min(mail.attempt(), DELAYS.size()) - 1);
    jdbc.sql(
            """
            update notice set state = :state, next_attempt_at = :next, last_error = :error, claimed_at = null,
              claimed_by = null
            where id = :id and state = 'claimed' and claimed_by = :node
            """)
        .param("state", again ? "new" : kind == NotSent.Kind.IN_DOUBT ? "unsure" : "failed")
        .param("next", Timestamp.from(clock.instant().plus(delay)))
        .param("error", reason(cause))
        .param("id", mail.id())
        .param("node", node)
        .update();
  }

  /**
   * A node that dies between claim and answer leaves a notice that may have gone out or not.
   * Sending it again could invite or remind somebody twice, and not sending it could lose a
   * deadline; only a person can weigh that.
   */
  private void giveLostClaimsToTheOffice() {
    String reason =
        "The server stopped while this was being sent: it may or may not have gone out.";
    ownTransaction.executeWithoutResult(
        status ->
            jdbc.sql(
                    """
                    update notice set state = 'unsure', last_error = :reason
                    where id in (select id from notice where state = 'claimed' and claimed_at < now() - make_interval(secs => :seconds)
                      for update skip locked)
                    """)
                .param("reason", reason)
                .param("seconds", CLAIM_LOST_AFTER.toSeconds())
                .update());
  }

  /** One summary of all that waits for a decision, however many mails a bad night has stopped. */
  private void tellTheOffice() {
    ownTransaction.executeWithoutResult(
        status -> {
          Timestamp now = Timestamp.from(clock.instant());
          // Two nodes must not both tell.
          jdbc.sql("select pg_advisory_xact_lock(hashtextextended('notice summary', 0))")
              .query((row, n) -> true)
              .single();
          List<Boolean> untold =
              jdbc.sql(
                      """
                      update notice set office_told_at = :now
                      where state in ('failed', 'unsure') and office_told_at is null and template not in (:toOffice)
                        and not exists (select from notice where office_told_at > :lately)
                      returning state = 'unsure'
                      """)
                  .param("now", now)
                  .param("lately", Timestamp.from(clock.instant().minus(BETWEEN_SUMMARIES)))
                  .param("toOffice", TO_OFFICE)
                  .query(Boolean.class)
                  .list();
          if (!untold.isEmpty()) {
            events.publishEvent(
                new NoticesFailed(
                    clock.instant(),
                    untold.size(),
                    (int) untold.stream().filter(inDoubt -> inDoubt).count()));
          }
        });
  }

  private static String reason(Exception cause) {
    String reason = cause instanceof NotSent ? cause.getMessage() : String.valueOf(cause);
    return reason.substring(0, Math.min(500, reason.length()));
  }

  private static Mail mail(ResultSet row, int number) throws SQLException {
    return new Mail(
        row.getLong("id"),
        row.getString("template"),
        new Recipient(row.getString("recipient_name"), row.getString("recipient_email")),
        row.getString("subject"),
        row.getString("body_text"),
        row.getString("body_html"),
        Optional.ofNullable(row.getString("calendar")),
        Optional.ofNullable(row.getString("calendar_method")),
        row.getString("message_id"),
        Optional.ofNullable(row.getString("unsubscribe_url")),
        row.getTimestamp("posted_at").toInstant(),
        row.getInt("attempts"));
  }
}
