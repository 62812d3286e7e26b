package org.peerchallenge.benchmark;

/**
 * Tells that a file of figures could not be read, which is no fault of the file.
 *
 * @param why in the system's words
 */
public record ImportStuck(long importId, String why) {}
