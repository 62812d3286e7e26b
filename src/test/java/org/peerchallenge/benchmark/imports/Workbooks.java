package org.peerchallenge.benchmark.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Makes spreadsheets as people's programs write them. */
final class Workbooks {

  private static final String MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet";

  private Workbooks() {}

  /** An Excel workbook with one sheet; numbers are numbers there. */
  static byte[] excel(List<List<String>> rows) {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      var sheet = workbook.createSheet("Data");
      for (int r = 0; r < rows.size(); r++) {
        var row = sheet.createRow(r);
        for (int c = 0; c < rows.get(r).size(); c++) {
          String cell = rows.get(r).get(c);
          if (isNumber(cell)) {
            row.createCell(c).setCellValue(Double.parseDouble(cell));
          } else if (!cell.isEmpty()) {
            row.createCell(c).setCellValue(cell);
          }
        }
      }
      return bytes(workbook);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(XSSFWorkbook workbook) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    workbook.write(out);
    return out.toByteArray();
  }

  /** An OpenDocument spreadsheet with one sheet; numbers are numbers there. */
  static byte[] openDocument(List<List<String>> rows) {
    return openDocumentOf(
        sheet(
            "Data",
            rows.stream()
                .map(
                    row ->
                        row.stream()
                            .map(Workbooks::cell)
                            .collect(
                                Collectors.joining("", "<table:table-row>", "</table:table-row>")))
                .collect(Collectors.joining())));
  }

  static String sheet(String name, String rows) {
    return "<table:table table:name=\"" + name + "\">" + rows + "</table:table>";
  }

  static String cell(String text) {
    if (text.isEmpty()) {
      return "<table:table-cell/>";
    }
    String type =
        isNumber(text)
            ? "office:value-type=\"float\" office:value=\"" + text + "\""
            : "office:value-type=\"string\"";
    return "<table:table-cell "
        + type
        + "><text:p>"
        + text.replace("&", "&amp;").replace("<", "&lt;")
        + "</text:p></table:table-cell>";
  }

  /** An OpenDocument spreadsheet of sheets that are written out. */
  static byte[] openDocumentOf(String sheets) {
    return openDocumentWith(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
         xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
         xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>\
        """
            + sheets
            + "</office:spreadsheet></office:body></office:document-content>");
  }

  static byte[] openDocumentWith(String content) {
    return zip(
        Map.of("mimetype", MIMETYPE.getBytes(StandardCharsets.UTF_8)),
        Map.of("content.xml", content.getBytes(StandardCharsets.UTF_8)));
  }

  @SafeVarargs
  static byte[] zip(Map<String, byte[]>... inOrder) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map<String, byte[]> files : inOrder) {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          zip.putNextEntry(new ZipEntry(file.getKey()));
          zip.write(file.getValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static boolean isNumber(String text) {
    return text.matches("-?[0-9]+(\\.[0-9]+)?");
  }
}
