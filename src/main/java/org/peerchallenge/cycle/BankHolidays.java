package org.peerchallenge.cycle;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * England's bank holidays as gov.uk/bank-holidays lists them: eight by rule, and the days that were
 * proclaimed or moved.
 */
final class BankHolidays {

  /** Proclaimed once: they follow no rule, so a new one is written down here. */
  private static final Set<LocalDate> PROCLAIMED =
      Set.of(
          LocalDate.of(2022, 6, 3), // Platinum Jubilee
          LocalDate.of(2022, 9, 19), // state funeral of Queen Elizabeth II
          LocalDate.of(2023, 5, 8)); // coronation of King Charles III

  /** Moved by proclamation from where the rule has it. */
  private static final Map<LocalDate, LocalDate> MOVED =
      Map.of(
          LocalDate.of(2020, 5, 4), LocalDate.of(2020, 5, 8), // 75 years of VE Day
          LocalDate.of(2022, 5, 30), LocalDate.of(2022, 6, 2)); // Platinum Jubilee

  private BankHolidays() {}

  static boolean isBankHoliday(LocalDate day) {
    return of(day.getYear()).contains(day);
  }

  /** All of a year, from 2018 on, substitute days included. */
  static Set<LocalDate> of(int year) {
    Set<LocalDate> days = new HashSet<>();
    days.add(substituted(LocalDate.of(year, Month.JANUARY, 1)));
    LocalDate easter = easter(year);
    days.add(easter.minusDays(2));
    days.add(easter.plusDays(1));
    days.add(monday(LocalDate.of(year, Month.MAY, 1), true));
    days.add(monday(LocalDate.of(year, Month.MAY, 1), false));
    days.add(monday(LocalDate.of(year, Month.AUGUST, 1), false));
    LocalDate christmas = substituted(LocalDate.of(year, Month.DECEMBER, 25));
    LocalDate boxing = substituted(LocalDate.of(year, Month.DECEMBER, 26));
    days.add(christmas);
    days.add(boxing.equals(christmas) ? boxing.plusDays(1) : boxing);
    MOVED.forEach(
        (from, to) -> {
          if (days.remove(from)) {
            days.add(to);
          }
        });
    PROCLAIMED.stream().filter(day -> day.getYear() == year).forEach(days::add);
    return days;
  }

  /** A bank holiday on a weekend is taken on the next Monday. */
  private static LocalDate substituted(LocalDate day) {
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return weekend ? day.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : day;
  }

  private static LocalDate monday(LocalDate month, boolean first) {
    return month.with(
        first
            ? TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)
            : TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY));
  }

  /** Easter Sunday after the Gregorian computus (Meeus, Jones, Butcher). */
  private static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int month = (h + l - 7 * m + 114) / 31;
    int day = (h + l - 7 * m + 114) % 31 + 1;
    return LocalDate.of(year, month, day);
  }
}
