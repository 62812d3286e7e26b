package org.peerchallenge.account;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signing in by a link in a mail, for people who come once a year: it works once, for a quarter of
 * an hour, and only for whom the office let in by a password. Who signs in by a provider does not
 * get round it so.
 */
@Service
public class SignInLinks implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(SignInLinks.class);
  private static final Duration WORKS = Duration.ofMinutes(15);

  /** Nobody's mailbox is filled by somebody else. */
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private static final String OPEN =
      " where token_hash = :hash and used_at is null and made_at > :oldest";

  private final JdbcClient jdbc;
  private final Notices notices;
  private final Accounts accounts;
  private final TransactionTemplate transaction;
  private final SecureRandom random = new SecureRandom();

  /** Apart from the request, so that its time says nothing of whether an address is known. */
  private final ThreadPoolExecutor apart =
      new ThreadPoolExecutor(
          0,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(500),
          new ThreadPoolExecutor.DiscardPolicy());

  SignInLinks(
      JdbcClient jdbc, Notices notices, Accounts accounts, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.notices = notices;
    this.accounts = accounts;
    this.transaction = transaction;
  }

  /** Sends a link to everybody of this address who may have one; says nothing of whether it did. */
  public void ask(String email) {
    apart.execute(
        () -> {
          try {
            people(email).forEach(person -> transaction.executeWithoutResult(s -> send(person)));
          } catch (RuntimeException e) {
            LOG.error("A link to sign in could not be sent", e);
          }
        });
  }

  private List<Person> people(String email) {
    return jdbc.sql(
            """
            select p.username, p.name, p.email from person p join account a using (username)
            where lower(p.email) = lower(:email) and a.let_in and not a.locked
              and not exists (select 1 from linked_identity l where l.username = p.username)
              and not exists (select 1 from sign_in_link k
                where k.username = p.username and k.made_at > :lately)
            order by p.username
            """)
        .param("email", email)
        .param("lately", Timestamp.from(Instant.now().minus(BETWEEN)))
        .query(Person.class)
        .list();
  }

  private void send(Person person) {
    String token = Secrets.make(random);
    String hash = Secrets.hash(token);
    Instant now = Instant.now();
    jdbc.sql("delete from sign_in_link where username = :username and made_at <= :oldest")
        .param("username", person.username())
        .param("oldest", Timestamp.from(now.minus(WORKS)))
        .update();
    jdbc.sql(
            "insert into sign_in_link (token_hash, username, made_at) values (:hash, :username,"
                + " :now)")
        .param("hash", hash)
        .param("username", person.username())
        .param("now", Timestamp.from(now))
        .update();
    notices.post(
        new Notice(
            new NoticeKey("account", "sign-in-link", hash.substring(0, 32)),
            new Recipient(person.name(), person.email()),
            "sign-in-link",
            Map.of("username", person.username()),
            "/sign-in/link/" + token));
  }

  /** Whose link this is, while it works. Asking uses nothing up. */
  public Optional<String> of(String token) {
    return jdbc.sql("select username from sign_in_link" + OPEN)
        .param("hash", Secrets.hash(token))
        .param("oldest", oldest())
        .query(String.class)
        .optional()
        .filter(username -> !accounts.isLocked(username));
  }

  /** Uses a link up; empty when somebody was faster, or it ran out. */
  public Optional<String> use(String token) {
    return jdbc.sql("update sign_in_link set used_at = :now" + OPEN + " returning username")
        .param("hash", Secrets.hash(token))
        .param("oldest", oldest())
        .param("now", Timestamp.from(Instant.now()))
        .query(String.class)
        .optional()
        .filter(username -> !accounts.isLocked(username));
  }

  private static Timestamp oldest() {
    return Timestamp.from(Instant.now().minus(WORKS));
  }

  @Override
  public void destroy() {
    apart.shutdown();
  }
}
