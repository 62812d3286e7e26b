package org.peerchallenge.assessment;

import java.time.Instant;
import java.util.Map;

/**
 * A section as it stands.
 *
 * @param version grows by one whenever it is sent
 * @param writtenBy username
 */
public record WrittenSection(
    Section section,
    Map<String, Object> content,
    int version,
    String writtenBy,
    Instant writtenAt) {}
