package org.peerchallenge.account;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.peerchallenge.engine.EngineAsSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passwords of local accounts. The engine keeps them, salted and hashed by {@link Bcrypt}. Its own
 * check is not used: it waits by name, so that anybody could keep anybody out.
 */
@Service
public class Passwords {

  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
  private static final int LONGEST = 200;

  private final IdentityService identity;
  private final PasswordManager manager;
  private final Bcrypt bcrypt;
  private final EngineAsSystem asSystem;
  private final SecureRandom random = new SecureRandom();

  Passwords(ProcessEngine engine, Bcrypt bcrypt, EngineAsSystem asSystem) {
    this.identity = engine.getIdentityService();
    this.manager =
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
            .getPasswordManager();
    this.bcrypt = bcrypt;
    this.asSystem = asSystem;
  }

  /**
   * Whether it is right. It takes the same time for names that nobody has. A hash of an older kind
   * is renewed when it was. Guessing is slowed down by {@link Throttle}.
   */
  public boolean isRight(String username, String password) {
    return asSystem.run(
        () -> {
          UserEntity user = (UserEntity) user(username);
          // Longer than any password may be: not worth a hash.
          if (user == null || user.getPassword() == null || password.length() > LONGEST) {
            bcrypt.checkOfNobody("");
            return false;
          }
          if (!bcrypt.isOurs(user.getPassword())) {
            bcrypt.checkOfNobody("");
          }
          boolean right =
              manager.check(
                  EncryptionUtil.saltPassword(password, user.getSalt()), user.getPassword());
          if (right && bcrypt.isOutdated(user.getPassword())) {
            renew(user, password);
          }
          return right;
        });
  }

  private void renew(User user, String password) {
    try {
      user.setPassword(password);
      ((IdentityServiceImpl) identity).saveUser(user, true);
    } catch (OptimisticLockingException somebodyWasFaster) {
      LOG.info("The hash of {} is renewed another time", user.getId());
    }
  }

  /** What is wrong with a new password of this person, in words; nothing when it is good enough. */
  public List<String> faults(String username, String password) {
    return asSystem.run(
        () ->
            identity
                .checkPasswordAgainstPolicy(password, user(username))
                .getViolatedRules()
                .stream()
                .map(rule -> PasswordRule.valueOf(rule.getPlaceholder()).words())
                .toList());
  }

  /** Sets a new password. */
  @Transactional
  public void set(String username, String password) {
    asSystem.run(
        () -> {
          User user = user(username);
          user.setPassword(password);
          identity.saveUser(user);
          return null;
        });
  }

  /** Takes a password away: another way in has taken its place. */
  @Transactional
  public void forget(String username) {
    set(username, new BigInteger(256, random).toString());
  }

  private User user(String username) {
    return identity.createUserQuery().userId(username).singleResult();
  }
}
