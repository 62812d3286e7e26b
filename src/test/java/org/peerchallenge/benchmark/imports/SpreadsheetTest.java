package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.ShortForm;
import org.peerchallenge.kernel.Refused;

/** Spreadsheets as publishers and people save them. Names are public, figures invented. */
class SpreadsheetTest {

  private static final List<String> HEADING =
      List.of("indicator_code", "dfe_la_number", "area_name", "period", "raw_value");

  private static final List<String> LINE =
      List.of("PrevRegCPR", "846", "Brighton & Hove, City of", "2024", "24.5");

  private static final String TABLE =
      """
      indicator_code,dfe_la_number,area_name,period,raw_value
      PrevRegCPR,846,"Brighton & Hove, City of",2024,24.5
      """;

  private static String read(byte[] file) throws IOException {
    try (InputStream table = DecompressedFile.table(() -> new ByteArrayInputStream(file))) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void bothFormatsGiveTheTable() throws IOException {
    assertThat(read(Workbooks.excel(List.of(HEADING, LINE)))).isEqualTo(TABLE);
    assertThat(read(Workbooks.openDocument(List.of(HEADING, LINE)))).isEqualTo(TABLE);
  }

  @Test
  void linesAreNumberedAsTheRowsBelowATitle() throws IOException {
    List<List<String>> rows =
        List.of(List.of("A title"), List.of(), List.of("Notes", "of it"), HEADING, List.of(), LINE);
    String expected = "\n\n\n" + TABLE.replace("raw_value\n", "raw_value\n\n");
    assertThat(read(Workbooks.excel(rows))).isEqualTo(expected);
    assertThat(read(Workbooks.openDocument(rows))).isEqualTo(expected);
  }

  @Test
  void theSheetWithAHeadingIsTakenAmongOthers() throws IOException {
    String row =
        HEADING.stream().map(Workbooks::cell).collect(Collectors.joining())
            + "</table:table-row><table:table-row>"
            + LINE.stream().map(Workbooks::cell).collect(Collectors.joining());
    String data = Workbooks.sheet("Data", "<table:table-row>" + row + "</table:table-row>");
    String cover =
        Workbooks.sheet(
            "Cover", "<table:table-row>" + Workbooks.cell("Notes") + "</table:table-row>");

    assertThat(read(Workbooks.openDocumentOf(cover + data + cover))).isEqualTo(TABLE);
    assertThatThrownBy(() -> read(Workbooks.openDocumentOf(data + cover + data)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("holds 2 tables: “Data”, “Data”");
    assertThatThrownBy(() -> read(Workbooks.openDocumentOf(cover)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("No sheet", "“Cover”");
  }

  @Test
  void excelsDaysSharesFormulasAndNoiseAreWhatTheyLookLike() throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      var sheet = workbook.createSheet();
      var heading = sheet.createRow(0);
      for (int i = 0; i < HEADING.size(); i++) {
        heading.createCell(i).setCellValue(HEADING.get(i));
      }
      var row = sheet.createRow(1);
      var day = workbook.createCellStyle();
      day.setDataFormat(workbook.createDataFormat().getFormat("dd mmmm yyyy"));
      row.createCell(0).setCellValue(LocalDate.of(2018, 7, 9));
      row.getCell(0).setCellStyle(day);
      var percent = workbook.createCellStyle();
      percent.setDataFormat(workbook.createDataFormat().getFormat("0.0%"));
      row.createCell(1).setCellValue(0.245);
      row.getCell(1).setCellStyle(percent);
      row.createCell(2).setCellFormula("1+1");
      workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(row.getCell(2));
      row.createCell(3).setCellFormula("2+2");
      row.createCell(4).setCellValue(0.1 + 0.2);

      assertThat(read(Workbooks.bytes(workbook)).lines().skip(1))
          .first()
          .asString()
          .startsWith("09/07/2018,24.5%,2,")
          .endsWith(",0.3");
    }
  }

  @Test
  void aFormulaWhoseValueWasNeverStoredIsNoNumber() throws IOException {
    String row =
        HEADING.stream().map(Workbooks::cell).collect(Collectors.joining())
            + "</table:table-row><table:table-row><table:table-cell table:formula=\"of:=1\"/>";
    String sheet = Workbooks.sheet("Data", "<table:table-row>" + row + "</table:table-row>");
    assertThat(read(Workbooks.openDocumentOf(sheet)))
        .endsWith("\na formula without a result,,,,\n");
  }

  /** Programs that do not calculate store 0 and leave the rest to whoever opens the workbook. */
  @Test
  void aResultThatIsYetToBeCalculatedIsNoNumber() throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      var sheet = workbook.createSheet();
      var heading = sheet.createRow(0);
      for (int i = 0; i < HEADING.size(); i++) {
        heading.createCell(i).setCellValue(HEADING.get(i));
      }
      sheet.createRow(1).createCell(0).setCellFormula("1+1");
      sheet.getRow(1).getCell(0).setCellValue(0);
      sheet.getRow(1).createCell(1).setCellValue(7);
      assertThat(read(Workbooks.bytes(workbook))).endsWith("\n0,7,,,\n");

      workbook.setForceFormulaRecalculation(true);

      assertThat(read(Workbooks.bytes(workbook))).endsWith("\na formula without a result,7,,,\n");
    }
  }

  @Test
  void aFormulaThatFailedIsNotTheNoughtBesideIt() throws IOException {
    for (String shown : List.of("#DIV/0!", "#NAME?", "#N/A", "Err:502")) {
      String row =
          HEADING.stream().map(Workbooks::cell).collect(Collectors.joining())
              + "</table:table-row><table:table-row><table:table-cell table:formula=\"of:=1/0\""
              + " office:value-type=\"float\" office:value=\"0\"><text:p>"
              + shown
              + "</text:p></table:table-cell>";
      String sheet = Workbooks.sheet("Data", "<table:table-row>" + row + "</table:table-row>");
      assertThat(read(Workbooks.openDocumentOf(sheet))).endsWith("\n" + shown + ",,,,\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "d0cf11e0a1b11ae1; older kind (.xls)",
        "255044462d312e37; is a PDF",
        "5041523115041500; Parquet",
        "377abcaf271c0004; not a zip",
        "3c21444f43545950; web page",
        "3c68746d6c3e3c68; web page",
        "efbbbf3c21646f6374797065; web page",
        "0d0a20203c686561643e; web page",
        "7b226572726f72223a; JSON",
        "efbbbf5b7b22; JSON",
        "89504e470d0a1a0a0000000d; picture",
        "01020304; no text"
      })
  void whatIsNoTableIsCalledWhatItIs(String bytes, String what) {
    assertRefused(java.util.HexFormat.of().parseHex(bytes), what.strip());
  }

  private static void assertRefused(byte[] file, String what) {
    assertThatThrownBy(
            () ->
                DecompressedFile.text(() -> new ByteArrayInputStream(file), StandardCharsets.UTF_8))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(what);
  }

  @Test
  void archivesWithoutATableAreCalledWhatTheyAre() {
    byte[] text = TABLE.getBytes(StandardCharsets.UTF_8);
    assertRefused(
        Workbooks.zip(Map.of("[Content_Types].xml", text), Map.of("word/document.xml", text)),
        "Word document");
    assertRefused(
        Workbooks.zip(Map.of("[Content_Types].xml", text), Map.of("ppt/slides.xml", text)),
        "presentation");
    assertRefused(
        Workbooks.zip(Map.of("[Content_Types].xml", text), Map.of("xl/workbook.bin", text)),
        ".xlsb");
    assertRefused(
        Workbooks.zip(Map.of("figures.zip", Workbooks.zip(Map.of("figures.csv", text)))),
        "no CSV file in this archive, which holds “figures.zip”");
    byte[] locked = Workbooks.zip(Map.of("figures.csv", text));
    locked[6] |= 1;
    assertRefused(locked, "locked with a password");
  }

  @Test
  void openDocumentsDaysSharesNotesAndRepeatsAreWhatTheyLookLike() throws IOException {
    String cells =
        """
        <table:table-cell office:value-type="date" office:date-value="2018-07-09T00:00:00"><text:p>9 Jul</text:p>\
        </table:table-cell><table:table-cell office:value-type="percentage" office:value="0.245"/>\
        <table:table-cell table:number-columns-repeated="2" office:value-type="string"><office:annotation>\
        <text:p>a note</text:p></office:annotation><text:p>a<text:s/>b</text:p><text:p>c</text:p></table:table-cell>\
        <table:table-cell table:number-columns-repeated="16000"/>\
        """;
    String rows =
        "<table:table-row>"
            + HEADING.stream().map(Workbooks::cell).collect(Collectors.joining())
            + "</table:table-row><table:table-row table:number-rows-repeated=\"2\">"
            + cells
            + "</table:table-row><table:table-row table:number-rows-repeated=\"1048570\">"
            + "<table:table-cell/></table:table-row>";
    assertThat(read(Workbooks.openDocumentOf(Workbooks.sheet("Data", rows))).lines().skip(1))
        .containsExactly("09/07/2018,24.5%,a b c,a b c,", "09/07/2018,24.5%,a b c,a b c,");
  }

  @Test
  void anArchiveWithANameInLettersOfWindowsIsOpened() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.ISO_8859_1)) {
      zip.putNextEntry(new ZipEntry("Plan\u00e9.csv"));
      zip.write(TABLE.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read(file.toByteArray())).isEqualTo(TABLE);
  }

  @Test
  void aRowSaidToComeAMillionTimesIsRefused() {
    String rows =
        "<table:table-row table:number-rows-repeated=\"1000000\">"
            + Workbooks.cell("x")
            + "</table:table-row>";
    assertThatThrownBy(() -> read(Workbooks.openDocumentOf(Workbooks.sheet("Data", rows))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("1,000,000 times");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x \"yy\"><!ENTITY z \"&x;&x;\">]><a>&z;</a>",
        "<a>",
        "",
        "no XML"
      })
  void contentsThatAreNoSpreadsheetAreRefused(String content) {
    assertThatThrownBy(() -> read(Workbooks.openDocumentWith(content))).isInstanceOf(Refused.class);
  }

  /** Bytes changed, cut or doubled: the table as it was, or a refusal, and nothing else. */
  @Test
  void damagedSpreadsheetsAreReadOrRefused() {
    long seed = ShortForm.FULL ? System.nanoTime() : 20_261_128L;
    Random random = new Random(seed);
    List<byte[]> files =
        List.of(
            Workbooks.excel(List.of(HEADING, LINE)),
            Workbooks.openDocument(List.of(HEADING, LINE)));
    for (int i = 0; i < (ShortForm.FULL ? 5_000 : 300); i++) {
      byte[] whole = files.get(i % 2);
      byte[] damaged = Arrays.copyOf(whole, whole.length);
      if (random.nextInt(4) == 0) {
        damaged = Arrays.copyOf(whole, 4 + random.nextInt(whole.length - 4));
      } else {
        for (int b = 0; b < 1 + random.nextInt(8); b++) {
          damaged[4 + random.nextInt(whole.length - 4)] = (byte) random.nextInt(256);
        }
      }
      String what;
      try {
        what = read(damaged);
      } catch (Refused | IOException e) {
        continue;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", damage " + i, e);
      }
      assertThat(what).as("seed %s, damage %s", seed, i).isEqualTo(TABLE);
    }
  }
}
