package org.peerchallenge.notice;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.kernel.Hash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Digest mails: what is due for somebody, and the news that waited for it. News without anything
 * due leaves at the rhythm that its reader chose.
 */
@Service
public class Digests {

  /** Who has news waiting; the link leads to it where it is one alone. */
  private record Reader(String name, String email, Timestamp oldest, long count, String linkPath) {}

  private record Waiting(long id, String subject, String linkPath) {}

  private final JdbcClient jdbc;
  private final Notices notices;
  private final Clock clock;

  Digests(JdbcClient jdbc, Notices notices, Clock clock) {
    this.jdbc = jdbc;
    this.notices = notices;
    this.clock = clock;
  }

  /** Posts a digest of tasks, and puts into it what waits for its reader. */
  @Transactional
  public void post(NoticeKey key, Recipient recipient, List<DigestItem> tasks) {
    post(key, recipient, "task-digest", Map.of("items", tasks), "/camunda/app/tasklist/default/");
  }

  /** Posts the news that has waited long enough for its reader; run after the digests of tasks. */
  @Transactional
  public void postNews(String processInstanceId, String activityId) {
    for (Reader reader : readersWithNews()) {
      Duration waited = Duration.between(reader.oldest().toInstant(), clock.instant());
      // Half a day less: the run of one day is not to miss what the run of another posted.
      if (waited.plusHours(12).toDays() >= rhythm(reader.email()).days()) {
        post(
            new NoticeKey(processInstanceId, activityId, "news " + reader.email()),
            new Recipient(reader.name(), reader.email()),
            "news-digest",
            Map.of(),
            reader.count() == 1 ? reader.linkPath() : "/notices/mine");
      }
    }
  }

  private void post(
      NoticeKey key, Recipient recipient, String template, Map<String, Object> facts, String link) {
    List<Waiting> waiting = waiting(recipient.email());
    Map<String, Object> model = new java.util.HashMap<>(facts);
    model.put(
        "news", waiting.stream().map(one -> new NewsItem(one.subject(), one.linkPath())).toList());
    model.put("count", waiting.size());
    model.put("first", waiting.isEmpty() ? "" : waiting.get(0).subject());
    notices
        .postAtOnce(new Notice(key, recipient, template, model, link))
        .ifPresent(digest -> waiting.forEach(one -> isIn(one.id(), digest)));
  }

  /** How often this person wants to hear of what may wait. */
  public Rhythm rhythm(String email) {
    return jdbc.sql("select rhythm from notice_rhythm where recipient_email = :email")
        .param("email", email.toLowerCase(Locale.ROOT))
        .query(String.class)
        .optional()
        .map(Rhythm::valueOf)
        .orElse(Rhythm.WEEKLY);
  }

  /** Keeps the choice; who wants mails at once gets what waits at once. */
  @Transactional
  public void choose(String email, Rhythm rhythm) {
    jdbc.sql(
            """
            insert into notice_rhythm (recipient_email, rhythm, chosen_at)
            values (:email, :rhythm, :now)
            on conflict (recipient_email)
            do update set rhythm = excluded.rhythm, chosen_at = excluded.chosen_at
            """)
        .param("email", email.toLowerCase(Locale.ROOT))
        .param("rhythm", rhythm.name())
        .param("now", Timestamp.from(clock.instant()))
        .update();
    if (rhythm == Rhythm.AT_ONCE || rhythm == Rhythm.NEVER) {
      jdbc.sql(
              """
              update notice set state = :state, next_attempt_at = :now
              where recipient_email = :email and state = 'waiting'
              """)
          .param("state", rhythm == Rhythm.NEVER ? "page-only" : "new")
          .param("email", email.toLowerCase(Locale.ROOT))
          .param("now", Timestamp.from(clock.instant()))
          .update();
    }
  }

  /** Whose mails with news the secret address ends; empty for one that nobody got. */
  public Optional<String> subscriber(String code) {
    return jdbc.sql("select recipient_email from news_unsubscribe where code_hash = :hash")
        .param("hash", Hash.sha256(code))
        .query(String.class)
        .optional();
  }

  /** Ends mails with news; false when nobody got such an address. */
  @Transactional
  public boolean unsubscribe(String code) {
    Optional<String> email = subscriber(code);
    email.ifPresent(one -> choose(one, Rhythm.NEVER));
    return email.isPresent();
  }

  private List<Reader> readersWithNews() {
    return jdbc.sql(
            """
            select max(recipient_name) as name, recipient_email as email, min(posted_at) as oldest,
              count(*) as count, min(link_path) as link_path
            from notice where state = 'waiting' group by recipient_email order by recipient_email
            """)
        .query(Reader.class)
        .list();
  }

  /** Locked, so that two runs do not both tell it. */
  private List<Waiting> waiting(String email) {
    return jdbc.sql(
            """
            select id, subject, link_path from notice
            where recipient_email = :email and state = 'waiting' order by posted_at, id for update
            """)
        .param("email", email)
        .query(Waiting.class)
        .list();
  }

  private void isIn(long id, long digest) {
    jdbc.sql("update notice set state = 'in-digest', digest_id = :digest where id = :id")
        .param("digest", digest)
        .param("id", id)
        .update();
  }
}
