package org.peerchallenge.region;

/**
 * Asks that the engine's groups follow the roles at once, in a transaction that is tried out and
 * never committed; otherwise they follow when it is, after {@link RolesChanged}.
 */
public record RolesFollowNow() {}
