package org.peerchallenge.assessment;

import java.time.Instant;

/**
 * Redaction mark: a passage that stays out of the public version.
 *
 * @param field of the form, below that of its list and row
 * @param sha256 of the passage's words in UTF-8, in hexadecimal; the words are not kept twice
 * @param reason in the author's words, for the freedom of information officer alone
 * @param markedBy a username
 */
public record WithheldPassage(
    String id,
    String section,
    String field,
    String sha256,
    Exemption exemption,
    String reason,
    String markedBy,
    Instant markedAt) {}
