package org.peerchallenge.casechange.kind;

import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.region.Role;

/**
 * A role with who holds it for which authority, as one answer of a form.
 *
 * @param number DfE number of the authority
 */
record HeldRole(Role role, String number, String username) {

  /** The name of the field that asks for it. */
  static final String FIELD = "held";

  /** The chosen one, checked against what was offered before. */
  static HeldRole of(Wanted wanted) {
    String[] parts = wanted.chosen(FIELD, "The role").split("/", 3);
    return new HeldRole(Role.of(parts[0]), parts[1], parts[2]);
  }

  /** As it stands in the form. */
  String value() {
    return role.id() + "/" + number + "/" + username;
  }
}
