package org.peerchallenge.improvement;

/**
 * What is known of one ask and one offer beside each other.
 *
 * @param wordsInCommon how many words both use, everyday words apart
 */
public record Pair(
    boolean sameEntry,
    boolean offerWithdrawn,
    boolean sameTheme,
    boolean sameGroup,
    int wordsInCommon) {}
