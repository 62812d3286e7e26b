package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerchallenge.kernel.Refused;

/** Periods as publishers write them, and the day on which each ends. */
class PeriodTest {

  @Test
  void periodsOfEveryKindSortByTheirEndAndKeepThePublishersWords() {
    assertThat(Period.of("2018", null, "Financial Year")).isEqualTo(period("2018", 2018, 3, 31));
    assertThat(Period.of("2016-17 (OT)", null, "Financial Year"))
        .isEqualTo(period("2016-17 (OT)", 2017, 3, 31));
    assertThat(Period.of("2017/2018", null, "Academic Year"))
        .isEqualTo(period("2017/2018", 2018, 8, 31));
    assertThat(Period.of("2018", "Reporting year", "Annual (end of Sept)"))
        .isEqualTo(period("2018", 2018, 9, 30));
    assertThat(Period.of("201718", "Financial year", "Financial Year"))
        .isEqualTo(period("2017/18", 2018, 3, 31));
    assertThat(Period.of("201718", "Academic year", "Academic Year"))
        .isEqualTo(period("2017/18", 2018, 8, 31));
    assertThat(Period.of("2018", "Calendar year", "Calendar Year"))
        .isEqualTo(period("2018", 2018, 12, 31));
    assertThat(Period.of("2018 Q3", null, "Quarter")).isEqualTo(period("2018 Q3", 2018, 9, 30));
    assertThat(Period.of("2018-19 Q3", null, "Quarter"))
        .isEqualTo(period("2018-19 Q3", 2018, 12, 31));
    assertThat(Period.of("201819", "Financial year Q4", "Quarter"))
        .isEqualTo(period("2018/19 Q4", 2019, 3, 31));
    assertThat(Period.of("2018", "Calendar year Q1", "Quarter"))
        .isEqualTo(period("2018 Q1", 2018, 3, 31));
    assertThat(Period.of("201819", "Autumn term", "Term"))
        .isEqualTo(period("2018/19 Autumn term", 2018, 12, 31));
    assertThat(Period.of("201819", "Spring term", "Term"))
        .isEqualTo(period("2018/19 Spring term", 2019, 3, 31));
    assertThat(Period.of("201819", "Summer term", "Term"))
        .isEqualTo(period("2018/19 Summer term", 2019, 8, 31));
    assertThat(Period.of("201819", "Autumn and spring term", "Term"))
        .isEqualTo(period("2018/19 Autumn and spring term", 2019, 3, 31));
    assertThat(Period.of("201819", "Academic year Q1", "Quarter"))
        .isEqualTo(period("2018/19 Q1", 2018, 11, 30));
    assertThat(Period.of("2018", "February", "Month"))
        .isEqualTo(period("2018 February", 2018, 2, 28));
    assertThat(Period.of("2018", "Week 1", "Week").end()).isEqualTo(LocalDate.of(2018, 1, 7));
    assertThat(Period.of("202324", "Part 1 (April to September)", "Half Year"))
        .isEqualTo(period("2023/24 Part 1 (April to September)", 2023, 9, 30));
    assertThat(Period.of("202324", "Part 2 (October to March)", "Half Year").end())
        .isEqualTo(LocalDate.of(2024, 3, 31));
    for (String[] wrong :
        new String[][] {
          {"201719", "Academic year", "Academic Year"},
          {"2018", "Academic year", "Academic Year"},
          {"201718", "Academic year", "Financial Year"},
          {"2018", null, "Quarter"},
          {"2018", null, "Half Year"},
          {"2023", "Part 1 (April to September)", "Half Year"},
          {"202324", "Part 1 (April to September)", "Annual"},
          {"2018 Q3", null, "Financial Year"},
          {"2018", "Reporting yaer", "Financial Year"},
          {"1066", null, "Financial Year"}
        }) {
      assertThatThrownBy(() -> Period.of(wrong[0], wrong[1], wrong[2])).isInstanceOf(Refused.class);
    }
  }

  /** Each kind of period against an indicator of every other. */
  @ParameterizedTest
  @CsvSource({
    "2018, February, Month",
    "2018, Week 7, Week",
    "201819, Summer term, Term",
    "201819, Financial year Q2, Quarter",
    "2018, Calendar year Q2, Quarter",
    "2018, Calendar year, Calendar Year",
    "201819, Academic year, Academic Year",
    "201819, Financial year, Financial Year"
  })
  void aPeriodOfAnotherKindThanTheIndicatorsIsRefused(String text, String identifier, String type) {
    assertThat(Period.of(text, identifier, type).end()).isNotNull();
    Period.TYPES.stream()
        .filter(other -> !other.equals(type))
        .filter(other -> !(type.equals("Financial Year") && other.equals("Annual")))
        .forEach(
            other ->
                assertThatThrownBy(() -> Period.of(text, identifier, other))
                    .as(other)
                    .isInstanceOf(Refused.class));
  }

  /** A file's kind of period, and those of indicators that its lines can be of. */
  @ParameterizedTest
  @CsvSource({
    "February, false, Month",
    "Week 7, false, Week",
    "Summer term, false, Term",
    "Calendar year Q2, false, Quarter",
    "Calendar year, true, Calendar Year",
    "Academic year, true, Academic Year",
    "Financial year, true, Financial Year",
    "Tax year, true, "
  })
  void aKindOfPeriodFitsIndicatorsOfItsOwnKind(String identifier, boolean year, String type) {
    assertThat(Period.isYear(identifier)).isEqualTo(year);
    if (type != null) {
      assertThat(Period.fits(identifier, type)).isTrue();
      assertThat(Period.fits(identifier, year ? "Month" : "Academic Year")).isFalse();
    }
  }

  @Test
  void yearsFrom1990To2099AreTaken() {
    assertThat(Period.of("1990", null, "Calendar Year").end()).isEqualTo("1990-12-31");
    assertThat(Period.of("2099", null, "Calendar Year").end()).isEqualTo("2099-12-31");
    for (String year : new String[] {"1989", "2100"}) {
      assertThatThrownBy(() -> Period.of(year, null, "Calendar Year")).isInstanceOf(Refused.class);
    }
  }

  private static Period period(String label, int year, int month, int day) {
    return new Period(label, LocalDate.of(year, month, day));
  }
}
