package org.peerchallenge.kernel.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.TemporalAccessor;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/**
 * {@link EnglishText} for the templates of pages: {@code ${@english.day(one.due)}}. What is not
 * there is written as nothing.
 */
@Component("english")
public class EnglishPage {

  /** 17 December 2018. */
  public String day(TemporalAccessor day) {
    return day == null ? null : EnglishText.day(local(day));
  }

  /** Friday 15 February 2019. */
  public String weekday(TemporalAccessor day) {
    return day == null ? null : EnglishText.weekday(local(day));
  }

  /** 17 December 2018, 16:05. */
  public String moment(Instant instant) {
    return instant == null ? null : EnglishText.moment(instant);
  }

  /** 09:30. */
  public String time(TemporalAccessor time) {
    return time == null ? null : EnglishText.time(local(time));
  }

  /** The time of day in England, for who calls about a page: 09:30. */
  public String now() {
    return time(Instant.now());
  }

  /** 10,001. */
  public String number(long number) {
    return EnglishText.number(number);
  }

  /** 1 file; 2 files. */
  public String count(long number, String one, String many) {
    return EnglishText.count(number, one, many);
  }

  /** £1,200.00. */
  public String pounds(BigDecimal pounds) {
    return pounds == null ? null : EnglishText.pounds(pounds);
  }

  private static TemporalAccessor local(TemporalAccessor day) {
    return day instanceof Instant instant ? EnglandTime.at(instant) : day;
  }
}
