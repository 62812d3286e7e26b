package org.peerchallenge.account;

import java.security.SecureRandom;
import java.util.Base64;
import org.peerchallenge.kernel.Hash;

/** Secrets of links and cookies: made at random, kept as a hash alone. */
final class Secrets {

  private Secrets() {}

  /** 256 bits, in 43 characters that an address may hold. */
  static String make(SecureRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  static String hash(String secret) {
    return Hash.sha256(secret);
  }
}
