package org.peerchallenge.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.XmlObject;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/**
 * Writes a sheet as an Excel workbook: real numbers, differences as formulas, all years and the
 * whole region on sheets of their own.
 */
@Component
public class SheetWorkbook {

  public static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** The headings stand below title, subtitle and attribution. */
  private static final int HEAD = 4;

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

  /** A column of the sheet of all years. */
  private record Year(int year, int part) {
    String title() {
      return part == 1 ? String.valueOf(year) : year + " (" + part + ")";
    }
  }

  /** Where the figures begin on the sheet of all years. */
  private static final int FIRST_YEAR = 5;

  /** The whole file. */
  public byte[] write(DataSheet sheet) {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      // What column widths are counted in, and the look of empty cells.
      workbook.getFontAt(0).setFontName("Arial");
      workbook.getFontAt(0).setFontHeightInPoints((short) 10);
      new Writing(workbook, sheet).writeAll();
      workbook.getProperties().getCoreProperties().setTitle(sheet.title());
      workbook.getProperties().getCoreProperties().setCreator("Peer challenge");
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("The workbook cannot be written", e);
    }
  }

  /** One workbook while it is being written. */
  private static final class Writing {

    private final XSSFWorkbook workbook;
    private final DataSheet sheet;
    private final Map<String, CellStyle> styles = new HashMap<>();

    Writing(XSSFWorkbook workbook, DataSheet sheet) {
      this.workbook = workbook;
      this.sheet = sheet;
    }

    void writeAll() {
      XSSFSheet front = begin("Data sheet", sheet.title());
      XSSFSheet years = begin("All years", sheet.title() + ", all years");
      XSSFSheet region = begin(sheet.region(), "Every authority of the region: " + sheet.region());
      XSSFSheet notes = begin("How to read it", "How to read it");
      int periods = years(years);
      front(front);
      sparklines(front, periods);
      region(region);
      notes(notes);
    }

    private XSSFSheet begin(String name, String title) {
      XSSFSheet page = workbook.createSheet(name);
      text(page.createRow(0), 0, title).setCellStyle(style("title"));
      text(
          page.createRow(1),
          0,
          "Periods up to "
              + sheet.asOf().upToYear()
              + ", as at "
              + EnglishText.day(sheet.day())
              + "; later revisions are included.");
      text(page.createRow(2), 0, DataSheet.ATTRIBUTION);
      page.getRow(0).setHeightInPoints(24);
      PrintSetup print = page.getPrintSetup();
      print.setPaperSize(PrintSetup.A3_PAPERSIZE);
      print.setLandscape(true);
      page.setFitToPage(true);
      print.setFitWidth((short) 1);
      print.setFitHeight((short) 0);
      page.setMargin(org.apache.poi.ss.usermodel.PageMargin.LEFT, 0.4);
      page.setMargin(org.apache.poi.ss.usermodel.PageMargin.RIGHT, 0.4);
      page.setMargin(org.apache.poi.ss.usermodel.PageMargin.TOP, 0.4);
      page.setMargin(org.apache.poi.ss.usermodel.PageMargin.BOTTOM, 0.6);
      page.getFooter().setLeft("&8" + DataSheet.ATTRIBUTION.replace("&", "&&"));
      page.getFooter().setRight("&8&P / &N");
      return page;
    }

    private void front(XSSFSheet page) {
      String other = sheet.chosen().map(Area::name).orElse("Chosen authority");
      head(
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
      int at = HEAD + 1;
      for (SheetRow row : sheet.rows()) {
        front(page.createRow(at), row);
        at++;
      }
      page.createFreezePane(1, HEAD + 1);
      page.setAutoFilter(new CellRangeAddress(HEAD, at - 1, 0, Column.values().length - 1));
    }

    private void front(Row line, SheetRow row) {
      Comparison c = row.comparison();
      int decimals = c.decimals();
      text(line, Column.INDICATOR.ordinal(), row.name()).setCellStyle(style("wrapped"));
      text(line, Column.TOPIC.ordinal(), row.indicator().topic()).setCellStyle(style("wrapped"));
      text(line, Column.UNIT.ordinal(), row.unit()).setCellStyle(style("wrapped"));
      if (row.name().length() > Column.INDICATOR.width + 4) {
        // Not every program finds the height of a wrapped line by itself.
        line.setHeightInPoints(27);
      }
      text(line, Column.DIRECTION.ordinal(), row.direction());
      text(line, Column.PERIOD.ordinal(), row.period());
      figure(line, Column.NEWEST, c.own(), decimals);
      figure(line, Column.BEFORE, c.previous(), decimals);
      difference(line, Column.CHANGE, Column.BEFORE, decimals);
      figure(line, Column.REGION, c.region(), decimals);
      difference(line, Column.REGION_DIFFERENCE, Column.REGION, decimals);
      figure(line, Column.ENGLAND, c.england(), decimals);
      difference(line, Column.ENGLAND_DIFFERENCE, Column.ENGLAND, decimals);
      figure(line, Column.CHOSEN, c.chosen(), decimals);
      difference(line, Column.CHOSEN_DIFFERENCE, Column.CHOSEN, decimals);
      c.neighbourAverage()
          .ifPresent(n -> number(line, Column.NEIGHBOURS, n, Math.max(1, decimals)));
      number(line, Column.NEIGHBOURS_COUNTED, BigDecimal.valueOf(c.neighboursCounted()), 0);
      difference(line, Column.NEIGHBOURS_DIFFERENCE, Column.NEIGHBOURS, Math.max(1, decimals));
      c.standing()
          .ifPresent(
              standing -> {
                number(line, Column.RANK, BigDecimal.valueOf(standing.rank()), 0);
                number(line, Column.RANK_OF, BigDecimal.valueOf(standing.of()), 0);
              });
      if (row.hasDirection()) {
        if (row.quartile() > 0) {
          number(line, Column.QUARTER, BigDecimal.valueOf(row.quartile()), 0)
              .setCellStyle(style("quarter" + row.quartile()));
        }
      } else {
        text(line, Column.QUARTER.ordinal(), "none").setCellStyle(style("right"));
      }
      c.placeInRegion()
          .ifPresent(
              place -> {
                number(line, Column.PLACE, BigDecimal.valueOf(place), 0);
                number(line, Column.PLACE_OF, BigDecimal.valueOf(c.numbersInRegion().size()), 0);
              });
    }

    /** Excel counts it again; a symbol on either side leaves it empty. */
    private void difference(Row line, Column column, Column from, int decimals) {
      String own = Column.NEWEST.letter() + (line.getRowNum() + 1);
      String other = from.letter() + (line.getRowNum() + 1);
      Cell cell = line.createCell(column.ordinal());
      cell.setCellFormula(
          "IF(AND(ISNUMBER(%1$s),ISNUMBER(%2$s)),ROUND(%1$s-%2$s,6),\"\")".formatted(own, other));
      cell.setCellStyle(style("difference" + decimals));
    }

    /**
     * Every period of every indicator, a column a year, so that a trend line has no gaps; what the
     * publisher calls the periods stands before them.
     *
     * @return how many columns of figures there are
     */
    private int years(XSSFSheet page) {
      List<String> head =
          new ArrayList<>(List.of("Indicator", "Code", "Unit", "First period", "Newest period"));
      List<Year> columns = columns();
      columns.forEach(column -> head.add(column.title()));
      head(page, head, FIRST_YEAR);
      int at = HEAD + 1;
      for (SheetRow row : sheet.rows()) {
        List<Figure> history = row.comparison().history();
        Row line = page.createRow(at++);
        text(line, 0, row.name());
        text(line, 1, row.code());
        text(line, 2, row.unit());
        text(line, 3, history.get(0).period());
        text(line, 4, row.period());
        for (int i = 0; i < history.size(); i++) {
          Figure figure = history.get(i);
          figure(
              line,
              FIRST_YEAR + columns.indexOf(column(history, i)),
              Optional.of(figure),
              row.comparison().decimals());
        }
      }
      widths(page, 75, 28, 32, 15, 15);
      for (int i = FIRST_YEAR; i < head.size(); i++) {
        page.setColumnWidth(i, 9 * 256);
      }
      page.createFreezePane(1, HEAD + 1);
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

    private void region(XSSFSheet page) {
      List<Area> areas =
          sheet.rows().stream()
              .flatMap(row -> row.comparison().places().stream())
              .map(Place::authority)
              .distinct()
              .sorted(Comparator.comparing(Area::name))
              .toList();
      List<String> head = new ArrayList<>(List.of("Indicator", "Unit", "Direction", "Period"));
      int first = head.size();
      areas.forEach(area -> head.add(area.name()));
      head(page, head, first);
      int at = HEAD + 1;
      for (SheetRow row : sheet.rows()) {
        Row line = page.createRow(at++);
        text(line, 0, row.name());
        text(line, 1, row.unit());
        text(line, 2, row.direction());
        text(line, 3, row.period());
        for (Place place : row.comparison().places()) {
          figure(
              line,
              first + areas.indexOf(place.authority()),
              Optional.of(place.figure()),
              row.comparison().decimals());
        }
      }
      widths(page, 75, 32, 13, 13);
      for (int i = first; i < head.size(); i++) {
        page.setColumnWidth(i, 13 * 256);
      }
      page.createFreezePane(1, HEAD + 1);
    }

    private void notes(XSSFSheet page) {
      int at = HEAD;
      for (String note : sheet.notes()) {
        text(page.createRow(at++), 0, note).setCellStyle(style("wrapped"));
      }
      for (Map.Entry<String, String> symbol : sheet.symbols().entrySet()) {
        text(page.createRow(at++), 0, symbol.getKey() + " means " + symbol.getValue() + ".")
            .setCellStyle(style("wrapped"));
      }
      at++;
      text(page.createRow(at++), 0, "Ofsted inspections published by then")
          .setCellStyle(style("head"));
      if (sheet.inspections().isEmpty()) {
        text(page.createRow(at++), 0, "None in the published list, which begins in 2018.");
      }
      for (Inspection one : sheet.inspections()) {
        text(
                page.createRow(at++),
                0,
                "%s, report published %s: %s"
                    .formatted(
                        one.type(), EnglishText.day(one.reportPublished()), one.overallInWords()))
            .setCellStyle(style("wrapped"));
      }
      widths(page, 140);
    }

    /** Headings of words, and from a column on of numbers, which stand to the right as these do. */
    private void head(Sheet page, List<String> titles, int firstNumber) {
      Row line = page.createRow(HEAD);
      for (int i = 0; i < titles.size(); i++) {
        text(line, i, titles.get(i))
            .setCellStyle(style(i < firstNumber ? "head" : "head of numbers"));
      }
      line.setHeightInPoints(54);
      page.setRepeatingRows(new CellRangeAddress(HEAD, HEAD, -1, -1));
    }

    private static void widths(Sheet page, int... characters) {
      for (int i = 0; i < characters.length; i++) {
        page.setColumnWidth(i, characters[i] * 256);
      }
    }

    private Cell text(Row line, int column, String text) {
      Cell cell = line.createCell(column);
      cell.setCellValue(text);
      cell.setCellStyle(style("plain"));
      return cell;
    }

    private void figure(Row line, Column column, Optional<Figure> figure, int decimals) {
      figure(line, column.ordinal(), figure, decimals);
    }

    private void figure(Row line, int column, Optional<Figure> figure, int decimals) {
      if (figure.isEmpty()) {
        return;
      }
      Cell cell = line.createCell(column);
      if (figure.get().value().isPresent()) {
        cell.setCellValue(figure.get().value().get().doubleValue());
        cell.setCellStyle(style("number" + decimals));
      } else {
        cell.setCellValue(figure.get().published());
        cell.setCellStyle(style("right"));
      }
    }

    private Cell number(Row line, Column column, BigDecimal number, int decimals) {
      Cell cell = line.createCell(column.ordinal());
      cell.setCellValue(number.doubleValue());
      cell.setCellStyle(style("number" + decimals));
      return cell;
    }

    /**
     * Trend lines over the sheet of all years. Poi has no words for them: they are an extension of
     * Excel 2010 ([MS-XLSX] 2.2.3, sparklineGroups), which LibreOffice reads but, in 7.4, does not
     * print.
     */
    private void sparklines(XSSFSheet page, int periods) {
      String first = CellReference.convertNumToColString(FIRST_YEAR);
      String last = CellReference.convertNumToColString(FIRST_YEAR + periods - 1);
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < sheet.rows().size(); i++) {
        int row = HEAD + 2 + i;
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

    private CellStyle style(String name) {
      return styles.computeIfAbsent(name, this::newStyle);
    }

    private CellStyle newStyle(String name) {
      CellStyle style = workbook.createCellStyle();
      style.setVerticalAlignment(VerticalAlignment.TOP);
      Font font = workbook.createFont();
      font.setFontName("Arial");
      font.setFontHeightInPoints((short) 10);
      char decimals = name.charAt(name.length() - 1);
      String places =
          Character.isDigit(decimals) && decimals > '0' ? "." + "0".repeat(decimals - '0') : "";
      if (name.equals("title")) {
        font.setBold(true);
        font.setFontHeightInPoints((short) 16);
      } else if (name.startsWith("head")) {
        font.setBold(true);
        style.setAlignment(
            name.equals("head") ? HorizontalAlignment.LEFT : HorizontalAlignment.RIGHT);
        style.setWrapText(true);
        style.setVerticalAlignment(VerticalAlignment.BOTTOM);
        style.setBorderBottom(BorderStyle.MEDIUM);
      } else if (name.equals("plain")) {
        style.setAlignment(HorizontalAlignment.LEFT);
      } else if (name.equals("wrapped")) {
        style.setWrapText(true);
      } else if (name.equals("right")) {
        style.setAlignment(HorizontalAlignment.RIGHT);
      } else if (name.startsWith("difference")) {
        format(style, "+0" + places + ";\u22120" + places + ";0" + places);
      } else if (name.startsWith("number")) {
        format(style, "0" + places);
      } else if (name.equals("quarter1")) {
        fill(style, 0xDD, 0xEF, 0xE5);
      } else if (name.equals("quarter4")) {
        fill(style, 0xFB, 0xE6, 0xD2);
      }
      style.setFont(font);
      return style;
    }

    private void format(CellStyle style, String format) {
      style.setDataFormat(workbook.createDataFormat().getFormat(format));
    }

    private void fill(CellStyle style, int red, int green, int blue) {
      style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
      style.setFillForegroundColor(
          new XSSFColor(new byte[] {(byte) red, (byte) green, (byte) blue}, null));
    }
  }
}
