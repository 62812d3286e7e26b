package org.peerchallenge.benchmark;

/**
 * What the decision table {@code indicator-flags} is told about one indicator of one authority;
 * nulls are unknowns, which the table must expect.
 *
 * @param polarity high, low or none
 * @param quartile 1 best to 4 worst; null without a good direction or without a figure
 * @param yearsWorsening how many of the newest steps from year to year went the wrong way, without
 *     a break
 * @param changeShare change to the previous period as a share of it, positive when worse; null if
 *     unknown or without a good direction
 * @param neighbourGapShare distance to the statistical neighbours' average as a share of it,
 *     positive when worse; null if unknown or without a good direction
 */
public record FlagFacts(
    String polarity,
    Integer quartile,
    int yearsWorsening,
    Double changeShare,
    Double neighbourGapShare) {}
