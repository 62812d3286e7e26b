package org.peerchallenge.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.w3c.dom.Element;

/** The rows of a Word file's tables of two columns, however Word cut their text into pieces. */
final class WordRows {

  /** What Word keeps of a change that nobody has accepted or rejected. */
  private static final Set<String> TRACKED = Set.of("ins", "del", "moveFrom", "moveTo");

  private WordRows() {}

  /**
   * A row of the table.
   *
   * @param tracked whether a change in it waits to be accepted or rejected
   */
  record Row(String plain, String printed, boolean tracked) {}

  /**
   * The rows of all tables, without each table's heading.
   *
   * @throws IOException when it is no Word file
   * @throws IllegalArgumentException when it has no table, or one of another width
   */
  static List<Row> of(byte[] bytes) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(bytes))) {
      for (XWPFTable table : word.getTables()) {
        for (XWPFTableRow row : table.getRows().subList(1, table.getNumberOfRows())) {
          if (row.getTableCells().size() != 2) {
            throw new IllegalArgumentException("A row of another width");
          }
          rows.add(
              new Row(
                  row.getCell(0).getText().strip(),
                  row.getCell(1).getText().strip(),
                  isTracked((Element) row.getCtRow().getDomNode())));
        }
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("No table");
    }
    return rows;
  }

  private static boolean isTracked(Element row) {
    return TRACKED.stream()
        .anyMatch(name -> row.getElementsByTagNameNS(row.getNamespaceURI(), name).getLength() > 0);
  }
}
