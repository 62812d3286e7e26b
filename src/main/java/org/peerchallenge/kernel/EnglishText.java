package org.peerchallenge.kernel;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** British English for dates, times, counts and lists: the one way in which people read them. */
public final class EnglishText {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
  private static final DateTimeFormatter WEEKDAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);

  private EnglishText() {}

  /** 17 December 2018. */
  public static String day(TemporalAccessor day) {
    return DAY.format(day);
  }

  /** Friday 15 February 2019: for a day that people come together or must act by. */
  public static String weekday(TemporalAccessor day) {
    return WEEKDAY.format(day);
  }

  /** The day of a moment, in England: 17 December 2018. */
  public static String day(Instant instant) {
    return day(EnglandTime.at(instant));
  }

  /** 17 December 2018, 16:05, in England. */
  public static String moment(Instant instant) {
    return MOMENT.format(EnglandTime.at(instant));
  }

  /** 09:30. */
  public static String time(TemporalAccessor time) {
    return TIME.format(time);
  }

  /** 3, 4 and 6. */
  public static String list(Collection<?> items) {
    String joined = items.stream().map(Object::toString).collect(Collectors.joining(", "));
    int last = joined.lastIndexOf(", ");
    return last < 0 ? joined : joined.substring(0, last) + " and " + joined.substring(last + 2);
  }

  /** 10,001. */
  public static String number(long number) {
    return NumberFormat.getIntegerInstance(Locale.UK).format(number);
  }

  /** £1,200.00. */
  public static String pounds(BigDecimal pounds) {
    return String.format(Locale.UK, "£%,.2f", pounds);
  }

  /** 1 file; 2 files. */
  public static String count(long number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }
}
