package org.peerchallenge.benchmark.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.peerchallenge.kernel.MachineTrouble;
import org.peerchallenge.kernel.Refused;

/**
 * The rows of an OpenDocument spreadsheet (.ods), read as a stream. The names are those of
 * OpenDocument 1.3, part 3.
 */
final class OpenDocumentRows {

  private static final String OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
  private static final String TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
  private static final String TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

  private static final long LARGEST_CONTENT = 500L << 20;

  /** A filled row that is said to come more often is no row of a table of figures. */
  private static final int MOST_REPEATS = 10_000;

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

  /** What a cell shows whose formula failed: #DIV/0!, #NAME?, Err:502. */
  private static final Pattern FAILED = Pattern.compile("#[A-Z0-9/]+[!?]?|#N/A|(?i:err):[0-9]{3}");

  private final XMLStreamReader xml;
  private final Spreadsheet.Rows rows;

  private OpenDocumentRows(XMLStreamReader xml, Spreadsheet.Rows rows) {
    this.xml = xml;
    this.rows = rows;
  }

  static void read(Path file, Spreadsheet.Rows rows) throws IOException {
    try (ZipFile workbook = new ZipFile(file.toFile())) {
      ZipEntry content = workbook.getEntry("content.xml");
      if (content == null) {
        throw new Refused("The spreadsheet is damaged. Save it again as .ods.");
      }
      try (InputStream in =
          new DecompressedFile.Bounded(
              new BufferedInputStream(workbook.getInputStream(content), 1 << 16),
              LARGEST_CONTENT)) {
        new OpenDocumentRows(Xml.reader(in), rows).sheets();
      }
    } catch (XMLStreamException | IllegalArgumentException e) {
      if (MachineTrouble.in(e).isPresent()) {
        throw new IOException(e);
      }
      // A number of repeats that is none is damage, too.
      throw new Refused("The spreadsheet is damaged, or locked with a password. Save it again.");
    }
  }

  private void sheets() throws IOException, XMLStreamException {
    int row = 0;
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && TABLE.equals(xml.getNamespaceURI())) {
        switch (xml.getLocalName()) {
          case "table" -> {
            rows.sheet(String.valueOf(xml.getAttributeValue(TABLE, "name")));
            row = 0;
          }
          case "table-row" -> row = row(row);
          default -> {
            // Columns, groups and shapes hold no cells of their own.
          }
        }
      }
    }
  }

  /** Reads a row; the number of the last row it stands for. */
  private int row(int before) throws IOException, XMLStreamException {
    int times = count("number-rows-repeated");
    List<String> cells = new ArrayList<>();
    int column = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && isTable("table-row")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT
          && (isTable("table-cell") || isTable("covered-table-cell"))) {
        int columns = count("number-columns-repeated");
        String text = cell();
        for (int i = 0; i < columns && !text.isBlank(); i++) {
          Cells.put(cells, column + i, text);
        }
        column += columns;
      }
    }
    if (!cells.isEmpty() && times > MOST_REPEATS) {
      throw new LineRefused(before + 1, "This row is said to come %,d times.".formatted(times));
    }
    for (int i = 0; i < times && !cells.isEmpty(); i++) {
      Cells.give(rows, before + 1 + i, cells);
    }
    return before + times;
  }

  private boolean isTable(String name) {
    return xml.getLocalName().equals(name) && TABLE.equals(xml.getNamespaceURI());
  }

  private int count(String attribute) {
    String count = xml.getAttributeValue(TABLE, attribute);
    return count == null ? 1 : Math.max(1, Integer.parseInt(count));
  }

  private String cell() throws XMLStreamException {
    String type = xml.getAttributeValue(OFFICE, "value-type");
    String value = xml.getAttributeValue(OFFICE, "value");
    String day = xml.getAttributeValue(OFFICE, "date-value");
    boolean formula = xml.getAttributeValue(TABLE, "formula") != null;
    String text = paragraphs(xml.getLocalName());
    if (type == null) {
      return formula && text.isBlank() ? Cells.NO_RESULT : text;
    }
    if (FAILED.matcher(text.strip()).matches()) {
      // Older programs store 0 beside it.
      return text;
    }
    return switch (type) {
      case "float", "currency" -> value == null ? text : plain(value);
      case "percentage" -> value == null ? text : Cells.percent(number(value));
      case "date" -> day == null ? text : day(day);
      default -> text;
    };
  }

  private static String plain(String value) {
    return number(value).stripTrailingZeros().toPlainString();
  }

  private static BigDecimal number(String value) {
    try {
      BigDecimal number = new BigDecimal(value);
      if (Math.abs(number.scale()) > 40 || number.precision() > 40) {
        throw new Refused(Quoted.of(value) + " is no figure of a publication.");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new Refused("The spreadsheet is damaged: " + Quoted.of(value) + " is no number.");
    }
  }

  private static String day(String value) {
    try {
      return DAY.format(LocalDate.parse(value.length() > 10 ? value.substring(0, 10) : value));
    } catch (DateTimeParseException e) {
      return value;
    }
  }

  /** The text of a cell; a note that somebody pinned to it is not part of it. */
  private String paragraphs(String cell) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int inNote = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        if (isTable(cell)) {
          break;
        }
        inNote -= isNote() ? 1 : 0;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        inNote += isNote() ? 1 : 0;
        if (inNote == 0 && TEXT.equals(xml.getNamespaceURI())) {
          text.append(between(xml.getLocalName(), text.isEmpty()));
        }
      } else if (event == XMLStreamConstants.CHARACTERS && inNote == 0) {
        text.append(xml.getText());
      }
    }
    return text.toString();
  }

  private boolean isNote() {
    return xml.getLocalName().equals("annotation") && OFFICE.equals(xml.getNamespaceURI());
  }

  private static String between(String element, boolean first) {
    return switch (element) {
      case "p" -> first ? "" : " ";
      case "s", "tab", "line-break" -> " ";
      default -> "";
    };
  }
}
