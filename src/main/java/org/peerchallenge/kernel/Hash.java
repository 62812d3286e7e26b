package org.peerchallenge.kernel;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Cryptographic hashes (FIPS 180-4). */
public final class Hash {

  private Hash() {}

  /** SHA-256 of a text in UTF-8, as 64 hexadecimal digits in small letters. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of bytes, as 64 hexadecimal digits in small letters. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest("SHA-256", bytes));
  }

  /** SHA-384 of a text in UTF-8. */
  public static byte[] sha384(String text) {
    return digest("SHA-384", text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of a stream while it is read. */
  public static final class Running extends DigestInputStream {

    public Running(InputStream in) {
      super(in, algorithm("SHA-256"));
    }

    /** Of what was read so far; asked once. */
    public String sha256() {
      return HexFormat.of().formatHex(getMessageDigest().digest());
    }
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    return algorithm(algorithm).digest(bytes);
  }

  private static MessageDigest algorithm(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has " + algorithm, e);
    }
  }
}
