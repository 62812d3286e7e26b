package org.peerchallenge.improvement;

import java.util.Optional;

/**
 * A place among those who are asked.
 *
 * @param id the group that may answer: {@code dcs-850}, {@code lead-member-921}
 * @param role {@code dcs} or {@code lead-member}
 * @param onBehalfOf the entry of a director, the authority of a lead member
 * @param answer empty until given; without one when the round closes it is "no answer"
 */
public record Approver(String id, String role, String onBehalfOf, Optional<Answer> answer) {

  static final String DIRECTOR = "dcs";
  static final String LEAD_MEMBER = "lead-member";

  public boolean isDirector() {
    return role.equals(DIRECTOR);
  }
}
