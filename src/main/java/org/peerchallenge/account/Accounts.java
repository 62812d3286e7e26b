package org.peerchallenge.account;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which accounts are locked, and which sessions are over. */
@Service
public class Accounts {

  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Of whoever sends a request, at this moment.
   *
   * @param mayGoOn whether their session may
   * @param user whether there is still such a user
   * @param groups those of the engine, sorted
   */
  public record Standing(boolean mayGoOn, boolean user, List<String> groups) {}

  /** What every request asks about the person whose session it is and began then: one question. */
  public Standing standing(String username, Instant since) {
    return jdbc.sql(
            """
            select not exists (select from account
                where username = ? and (locked or sessions_from > ?)),
              exists (select from act_id_user where id_ = ?),
              array(select group_id_ from act_id_membership where user_id_ = ? order by group_id_)
            """)
        .params(username, Timestamp.from(since), username, username)
        .query(
            (row, n) ->
                new Standing(
                    row.getBoolean(1),
                    row.getBoolean(2),
                    List.of((String[]) row.getArray(3).getArray())))
        .single();
  }

  public boolean isLocked(String username) {
    return jdbc.sql("select exists (select 1 from account where username = :username and locked)")
        .param("username", username)
        .query(Boolean.class)
        .single();
  }

  /** Lets a person ask for links by mail; who comes in by a password or a link is let in anyway. */
  @Transactional
  public void letIn(String username) {
    jdbc.sql(
            """
            insert into account (username, let_in) values (:username, true)
            on conflict (username) do update set let_in = true where not account.let_in
            """)
        .param("username", username)
        .update();
  }

  /** Keeps a person out, from her next request on. Her roles and tasks stay as they are. */
  @Transactional
  public void lock(String username) {
    write(username, true);
  }

  @Transactional
  public void unlock(String username) {
    write(username, false);
  }

  /** Ends every session of this person that has begun by now. */
  @Transactional
  public void endSessions(String username) {
    write(username, isLocked(username));
  }

  /** The time is the real one: the demo's clock stands years away from its sessions. */
  private void write(String username, boolean locked) {
    jdbc.sql(
            """
            insert into account (username, locked, sessions_from) values (:username, :locked, :now)
            on conflict (username) do update set locked = excluded.locked,
              sessions_from = excluded.sessions_from
            """)
        .param("username", username)
        .param("locked", locked)
        .param("now", Timestamp.from(Instant.now()))
        .update();
  }
}
