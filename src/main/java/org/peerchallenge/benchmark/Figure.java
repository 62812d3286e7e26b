package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One cell of the published tables.
 *
 * @param period in the publisher's words
 * @param end the day on which the period ends, by which periods sort: 2018 may be the year to
 *     March, to August or to December
 * @param published the publisher's text, which is a symbol such as "-" where the figure is missing
 *     or suppressed
 * @param value empty where what was published is no number; never 0 in its place
 */
public record Figure(String period, LocalDate end, String published, Optional<BigDecimal> value) {

  /** The year in which the period ends. */
  public int year() {
    return end.getYear();
  }

  /** The number without the noise of a spreadsheet's floating point, or the publisher's symbol. */
  public String shown() {
    return value.map(number -> number.stripTrailingZeros().toPlainString()).orElse(published);
  }

  /** The number with as many decimals as the publisher gives, or the publisher's symbol. */
  public String shown(int decimals) {
    return value
        .map(number -> number.setScale(decimals, RoundingMode.HALF_UP).toPlainString())
        .orElse(published);
  }
}
