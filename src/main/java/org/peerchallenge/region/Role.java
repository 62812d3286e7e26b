package org.peerchallenge.region;

import org.peerchallenge.kernel.HasId;

/** What a person may be: for one authority, for the region, or for one piece of work. */
public enum Role implements HasId {
  DCS("dcs", "Director of children's services", true),
  TEAM("team", "Team", true),
  LEAD_MEMBER("lead-member", "Lead member", true),
  CHIEF_EXECUTIVE("chief-executive", "Chief executive", true),
  TRUST_CHIEF_EXECUTIVE("trust-chief-executive", "Trust chief executive", true),
  OFFICE("office", "Programme office", false),
  LEAD("lead", "Peer challenge lead", false),
  DATA("data", "Data lead", false),
  ANALYST("analyst", "Analyst", false),
  ADMIN("camunda-admin", "Administrators", false),
  FACILITATOR("facilitator", "Facilitator", false),
  REVIEWER("reviewer", "Reviewer", false);

  private final String id;
  private final String words;
  private final boolean ofAuthority;

  Role(String id, String words, boolean ofAuthority) {
    this.id = id;
    this.words = words;
    this.ofAuthority = ofAuthority;
  }

  /** The role as diagrams and group ids write it: {@code lead-member}. */
  @Override
  public String id() {
    return id;
  }

  /** For people: "Lead member". */
  public String words() {
    return words;
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
    return HasId.of(Role.class, id, "role");
  }
}
