package org.peerchallenge.change;

import java.time.Instant;
import java.util.Optional;

/**
 * A proposed set of diagrams, tables and forms, and how far it came.
 *
 * @param source where its files came from, in words
 * @param hash SHA-256 of its content
 * @param decidedBy who approved or refused it
 * @param approvedBeside the deployment in use when it was approved
 * @param deployment empty until it is deployed
 */
public record Proposal(
    long id,
    String source,
    String hash,
    State state,
    String broughtBy,
    Instant brought,
    Optional<String> reason,
    Optional<String> proposedBy,
    Optional<Instant> proposed,
    Optional<String> decidedBy,
    Optional<Instant> decided,
    Optional<String> decisionReason,
    Optional<String> approvedBeside,
    Optional<String> deployedBy,
    Optional<Instant> deployed,
    Optional<String> deployment) {

  /** How far a proposal came. */
  public enum State {
    DRAFT("brought, not proposed yet"),
    PROPOSED("proposed, waits for a second person"),
    APPROVED("approved, not deployed yet"),
    REFUSED("not approved"),
    WITHDRAWN("withdrawn"),
    DEPLOYED("deployed");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public boolean is(State one) {
    return state == one;
  }

  /** Whether this person had a hand in it, and so cannot be the second pair of eyes. */
  public boolean isOf(String username) {
    return username.equals(broughtBy) || proposedBy.filter(username::equals).isPresent();
  }
}
