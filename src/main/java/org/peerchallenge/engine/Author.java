package org.peerchallenge.engine;

import java.time.Instant;

/** Who sent a form, and when. */
public record Author(String username, Instant at) {}
