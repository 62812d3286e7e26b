package org.peerchallenge.changelog;

import java.time.Instant;

/**
 * One line of the change log.
 *
 * @param caseKey business key of the year, entry or group; or {@code region} for a role
 * @param before empty text where there was nothing
 * @param changedBy username, or {@code system} for what happened by itself
 */
public record CaseChange(
    String caseKey,
    String what,
    String before,
    String after,
    String reason,
    String changedBy,
    Instant changed) {}
