package org.peerchallenge.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factor of those who see the whole region or administer it: a time code (RFC 6238) from
 * an app on their telephone. A passkey or a provider is asked for none: both have a second of their
 * own.
 */
@Service
public class TimeCodes {

  private static final Set<Role> ASKED = Set.of(Role.OFFICE, Role.LEAD, Role.DATA, Role.ANALYST);
  private static final String EMERGENCY = "admin";

  private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
  private final SecureRandom random = new SecureRandom();
  private final JdbcClient jdbc;
  private final Region region;
  private final boolean on;

  TimeCodes(
      JdbcClient jdbc, Region region, @Value("${peerchallenge.sign-in.second-factor}") boolean on) {
    this.jdbc = jdbc;
    this.region = region;
    this.on = on;
  }

  /** Whether this person is asked for a second factor after a password or a link. */
  public boolean isAskedOf(String username) {
    return on
        && (username.equals(EMERGENCY)
            || region.rolesOf(username).stream().anyMatch(held -> ASKED.contains(held.role())));
  }

  public boolean isSetUp(String username) {
    return secretOf(username) != null;
  }

  /**
   * A new secret in base 32, as apps take it; it counts once a code has shown that an app has it.
   */
  public String propose() {
    byte[] secret = new byte[20];
    random.nextBytes(secret);
    return new Base32().encodeToString(secret);
  }

  /**
   * Sets a secret up when the code is right.
   *
   * @return false when it is not
   */
  @Transactional
  public boolean setUp(String username, String secret, String code) {
    OptionalLong step = step(secret, code);
    if (step.isEmpty() || isSetUp(username)) {
      return false;
    }
    return jdbc.sql(
                """
                insert into time_code (username, secret, since, last_step)
                values (:username, :secret, :now, :step) on conflict do nothing
                """)
            .param("username", username)
            .param("secret", secret)
            .param("now", Timestamp.from(Instant.now()))
            .param("step", step.getAsLong())
            .update()
        == 1;
  }

  /** Whether a code is right; one that was taken before is not. */
  @Transactional
  public boolean isRight(String username, String code) {
    String secret = secretOf(username);
    OptionalLong step = secret == null ? OptionalLong.empty() : step(secret, code);
    return step.isPresent()
        && jdbc.sql(
                    "update time_code set last_step = :step where username = :username and"
                        + " last_step < :step")
                .param("username", username)
                .param("step", step.getAsLong())
                .update()
            == 1;
  }

  /** Forgets the app of somebody who lost it: the next sign-in sets up another. */
  @Transactional
  public void remove(String username) {
    jdbc.sql("delete from time_code where username = :username")
        .param("username", username)
        .update();
  }

  private String secretOf(String username) {
    List<String> found =
        jdbc.sql("select secret from time_code where username = :username")
            .param("username", username)
            .query(String.class)
            .list();
    return found.isEmpty() ? null : found.get(0);
  }

  /** The step whose code this is: now, or one step aside, for clocks that go wrong. */
  private OptionalLong step(String secret, String code) {
    String plain = code.replaceAll("\\s", "");
    long length = codes.getTimeStep().toSeconds();
    Instant now = Instant.now();
    for (int aside = -1; aside <= 1; aside++) {
      Instant when = now.plusSeconds(aside * length);
      if (codeAt(secret, when).equals(plain)) {
        return OptionalLong.of(when.getEpochSecond() / length);
      }
    }
    return OptionalLong.empty();
  }

  /** The code of a secret at a time. */
  String codeAt(String secret, Instant when) {
    try {
      return codes.generateOneTimePasswordString(
          new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()), when);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("A secret of ours is always a key", e);
    }
  }
}
