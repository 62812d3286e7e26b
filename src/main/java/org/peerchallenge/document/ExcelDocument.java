package org.peerchallenge.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes the tables of a document as an Excel workbook: a sheet for each section that holds one,
 * headed, filtered and with its headings always in sight. Every cell is text, so that nothing that
 * people wrote is taken for a formula.
 */
public final class ExcelDocument {

  public static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** Above it stand title, source and a blank row. */
  private static final int HEAD = 3;

  /** What Excel takes into one cell. */
  private static final int LONGEST_CELL = 32_767;

  private static final int WIDEST = 60;

  /** In points: a line of Arial 10, and the most that Excel takes for a row. */
  private static final float LINE = 13.5f;

  private static final float HIGHEST = 409;

  private ExcelDocument() {}

  /**
   * The whole file.
   *
   * @throws IllegalArgumentException when no section holds a table
   */
  public static byte[] write(Content content) {
    try (XSSFWorkbook book = new XSSFWorkbook()) {
      book.getFontAt(0).setFontName("Arial");
      book.getFontAt(0).setFontHeightInPoints((short) 10);
      CellStyle bold = book.createCellStyle();
      Font heavy = book.createFont();
      heavy.setBold(true);
      heavy.setFontName("Arial");
      bold.setFont(heavy);
      CellStyle wrapped = book.createCellStyle();
      wrapped.setWrapText(true);
      wrapped.setVerticalAlignment(VerticalAlignment.TOP);
      for (Content.Section section : content.sections()) {
        for (Content.Block block : section.blocks()) {
          if (block instanceof Content.Table table) {
            sheet(book, content, section.heading(), table, bold, wrapped);
          }
        }
      }
      if (book.getNumberOfSheets() == 0) {
        throw new IllegalArgumentException("A workbook needs a table: " + content.title());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      book.write(out);
      return OfficePackage.withoutTime(out.toByteArray(), content.title());
    } catch (IOException e) {
      throw new UncheckedIOException("The workbook cannot be written", e);
    }
  }

  private static void sheet(
      XSSFWorkbook book,
      Content content,
      String name,
      Content.Table table,
      CellStyle bold,
      CellStyle wrapped) {
    XSSFSheet sheet =
        book.createSheet(WorkbookUtil.createSafeSheetName(name.isBlank() ? content.title() : name));
    text(sheet.createRow(0), 0, content.title() + ": " + name, bold);
    text(sheet.createRow(1), 0, content.attribution(), null);
    Row head = sheet.createRow(HEAD);
    List<Integer> widths = ColumnWidths.share(table, table.head().size() * WIDEST * 100);
    for (int column = 0; column < table.head().size(); column++) {
      text(head, column, table.head().get(column), bold);
      int characters = Math.min(WIDEST, Math.max(10, widths.get(column) / 100));
      sheet.setColumnWidth(column, characters * 256);
    }
    for (int row = 0; row < table.rows().size(); row++) {
      Row line = sheet.createRow(HEAD + 1 + row);
      for (int column = 0; column < table.head().size(); column++) {
        text(line, column, table.rows().get(row).get(column), wrapped);
      }
      height(sheet, (XSSFRow) line);
    }
    sheet.createFreezePane(0, HEAD + 1);
    sheet.setAutoFilter(
        new CellRangeAddress(HEAD, HEAD + table.rows().size(), 0, table.head().size() - 1));
    sheet.setRepeatingRows(new CellRangeAddress(HEAD, HEAD, -1, -1));
    sheet.setFitToPage(true);
    sheet.getPrintSetup().setLandscape(true);
    sheet.getPrintSetup().setFitHeight((short) 0);
  }

  /**
   * As high as its longest cell needs: not every program measures wrapped text when it opens a
   * file. The height is no choice of anybody's, so that an edit changes it.
   */
  private static void height(XSSFSheet sheet, XSSFRow row) {
    long lines = 1;
    for (Cell cell : row) {
      int characters = sheet.getColumnWidth(cell.getColumnIndex()) / 256;
      long needed =
          cell.getStringCellValue()
              .lines()
              .mapToLong(line -> Math.max(1, (line.length() * 10L + 8) / 9 / characters + 1))
              .sum();
      lines = Math.max(lines, needed);
    }
    row.setHeightInPoints(Math.min(HIGHEST, lines * LINE));
    row.getCTRow().setCustomHeight(false);
  }

  private static void text(Row row, int column, String words, CellStyle style) {
    Cell cell = row.createCell(column);
    cell.setCellValue(
        words.length() <= LONGEST_CELL ? words : words.substring(0, LONGEST_CELL - 1) + "…");
    if (style != null) {
      cell.setCellStyle(style);
    }
  }
}
