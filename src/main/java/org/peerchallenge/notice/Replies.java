package org.peerchallenge.notice;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.peerchallenge.kernel.Hash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers to invitations, by the secret link of a mail or from somebody's calendar program. */
@Service
public class Replies {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Replies(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Whose invitation a link in a mail is for; empty for a link that nobody got. */
  public Optional<Invited> ofCode(String code) {
    return jdbc.sql(
            Appointments.INVITED
                + "where uid = (select uid from invitation_reply where code_hash = :hash)")
        .param("hash", Hash.sha256(code))
        .query(Appointments::invited)
        .optional();
  }

  /**
   * Keeps an answer, the last one that somebody gives.
   *
   * @param email whose it must be; a forwarded invitation is answered by who was invited alone
   * @return false when there is no such invitation any more
   */
  @Transactional
  public boolean answer(String uid, String email, Reply reply) {
    return jdbc.sql(
                """
                update invitation set answer = :answer, answered_at = :now
                where uid = :uid and lower(email) = :email and not cancelled
                """)
            .param("answer", reply.name())
            .param("now", Timestamp.from(clock.instant()))
            .param("uid", uid)
            .param("email", email.toLowerCase(Locale.ROOT))
            .update()
        == 1;
  }

  String code(String uid) {
    String code = Secret.make(random);
    jdbc.sql("insert into invitation_reply values (:hash, :uid, :now)")
        .param("hash", Hash.sha256(code))
        .param("uid", uid)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return code;
  }
}
