package org.peerchallenge.benchmark.imports;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peerchallenge.kernel.Refused;

/**
 * One period of an indicator.
 *
 * @param label in the publisher's words
 * @param end its last day
 */
record Period(String label, LocalDate end) {

  /** What a period of an indicator can be, as the catalogue calls it. */
  static final List<String> TYPES =
      List.of(
          "Financial Year",
          "Academic Year",
          "Calendar Year",
          "Annual",
          "Annual (end of Sept)",
          "Half Year",
          "Quarter",
          "Term",
          "Month",
          "Week");

  /**
   * "2018", "201718", "2017-18", "2017/18", "2016-17 (OT)", "2017/2018", each with a quarter or
   * without.
   */
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4})(?:[-/]?([0-9]{2})|[-/]([0-9]{4}))?(?: \\([A-Za-z ]{1,20}\\))?(?:["
              + " -]?Q([1-4]))?");

  /** The columns time_period and time_identifier of a file, and what they mean for an indicator. */
  private record Time(int first, int last, boolean split, int quarter) {}

  /**
   * Reads a period.
   *
   * @param identifier what the file says of it, such as "Financial year"; null where the layout has
   *     no such column
   * @param type what a period of the indicator is
   * @throws Refused with words that name what is wrong
   */
  static Period of(String text, String identifier, String type) {
    Time time = time(text);
    String said = identifier == null ? "" : identifier.toLowerCase(Locale.ROOT);
    if (said.isEmpty() || said.equals("reporting year")) {
      return time.quarter > 0 ? quarter(text, time, type) : year(text, time, type);
    }
    Month month = month(said);
    if (month != null) {
      fits(type, identifier, "Month");
      return new Period(
          time.last + " " + month.getDisplayName(TextStyle.FULL, Locale.UK),
          YearMonth.of(time.last, month).atEndOfMonth());
    }
    if (said.matches("part [12] \\(.*\\)")) {
      return halfYear(text, time, identifier, type);
    }
    if (said.matches("(academic|calendar|financial|tax) year( q[1-4])?")) {
      return ofNamedYear(text, time, identifier, said, type);
    }
    if (said.matches("week [0-9]{1,2}")) {
      fits(type, identifier, "Week");
      int week = Integer.parseInt(said.substring(5));
      return new Period(
          time.last + " " + identifier,
          LocalDate.of(time.last, 1, 4)
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Math.min(week, 53))
              .with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)));
    }
    LocalDate term =
        switch (said) {
          case "autumn term" -> LocalDate.of(time.first, 12, 31);
          case "spring term", "autumn and spring term" -> LocalDate.of(time.last, 3, 31);
          case "summer term" -> LocalDate.of(time.last, 8, 31);
          default ->
              throw new Refused(
                  "“" + identifier + "” is no kind of period that DfE publishes (time_identifier)");
        };
    fits(type, identifier, "Term");
    return new Period(split(text, time) + " " + identifier, term);
  }

  /**
   * DfE's halves of a financial year: Part 1 (April to September) and Part 2 (October to March).
   */
  private static Period halfYear(String text, Time time, String identifier, String type) {
    if (!type.equals("Half Year")) {
      throw new Refused(
          "The line is of half a year, “"
              + identifier
              + "”, but the indicator’s periods are “"
              + type
              + "”: choose an indicator by half year in the mapping (time_identifier)");
    }
    if (!time.split) {
      throw new Refused(
          "The period “" + text + "” does not go with “" + identifier + "” (time_identifier)");
    }
    return new Period(
        split(text, time) + " " + identifier,
        identifier.charAt(5) == '1'
            ? LocalDate.of(time.first, 9, 30)
            : LocalDate.of(time.last, 3, 31));
  }

  /** Whether what a file says of its periods names a kind of year. */
  static boolean isYear(String identifier) {
    return identifier.toLowerCase(Locale.ROOT).matches("(academic|calendar|financial|tax) year");
  }

  /** Whether a kind of period is a year, whenever it ends. */
  static boolean isYearly(String type) {
    return TYPES.subList(0, 5).contains(type);
  }

  /** Whether lines of which a file says this can be of an indicator with such periods. */
  static boolean fits(String identifier, String type) {
    String said = identifier.toLowerCase(Locale.ROOT);
    try {
      of(said.startsWith("calendar") || month(said) != null ? "2020" : "2020/21", identifier, type);
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  private static Period ofNamedYear(
      String text, Time time, String identifier, String said, String type) {
    boolean quarterly = said.contains(" q");
    int quarter = quarterly ? said.charAt(said.length() - 1) - '0' : 0;
    boolean calendar = said.startsWith("calendar");
    if (calendar == time.split) {
      throw new Refused(
          "The period “" + text + "” does not go with “" + identifier + "” (time_identifier)");
    }
    if (quarterly) {
      fits(type, identifier, "Quarter");
      String label = (calendar ? text : split(text, time)) + " Q" + quarter;
      int firstMonth = calendar ? 1 : said.startsWith("academic") ? 9 : 4;
      return new Period(label, quarterEnd(time.first, firstMonth, quarter));
    }
    if (calendar) {
      fits(type, identifier, "Calendar Year");
    } else if (said.startsWith("academic")) {
      fits(type, identifier, "Academic Year");
    } else {
      fits(type, identifier, "Financial Year", "Annual");
    }
    return new Period(calendar ? text : split(text, time), yearEnd(type, time.last));
  }

  private static Period year(String text, Time time, String type) {
    if (!isYearly(type)) {
      throw new Refused(
          "“"
              + text
              + "” is a year, but the indicator’s period is a "
              + type.toLowerCase(Locale.UK));
    }
    return new Period(text, yearEnd(type, time.last));
  }

  private static Period quarter(String text, Time time, String type) {
    fits(type, text, "Quarter");
    return new Period(text, quarterEnd(time.first, time.split ? 4 : 1, time.quarter));
  }

  private static Time time(String text) {
    Matcher found = TIME.matcher(text);
    if (!found.matches()) {
      throw new Refused(
          "“"
              + text
              + "” is no period: write a year as 2018, 2017-18 or 201718, a quarter as 2017-18 Q3");
    }
    int first = Integer.parseInt(found.group(1));
    boolean split = found.group(2) != null || found.group(3) != null;
    boolean follows =
        !split
            || (found.group(2) != null
                ? Integer.parseInt(found.group(2)) == (first + 1) % 100
                : Integer.parseInt(found.group(3)) == first + 1);
    if (first < 1990 || first > 2099 || !follows) {
      throw new Refused("“" + text + "” is no period: no such year");
    }
    return new Time(
        first,
        split ? first + 1 : first,
        split,
        found.group(4) == null ? 0 : Integer.parseInt(found.group(4)));
  }

  static LocalDate yearEnd(String type, int year) {
    return switch (type) {
      case "Calendar Year" -> LocalDate.of(year, 12, 31);
      case "Academic Year" -> LocalDate.of(year, 8, 31);
      case "Annual (end of Sept)" -> LocalDate.of(year, 9, 30);
      default -> LocalDate.of(year, 3, 31);
    };
  }

  private static LocalDate quarterEnd(int year, int firstMonth, int quarter) {
    return YearMonth.of(year, firstMonth).plusMonths(3L * quarter - 1).atEndOfMonth();
  }

  private static String split(String text, Time time) {
    return text.length() == 6 && time.split ? time.first + "/" + text.substring(4) : text;
  }

  private static Month month(String said) {
    return Arrays.stream(Month.values())
        .filter(month -> month.name().equalsIgnoreCase(said))
        .findFirst()
        .orElse(null);
  }

  private static void fits(String type, String said, String... allowed) {
    if (!List.of(allowed).contains(type)) {
      throw new Refused(
          "The file’s periods are “"
              + said
              + "”, but the indicator’s are “"
              + type
              + "”: "
              + (isYear(said) && isYearly(type)
                  ? "say in the mapping that the year is the indicator’s own, or choose another"
                      + " indicator"
                  : "choose an indicator of such periods in the mapping"));
    }
  }
}
