package org.peerchallenge.cycle;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Dates and lists as people in England read them. */
public final class EnglishDate {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

  private EnglishDate() {}

  /** For example 17 December 2018. */
  public static String of(LocalDate day) {
    return day.format(DAY);
  }

  /** For example "3, 4 and 6". */
  static String list(Collection<?> items) {
    String joined = items.stream().map(Object::toString).collect(Collectors.joining(", "));
    int last = joined.lastIndexOf(", ");
    return last < 0 ? joined : joined.substring(0, last) + " and " + joined.substring(last + 2);
  }
}
