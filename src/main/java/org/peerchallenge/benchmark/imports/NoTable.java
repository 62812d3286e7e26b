package org.peerchallenge.benchmark.imports;

import java.util.HexFormat;
import java.util.regex.Pattern;
import org.peerchallenge.kernel.Refused;

/** Files that people bring in place of a table, each called what it is. */
final class NoTable {

  /** What stands in no text; a line break and a tabulator do. */
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0e-\\x1f]");

  private NoTable() {}

  /** Files that begin in these ways hold no table that can be read, whatever their name. */
  static void refuse(byte[] head) {
    String refusal =
        switch (HexFormat.of().formatHex(head)) {
          case "d0cf11e0" ->
              "This is an Excel workbook of the older kind (.xls), or one with a password. Save it"
                  + " in Excel as “Excel workbook (.xlsx)”, without a password.";
          case "25504446" -> "This is a PDF, not a table. Bring the CSV file or the spreadsheet.";
          case "50415231" -> "This is a Parquet file. Download the same data as CSV.";
          case "377abcaf", "52617221" ->
              "This archive is not a zip. Unpack it, and bring the table alone.";
          case "89504e47", "ffd8ffe0", "ffd8ffe1", "47494638" ->
              "This is a picture, not a table. Bring the CSV file or the spreadsheet.";
          default -> null;
        };
    if (refusal != null) {
      throw new Refused(refusal);
    }
  }

  /** What sites answer in place of a table: no heading begins in these ways. */
  static void refuseText(String beginning) {
    String text = beginning.replaceFirst("^\u00ef\u00bb\u00bf", "").strip();
    if (text.startsWith("<")) {
      throw new Refused(
          "This is a web page, not a table: the site may have asked to sign in, or answered with an"
              + " error. Download the file again, and open it before you bring it.");
    }
    if (text.startsWith("{") || text.startsWith("[{")) {
      throw new Refused("This is JSON, not a table. Download the same data as CSV.");
    }
  }

  /** A heading is a text, whatever damage is further down. */
  static void refuseBytes(String beginning) {
    if (CONTROL.matcher(beginning.lines().findFirst().orElse("")).find()) {
      throw new Refused(
          "This is no text, so no table can be read from it. Bring the CSV file or the spreadsheet as"
              + " it was published.");
    }
  }
}
