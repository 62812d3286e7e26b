package org.peerchallenge.account;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** By which ways people came in, and when last by each. */
@Service
public class SignIns {

  /**
   * The last time by one way.
   *
   * @param way "password", "link", "passkey", or a provider's name after "provider "
   * @param lastAt real time, not the demo's
   */
  public record SignIn(String username, String way, Instant lastAt) {}

  private final JdbcClient jdbc;
  private final Accounts accounts;

  SignIns(JdbcClient jdbc, Accounts accounts) {
    this.jdbc = jdbc;
    this.accounts = accounts;
  }

  /** Whoever came in was let in. */
  @Transactional
  public void note(String username, String way) {
    Timestamp now = Timestamp.from(Instant.now());
    jdbc.sql(
            """
            insert into sign_in (username, way, last_at) values (:username, :way, :now)
            on conflict (username, way) do update set last_at = excluded.last_at
            """)
        .param("username", username)
        .param("way", way)
        .param("now", now)
        .update();
    accounts.letIn(username);
  }

  /** Of one person, the latest first. */
  public List<SignIn> of(String username) {
    return jdbc.sql(
            "select username, way, last_at from sign_in where username = :username order by last_at"
                + " desc")
        .param("username", username)
        .query(SignIns::signIn)
        .list();
  }

  /** Of everybody, the latest of each. */
  public Map<String, SignIn> latest() {
    return jdbc
        .sql(
            "select distinct on (username) username, way, last_at from sign_in order by username,"
                + " last_at desc")
        .query(SignIns::signIn)
        .list()
        .stream()
        .collect(Collectors.toMap(SignIn::username, one -> one));
  }

  private static SignIn signIn(java.sql.ResultSet row, int n) throws java.sql.SQLException {
    return new SignIn(
        row.getString("username"), row.getString("way"), row.getTimestamp("last_at").toInstant());
  }
}
