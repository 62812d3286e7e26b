package org.peerchallenge.region;

/**
 * A role that somebody holds today.
 *
 * @param dfeNumber the authority, or null for a role of the whole region
 */
public record RoleHeld(Role role, String dfeNumber) {

  /** The engine's group that goes with it. */
  public String groupId() {
    return role.groupId(dfeNumber);
  }
}
