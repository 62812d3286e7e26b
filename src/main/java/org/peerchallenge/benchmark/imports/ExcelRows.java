package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.peerchallenge.kernel.MachineTrouble;
import org.peerchallenge.kernel.Refused;
import org.xml.sax.SAXException;

/** The rows of an Excel workbook (.xlsx), read as a stream: memory does not grow with the rows. */
final class ExcelRows {

  /** Excel shows no more digits; beyond them is the noise of binary floating point. */
  private static final MathContext AS_SHOWN = new MathContext(15);

  private static final long LARGEST_TEXTS = 50L << 20;
  private static final long LARGEST_SHEET = 500L << 20;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  private final ReadOnlySharedStringsTable texts;
  private final StylesTable styles;
  private final Settings settings;
  private final Spreadsheet.Rows rows;

  /**
   * What a workbook says of all its cells.
   *
   * @param from1904 whether its days count from 1904
   * @param toBeCalculated whether the program that wrote it leaves its formulas to whoever opens
   *     it: what it stored as their results, mostly 0, is none
   */
  private record Settings(boolean from1904, boolean toBeCalculated) {}

  private ExcelRows(
      ReadOnlySharedStringsTable texts,
      StylesTable styles,
      Settings settings,
      Spreadsheet.Rows rows) {
    this.texts = texts;
    this.styles = styles;
    this.settings = settings;
    this.rows = rows;
  }

  static void read(Path file, Spreadsheet.Rows rows) throws IOException {
    try (OPCPackage workbook = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      refuseTooMuchText(workbook);
      XSSFReader reader = new XSSFReader(workbook);
      ExcelRows excel =
          new ExcelRows(
              new ReadOnlySharedStringsTable(workbook),
              reader.getStylesTable(),
              settings(reader),
              rows);
      XSSFReader.SheetIterator sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
      while (sheets.hasNext()) {
        try (InputStream sheet = new DecompressedFile.Bounded(sheets.next(), LARGEST_SHEET)) {
          rows.sheet(sheets.getSheetName());
          excel.sheet(sheet);
        }
      }
    } catch (Refused e) {
      throw e;
    } catch (OpenXML4JException | SAXException | XMLStreamException | RuntimeException e) {
      if (MachineTrouble.in(e).isPresent()) {
        throw new IOException(e);
      }
      // POI answers damage with exceptions of many kinds, null pointers among them.
      throw new Refused("The workbook is damaged. Save it again as “Excel workbook (.xlsx)”.");
    }
  }

  /** The texts of all cells are held in memory. */
  private static void refuseTooMuchText(OPCPackage workbook) {
    for (PackagePart part : workbook.getPartsByName(Pattern.compile("/xl/sharedStrings.xml"))) {
      if (part.getSize() > LARGEST_TEXTS) {
        throw new Refused("The workbook has more text than any table of figures.");
      }
    }
  }

  private static Settings settings(XSSFReader reader)
      throws IOException, OpenXML4JException, XMLStreamException {
    boolean from1904 = false;
    boolean toBeCalculated = false;
    try (InputStream in = reader.getWorkbookData()) {
      XMLStreamReader xml = Xml.reader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          from1904 |= isSet(xml, "workbookPr", "date1904");
          toBeCalculated |= isSet(xml, "calcPr", "fullCalcOnLoad");
        }
      }
    }
    return new Settings(from1904, toBeCalculated);
  }

  private static boolean isSet(XMLStreamReader xml, String element, String attribute) {
    return xml.getLocalName().equals(element)
        && List.of("1", "true").contains(String.valueOf(xml.getAttributeValue(null, attribute)));
  }

  private void sheet(InputStream in) throws IOException, XMLStreamException {
    XMLStreamReader xml = Xml.reader(in);
    int row = 0;
    List<String> cells = new ArrayList<>();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
        String number = xml.getAttributeValue(null, "r");
        row = number == null ? row + 1 : Integer.parseInt(number);
        cells.clear();
      } else if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
        cell(xml, cells);
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) {
        Cells.give(rows, row, cells);
      }
    }
  }

  private void cell(XMLStreamReader xml, List<String> cells) throws XMLStreamException {
    String place = xml.getAttributeValue(null, "r");
    String type = xml.getAttributeValue(null, "t");
    String style = xml.getAttributeValue(null, "s");
    int column = place == null ? cells.size() : new CellReference(place).getCol();
    String value = null;
    StringBuilder inline = new StringBuilder();
    boolean formula = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "v" -> value = xml.getElementText();
          case "t" -> inline.append(xml.getElementText());
          case "f" -> formula = true;
          default -> {
            // Formatting within a text.
          }
        }
      }
    }
    String text =
        formula && (value == null && inline.isEmpty() || settings.toBeCalculated)
            ? Cells.NO_RESULT
            : "inlineStr".equals(type) ? inline.toString() : text(type, value, style);
    Cells.put(cells, column, text);
  }

  private String text(String type, String value, String style) {
    if (value == null || value.isEmpty()) {
      return "";
    }
    if ("s".equals(type)) {
      return texts.getItemAt(Integer.parseInt(value)).getString();
    }
    if (type != null && !type.equals("n")) {
      return type.equals("b") ? (value.equals("1") ? "TRUE" : "FALSE") : value;
    }
    double number = Double.parseDouble(value);
    XSSFCellStyle shown = style == null ? null : styles.getStyleAt(Integer.parseInt(style));
    if (shown != null
        && DateUtil.isADateFormat(shown.getDataFormat(), shown.getDataFormatString())
        && DateUtil.isValidExcelDate(number)) {
      LocalDateTime day = DateUtil.getLocalDateTime(number, settings.from1904);
      return DAY.format(day);
    }
    BigDecimal exact = BigDecimal.valueOf(number).round(AS_SHOWN);
    boolean percent = shown != null && String.valueOf(shown.getDataFormatString()).contains("%");
    return percent ? Cells.percent(exact) : exact.stripTrailingZeros().toPlainString();
  }
}
