package org.peerchallenge.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Sheet of all years: every period of every indicator, a column a year. */
final class YearsSheet {

  /** Where the figures begin. */
  static final int FIRST_YEAR = 5;

  /** A column of the sheet of all years. */
  private record Year(int year, int part) {
    String title() {
      return part == 1 ? String.valueOf(year) : year + " (" + part + ")";
    }
  }

  private final WorkbookCells cells;
  private final DataSheet sheet;

  YearsSheet(WorkbookCells cells, DataSheet sheet) {
    this.cells = cells;
    this.sheet = sheet;
  }

  /**
   * Every period of every indicator, a column a year, so that a trend line has no gaps; what the
   * publisher calls the periods stands before them.
   *
   * @return how many columns of figures there are
   */
  int write(XSSFSheet page) {
    List<String> head =
        new ArrayList<>(List.of("Indicator", "Code", "Unit", "First period", "Newest period"));
    List<Year> columns = columns();
    columns.forEach(column -> head.add(column.title()));
    cells.head(page, head, FIRST_YEAR);
    int at = WorkbookCells.HEAD + 1;
    for (SheetRow row : sheet.rows()) {
      List<Figure> history = row.comparison().history();
      Row line = page.createRow(at++);
      cells.text(line, 0, row.name());
      cells.text(line, 1, row.code());
      cells.text(line, 2, row.unit());
      cells.text(line, 3, history.get(0).period());
      cells.text(line, 4, row.period());
      for (int i = 0; i < history.size(); i++) {
        Figure figure = history.get(i);
        cells.figure(
            line,
            FIRST_YEAR + columns.indexOf(column(history, i)),
            Optional.of(figure),
            row.comparison().decimals());
      }
    }
    WorkbookCells.widths(page, 75, 28, 32, 15, 15);
    for (int i = FIRST_YEAR; i < head.size(); i++) {
      page.setColumnWidth(i, 9 * 256);
    }
    page.createFreezePane(1, WorkbookCells.HEAD + 1);
    return columns.size();
  }

  private List<Year> columns() {
    return sheet.rows().stream()
        .map(row -> row.comparison().history())
        .flatMap(history -> IntStream.range(0, history.size()).mapToObj(i -> column(history, i)))
        .distinct()
        .sorted(Comparator.comparingInt(Year::year).thenComparingInt(Year::part))
        .toList();
  }

  /** A quarter is a part of its year; a yearly figure is the first part. */
  private static Year column(List<Figure> history, int at) {
    int year = history.get(at).year();
    int part = 1;
    while (at - part >= 0 && history.get(at - part).year() == year) {
      part++;
    }
    return new Year(year, part);
  }
}
