package org.peerchallenge.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the table of flags is told of a row of the data sheet. */
class FlagFactsTest {

  /** The newest value is the last; "c" is a cell that says no number. */
  @ParameterizedTest
  @CsvSource({
    "LOW, 10 11 12, 2",
    "LOW, 10 11 11, 0",
    "LOW, 10 10 11, 1",
    "LOW, 12 11 12, 1",
    "LOW, 12 11 10, 0",
    "LOW, 10 c 12, 0",
    "LOW, c 11 12, 1",
    "HIGH, 12 11 10, 2",
    "HIGH, 12 11 11, 0",
    "HIGH, 10 11 12, 0",
    "NONE, 10 11 12, 0",
    "LOW, 10, 0"
  })
  void aYearThatStayedTheSameIsNotWorseAndEndsTheRun(Polarity polarity, String values, int years) {
    assertThat(Flags.facts(row(polarity, values, null)).yearsWorsening()).isEqualTo(years);
  }

  @Test
  void aChangeIsAShareOfTheEarlierValueAndPositiveWhenWorse() {
    assertThat(Flags.facts(row(Polarity.LOW, "10 12", null)).changeShare()).isEqualTo(0.2);
    assertThat(Flags.facts(row(Polarity.LOW, "10 10", null)).changeShare()).isZero();
    assertThat(Flags.facts(row(Polarity.HIGH, "10 12", null)).changeShare()).isEqualTo(-0.2);
    assertThat(Flags.facts(row(Polarity.HIGH, "-10 -12", null)).changeShare()).isEqualTo(0.2);
    assertThat(Flags.facts(row(Polarity.LOW, "0 12", null)).changeShare())
        .as("a share of nothing")
        .isNull();
    assertThat(Flags.facts(row(Polarity.LOW, "c 12", null)).changeShare()).isNull();
    assertThat(Flags.facts(row(Polarity.NONE, "10 12", null)).changeShare()).isNull();
  }

  @Test
  void theNeighboursAverageIsComparedAlike() {
    BigDecimal eight = BigDecimal.valueOf(8);
    assertThat(Flags.facts(row(Polarity.LOW, "12", eight)).neighbourGapShare()).isEqualTo(0.5);
    assertThat(Flags.facts(row(Polarity.HIGH, "12", eight)).neighbourGapShare()).isEqualTo(-0.5);
    assertThat(Flags.facts(row(Polarity.LOW, "8", eight)).neighbourGapShare()).isZero();
    assertThat(Flags.facts(row(Polarity.LOW, "12", null)).neighbourGapShare()).isNull();
  }

  private static Comparison row(Polarity polarity, String values, BigDecimal neighbours) {
    List<Figure> history = new ArrayList<>();
    for (String value : values.split(" ")) {
      int year = 2015 + history.size();
      history.add(
          new Figure(
              String.valueOf(year),
              LocalDate.of(year, 3, 31),
              value,
              value.equals("c") ? Optional.empty() : Optional.of(new BigDecimal(value))));
    }
    Indicator indicator =
        new Indicator(
            "EXAMPLE", "Example", "Example", polarity, "%", "Financial Year", "Example", false);
    return new Comparison(
        indicator,
        0,
        Optional.of(history.get(history.size() - 1)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(neighbours),
        0,
        Optional.empty(),
        history,
        List.of());
  }
}
