package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class ExcelDocumentTest {

  @Test
  void everySectionWithATableIsASheetAndNothingTypedIsAFormula() throws Exception {
    String hostile = "=HYPERLINK(\"http://example.org\")";
    Content content =
        Content.titled("Asks and offers, 2018-19")
            .attribution("For those who take part.")
            .section("Asks")
            .table(List.of("Who", "What"), List.of(List.of("Hove", hostile)))
            .section("No table")
            .paragraph("Words")
            .section("A/very: long [name] that no sheet of a workbook may have")
            .table(List.of("Who"), List.of(List.of("x".repeat(40_000))))
            .build();
    try (XSSFWorkbook book =
        new XSSFWorkbook(new ByteArrayInputStream(ExcelDocument.write(content)))) {
      assertThat(book.getNumberOfSheets()).isEqualTo(2);
      XSSFSheet asks = book.getSheet("Asks");
      assertThat(asks.getRow(0).getCell(0).getStringCellValue())
          .isEqualTo("Asks and offers, 2018-19: Asks");
      assertThat(asks.getRow(3).getCell(1).getStringCellValue()).isEqualTo("What");
      assertThat(asks.getRow(4).getCell(1).getCellType()).isEqualTo(CellType.STRING);
      assertThat(asks.getRow(4).getCell(1).getStringCellValue()).isEqualTo(hostile);
      assertThat(asks.getPaneInformation().isFreezePane()).isTrue();
      assertThat(asks.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A4:B5");
      assertThat(book.getSheetAt(1).getRow(4).getCell(0).getStringCellValue()).endsWith("…");
    }
    assertThatThrownBy(
            () -> ExcelDocument.write(Content.titled("x").section("a").paragraph("b").build()))
        .hasMessageContaining("needs a table");
  }

  @Test
  void aRowIsAsHighAsItsLongestCellNeedsInEveryProgram() throws Exception {
    Content content =
        Content.titled("Asks")
            .section("Asks")
            .table(
                List.of("Who", "What"),
                List.of(
                    List.of("Hove", "One line"),
                    List.of("Kent", "words of an ask ".repeat(20)),
                    List.of("Kent", "a line\nand one more")))
            .build();
    try (XSSFWorkbook book =
        new XSSFWorkbook(new ByteArrayInputStream(ExcelDocument.write(content)))) {
      XSSFSheet sheet = book.getSheetAt(0);
      assertThat(sheet.getRow(4).getHeightInPoints()).isEqualTo(13.5f);
      // 320 letters in a column of 60.
      assertThat(sheet.getRow(5).getHeightInPoints()).isBetween(6 * 13.5f, 8 * 13.5f);
      assertThat(sheet.getRow(6).getHeightInPoints()).isEqualTo(27);
      assertThat(sheet.getRow(5).getCTRow().getCustomHeight()).isFalse();
    }
  }
}
