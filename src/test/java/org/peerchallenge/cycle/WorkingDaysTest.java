package org.peerchallenge.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

  private final WorkingDays days = new WorkingDays();

  /** As gov.uk/bank-holidays lists them for England and Wales. */
  @ParameterizedTest
  @CsvSource({
    "2018, 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    "2019, 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    "2020, 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    "2021, 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    "2022, 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    "2023, 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    "2024, 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    "2025, 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    "2026, 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    "2027, 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"
  })
  void bankHolidaysAreThoseThatTheGovernmentLists(int year, String listed) {
    assertThat(BankHolidays.of(year))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(listed.split(" ")).map(d -> LocalDate.parse(year + "-" + d)).toList());
  }

  @Test
  void noBankHolidayFallsOnAWeekendAndEveryYearHasAtLeastEight() {
    for (int year = 2018; year < 2060; year++) {
      assertThat(BankHolidays.of(year))
          .hasSizeGreaterThanOrEqualTo(8)
          .noneMatch(d -> List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(d.getDayOfWeek()));
    }
  }

  @Test
  void theDayTenWorkingDaysBeforeTheAssessmentsAreDueIsTheThirdOfDecember() {
    assertThat(days.plus(LocalDate.of(2018, 12, 17), -10)).isEqualTo("2018-12-03");
  }

  @Test
  void christmasAndNewYearAreSkipped() {
    assertThat(days.plus(LocalDate.of(2018, 12, 24), 1)).isEqualTo("2018-12-27");
    assertThat(days.plus(LocalDate.of(2019, 1, 2), -1)).isEqualTo("2018-12-31");
  }

  @Test
  void theDaysBetweenAreThoseThatPlusGoes() {
    LocalDate from = LocalDate.of(2018, 12, 20);
    for (int number = -15; number <= 15; number++) {
      LocalDate to = days.plus(from, number);
      assertThat(days.between(from, to)).as("to %s", to).isEqualTo(number);
      assertThat(days.between(to, from)).as("from %s", to).isEqualTo(-number);
    }
    assertThat(days.between(LocalDate.of(2018, 12, 21), LocalDate.of(2018, 12, 26))).isEqualTo(1);
  }

  @Test
  void noWorkingDaysGiveTheDayItselfEvenOnASunday() {
    assertThat(days.plus(LocalDate.of(2019, 2, 3), 0)).isEqualTo("2019-02-03");
    assertThat(days.onOrAfter(LocalDate.of(2019, 2, 3))).isEqualTo("2019-02-04");
  }
}
