package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.peerchallenge.benchmark.imports.Areas.Area;
import org.peerchallenge.benchmark.imports.KnownIndicators.Measure;
import org.peerchallenge.kernel.MachineTrouble;
import org.peerchallenge.kernel.Refused;

/**
 * The region's own quarterly return, for figures that nobody publishes: a workbook with a line for
 * each authority and a column for each indicator that is reported by quarter.
 */
final class ReturnWorkbook {

  static final String SHEET = "Return";

  /** A filled return has some 20 KB; unpacked, this much is never one. */
  private static final long LARGEST = 20L << 20;

  private static final int QUARTER_ROW = 1;
  private static final int CODE_ROW = 3;
  private static final int FIRST_ROW = 5;
  private static final int FIRST_COLUMN = 2;

  private ReturnWorkbook() {}

  /** An authority as the template lists it. */
  record Authority(String dfeNumber, String name) {}

  /**
   * Writes the empty return.
   *
   * @param quarters the quarters to choose from, the likeliest first
   */
  static void write(
      List<Authority> authorities, List<Measure> measures, List<String> quarters, OutputStream out)
      throws IOException {
    try (Workbook workbook = new XSSFWorkbook()) {
      Sheet sheet = workbook.createSheet(SHEET);
      CellStyle bold = workbook.createCellStyle();
      Font font = workbook.createFont();
      font.setBold(true);
      bold.setFont(font);
      bold.setWrapText(true);
      CellStyle entry = workbook.createCellStyle();
      entry.setLocked(false);
      entry.setFillForegroundColor(IndexedColors.LEMON_CHIFFON.getIndex());
      entry.setFillPattern(FillPatternType.SOLID_FOREGROUND);
      entry.setBorderBottom(BorderStyle.HAIR);
      entry.setBorderRight(BorderStyle.HAIR);

      put(sheet, 0, 0, "Quarterly return of the region: figures that are not published", bold);
      put(sheet, QUARTER_ROW, 0, "Quarter", bold);
      put(sheet, QUARTER_ROW, 1, quarters.get(0), entry);
      put(
          sheet,
          2,
          0,
          "Fill in the yellow cells. Write c where a figure is confidential, z where it does not"
              + " apply, x where there is none. An empty cell is not reported.",
          null);
      put(sheet, CODE_ROW, 0, "dfe_number", null);
      put(sheet, CODE_ROW, 1, "authority", null);
      put(sheet, CODE_ROW + 1, 0, "DfE number", bold);
      put(sheet, CODE_ROW + 1, 1, "Authority", bold);
      for (int m = 0; m < measures.size(); m++) {
        put(sheet, CODE_ROW, FIRST_COLUMN + m, measures.get(m).code, null);
        put(
            sheet,
            CODE_ROW + 1,
            FIRST_COLUMN + m,
            measures.get(m).name + " (" + measures.get(m).unit + ")",
            bold);
        sheet.setColumnWidth(FIRST_COLUMN + m, 24 * 256);
      }
      for (int a = 0; a < authorities.size(); a++) {
        put(sheet, FIRST_ROW + a, 0, authorities.get(a).dfeNumber(), null);
        put(sheet, FIRST_ROW + a, 1, authorities.get(a).name(), null);
        for (int m = 0; m < measures.size(); m++) {
          put(sheet, FIRST_ROW + a, FIRST_COLUMN + m, null, entry);
        }
      }
      validate(sheet, authorities.size(), measures.size(), quarters);
      sheet.setColumnWidth(0, 14 * 256);
      sheet.setColumnWidth(1, 30 * 256);
      sheet.createFreezePane(FIRST_COLUMN, FIRST_ROW);
      sheet.getRow(CODE_ROW).setZeroHeight(true);
      sheet.protectSheet("");
      workbook.write(out);
    }
  }

  private static void put(Sheet sheet, int row, int column, String text, CellStyle style) {
    Row line = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
    Cell cell = line.createCell(column);
    if (text != null) {
      cell.setCellValue(text);
    }
    if (style != null) {
      cell.setCellStyle(style);
    }
  }

  private static void validate(Sheet sheet, int rows, int columns, List<String> quarters) {
    DataValidationHelper helper = sheet.getDataValidationHelper();
    DataValidation quarter =
        helper.createValidation(
            helper.createExplicitListConstraint(quarters.toArray(String[]::new)),
            new CellRangeAddressList(QUARTER_ROW, QUARTER_ROW, 1, 1));
    quarter.setShowErrorBox(true);
    quarter.createErrorBox("Quarter", "Choose a quarter from the list.");
    sheet.addValidationData(quarter);
    String first = CellReference.convertNumToColString(FIRST_COLUMN) + (FIRST_ROW + 1);
    DataValidation figure =
        helper.createValidation(
            helper.createCustomConstraint(
                "OR(AND(ISNUMBER(%1$s),%1$s>=0),%1$s=\"c\",%1$s=\"z\",%1$s=\"x\")"
                    .formatted(first)),
            new CellRangeAddressList(
                FIRST_ROW, FIRST_ROW + rows - 1, FIRST_COLUMN, FIRST_COLUMN + columns - 1));
    figure.setShowErrorBox(true);
    figure.createErrorBox("Figure", "Write a number, or c, z or x.");
    sheet.addValidationData(figure);
  }

  /** Reads a filled return; lines are the rows of the sheet as Excel counts them. */
  static void read(Supplier<InputStream> file, KnownIndicators known, Areas areas, Staging staging)
      throws IOException, SQLException {
    refuseWhatIsNoSmallWorkbook(file);
    try (XSSFWorkbook workbook = new XSSFWorkbook(file.get())) {
      Sheet sheet = calculated(workbook).getSheet(SHEET);
      if (sheet == null) {
        throw new Refused(
            "The workbook has no sheet “"
                + SHEET
                + "”. Use the template, and leave its sheet’s name.");
      }
      String quarter = text(sheet, QUARTER_ROW, 1);
      Map<Integer, Measure> measures = measures(sheet, known, staging);
      Map<Integer, Period> periods = new TreeMap<>();
      for (Map.Entry<Integer, Measure> column : measures.entrySet()) {
        try {
          periods.put(column.getKey(), Period.of(quarter, null, column.getValue().periodType));
        } catch (Refused e) {
          throw new LineRefused(QUARTER_ROW + 1, e.getMessage() + " (Quarter, cell B2)");
        }
      }
      for (int row = FIRST_ROW; row <= sheet.getLastRowNum(); row++) {
        readRow(sheet, row, measures, periods, areas, staging);
      }
    } catch (org.apache.poi.ooxml.POIXMLException
        | org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException e) {
      if (MachineTrouble.in(e).isPresent()) {
        throw new IOException(e);
      }
      throw new Refused("The workbook cannot be read. Save it again as “Excel workbook (.xlsx)”.");
    }
  }

  private static Map<Integer, Measure> measures(Sheet sheet, KnownIndicators known, Staging staging)
      throws SQLException {
    Map<Integer, Measure> measures = new TreeMap<>();
    Row codes = sheet.getRow(CODE_ROW);
    if (codes == null || !text(sheet, CODE_ROW, 0).equals("dfe_number")) {
      throw new LineRefused(
          CODE_ROW + 1, "The hidden row 4 with the codes is missing. Use the template as it is.");
    }
    for (int column = FIRST_COLUMN; column < codes.getLastCellNum(); column++) {
      String code = text(sheet, CODE_ROW, column);
      Measure measure = known.find(code);
      if (measure != null && !measure.unpublished) {
        staging.remark(
            CODE_ROW + 1,
            Remark.Kind.FAULT,
            measure.name
                + " is a published figure: bring the file that publishes it, "
                + at(CODE_ROW, column));
      } else if (measure != null) {
        measures.put(column, measure);
      } else if (!code.isEmpty()) {
        staging.remark(
            CODE_ROW + 1,
            Remark.Kind.UNKNOWN,
            "There is no indicator " + Quoted.of(code) + ", " + at(CODE_ROW, column));
      }
    }
    if (measures.isEmpty()) {
      throw new LineRefused(CODE_ROW + 1, "No column of the return is an indicator of ours.");
    }
    return measures;
  }

  private static void readRow(
      Sheet sheet,
      int row,
      Map<Integer, Measure> measures,
      Map<Integer, Period> periods,
      Areas areas,
      Staging staging)
      throws SQLException {
    String number = text(sheet, row, 0);
    List<Integer> filled =
        measures.keySet().stream().filter(column -> !text(sheet, row, column).isEmpty()).toList();
    if (filled.isEmpty()) {
      return;
    }
    Area area = areas.find(number);
    if (area == null || area.region == null) {
      staging.remark(
          row + 1,
          Remark.Kind.FAULT,
          Quoted.of(number) + " is no DfE number of an authority, " + at(row, 0));
      return;
    }
    if (!area.isCalled(text(sheet, row, 1))) {
      staging.remark(
          row + 1,
          Remark.Kind.FAULT,
          number + " is " + area.name + ", but the row says " + Quoted.of(text(sheet, row, 1)));
      return;
    }
    for (int column : filled) {
      String cell = text(sheet, row, column);
      Optional<String> value = staging.number(cell);
      if (value.isEmpty() && !Numbers.isSymbol(cell)) {
        staging.remark(
            row + 1, Remark.Kind.FAULT, staging.whyNoNumber(cell) + ", " + at(row, column));
      } else {
        staging.cell(
            row + 1, measures.get(column), area, periods.get(column), cell, value.orElse(null));
      }
    }
  }

  private static String at(int row, int column) {
    return "cell " + CellReference.convertNumToColString(column) + (row + 1);
  }

  static String text(Sheet sheet, int row, int column) {
    Row line = sheet.getRow(row);
    Cell cell = line == null ? null : line.getCell(column);
    if (cell == null) {
      return "";
    }
    if (cell instanceof XSSFCell formula
        && formula.getCellType() == CellType.FORMULA
        && !formula.getCTCell().isSetV()) {
      return Cells.NO_RESULT;
    }
    CellType type =
        cell.getCellType() == CellType.FORMULA
            ? cell.getCachedFormulaResultType()
            : cell.getCellType();
    return switch (type) {
      case NUMERIC -> number(cell);
      case STRING -> cell.getStringCellValue().strip();
      case BLANK -> "";
      default -> type.name().toLowerCase(java.util.Locale.UK);
    };
  }

  /** A share that is shown as a percentage is written as it looks, and so asked about. */
  private static String number(Cell cell) {
    BigDecimal number = BigDecimal.valueOf(cell.getNumericCellValue());
    return String.valueOf(cell.getCellStyle().getDataFormatString()).contains("%")
        ? Cells.percent(number)
        : number.stripTrailingZeros().toPlainString();
  }

  /**
   * The workbook with the results of its formulas. Programs other than Excel may leave them to
   * whoever opens it: what they stored then, nothing or 0, is no result.
   */
  private static XSSFWorkbook calculated(XSSFWorkbook workbook) {
    boolean all = workbook.getForceFormulaRecalculation();
    FormulaEvaluator formulas = workbook.getCreationHelper().createFormulaEvaluator();
    for (Sheet sheet : workbook) {
      for (Row row : sheet) {
        for (Cell cell : row) {
          if (cell.getCellType() == CellType.FORMULA
              && (all || !((XSSFCell) cell).getCTCell().isSetV())) {
            calculate(formulas, (XSSFCell) cell);
          }
        }
      }
    }
    return workbook;
  }

  private static void calculate(FormulaEvaluator formulas, XSSFCell cell) {
    try {
      formulas.evaluateFormulaCell(cell);
    } catch (RuntimeException e) {
      // POI says in many ways that it cannot: another workbook, a function that only Excel has.
      if (cell.getCTCell().isSetV()) {
        cell.getCTCell().unsetV();
      }
    }
  }

  private static void refuseWhatIsNoSmallWorkbook(Supplier<InputStream> file) throws IOException {
    try (InputStream in = new java.io.BufferedInputStream(file.get())) {
      byte[] head = DecompressedFile.head(in);
      if (head[0] != 'P' || head[1] != 'K') {
        throw new Refused(
            "This is no Excel workbook (.xlsx). Save the return as “Excel workbook”.");
      }
      long left = LARGEST;
      byte[] buffer = new byte[1 << 16];
      ZipInputStream zip = new DecompressedFile.Archive(in);
      while (zip.getNextEntry() != null) {
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
          left -= read;
          if (left < 0) {
            throw new Refused(
                "Unpacked, the workbook is far larger than a return. It is not read.");
          }
        }
      }
    } catch (java.util.zip.ZipException e) {
      throw new Refused("The workbook is damaged. Save it again as “Excel workbook (.xlsx)”.");
    }
  }

  /**
   * The last eight quarters before a month, the newest first, as "2018-19 Q3" of a financial year.
   */
  static List<String> quarters(int year, int month) {
    int now = year * 4 + (month - 1) / 3 - 1;
    return IntStream.rangeClosed(0, 7)
        .map(back -> now - 1 - back)
        .mapToObj(
            quarter -> {
              int financial = Math.floorDiv(quarter, 4);
              return "%d-%02d Q%d"
                  .formatted(financial, (financial + 1) % 100, Math.floorMod(quarter, 4) + 1);
            })
        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
  }
}
