package org.peerchallenge.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of two values ranks first. */
class PolarityTest {

  @ParameterizedTest
  @CsvSource({
    "HIGH, 2, 1, true",
    "HIGH, 1, 2, false",
    "LOW, 1, 2, true",
    "LOW, 2, 1, false",
    "NONE, 2, 1, true",
    "NONE, 1, 2, false",
    "HIGH, 1, 1.0, false",
    "LOW, 1, 1.0, false",
    "NONE, 1, 1.0, false"
  })
  void equalValuesRankAlikeWhateverTheirDecimals(
      Polarity polarity, BigDecimal one, BigDecimal other, boolean better) {
    assertThat(polarity.isBetter(one, other)).isEqualTo(better);
  }

  @Test
  void whatIsStoredIsRead() {
    for (Polarity polarity : Polarity.values()) {
      assertThat(Polarity.of(polarity.code())).isEqualTo(polarity);
    }
    assertThat(Polarity.LOW.code()).isEqualTo("low");
  }
}
