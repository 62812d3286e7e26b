package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One indicator of one authority beside the others, all of one period.
 *
 * @param own the newest published cell, which may be a symbol; empty where the indicator starts
 *     later
 * @param neighbourAverage of the statistical neighbours with a figure, unrounded; empty when none
 *     has one
 * @param neighboursCounted how many have one
 * @param history the authority's own cells up to the newest, oldest first
 */
public record Comparison(
    Indicator indicator,
    Optional<Figure> own,
    Optional<Figure> southEast,
    Optional<Figure> england,
    Optional<BigDecimal> neighbourAverage,
    int neighboursCounted,
    Optional<Standing> standing,
    List<Figure> history) {

  /** The cell before the newest. */
  public Optional<Figure> previous() {
    return history.size() < 2 ? Optional.empty() : Optional.of(history.get(history.size() - 2));
  }

  /** The newest value less the one before it, where both are numbers. */
  public Optional<BigDecimal> change() {
    return own.flatMap(Figure::value)
        .flatMap(now -> previous().flatMap(Figure::value).map(now::subtract));
  }
}
