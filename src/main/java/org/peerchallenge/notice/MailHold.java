package org.peerchallenge.notice;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Progress of the sending of mails, which the office may stop, as when a digest has a mistake. */
@Service
public class MailHold {

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  MailHold(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
  }

  /** How far the mails of today are, and who stopped them. */
  public Sending sending() {
    Instant today =
        clock
            .instant()
            .atZone(EnglandTime.ZONE)
            .toLocalDate()
            .atStartOfDay(EnglandTime.ZONE)
            .toInstant();
    return jdbc.sql(
            """
            select count(*) filter (where state in ('new', 'claimed')) as waiting,
              count(*) filter (where state = 'sent' and sent_at >= :today) as sent,
              (select held_by from mail_hold) as held_by,
              (select held_at from mail_hold) as held_at
            from notice where state in ('new', 'claimed') or state = 'sent' and sent_at >= :today
            """)
        .param("today", Timestamp.from(today))
        .query(
            (row, n) ->
                new Sending(
                    row.getLong("sent"),
                    row.getLong("waiting"),
                    Optional.ofNullable(row.getString("held_by")),
                    Optional.ofNullable(row.getTimestamp("held_at")).map(Timestamp::toInstant)))
        .single();
  }

  /** The office's decision that no more mails leave for now; false when they were held already. */
  @Transactional
  public boolean hold(String who) {
    return jdbc.sql(
                "insert into mail_hold (held_by, held_at) values (:who, :now) on conflict do nothing")
            .param("who", who)
            .param("now", Timestamp.from(clock.instant()))
            .update()
        == 1;
  }

  /** Lets mails leave again; false when they were not held. */
  @Transactional
  public boolean release() {
    boolean held = jdbc.sql("delete from mail_hold").update() == 1;
    if (held) {
      events.publishEvent(new NoticePosted());
    }
    return held;
  }
}
