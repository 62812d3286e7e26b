package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.XmlObject;

/**
 * First sheet of the workbook: one line an indicator, differences as formulas, a trend line in
 * each.
 */
final class FrontSheet {

  /** The columns of the first sheet. */
  enum Column {
    INDICATOR(66),
    TOPIC(30),
    UNIT(32),
    DIRECTION(12),
    PERIOD(13),
    NEWEST(9),
    BEFORE(9),
    CHANGE(9),
    TREND(18),
    REGION(9),
    REGION_DIFFERENCE(11),
    ENGLAND(9),
    ENGLAND_DIFFERENCE(11),
    CHOSEN(12),
    CHOSEN_DIFFERENCE(12),
    NEIGHBOURS(12),
    NEIGHBOURS_COUNTED(11),
    NEIGHBOURS_DIFFERENCE(11),
    RANK(9),
    RANK_OF(7),
    QUARTER(9),
    PLACE(8),
    PLACE_OF(6);

    private final int width;

    Column(int width) {
      this.width = width;
    }

    String letter() {
      return CellReference.convertNumToColString(ordinal());
    }
  }

  private final WorkbookCells cells;
  private final DataSheet sheet;

  FrontSheet(WorkbookCells cells, DataSheet sheet) {
    this.cells = cells;
    this.sheet = sheet;
  }

  void write(XSSFSheet page, int periods) {
    String other = sheet.chosen().map(Area::name).orElse("Chosen authority");
    cells.head(
        page,
        List.of(
            "Indicator",
            "Topic",
            "Unit",
            "Direction",
            "Period",
            "Newest",
            "Before",
            "Change",
            "Trend",
            sheet.region(),
            "Difference to " + sheet.region(),
            "England",
            "Difference to England",
            other,
            "Difference to " + other,
            "Statistical neighbours",
            "Neighbours with a figure",
            "Difference to neighbours",
            "Rank in England",
            "of",
            "Quarter, 1 is best",
            "Place in region",
            "of"),
        Column.NEWEST.ordinal());
    for (Column column : Column.values()) {
      page.setColumnWidth(column.ordinal(), column.width * 256);
    }
    int at = WorkbookCells.HEAD + 1;
    for (SheetRow row : sheet.rows()) {
      front(page.createRow(at), row);
      at++;
    }
    page.createFreezePane(1, WorkbookCells.HEAD + 1);
    page.setAutoFilter(
        new CellRangeAddress(WorkbookCells.HEAD, at - 1, 0, Column.values().length - 1));
    sparklines(page, periods);
  }

  private void front(Row line, SheetRow row) {
    Comparison c = row.comparison();
    int decimals = c.decimals();
    cells.text(line, Column.INDICATOR.ordinal(), row.name()).setCellStyle(cells.style("wrapped"));
    cells
        .text(line, Column.TOPIC.ordinal(), row.indicator().topic())
        .setCellStyle(cells.style("wrapped"));
    cells.text(line, Column.UNIT.ordinal(), row.unit()).setCellStyle(cells.style("wrapped"));
    if (row.name().length() > Column.INDICATOR.width + 4) {
      // Not every program finds the height of a wrapped line by itself.
      line.setHeightInPoints(27);
    }
    cells.text(line, Column.DIRECTION.ordinal(), row.direction());
    cells.text(line, Column.PERIOD.ordinal(), row.period());
    cells.figure(line, Column.NEWEST.ordinal(), c.own(), decimals);
    cells.figure(line, Column.BEFORE.ordinal(), c.previous(), decimals);
    difference(line, Column.CHANGE, Column.BEFORE, decimals);
    cells.figure(line, Column.REGION.ordinal(), c.region(), decimals);
    difference(line, Column.REGION_DIFFERENCE, Column.REGION, decimals);
    cells.figure(line, Column.ENGLAND.ordinal(), c.england(), decimals);
    difference(line, Column.ENGLAND_DIFFERENCE, Column.ENGLAND, decimals);
    cells.figure(line, Column.CHOSEN.ordinal(), c.chosen(), decimals);
    difference(line, Column.CHOSEN_DIFFERENCE, Column.CHOSEN, decimals);
    c.neighbourAverage()
        .ifPresent(n -> cells.number(line, Column.NEIGHBOURS.ordinal(), n, Math.max(1, decimals)));
    cells.number(
        line, Column.NEIGHBOURS_COUNTED.ordinal(), BigDecimal.valueOf(c.neighboursCounted()), 0);
    difference(line, Column.NEIGHBOURS_DIFFERENCE, Column.NEIGHBOURS, Math.max(1, decimals));
    c.standing()
        .ifPresent(
            standing -> {
              cells.number(line, Column.RANK.ordinal(), BigDecimal.valueOf(standing.rank()), 0);
              cells.number(line, Column.RANK_OF.ordinal(), BigDecimal.valueOf(standing.of()), 0);
            });
    if (row.hasDirection()) {
      if (row.quartile() > 0) {
        cells
            .number(line, Column.QUARTER.ordinal(), BigDecimal.valueOf(row.quartile()), 0)
            .setCellStyle(cells.style("quarter" + row.quartile()));
      }
    } else {
      cells.text(line, Column.QUARTER.ordinal(), "none").setCellStyle(cells.style("right"));
    }
    c.placeInRegion()
        .ifPresent(
            place -> {
              cells.number(line, Column.PLACE.ordinal(), BigDecimal.valueOf(place), 0);
              cells.number(
                  line,
                  Column.PLACE_OF.ordinal(),
                  BigDecimal.valueOf(c.numbersInRegion().size()),
                  0);
            });
  }

  /** Excel counts it again; a symbol on either side leaves it empty. */
  private void difference(Row line, Column column, Column from, int decimals) {
    String own = Column.NEWEST.letter() + (line.getRowNum() + 1);
    String other = from.letter() + (line.getRowNum() + 1);
    Cell cell = line.createCell(column.ordinal());
    cell.setCellFormula(
        "IF(AND(ISNUMBER(%1$s),ISNUMBER(%2$s)),ROUND(%1$s-%2$s,6),\"\")".formatted(own, other));
    cell.setCellStyle(cells.style("difference" + decimals));
  }

  /**
   * Trend lines over the sheet of all years. Poi has no words for them: they are an extension of
   * Excel 2010 ([MS-XLSX] 2.2.3, sparklineGroups), which LibreOffice reads but, in 7.4, does not
   * print.
   */
  private void sparklines(XSSFSheet page, int periods) {
    String first = CellReference.convertNumToColString(YearsSheet.FIRST_YEAR);
    String last = CellReference.convertNumToColString(YearsSheet.FIRST_YEAR + periods - 1);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < sheet.rows().size(); i++) {
      int row = WorkbookCells.HEAD + 2 + i;
      lines.append(
          "<x14:sparkline><xm:f>'All years'!%s%d:%s%d</xm:f><xm:sqref>%s%d</xm:sqref></x14:sparkline>"
              .formatted(first, row, last, row, Column.TREND.letter(), row));
    }
    try {
      page.getCTWorksheet()
          .addNewExtLst()
          .set(
              XmlObject.Factory.parse(
                  """
                  <ext xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                    xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
                    xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"
                    uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups><x14:sparklineGroup
                    lineWeight="1.25" type="line" displayEmptyCellsAs="span" last="1"><x14:colorSeries rgb="FF16222C"/><x14:colorLast
                    rgb="FF16222C"/><x14:sparklines>%s</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>
                  """
                      .formatted(lines)));
    } catch (XmlException e) {
      throw new IllegalStateException("The sparklines are not well-formed", e);
    }
  }
}
