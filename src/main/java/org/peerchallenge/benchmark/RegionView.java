package org.peerchallenge.benchmark;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One indicator for every authority of a region over time.
 *
 * @param periods in the publisher's words, the oldest first
 * @param range the lowest and the highest figure, between which all lines are drawn; empty when
 *     there is none
 * @param authorities by name, never by rank: the region looks at a pattern, not at a table of
 *     winners
 */
public record RegionView(
    Indicator indicator,
    int decimals,
    String region,
    List<String> periods,
    String range,
    List<Line> authorities,
    Optional<Line> average,
    Optional<Line> england) {

  /** An area's figures by period, and its line beside England's. */
  public record Line(Area area, Map<String, String> shown, String picture) {}
}
