package org.peerchallenge.account;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import org.camunda.bpm.engine.AuthenticationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.peerchallenge.engine.Unrestricted;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passwords of local accounts. The engine keeps them, salted and hashed, and slows down guessing.
 */
@Service
public class Passwords {

  private final IdentityService identity;
  private final Unrestricted unrestricted;
  private final SecureRandom random = new SecureRandom();

  Passwords(IdentityService identity, Unrestricted unrestricted) {
    this.identity = identity;
    this.unrestricted = unrestricted;
  }

  /**
   * Whether it is right. After a wrong one the engine answers no for some seconds, each time
   * longer.
   */
  public boolean isRight(String username, String password) {
    return unrestricted.ask(
        () -> {
          try {
            return identity.checkPassword(username, password);
          } catch (AuthenticationException waiting) {
            return false;
          }
        });
  }

  /** What is wrong with a new password of this person, in words; nothing when it is good enough. */
  public List<String> faults(String username, String password) {
    return unrestricted.ask(
        () ->
            identity
                .checkPasswordAgainstPolicy(password, user(username))
                .getViolatedRules()
                .stream()
                .map(rule -> PasswordRule.valueOf(rule.getPlaceholder()).words())
                .toList());
  }

  /** Sets a new password; whoever waited after wrong ones waits no longer. */
  @Transactional
  public void set(String username, String password) {
    unrestricted.ask(
        () -> {
          identity.unlockUser(username);
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
