package org.peerchallenge.cycle;

/** Something about the arrangements that needs a second look. */
public record Warning(String subject, String what, String reason) {}
