package org.peerchallenge.notice;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.peerchallenge.kernel.Hash;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The outbox: what is posted here in a transaction is sent once that transaction is committed. */
@Service
public class Notices {

  /**
   * The kinds that are good to know and ask for nothing: they wait for their reader's digest,
   * unless she wants them at once. Whatever has a date, a task or a loss in it is a mail of its
   * own.
   */
  static final Set<String> MAY_WAIT =
      Set.of(
          "assessment-shared",
          "case-study-circulated",
          "own-assessment-shared",
          "plan-published",
          "reading-pack-updated",
          "register-still-valid",
          "report-settled",
          "review-closed",
          "review-declined",
          "reviewer-assigned");

  /** What brings news and nothing to act on: only these may be unsubscribed from. */
  private static final String NEWS = "news-digest";

  /** Their links open the door, so that no page may show them again. */
  private static final Set<String> SECRET = Set.of("invitation-to-sign-in", "sign-in-link");

  private final JdbcClient jdbc;
  private final NoticeTemplates templates;
  private final CalendarPart calendars;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final String messageDomain;
  private final String base;
  private final SecureRandom random = new SecureRandom();

  Notices(
      JdbcClient jdbc,
      NoticeTemplates templates,
      CalendarPart calendars,
      ApplicationEventPublisher events,
      Clock clock,
      @Value("${peerchallenge.base-url:http://localhost:8080}") URI baseUrl) {
    this.jdbc = jdbc;
    this.templates = templates;
    this.calendars = calendars;
    this.events = events;
    this.clock = clock;
    this.messageDomain = baseUrl.getHost();
    this.base = baseUrl.toString().replaceAll("/+$", "");
  }

  /**
   * Writes the notice in the caller's transaction; a second one with the same key and recipient is
   * ignored.
   *
   * @throws IllegalArgumentException when the template is unknown, a value that it names is
   *     missing, or a value is too long to be a short fact; the step fails and is retried, instead
   *     of a mail that makes no sense
   */
  public void post(Notice notice) {
    if (!MAY_WAIT.contains(notice.template())) {
      write(notice, "new");
      return;
    }
    write(
        notice,
        switch (rhythm(notice.recipient())) {
          case AT_ONCE -> "new";
          case DAILY, WEEKLY -> "waiting";
          case NEVER -> "page-only";
        });
  }

  /** As {@link #post}, and never left to a digest; empty when it was posted before. */
  Optional<Long> postAtOnce(Notice notice) {
    return write(notice, "new");
  }

  private Rhythm rhythm(Recipient recipient) {
    return jdbc.sql("select rhythm from notice_rhythm where recipient_email = :email")
        .param("email", recipient.email())
        .query(String.class)
        .optional()
        .map(Rhythm::valueOf)
        .orElse(Rhythm.WEEKLY);
  }

  /** The address that a mail program posts to; null where nothing may be unsubscribed from. */
  private String unsubscribe(Notice notice) {
    if (!notice.template().equals(NEWS) && !MAY_WAIT.contains(notice.template())) {
      return null;
    }
    String code = Secret.make(random);
    jdbc.sql("insert into news_unsubscribe values (:hash, :email, :now)")
        .param("hash", Hash.sha256(code))
        .param("email", notice.recipient().email().toLowerCase(Locale.ROOT))
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return base + "/unsubscribe/" + code;
  }

  private Optional<Long> write(Notice notice, String state) {
    RenderedMail words = templates.render(notice);
    String calendar =
        notice.invitation().map(i -> calendars.write(i, notice.recipient())).orElse(null);
    Timestamp now = Timestamp.from(clock.instant());
    Optional<Long> written =
        jdbc.sql(
                """
                insert into notice (process_instance_id, activity_id, loop, recipient_email, recipient_name, template,
                    subject, body_text, body_html, calendar, calendar_method, message_id, posted_at, next_attempt_at,
                    link_path, state, unsubscribe_url)
                values (:processInstanceId, :activityId, :loop, :email, :name, :template,
                    :subject, :text, :html, :calendar, :method, :messageId, :now, :now, :linkPath, :state, :unsubscribe)
                on conflict (process_instance_id, activity_id, loop, recipient_email) do nothing
                returning id
                """)
            .param("linkPath", SECRET.contains(notice.template()) ? "/" : notice.linkPath())
            .param("state", state)
            .param("unsubscribe", unsubscribe(notice), Types.VARCHAR)
            .param("processInstanceId", notice.key().processInstanceId())
            .param("activityId", notice.key().activityId())
            .param("loop", notice.key().loop())
            .param("email", notice.recipient().email())
            .param("name", notice.recipient().name())
            .param("template", notice.template())
            .param("subject", words.subject())
            .param("text", words.text())
            .param("html", words.html())
            .param("calendar", calendar)
            .param("method", notice.invitation().map(i -> i.method().name()).orElse(null))
            .param("messageId", messageId(notice))
            .param("now", now)
            .query(Long.class)
            .optional();
    if (written.isPresent() && state.equals("new")) {
      events.publishEvent(new NoticePosted());
    }
    return written;
  }

  /**
   * What was sent or waits, the newest first. That somebody was written to for them alone stands in
   * nobody else's list, unless it did not arrive.
   *
   * @param about words of a name, an address or a subject; everything when blank
   * @param email only to this address; to everybody when empty
   */
  public List<SentNotice> sent(String about, Optional<String> email, int most) {
    return jdbc.sql(
            SentNotice.SELECT
                + """
                where (:about = '' or position(lower(:about) in
                    lower(n.recipient_name || ' ' || n.recipient_email || ' ' || n.subject)) > 0)
                  and (:everybody or n.recipient_email = :email)
                  and (not :everybody or n.template <> 'for-you-alone'
                    or n.state in ('failed', 'unsure'))
                order by n.posted_at desc, n.id desc limit :most
                """)
        .param("about", about.strip())
        .param("everybody", email.isEmpty())
        .param("email", email.orElse("").toLowerCase(Locale.ROOT))
        .param("most", most)
        .query(SentNotice::of)
        .list();
  }

  /** What the steps of one case sent, the newest first; what is private as above. */
  public List<SentNotice> sentAbout(String businessKey, int most) {
    return jdbc.sql(
            SentNotice.SELECT
                + """
                where n.template <> 'for-you-alone' and n.process_instance_id in (
                  select id_ from act_hi_procinst where business_key_ = :key)
                order by n.posted_at desc, n.id desc limit :most
                """)
        .param("key", businessKey)
        .param("most", most)
        .query(SentNotice::of)
        .list();
  }

  /** What the office must decide about, oldest first. */
  public List<UndeliveredNotice> undelivered() {
    return jdbc.sql(
            """
            select id, posted_at, recipient_name, recipient_email, subject, state, attempts, last_error
            from notice where state in ('failed', 'unsure') order by posted_at, id
            """)
        .query(
            (row, n) ->
                new UndeliveredNotice(
                    row.getLong("id"),
                    row.getTimestamp("posted_at").toInstant(),
                    new Recipient(
                        row.getString("recipient_name"), row.getString("recipient_email")),
                    row.getString("subject"),
                    "unsure".equals(row.getString("state")),
                    row.getInt("attempts"),
                    row.getString("last_error")))
        .list();
  }

  /**
   * The office's decision that an undelivered notice is sent after all; false when it is no longer
   * undelivered.
   */
  public boolean sendAgain(long noticeId) {
    boolean again =
        jdbc.sql(
                    """
                    update notice set state = 'new', attempts = 0, office_told_at = null, next_attempt_at = :now, claimed_at = null,
                        claimed_by = null
                    where id = :id and state in ('failed', 'unsure')
                    """)
                .param("id", noticeId)
                .param("now", Timestamp.from(clock.instant()))
                .update()
            == 1;
    if (again) {
      events.publishEvent(new NoticePosted());
    }
    return again;
  }

  /**
   * The office's decision that all mails that were refused or never accepted are tried again, as
   * after a mended mail server; those that perhaps went out are left for a decision each. Returns
   * how many will be tried.
   */
  public int sendAllAgain() {
    int again =
        jdbc.sql(
                """
                update notice set state = 'new', attempts = 0, office_told_at = null, next_attempt_at = :now,
                    claimed_at = null, claimed_by = null
                where state = 'failed'
                """)
            .param("now", Timestamp.from(clock.instant()))
            .update();
    if (again > 0) {
      events.publishEvent(new NoticePosted());
    }
    return again;
  }

  /**
   * The office's decision that a notice is not sent, which was undelivered or is held; false when
   * it is neither any more.
   */
  public boolean setAside(long noticeId) {
    return jdbc.sql(
                """
                update notice set state = 'set-aside' where id = :id and (state in ('failed', 'unsure')
                  or state = 'new' and exists (select from mail_hold))
                """)
            .param("id", noticeId)
            .update()
        == 1;
  }

  /**
   * From the key, so that a mail program that gets a notice twice after all can see that it is one.
   */
  private String messageId(Notice notice) {
    String key =
        String.join(
            "\n",
            notice.key().processInstanceId(),
            notice.key().activityId(),
            notice.key().loop(),
            notice.recipient().email());
    return "<"
        + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
        + "@"
        + messageDomain
        + ">";
  }
}
