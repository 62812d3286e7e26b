package org.peerchallenge.assessment;

/**
 * An offer to others, an ask of the region, or an insight wanted.
 *
 * @param contact empty text when nobody is named
 */
public record Proposal(String title, String description, Theme theme, String contact) {}
