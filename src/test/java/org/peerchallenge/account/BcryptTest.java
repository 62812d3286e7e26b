package org.peerchallenge.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The work of a check for a name that nobody has. */
class BcryptTest {

  @Test
  void aCheckOfNobodyIsWorkedOutAtTheCostOfEveryOther() {
    String hash = Bcrypt.ofNobody(5);

    // Well formed, so the work is done and not refused before it.
    assertThat(BCrypt.hashpw("any", hash)).startsWith("$2a$05$").hasSameSizeAs(hash);
    assertThat(new BCryptPasswordEncoder(5).upgradeEncoding(hash)).isFalse();
    assertThat(new BCryptPasswordEncoder(6).upgradeEncoding(hash)).isTrue();
    assertThat(new BCryptPasswordEncoder(5).matches("nobody", hash)).isFalse();
  }
}
