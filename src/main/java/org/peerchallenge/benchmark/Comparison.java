package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One indicator of one authority beside the others, all of one period.
 *
 * @param decimals how many the publisher gives for this indicator
 * @param own the newest published cell, which may be a symbol; empty where the indicator starts
 *     later
 * @param region the average of the authority's region, as published
 * @param chosen of the authority that was chosen to compare with
 * @param neighbourAverage of the statistical neighbours with a figure, unrounded; empty when none
 *     has one
 * @param neighboursCounted how many have one
 * @param history the authority's own cells up to the newest, oldest first
 * @param places every authority of the region with a cell of that period, by name
 */
public record Comparison(
    Indicator indicator,
    int decimals,
    Optional<Figure> own,
    Optional<Figure> region,
    Optional<Figure> england,
    Optional<Figure> chosen,
    Optional<BigDecimal> neighbourAverage,
    int neighboursCounted,
    Optional<EnglandRank> standing,
    List<Figure> history,
    List<Place> places) {

  /** The cell before the newest. */
  public Optional<Figure> previous() {
    return history.size() < 2 ? Optional.empty() : Optional.of(history.get(history.size() - 2));
  }

  /** The newest value less the one before it, where both are numbers. */
  public Optional<BigDecimal> change() {
    return own.flatMap(Figure::value)
        .flatMap(now -> previous().flatMap(Figure::value).map(now::subtract));
  }

  /**
   * Where the authority stands among those of its region with a number, counted as in {@link
   * EnglandRank}; empty where it has none itself.
   */
  public OptionalInt placeInRegion() {
    return own.flatMap(Figure::value)
        .map(
            value ->
                OptionalInt.of(
                    1
                        + (int)
                            numbersInRegion().stream()
                                .filter(other -> indicator.polarity().isBetter(other, value))
                                .count()))
        .orElse(OptionalInt.empty());
  }

  /** The numbers of the region's authorities, in no order that says anything. */
  public List<BigDecimal> numbersInRegion() {
    return places.stream().flatMap(place -> place.figure().value().stream()).toList();
  }
}
