package org.peerchallenge.region;

import java.util.Arrays;

/** What a person may be: for one authority, for the region, or for one piece of work. */
public enum Role {
  DCS("dcs", true),
  TEAM("team", true),
  LEAD_MEMBER("lead-member", true),
  CHIEF_EXECUTIVE("chief-executive", true),
  TRUST_CHIEF_EXECUTIVE("trust-chief-executive", true),
  OFFICE("office", false),
  LEAD("lead", false),
  DATA("data", false),
  ANALYST("analyst", false),
  ADMIN("camunda-admin", false),
  FACILITATOR("facilitator", false),
  REVIEWER("reviewer", false);

  private final String id;
  private final boolean ofAuthority;

  Role(String id, boolean ofAuthority) {
    this.id = id;
    this.ofAuthority = ofAuthority;
  }

  /** The role as diagrams and group ids write it: {@code lead-member}. */
  public String id() {
    return id;
  }

  /** Whether the role is held for one authority, and not for the region. */
  public boolean ofAuthority() {
    return ofAuthority;
  }

  /** The engine's group of the role: {@code dcs-850}, or plainly {@code office}. */
  public String groupId(String dfeNumber) {
    return ofAuthority ? id + "-" + dfeNumber : id;
  }

  /**
   * Reads {@link #id()} back.
   *
   * @throws IllegalArgumentException when there is no such role
   */
  public static Role of(String id) {
    return Arrays.stream(values())
        .filter(role -> role.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no role '" + id + "'"));
  }
}
