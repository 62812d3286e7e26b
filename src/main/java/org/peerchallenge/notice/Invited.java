package org.peerchallenge.notice;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Somebody's invitation as it stands.
 *
 * @param reply empty before there is one, and after the date was changed
 */
public record Invited(
    String about,
    String email,
    String name,
    String uid,
    int sequence,
    ZonedDateTime begins,
    ZonedDateTime ends,
    String place,
    boolean cancelled,
    Optional<Reply> reply) {}
