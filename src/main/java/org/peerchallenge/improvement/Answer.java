package org.peerchallenge.improvement;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody answered for the plan and for the support; it never changes.
 *
 * @param plan {@code agree}, {@code disagree} or {@code abstain}; empty when the plan was not asked
 * @param dissent in their own words
 */
public record Answer(
    String username,
    String name,
    String capacity,
    Optional<String> plan,
    Optional<String> support,
    Optional<String> dissent,
    Instant at) {}
