package org.peerchallenge.notice;

import java.security.SecureRandom;
import java.util.Base64;

/** The secret of an address that a mail carries; only its hash is kept. */
final class Secret {

  private Secret() {}

  /** 256 bits, in 43 characters that an address may hold. */
  static String make(SecureRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
