package org.peerchallenge.benchmark;

import java.time.Instant;
import java.util.Optional;

/**
 * One publication of figures, as a whole: an import, or the undoing of one.
 *
 * @param number 1 for the figures that come with the product, then counted up
 * @param publishedBy empty for the figures that come with the product
 * @param undoes the edition whose changes this one takes back
 */
public record Edition(
    int number,
    String title,
    Optional<String> publishedBy,
    Instant publishedAt,
    Optional<Integer> undoes) {}
