package org.peerchallenge.benchmark;

import java.util.List;

/** A figure that the author of a self-assessment is asked to explain, and why. */
public record Flag(Comparison comparison, FlagFacts facts, List<String> reasons) {

  public Indicator indicator() {
    return comparison.indicator();
  }
}
