package org.peerchallenge.notice;

import java.util.Arrays;
import java.util.Optional;

/** Participation status (RFC 5545, PARTSTAT): what somebody answered to an invitation. */
public enum Reply {
  ACCEPTED("I come", "comes"),
  TENTATIVE("Perhaps", "perhaps"),
  DECLINED("I cannot come", "does not come");

  private final String own;
  private final String words;

  Reply(String own, String words) {
    this.own = own;
    this.words = words;
  }

  /** As the person says it. */
  public String own() {
    return own;
  }

  /** As others read it. */
  public String words() {
    return words;
  }

  /** By its name; empty for everything else, as for {@code NEEDS-ACTION}. */
  public static Optional<Reply> of(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }
}
