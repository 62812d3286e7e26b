package org.peerchallenge.region;

import java.time.LocalDate;

/**
 * Somebody acts for the holder of a role for some days; both act, and everybody can see it.
 *
 * @param from first day
 * @param to last day
 */
public record Delegation(
    long id,
    Person holder,
    Person deputy,
    RoleHeld held,
    LocalDate from,
    LocalDate to,
    String reason) {}
