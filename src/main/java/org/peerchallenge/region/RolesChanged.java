package org.peerchallenge.region;

/** Told inside the transaction that changed who holds which role. */
public record RolesChanged() {}
