package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Cells of a workbook: headings, texts and figures, each kind in its one style. */
final class WorkbookCells {

  /** The headings stand below title, subtitle and attribution. */
  static final int HEAD = 4;

  private final XSSFWorkbook workbook;
  private final Map<String, CellStyle> styles = new HashMap<>();

  WorkbookCells(XSSFWorkbook workbook) {
    this.workbook = workbook;
  }

  /** Headings of words, and from a column on of numbers, which stand to the right as these do. */
  void head(Sheet page, List<String> titles, int firstNumber) {
    Row line = page.createRow(HEAD);
    for (int i = 0; i < titles.size(); i++) {
      text(line, i, titles.get(i))
          .setCellStyle(style(i < firstNumber ? "head" : "head of numbers"));
    }
    line.setHeightInPoints(54);
    page.setRepeatingRows(new CellRangeAddress(HEAD, HEAD, -1, -1));
  }

  static void widths(Sheet page, int... characters) {
    for (int i = 0; i < characters.length; i++) {
      page.setColumnWidth(i, characters[i] * 256);
    }
  }

  Cell text(Row line, int column, String text) {
    Cell cell = line.createCell(column);
    cell.setCellValue(text);
    cell.setCellStyle(style("plain"));
    return cell;
  }

  void figure(Row line, int column, Optional<Figure> figure, int decimals) {
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

  Cell number(Row line, int column, BigDecimal number, int decimals) {
    Cell cell = line.createCell(column);
    cell.setCellValue(number.doubleValue());
    cell.setCellStyle(style("number" + decimals));
    return cell;
  }

  CellStyle style(String name) {
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
