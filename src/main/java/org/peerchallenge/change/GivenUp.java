package org.peerchallenge.change;

/**
 * Event: a trial or a move failed as often as it is tried, and needs a person.
 *
 * @param key the same failure has the same
 * @param what in a few words
 * @param page where it is tried again
 */
public record GivenUp(String key, String what, String page) {}
