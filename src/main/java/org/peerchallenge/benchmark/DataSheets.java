package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Lays an authority's figures out as one sheet. */
@Service
public class DataSheets {

  static final List<String> HEAD =
      List.of(
          "Indicator",
          "Direction",
          "Period",
          "Own figure",
          "Change",
          "South East",
          "England",
          "Statistical neighbours",
          "Position in England");

  private static final String[] QUARTERS = {
    "best quarter", "second quarter", "third quarter", "fourth quarter"
  };

  private final Figures figures;
  private final Editions editions;

  DataSheets(Figures figures, Editions editions) {
    this.figures = figures;
    this.editions = editions;
  }

  /**
   * The sheet on the figures that are mostly out at that day; empty when the number is no English
   * authority's.
   */
  public Optional<DataSheet> asAt(String dfeNumber, LocalDate day) {
    return of(dfeNumber, AsOf.day(editions.current(), day), day);
  }

  /**
   * The sheet on the figures of periods up to a year.
   *
   * @param day inspection reports that came out later are left away
   */
  public Optional<DataSheet> of(String dfeNumber, int upToYear, LocalDate day) {
    return of(dfeNumber, AsOf.year(editions.current(), upToYear), day);
  }

  /**
   * The sheet on the figures of an edition.
   *
   * @param day inspection reports that came out later are left away
   */
  public Optional<DataSheet> of(String dfeNumber, AsOf asOf, LocalDate day) {
    return figures
        .authorityName(dfeNumber)
        .map(
            name ->
                new DataSheet(
                    dfeNumber,
                    name,
                    asOf.upToYear(),
                    day,
                    HEAD,
                    topics(figures.compare(dfeNumber, asOf)),
                    figures.inspections(dfeNumber, day, asOf.edition()),
                    notes(dfeNumber, asOf)));
  }

  private static List<DataSheet.Topic> topics(List<Comparison> comparisons) {
    Map<String, List<DataSheet.Row>> topics = new LinkedHashMap<>();
    for (Comparison comparison : comparisons) {
      // An indicator that starts later has nothing to show yet.
      if (comparison.own().isPresent()) {
        topics
            .computeIfAbsent(comparison.indicator().topic(), topic -> new ArrayList<>())
            .add(row(comparison));
      }
    }
    return topics.entrySet().stream()
        .map(topic -> new DataSheet.Topic(topic.getKey(), List.copyOf(topic.getValue())))
        .toList();
  }

  private static DataSheet.Row row(Comparison comparison) {
    Indicator indicator = comparison.indicator();
    return new DataSheet.Row(
        indicator.code(),
        indicator.name(),
        indicator.unit(),
        switch (indicator.polarity()) {
          case HIGH -> "high is good";
          case LOW -> "low is good";
          case NONE -> "no direction";
        },
        comparison.own().map(Figure::period).orElse(""),
        comparison.own().map(Figure::shown).orElse(""),
        comparison.change().map(DataSheets::signed).orElse(""),
        comparison.southEast().map(Figure::shown).orElse(""),
        comparison.england().map(Figure::shown).orElse(""),
        comparison
            .neighbourAverage()
            .map(average -> oneDecimal(average) + " (of " + comparison.neighboursCounted() + ")")
            .orElse(""),
        comparison.standing().map(DataSheets::position).orElse(""));
  }

  private static String position(Standing standing) {
    return standing.quartile().isPresent()
        ? standing.rank()
            + " of "
            + standing.of()
            + ", "
            + QUARTERS[standing.quartile().getAsInt() - 1]
        : ordinal(standing.rank()) + " highest of " + standing.of();
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

  /** With a real minus sign, which a reader cannot take for the publisher's "-". */
  private static String signed(BigDecimal change) {
    String amount = change.abs().stripTrailingZeros().toPlainString();
    return switch (change.signum()) {
      case 1 -> "+" + amount;
      case -1 -> "\u2212" + amount;
      default -> "0";
    };
  }

  private static String oneDecimal(BigDecimal average) {
    return average.setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  private List<String> notes(String dfeNumber, AsOf asOf) {
    int upToYear = asOf.upToYear();
    List<String> notes = new ArrayList<>();
    notes.add(
        "Figures of periods that end in "
            + upToYear
            + " or before, as published today: later revisions are included, so a figure may differ from what was"
            + " known at the time.");
    notes.add(
        "The South East's, England's and the neighbours' figures are those of the same period as the authority's own."
            + " A sign such as \u201c-\u201d is the publisher's own, for a figure that is missing or suppressed.");
    notes.add(
        "The position is among the English authorities with a figure for that period; 1 is best. Where an indicator has"
            + " no good or bad direction, 1 is the highest and nothing is said about better or worse.");
    List<Neighbour> neighbours = figures.neighbours(dfeNumber, asOf);
    if (!neighbours.isEmpty()) {
      notes.add(
          "Statistical neighbours are those of DfE's model of "
              + neighbours.get(0).modelYear()
              + (neighbours.get(0).modelYear() > upToYear ? " (there is none from before)" : "")
              + ": "
              + String.join("; ", neighbours.stream().map(Neighbour::name).toList())
              + ". Their average counts those with a figure, and says how many.");
    }
    return notes;
  }
}
