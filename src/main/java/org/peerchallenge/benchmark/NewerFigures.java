package org.peerchallenge.benchmark;

import java.time.Instant;

/**
 * What was published after the figures that something stands on.
 *
 * @param count how many figures are new or changed
 * @param since when the first of them was published
 */
public record NewerFigures(int count, Instant since) {}
