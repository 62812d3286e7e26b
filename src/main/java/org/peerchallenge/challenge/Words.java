package org.peerchallenge.challenge;

import java.util.Arrays;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.assessment.Theme;
import org.peerchallenge.region.Role;

/** Names of roles, signatures of risk and themes as people read them. */
public final class Words {

  private Words() {}

  /** What somebody is for an authority. */
  public static String role(Role role) {
    return switch (role) {
      case DCS -> "Director";
      case TRUST_CHIEF_EXECUTIVE -> "Chief executive of the trust or company";
      case TEAM -> "Team";
      case LEAD_MEMBER -> "Lead member";
      case CHIEF_EXECUTIVE -> "Chief executive";
      default -> role.id();
    };
  }

  /** A signature of risk by its id, as an insight names it. */
  public static String signature(String id) {
    return Arrays.stream(SignatureOfRisk.values())
        .filter(one -> one.id().equals(id))
        .map(SignatureOfRisk::title)
        .findFirst()
        .orElse("None in particular");
  }

  /** A theme by its id; empty when none was chosen. */
  public static String theme(String id) {
    return id == null || id.isBlank() ? "" : Theme.of(id).title();
  }
}
