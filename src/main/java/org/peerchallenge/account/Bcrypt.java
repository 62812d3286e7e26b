package org.peerchallenge.account;

import java.util.Base64;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.peerchallenge.kernel.Hash;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The engine's password encryptor: bcrypt, so that a stolen database gives weak passwords away
 * slowly. The engine goes on reading its own older hashes, which {@link Passwords} renews.
 *
 * <p>bcrypt reads 72 bytes; salt and password are longer, so it is given their SHA-384.
 */
@Component
@DependsOnDatabaseInitialization
class Bcrypt extends AbstractProcessEnginePlugin implements PasswordEncryptor {

  private static final String NAME = "bcrypt-sha384";

  private static final int SALT_AND_HASH = 53;

  private final BCryptPasswordEncoder encoder;
  private final String ofNobody;

  /**
   * @param cost the work of one hash as a power of two, from 4 to 16
   */
  Bcrypt(@Value("${peerchallenge.sign-in.password-cost}") int cost) {
    this.encoder = new BCryptPasswordEncoder(cost);
    this.ofNobody = ofNobody(cost);
  }

  /** A hash of no password, against which a check works as long as against any other. */
  static String ofNobody(int cost) {
    return "$2a$%02d$%s".formatted(cost, ".".repeat(SALT_AND_HASH));
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setPasswordEncryptor(this);
    configuration.setPasswordManager(
        new PasswordManager(this, List.of()) {
          @Override
          public boolean check(String password, String stored) {
            // Who comes by a link or a provider has none: the engine would fail instead of saying
            // no.
            return stored != null && super.check(password, stored);
          }
        });
  }

  @Override
  public String encrypt(String salted) {
    return encoder.encode(shortened(salted));
  }

  @Override
  public boolean check(String salted, String hash) {
    return encoder.matches(shortened(salted), hash);
  }

  @Override
  public String hashAlgorithmName() {
    return NAME;
  }

  /** Works as long as a check of somebody's password: nobody hears from the time who is here. */
  void checkOfNobody(String password) {
    check(password, ofNobody);
  }

  boolean isOurs(String stored) {
    return stored.startsWith("{" + NAME + "}");
  }

  /** Whether a stored hash is of another kind, or weaker than today's. */
  boolean isOutdated(String stored) {
    return !isOurs(stored) || encoder.upgradeEncoding(stored.substring(NAME.length() + 2));
  }

  private static String shortened(String salted) {
    return Base64.getEncoder().encodeToString(Hash.sha384(salted));
  }
}
