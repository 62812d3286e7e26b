package org.peerchallenge.assessment;

import java.time.Instant;
import org.peerchallenge.kernel.FormValues;

/**
 * A section as it stands.
 *
 * @param version grows by one whenever it is sent
 * @param writtenBy username
 */
public record WrittenSection(
    Section section, FormValues content, int version, String writtenBy, Instant writtenAt) {}
