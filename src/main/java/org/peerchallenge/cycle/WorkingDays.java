package org.peerchallenge.cycle;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** Counts the days on which councils in England work: Monday to Friday but bank holidays. */
@Service
public class WorkingDays {

  public boolean isWorkingDay(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !BankHolidays.isBankHoliday(day);
  }

  /**
   * The working day that lies so many working days after the given day, or before it when the
   * number is negative. Zero gives the day itself, even on a weekend.
   */
  public LocalDate plus(LocalDate day, int workingDays) {
    LocalDate result = day;
    int step = workingDays < 0 ? -1 : 1;
    for (int left = Math.abs(workingDays); left > 0; ) {
      result = result.plusDays(step);
      if (isWorkingDay(result)) {
        left--;
      }
    }
    return result;
  }

  /** That day if people work on it, else the next on which they do. */
  public LocalDate onOrAfter(LocalDate day) {
    LocalDate result = day;
    while (!isWorkingDay(result)) {
      result = result.plusDays(1);
    }
    return result;
  }

  /** How many working days lie after the first day, up to and with the second; negative before. */
  public int between(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      return -between(to, from);
    }
    return (int) from.plusDays(1).datesUntil(to.plusDays(1)).filter(this::isWorkingDay).count();
  }
}
