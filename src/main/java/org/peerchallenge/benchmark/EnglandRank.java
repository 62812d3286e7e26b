package org.peerchallenge.benchmark;

import java.util.OptionalInt;

/**
 * Where an authority stands among the English authorities that have a figure for the same period.
 *
 * @param rank 1 is best; where the indicator has no good direction, 1 is highest. Equals share the
 *     better rank
 * @param of how many have a figure
 * @param quartile 1 best to 4 worst; empty where the indicator has no good direction, because that
 *     would be a judgement
 */
public record EnglandRank(int rank, int of, OptionalInt quartile) {

  static EnglandRank of(int rank, int of, Polarity polarity) {
    return new EnglandRank(
        rank,
        of,
        polarity == Polarity.NONE ? OptionalInt.empty() : OptionalInt.of((4 * rank + of - 1) / of));
  }
}
