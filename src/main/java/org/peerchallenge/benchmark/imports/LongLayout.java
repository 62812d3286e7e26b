package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.benchmark.imports.Areas.Area;
import org.peerchallenge.benchmark.imports.KnownIndicators.Measure;
import org.peerchallenge.kernel.Refused;

/**
 * Figures of DfE's Local Authority Interactive Tool: a line for each figure, or the tool's own
 * tables, see {@link YearsSideBySide}.
 */
final class LongLayout {

  private static final List<Table.Layout> LAYOUTS =
      List.of(
          new Table.Layout(
              Set.of("indicator_code", "dfe_la_number", "area_name", "period", "raw_value"),
              Map.of()),
          // As in the repository from which DfE makes the tool.
          new Table.Layout(
              Set.of("short desc", "la number", "la and regions", "years", "values"),
              Map.of(
                  "short desc", "indicator_code",
                  "la number", "dfe_la_number",
                  "la and regions", "area_name",
                  "years", "period",
                  "values", "raw_value")),
          // As the tool's pages give their tables out; each calls the area otherwise.
          ofTable("la and regions"),
          ofTable("la"),
          ofTable("region"));

  private static Table.Layout ofTable(String area) {
    return new Table.Layout(
        Set.of(YearsSideBySide.NUMBER, area),
        Map.of(YearsSideBySide.NUMBER, "dfe_la_number", area, "area_name"));
  }

  private static final Set<String> OF_NO_REGION = Set.of("NA", "N/A", "", "-");

  private final KnownIndicators known;
  private final Areas areas;
  private final Staging staging;
  private final Map<String, Period> periods = new HashMap<>();
  private Measure lastMeasure;
  private String lastText;
  private Period lastPeriod;

  private final Optional<String> said;

  /**
   * @param said the indicator of a table that does not name it, where somebody said so
   */
  LongLayout(KnownIndicators known, Areas areas, Staging staging, Optional<String> said) {
    this.known = known;
    this.areas = areas;
    this.staging = staging;
    this.said = said;
  }

  void read(Lines lines, LineCount progress) throws IOException, SQLException {
    Table table = new Table(lines, LAYOUTS, "The interactive tool’s long layout");
    if (table.column("indicator_code") < 0) {
      new YearsSideBySide(this, known, staging, said).read(table, progress);
      return;
    }
    int code = table.column("indicator_code");
    int number = table.column("dfe_la_number");
    int name = table.column("area_name");
    int region = table.column("region");
    int period = table.column("period");
    int value = table.column("raw_value");
    Measure measure = null;
    while (table.next(staging)) {
      progress.at(table.line());
      String indicator = table.cell(code);
      if (measure == null || !measure.code.equals(indicator)) {
        measure = known.find(indicator);
      }
      if (measure == null) {
        staging.remark(
            table.line(),
            Remark.Kind.UNKNOWN,
            indicator.isEmpty()
                ? "The cell is empty: write the indicator into each line, also below a merged cell"
                    + " (indicator_code)"
                : "There is no indicator " + Quoted.of(indicator) + " (indicator_code)");
        continue;
      }
      Area area = area(table, number, name, region);
      Period when = area == null ? null : period(table, period, measure);
      if (when != null) {
        table.askIfCutOff(value, staging);
        cell(table, value, "raw_value", measure, area, when);
      }
    }
  }

  Area area(Table table, int number, int name, int region) throws SQLException {
    String dfeNumber = table.cell(number);
    Area area = areas.find(dfeNumber);
    if (area == null) {
      boolean numeric = dfeNumber.matches("[0-9]{3}");
      staging.remark(
          table.line(),
          numeric ? Remark.Kind.UNKNOWN : Remark.Kind.FAULT,
          numeric
              ? "There is no area "
                  + dfeNumber
                  + ", "
                  + Quoted.of(table.cell(name))
                  + Areas.former(dfeNumber)
              : Quoted.of(dfeNumber) + " is no DfE number of an area (dfe_la_number)");
      return null;
    }
    if (!area.isCalled(table.cell(name))) {
      staging.remark(
          table.line(),
          Remark.Kind.FAULT,
          dfeNumber
              + " is "
              + area.name
              + ", but the line says "
              + Quoted.of(table.cell(name))
              + " (area_name)");
      return null;
    }
    if (region >= 0 && !inRegion(table, area, table.cell(region))) {
      staging.remark(
          table.line(),
          Remark.Kind.FAULT,
          area.name + " is not in " + Quoted.of(table.cell(region)) + " (region)");
      return null;
    }
    return area;
  }

  /** The tool writes NA for England and the regions themselves; its repository writes several. */
  private static boolean inRegion(Table table, Area area, String region) {
    if (area.region != null) {
      return area.isIn(region);
    }
    return table.isFirstLayout()
        ? region.equals("NA")
        : OF_NO_REGION.contains(region) || area.isCalled(region) || region.equals("England");
  }

  private Period period(Table table, int column, Measure measure) throws SQLException {
    String text = table.cell(column);
    if (measure == lastMeasure && text.equals(lastText)) {
      return lastPeriod;
    }
    String key = measure.periodType + '\n' + text;
    Period period = periods.get(key);
    if (period == null) {
      try {
        period = Period.of(text, null, measure.periodType);
      } catch (Refused e) {
        staging.remark(table.line(), Remark.Kind.FAULT, e.getMessage() + " (period)");
        return null;
      }
      if (periods.size() < 5_000) {
        periods.put(key, period);
      }
    }
    lastMeasure = measure;
    lastText = text;
    lastPeriod = period;
    return period;
  }

  /**
   * @param name what a remark calls the column
   */
  void cell(Table table, int column, String name, Measure measure, Area area, Period period)
      throws SQLException {
    String published = table.cell(column);
    if (Numbers.isSymbol(published)) {
      staging.cell(table.line(), measure, area, period, published, null);
      return;
    }
    Optional<String> number = staging.number(published);
    if (number.isPresent()) {
      staging.cell(
          table.line(), measure, area, period, Staging.published(published, number), number.get());
    } else {
      staging.remark(
          table.line(), Remark.Kind.FAULT, staging.whyNoNumber(published) + " (" + name + ")");
    }
  }
}
