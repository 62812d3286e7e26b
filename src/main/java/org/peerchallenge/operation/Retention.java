package org.peerchallenge.operation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Period;
import java.util.EnumMap;
import java.util.Map;
import org.peerchallenge.kernel.EnglandTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Retention: lets go each night of what is personal and no longer needed, by a rule each. What a
 * year is for stays: signed versions and who signed them, reports, plans, documents, who read what.
 * The engine clears its own history by its time to live.
 */
@Service
public class Retention {

  /** What goes, and when. */
  public enum Rule {
    /** That it was sent, when, to whom and about what, is kept. */
    WORDS_OF_MAILS(
        "words and calendars of mails that went out",
        Period.ofMonths(13),
        """
        update notice set body_text = '', body_html = '', calendar = null
        where state in ('sent', 'set-aside') and posted_at < :before and body_text <> ''
        """),
    SIGN_IN_LINKS(
        "links to sign in, which work for a quarter of an hour",
        Period.ofDays(30),
        "delete from sign_in_link where made_at < :before"),
    INVITATIONS(
        "invitations that were used or ran out",
        Period.ofMonths(13),
        """
        delete from sign_in_invitation
        where invited_at < :before and (closed_at is not null or expires_at < :before)
        """),
    DEVICES(
        "devices from which somebody signed in",
        Period.ofMonths(13),
        "delete from known_device where since < :before"),
    REMINDERS(
        "which reminder went to whom, of tasks that are done",
        Period.ofMonths(13),
        """
        delete from reminder where at < :before
          and not exists (select from act_ru_task t where t.id_ = reminder.task_id)
        """),
    /** Names stay: a past signature must still have its signer. */
    ADDRESSES(
        "e-mail addresses of people who have held no role for long",
        Period.ofMonths(25),
        """
        update person set email = username || '@erased.invalid'
        where email not like '%@erased.invalid'
          and exists (select from role_held r where r.username = person.username)
          and not exists (select from role_held r where r.username = person.username
            and (r.to_day is null or r.to_day >= cast(:before as date)))
        """);

    private final String words;
    private final Period after;
    private final String sql;

    Rule(String words, Period after, String sql) {
      this.words = words;
      this.after = after;
      this.sql = sql;
    }

    public String words() {
      return words;
    }

    public Period after() {
      return after;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final JdbcClient jdbc;
  private final Clock clock;

  Retention(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Does all of it; how many rows each rule touched. A second time it finds nothing. */
  @Scheduled(cron = "0 40 3 * * *", zone = "Europe/London")
  @Transactional
  public Map<Rule, Integer> clearUp() {
    Map<Rule, Integer> gone = new EnumMap<>(Rule.class);
    for (Rule rule : Rule.values()) {
      Timestamp before = Timestamp.from(EnglandTime.now(clock).minus(rule.after).toInstant());
      gone.put(rule, jdbc.sql(rule.sql).param("before", before).update());
    }
    // The engine's own copy of an address follows.
    jdbc.sql(
            """
            update act_id_user set email_ = p.email from person p
            where p.username = act_id_user.id_ and p.email like '%@erased.invalid'
              and act_id_user.email_ is distinct from p.email
            """)
        .update();
    LOG.info("Let go: {}", gone);
    return gone;
  }
}
