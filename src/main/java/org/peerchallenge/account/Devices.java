package org.peerchallenge.account;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Known devices: browsers from which somebody signed in before. Being known opens nothing; it only
 * keeps the wrong tries of others from counting.
 */
@Service
public class Devices {

  private final JdbcClient jdbc;
  private final SecureRandom random = new SecureRandom();

  Devices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The device of this secret, when this person signed in from it before. */
  public Optional<String> known(String username, String secret) {
    return jdbc.sql(
            "select secret_hash from known_device where secret_hash = :hash and username ="
                + " :username")
        .param("hash", Secrets.hash(secret))
        .param("username", username)
        .query(String.class)
        .optional();
  }

  /**
   * Remembers that somebody signed in from here.
   *
   * @param secret what the browser brought; empty for one that brought nothing
   * @return the secret that the browser is to keep
   */
  @Transactional
  public String remember(String username, String secret) {
    String kept = isOne(secret) ? secret : Secrets.make(random);
    jdbc.sql(
            """
            insert into known_device (secret_hash, username, since)
            values (:hash, :username, :now) on conflict do nothing
            """)
        .param("hash", Secrets.hash(kept))
        .param("username", username)
        .param("now", Timestamp.from(Instant.now()))
        .update();
    return kept;
  }

  /** Only what we gave out: a browser does not choose its own. */
  private boolean isOne(String secret) {
    return !secret.isEmpty()
        && jdbc.sql("select exists (select 1 from known_device where secret_hash = :hash)")
            .param("hash", Secrets.hash(secret))
            .query(Boolean.class)
            .single();
  }
}
