package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One indicator of a sheet in the words that a page or a document shows. */
public record SheetRow(Comparison comparison) {

  private static final String[] QUARTERS = {
    "best quarter", "second quarter", "third quarter", "fourth quarter"
  };

  /** Not a hyphen, which a reader could take for the publisher's symbol. */
  private static final String MINUS = "\u2212";

  public String code() {
    return indicator().code();
  }

  public Indicator indicator() {
    return comparison.indicator();
  }

  public String name() {
    return indicator().name();
  }

  public String unit() {
    return indicator().unit();
  }

  /** "high is good", "low is good" or "no direction". */
  public String direction() {
    return indicator().polarity().words();
  }

  public boolean hasDirection() {
    return indicator().polarity() != Polarity.NONE;
  }

  /** The newest period, in the publisher's words. */
  public String period() {
    return comparison.own().map(Figure::period).orElse("");
  }

  public String own() {
    return shown(comparison.own());
  }

  public String region() {
    return shown(comparison.region());
  }

  public String england() {
    return shown(comparison.england());
  }

  public String chosen() {
    return shown(comparison.chosen());
  }

  /** The newest value less the one before it, with its sign; empty where one is no number. */
  public String change() {
    return comparison.change().map(this::signed).orElse("");
  }

  /** "better" or "worse" where the indicator has a direction and the value moved. */
  public String changeWord() {
    return comparison
        .change()
        .filter(change -> hasDirection() && change.signum() != 0)
        .map(
            change -> indicator().polarity().isBetter(change, BigDecimal.ZERO) ? "better" : "worse")
        .orElse("");
  }

  /** To one decimal at least, because an average of whole numbers seldom is one. */
  public String neighbours() {
    return comparison
        .neighbourAverage()
        .map(average -> rounded(average, Math.max(1, comparison.decimals())))
        .orElse("");
  }

  /** "of 9": how many neighbours have a figure. */
  public String neighboursCounted() {
    return comparison.neighboursCounted() == 0 ? "" : "of " + comparison.neighboursCounted();
  }

  /** "12 of 151", or "42nd highest of 149" where no direction is good. */
  public String position() {
    return comparison
        .standing()
        .map(
            standing ->
                hasDirection()
                    ? standing.rank() + " of " + standing.of()
                    : ordinal(standing.rank()) + " highest of " + standing.of())
        .orElse("");
  }

  /** 1 best to 4; 0 without a figure or a good direction. */
  public int quartile() {
    return comparison.standing().map(standing -> standing.quartile().orElse(0)).orElse(0);
  }

  /** "best quarter" to "fourth quarter"; empty without a figure or a good direction. */
  public String quarter() {
    return quartile() == 0 ? "" : QUARTERS[quartile() - 1];
  }

  public String trendPicture() {
    return Pictures.trend(comparison.history(), trendWords());
  }

  /** Every year's figure: what the line shows. */
  public String trendWords() {
    return comparison.history().stream()
        .map(figure -> figure.period() + ": " + figure.shown(comparison.decimals()))
        .collect(Collectors.joining("; "));
  }

  public String stripPicture() {
    return Pictures.strip(comparison, stripWords());
  }

  /** "5th of 19 in the region, between 12.0 and 30.1": what the strip shows. */
  public String stripWords() {
    List<BigDecimal> numbers = comparison.numbersInRegion();
    if (numbers.isEmpty()) {
      return "No authority of the region has a figure.";
    }
    String place =
        comparison.placeInRegion().isPresent()
            ? ordinal(comparison.placeInRegion().getAsInt())
                + (hasDirection() ? " of " : " highest of ")
                + numbers.size()
                + " in the region"
            : numbers.size() + " of the region have a figure, this authority has none";
    return place
        + ", between "
        + exact(numbers.stream().min(BigDecimal::compareTo).orElseThrow())
        + " and "
        + exact(numbers.stream().max(BigDecimal::compareTo).orElseThrow());
  }

  /** "5th of 19", or "5th highest of 19". */
  public String place() {
    return comparison.placeInRegion().isPresent()
        ? ordinal(comparison.placeInRegion().getAsInt())
            + (hasDirection() ? " of " : " highest of ")
            + comparison.numbersInRegion().size()
        : "";
  }

  /** From 0, best of all, to 1; 2 where nothing can be said, so that such rows come last. */
  double standing() {
    return comparison
        .standing()
        .filter(standing -> hasDirection())
        .map(standing -> (double) standing.rank() / standing.of())
        .orElse(2.0);
  }

  private String shown(java.util.Optional<Figure> figure) {
    return figure.map(one -> one.shown(comparison.decimals())).orElse("");
  }

  private String exact(BigDecimal number) {
    return rounded(number, comparison.decimals());
  }

  private String signed(BigDecimal change) {
    String amount = exact(change.abs());
    return switch (change.signum()) {
      case 1 -> "+" + amount;
      case -1 -> MINUS + amount;
      default -> amount;
    };
  }

  private static String rounded(BigDecimal number, int decimals) {
    return String.format(
        Locale.ROOT, "%s", number.setScale(decimals, RoundingMode.HALF_UP).toPlainString());
  }

  private static String ordinal(int number) {
    boolean teen = number % 100 >= 11 && number % 100 <= 13;
    return number
        + switch (teen ? 0 : number % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
