package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.peerchallenge.benchmark.imports.Areas.Area;
import org.peerchallenge.benchmark.imports.KnownIndicators.Measure;
import org.peerchallenge.kernel.Refused;

/**
 * The tables that the Local Authority Interactive Tool itself gives out: a line for each area, with
 * its years side by side. Those that people put together name the indicator of each line; those of
 * one indicator do not name it, so it is asked.
 */
final class YearsSideBySide {

  /** What the tool works out from the figures, or says beside them. */
  private static final Set<String> BESIDE =
      Set.of(
          "",
          "dfe_la_number",
          "area_name",
          "region",
          "topic",
          "measure",
          "statistical neighbour group",
          "rank",
          "trend",
          "latest national rank",
          "quartile banding",
          "polarity");

  /** What the tool writes where it shows no number: it drops the publisher's symbol. */
  private static final Set<String> NO_NUMBER = Set.of("", "NA", "NaN");

  /** What the tool calls the column of DfE's numbers. */
  static final String NUMBER = "la number";

  private final LongLayout tool;
  private final KnownIndicators known;
  private final Staging staging;
  private final Optional<String> said;
  private final Map<String, Period[]> periods = new HashMap<>();
  private long withoutNumber;
  private long averages;

  /**
   * @param said the indicator of a table that does not name it, where somebody said so
   */
  YearsSideBySide(LongLayout tool, KnownIndicators known, Staging staging, Optional<String> said) {
    this.tool = tool;
    this.known = known;
    this.staging = staging;
    this.said = said;
  }

  void read(Table table, LineCount progress) throws IOException, SQLException {
    int[] years =
        IntStream.range(0, table.heading().size())
            .filter(column -> isYear(table.heading().get(column)))
            .toArray();
    if (years.length == 0) {
      throw new LineRefused(
          1,
          "The heading has the areas of the interactive tool, but neither columns of years, such as"
              + " 2024 or 2023-24, nor the columns Short Desc, Years and Values. Bring the table as"
              + " it was downloaded.");
    }
    tellUnread(table);
    int number = table.column("dfe_la_number");
    int name = table.column("area_name");
    int region = name == table.column("region") ? -1 : table.column("region");
    int named = table.column("measure");
    Optional<Measure> whole = named < 0 ? Optional.of(ofWholeTable()) : Optional.empty();
    while (table.next(staging)) {
      progress.at(table.line());
      Measure measure = whole.isPresent() ? whole.get() : named(table, named);
      if (table.cell(number).equals("-") || table.cell(name).equals("Statistical Neighbours")) {
        averages++;
        continue;
      }
      Area area = measure == null ? null : tool.area(table, number, name, region);
      if (area != null) {
        line(table, years, measure, area);
      }
    }
    tellLeftOut();
  }

  /** Whether a column is called after a year, such as 2024 or 2023-24. */
  static boolean isYear(String heading) {
    return heading.matches("[0-9]{4}([^0-9].*)?");
  }

  private void tellUnread(Table table) throws SQLException {
    for (int column = 0; column < table.heading().size(); column++) {
      String heading = table.heading().get(column);
      if (!BESIDE.contains(heading)
          && !isYear(heading)
          && !heading.startsWith("change from previous")) {
        staging.remark(
            1,
            Remark.Kind.UNKNOWN,
            "The column "
                + Quoted.of(table.published(column))
                + " is no year, so it is left out. Excel makes a date of a year such as 2011-12:"
                + " then write it again, or bring the file as it was downloaded");
      }
    }
  }

  private Measure ofWholeTable() {
    if (said.isEmpty()) {
      throw new Asked(
          "The table does not say of which indicator it is. Say which it is, and it is read.");
    }
    Measure measure = known.find(said.get());
    if (measure == null) {
      throw new Asked(
          "There is no indicator " + Quoted.of(said.get()) + ". Say of which the table is.");
    }
    return measure;
  }

  private Measure named(Table table, int column) throws SQLException {
    String name = table.cell(column);
    List<Measure> called = known.called(name);
    if (called.size() != 1) {
      staging.remark(
          table.line(),
          Remark.Kind.UNKNOWN,
          (called.isEmpty() ? "There is no indicator " : "There is more than one indicator ")
              + Quoted.of(name)
              + " (Measure)");
      return null;
    }
    return called.get(0);
  }

  private void line(Table table, int[] years, Measure measure, Area area) throws SQLException {
    Period[] of = periods.get(measure.code);
    if (of == null) {
      of = periods(table, years, measure);
      periods.put(measure.code, of);
    }
    for (int i = 0; i < years.length; i++) {
      String published = table.cell(years[i]);
      if (NO_NUMBER.contains(published)) {
        withoutNumber++;
      } else if (of[i] != null) {
        table.askIfCutOff(years[i], staging);
        tool.cell(table, years[i], table.published(years[i]), measure, area, of[i]);
      }
    }
  }

  /** Null where a year is none of this indicator's; told once. */
  private Period[] periods(Table table, int[] years, Measure measure) throws SQLException {
    Period[] of = new Period[years.length];
    for (int i = 0; i < years.length; i++) {
      try {
        of[i] = Period.of(table.published(years[i]), null, measure.periodType);
      } catch (Refused e) {
        staging.remark(
            1, Remark.Kind.FAULT, e.getMessage() + " (heading, for " + measure.name + ")");
      }
    }
    return of;
  }

  private void tellLeftOut() throws SQLException {
    if (withoutNumber > 0) {
      staging.remark(
          0,
          Remark.Kind.NOTE,
          String.format(
              Locale.UK,
              "Cells without a number: %,d. The tool writes NA where the publisher gives a symbol, such"
                  + " as c for confidential, or nothing. They are left out, and what we have stays.",
              withoutNumber));
    }
    if (averages > 0) {
      staging.remark(
          0,
          Remark.Kind.NOTE,
          "The tool’s own averages of statistical neighbours are left out: each sheet works out its"
              + " own.");
    }
  }
}
