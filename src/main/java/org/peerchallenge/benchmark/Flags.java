package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/** Finds the figures that an author is asked to explain. */
@Service
public class Flags {

  /** More than this and nobody explains any of them. */
  private static final int MOST = 8;

  /** Most reasons first, then the lowest place among all, then the catalogue's order. */
  private static final Comparator<Flag> WORST_FIRST =
      Comparator.comparingInt((Flag flag) -> -flag.reasons().size())
          .thenComparingDouble(
              flag ->
                  -flag.comparison()
                      .standing()
                      .filter(s -> s.quartile().isPresent())
                      .map(s -> (double) s.rank() / s.of())
                      .orElse(0.0));

  private final Figures figures;
  private final FlagRule rule;

  Flags(Figures figures, FlagRule rule) {
    this.figures = figures;
    this.rule = rule;
  }

  /**
   * At most eight flags, the worst first.
   *
   * @param upToYear as in {@link Figures#compare}: 2018 for a self-assessment of December 2018
   */
  public List<Flag> of(String dfeNumber, int upToYear) {
    return of(figures.compare(dfeNumber, upToYear));
  }

  /** As {@link #of(String, int)}, on the figures of an edition. */
  public List<Flag> of(String dfeNumber, AsOf asOf) {
    return of(figures.compare(dfeNumber, asOf));
  }

  private List<Flag> of(List<Comparison> comparisons) {
    List<Comparison> known =
        comparisons.stream()
            .filter(comparison -> comparison.own().flatMap(Figure::value).isPresent())
            .toList();
    List<FlagFacts> facts = known.stream().map(Flags::facts).toList();
    List<List<String>> reasons = rule.reasons(facts);
    return IntStream.range(0, known.size())
        .mapToObj(i -> new Flag(known.get(i), facts.get(i), reasons.get(i)))
        .filter(flag -> !flag.reasons().isEmpty())
        .sorted(WORST_FIRST)
        .limit(MOST)
        .toList();
  }

  static FlagFacts facts(Comparison comparison) {
    Polarity polarity = comparison.indicator().polarity();
    Optional<BigDecimal> own = comparison.own().flatMap(Figure::value);
    return new FlagFacts(
        polarity.code(),
        comparison
            .standing()
            .filter(standing -> standing.quartile().isPresent())
            .map(standing -> standing.quartile().getAsInt())
            .orElse(null),
        yearsWorsening(comparison.history(), polarity),
        worseBy(own, comparison.previous().flatMap(Figure::value), polarity),
        worseBy(own, comparison.neighbourAverage(), polarity));
  }

  /** A symbol in between breaks the run: nobody knows which way that year went. */
  private static int yearsWorsening(List<Figure> history, Polarity polarity) {
    int years = 0;
    for (int newer = history.size() - 1; newer > 0; newer--) {
      Double worse = worse(history.get(newer).value(), history.get(newer - 1).value(), polarity);
      if (worse == null || worse <= 0) {
        break;
      }
      years++;
    }
    return years;
  }

  private static Double worseBy(
      Optional<BigDecimal> own, Optional<BigDecimal> other, Polarity polarity) {
    Double worse = worse(own, other, polarity);
    // A share of nothing is no number.
    return worse == null || other.orElseThrow().signum() == 0
        ? null
        : worse / other.get().abs().doubleValue();
  }

  private static Double worse(
      Optional<BigDecimal> own, Optional<BigDecimal> other, Polarity polarity) {
    if (polarity == Polarity.NONE || own.isEmpty() || other.isEmpty()) {
      return null;
    }
    double higher = own.get().subtract(other.get()).doubleValue();
    return polarity == Polarity.LOW ? higher : -higher;
  }
}
