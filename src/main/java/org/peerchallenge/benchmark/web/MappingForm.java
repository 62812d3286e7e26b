package org.peerchallenge.benchmark.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.benchmark.imports.ColumnMappingSuggester;
import org.peerchallenge.benchmark.imports.Mapping;

/**
 * A mapping as a page asks for it: a line for each measure, and some to take a column once more.
 */
final class MappingForm {

  /** Lines beyond the columns, for a column that holds two indicators under different filters. */
  private static final int FURTHER = 3;

  /**
   * One line.
   *
   * @param column empty in a further line, where it is to be chosen
   * @param where the value of each filter column
   */
  record Row(
      String column,
      boolean further,
      List<String> examples,
      String indicator,
      String reason,
      Map<String, String> where,
      boolean ownYear) {}

  private MappingForm() {}

  /** The lines to show: those of the saved mapping where there is one, else as proposed. */
  static List<Row> rows(ColumnMappingSuggester.Sheet sheet, Optional<Mapping> saved) {
    List<Row> rows = new ArrayList<>();
    List<Mapping.Measured> left = new ArrayList<>(saved.map(Mapping::measures).orElse(List.of()));
    for (ColumnMappingSuggester.Column column : sheet.columns()) {
      Optional<Mapping.Measured> mapped =
          left.stream().filter(m -> m.column().equals(column.heading())).findFirst();
      mapped.ifPresent(left::remove);
      rows.add(
          new Row(
              column.heading(),
              false,
              column.examples(),
              saved.isPresent()
                  ? mapped.map(Mapping.Measured::indicator).orElse("")
                  : column.indicator().orElse(""),
              column.reason(),
              mapped.map(Mapping.Measured::where).orElseGet(column::where),
              mapped.map(Mapping.Measured::ownYear).orElse(false)));
    }
    left.forEach(
        m ->
            rows.add(
                new Row(m.column(), true, List.of(), m.indicator(), "", m.where(), m.ownYear())));
    for (int i = 0; i < FURTHER; i++) {
      rows.add(new Row("", true, List.of(), "", "", first(sheet), false));
    }
    return rows;
  }

  private static Map<String, String> first(ColumnMappingSuggester.Sheet sheet) {
    Map<String, String> first = new LinkedHashMap<>();
    sheet
        .filters()
        .forEach(f -> first.put(f.heading(), f.values().isEmpty() ? "" : f.values().get(0)));
    return first;
  }

  /** What was sent: fields column-1, indicator-1, filter-1-0 and so on. */
  static Mapping read(Map<String, String> fields, ColumnMappingSuggester.Sheet sheet) {
    List<Mapping.Measured> measures = new ArrayList<>();
    for (int row = 0; fields.containsKey("column-" + row); row++) {
      String column = fields.get("column-" + row);
      String indicator = fields.getOrDefault("indicator-" + row, "");
      if (!column.isBlank() && !indicator.isBlank()) {
        Map<String, String> where = new LinkedHashMap<>();
        for (int f = 0; f < sheet.filters().size(); f++) {
          where.put(
              sheet.filters().get(f).heading(), fields.getOrDefault("filter-" + row + "-" + f, ""));
        }
        measures.add(
            new Mapping.Measured(column, indicator, where, fields.containsKey("own-year-" + row)));
      }
    }
    Map<String, List<String>> filters = new LinkedHashMap<>();
    sheet.filters().stream()
        .filter(filter -> !filter.known().isEmpty())
        .forEach(filter -> filters.put(filter.heading(), filter.known()));
    return new Mapping(measures, filters);
  }
}
