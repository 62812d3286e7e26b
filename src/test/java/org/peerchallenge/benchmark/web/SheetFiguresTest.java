package org.peerchallenge.benchmark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.EngineTest;
import org.peerchallenge.LibreOffice;
import org.peerchallenge.ShortForm;
import org.peerchallenge.benchmark.DataSheet;
import org.peerchallenge.benchmark.PublishedFigures;
import org.peerchallenge.benchmark.PublishedFigures.Stand;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.HtmlUtils;

/** Every number of every sheet against the published files, through the addresses people use. */
class SheetFiguresTest extends EngineTest {

  private static final int[] YEARS = {2018, 2025};
  private static final String[] QUARTERS = {
    "best quarter", "second quarter", "third quarter", "fourth quarter"
  };
  private static final PublishedFigures PUBLISHED = new PublishedFigures();
  private static final Pattern TREND =
      Pattern.compile("<(?:\\w+:)?f>([^<]+)</(?:\\w+:)?f>\\s*<(?:\\w+:)?sqref>(\\w+)<");

  @Autowired private WebApplicationContext application;

  @Test
  void everyCellOfTheSouthEastIsInTheFiguresOfASheet() {
    Map<String, String> shown = new HashMap<>();
    for (String authority : PUBLISHED.authoritiesOfSouthEast()) {
      String text = new String(file(authority, "figures.csv"), StandardCharsets.UTF_8);
      // The mark by which Excel knows the alphabet.
      assertThat(text)
          .startsWith(
              "\uFEFFdfe_number,area,indicator_code,indicator,unit,period,value,source\r\n");
      for (NamedCsvRecord row : CsvReader.builder().ofNamedCsvRecord(text.substring(1))) {
        assertThat(List.of(row.getField("indicator"), row.getField("unit"), row.getField("source")))
            .noneMatch(String::isBlank);
        String before =
            shown.put(
                row.getField("dfe_number")
                    + "|"
                    + row.getField("area")
                    + "|"
                    + row.getField("indicator_code")
                    + "|"
                    + row.getField("period"),
                row.getField("value"));
        // The region and England stand on every sheet, and always the same.
        assertThat(before).isIn(null, row.getField("value"));
      }
    }
    List<NamedCsvRecord> published = PublishedFigures.southEast();
    assertThat(published).hasSize(8_442);
    Set<String> missed = new HashSet<>(shown.keySet());
    for (NamedCsvRecord row : published) {
      String key =
          row.getField("dfe_la_number")
              + "|"
              + row.getField("area_name")
              + "|"
              + row.getField("indicator_code")
              + "|"
              + row.getField("period");
      missed.remove(key);
      if (row.getField("value").isEmpty()) {
        assertThat(shown.get(key)).as(key).isEqualTo(row.getField("raw_value"));
      } else {
        assertThat(new BigDecimal(shown.get(key)))
            .as(key)
            .isEqualByComparingTo(
                new BigDecimal(row.getField("value")).setScale(6, java.math.RoundingMode.HALF_UP));
      }
    }
    assertThat(missed).as("shown, but never published").isEmpty();
  }

  @Test
  void pageAndWorkbookAgreeWithACountByHandInEveryCell() throws IOException {
    int cells = 0;
    for (int year : YEARS) {
      for (String authority : PUBLISHED.authoritiesOfSouthEast()) {
        Map<String, Map<String, String>> page = page(authority, year);
        try (Workbook workbook = workbook(file(authority, "sheet.xlsx?year=" + year))) {
          Map<String, Row> rows = rows(workbook.getSheet("Data sheet"));
          for (String indicator : PUBLISHED.indicators()) {
            PublishedFigures.Cell own = PUBLISHED.newest(authority, indicator, year);
            if (own == null) {
              assertThat(page).doesNotContainKey(indicator);
              continue;
            }
            String as = authority + " " + indicator + " " + own.period();
            compare(as, own, year, page.get(indicator), rows.get(PUBLISHED.name(indicator)));
            cells++;
          }
          assertThat(rows).hasSameSizeAs(page);
        }
      }
    }
    assertThat(cells).isEqualTo(19 * (40 + 43));
  }

  private static void compare(
      String as, PublishedFigures.Cell own, int year, Map<String, String> shown, Row row) {
    assertThat(text(row, "Period")).as(as).isEqualTo(own.period());
    assertThat(shown.get("Newest")).as(as).endsWith(" " + own.period());
    same(as, own, first(shown.get("Newest")), cell(row, "Newest"));
    same(as, PUBLISHED.beside(own, "989"), shown.get("South East"), cell(row, "South East"));
    same(as, PUBLISHED.beside(own, "970"), shown.get("England"), cell(row, "England"));

    List<BigDecimal> near = PUBLISHED.neighbours(own, year);
    assertThat(number(row, "Neighbours with a figure")).as(as).isEqualTo(near.size());
    if (near.isEmpty()) {
      assertThat(shown.get("Statistical neighbours")).as(as).isBlank();
    } else {
      double average = near.stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow();
      assertThat(number(row, "Statistical neighbours")).as(as).isCloseTo(average, within(1e-9));
      assertThat(shown.get("Statistical neighbours")).as(as).endsWith(" of " + near.size());
      assertThat(Double.parseDouble(first(shown.get("Statistical neighbours"))))
          .as(as)
          .isCloseTo(average, within(0.0500001));
    }

    boolean directed = !PUBLISHED.polarity(own.indicator()).equals("none");
    if (!own.isNumber()) {
      assertThat(shown.get("Position in England")).as(as).isBlank();
      assertThat(cell(row, "Rank in England")).as(as).isNull();
      return;
    }
    Stand stand = PUBLISHED.stand(own);
    assertThat(number(row, "Rank in England")).as(as).isEqualTo(stand.rank());
    if (directed) {
      assertThat(number(row, "Quarter, 1 is best")).as(as).isEqualTo(stand.quartile());
      assertThat(shown.get("Position in England"))
          .as(as)
          .isEqualTo(
              "%d of %d %s".formatted(stand.rank(), stand.of(), QUARTERS[stand.quartile() - 1]));
    } else {
      assertThat(text(row, "Quarter, 1 is best")).as(as).isEqualTo("none");
      assertThat(shown.get("Position in England"))
          .as(as)
          .matches(stand.rank() + "(st|nd|rd|th) highest of " + stand.of());
    }
  }

  /** A cell as published, on the page and in the workbook. */
  private static void same(String as, PublishedFigures.Cell cell, String shown, Cell inWorkbook) {
    if (cell == null) {
      assertThat(shown).as(as).isBlank();
      assertThat(inWorkbook).as(as).isNull();
    } else if (cell.isNumber()) {
      assertThat(new BigDecimal(shown)).as(as).isEqualByComparingTo(cell.number());
      assertThat(inWorkbook.getNumericCellValue()).as(as).isEqualTo(cell.number().doubleValue());
    } else {
      assertThat(shown).as(as).isEqualTo(cell.published());
      assertThat(inWorkbook.getStringCellValue()).as(as).isEqualTo(cell.published());
    }
  }

  @Test
  void theWorkbookCountsItsDifferencesItselfAndPrintsOnA3() throws IOException {
    for (String authority : ShortForm.some(3, PUBLISHED.authoritiesOfSouthEast())) {
      try (Workbook workbook = workbook(file(authority, "sheet.xlsx?year=2025&compare=886"))) {
        Sheet sheet = workbook.getSheet("Data sheet");
        FormulaEvaluator evaluator = workbook.getCreationHelper().createFormulaEvaluator();
        int differences = 0;
        for (Row row : rows(sheet).values()) {
          for (Cell cell : row) {
            if (cell.getCellType() != CellType.FORMULA) {
              continue;
            }
            Cell own = cell(row, "Newest");
            Cell other = compared(cell);
            var value = evaluator.evaluate(cell);
            if (isNumber(own) && isNumber(other)) {
              assertThat(value.getNumberValue())
                  .as("%s!%s", authority, cell.getAddress())
                  .isCloseTo(own.getNumericCellValue() - other.getNumericCellValue(), within(1e-6));
              differences++;
            } else {
              assertThat(value.getStringValue()).isEmpty();
            }
          }
        }
        assertThat(differences).isGreaterThan(150);
        assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
        assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 5);
        assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("5:5");
        assertThat(sheet.getPrintSetup().getPaperSize()).isEqualTo(PrintSetup.A3_PAPERSIZE);
        assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
        assertThat(sheet.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
        assertThat(sheet.getRow(2).getCell(0).getStringCellValue())
            .isEqualTo(DataSheet.ATTRIBUTION);
        assertThat(sheet.getFooter().getLeft()).contains("Open Government Licence");
      }
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "peerchallenge.full", matches = "true")
  void libreOfficeCountsTheSameNumbers(@TempDir Path folder) throws Exception {
    Map<String, byte[]> written = new LinkedHashMap<>();
    List<Path> files = new ArrayList<>();
    for (String authority : PUBLISHED.authoritiesOfSouthEast()) {
      written.put(authority, file(authority, "sheet.xlsx?year=2025&compare=886"));
      files.add(Files.write(folder.resolve(authority + ".xlsx"), written.get(authority)));
    }
    Iterator<Path> saved = LibreOffice.save(files, "xlsx", folder).iterator();

    int differences = 0;
    for (String authority : written.keySet()) {
      try (Workbook ours = workbook(written.get(authority));
          Workbook theirs = workbook(Files.readAllBytes(saved.next()))) {
        assertThat(trends(theirs)).as("trend lines of " + authority).isEqualTo(trends(ours));
        for (Row row : rows(ours.getSheet("Data sheet")).values()) {
          for (Cell cell : row) {
            Cell their =
                theirs
                    .getSheet("Data sheet")
                    .getRow(row.getRowNum())
                    .getCell(cell.getColumnIndex());
            String as = authority + "!" + cell.getAddress();
            if (cell.getCellType() == CellType.NUMERIC) {
              assertThat(their.getNumericCellValue())
                  .as(as)
                  .isCloseTo(cell.getNumericCellValue(), within(1e-9));
            } else if (cell.getCellType() == CellType.FORMULA) {
              assertThat(their.getCellType()).as(as).isEqualTo(CellType.FORMULA);
              if (their.getCachedFormulaResultType() == CellType.NUMERIC) {
                assertThat(their.getNumericCellValue())
                    .as(as)
                    .isCloseTo(
                        cell(row, "Newest").getNumericCellValue()
                            - compared(cell).getNumericCellValue(),
                        within(1e-6));
                differences++;
              } else {
                assertThat(isNumber(cell(row, "Newest")) && isNumber(compared(cell)))
                    .as(as)
                    .isFalse();
              }
            } else {
              assertThat(their.getStringCellValue()).as(as).isEqualTo(cell.getStringCellValue());
            }
          }
        }
      }
    }
    assertThat(differences).isGreaterThan(19 * 150);
  }

  /** The cell that a difference is taken from the newest figure. */
  private static Cell compared(Cell difference) {
    return head(difference).equals("Change")
        ? cell(difference.getRow(), "Before")
        : difference
            .getRow()
            .getCell(
                difference.getColumnIndex()
                    - (head(difference).equals("Difference to neighbours") ? 2 : 1));
  }

  @Test
  void theWorkbookHasEveryYearAndEveryAuthority() throws IOException {
    try (Workbook workbook = workbook(file("846", "sheet.xlsx?year=2025"))) {
      Map<String, Row> years = rows(workbook.getSheet("All years"));
      int cells = 0;
      for (NamedCsvRecord published : PublishedFigures.southEast()) {
        if (published.getField("dfe_la_number").equals("846")) {
          Row row = years.get(PUBLISHED.name(published.getField("indicator_code")));
          String period = published.getField("period");
          String year =
              period.contains("-") ? "20" + period.substring(5, 7) : period.substring(0, 4);
          Cell cell = cell(row, year);
          if (published.getField("value").isEmpty()) {
            assertThat(cell.getStringCellValue()).isEqualTo(published.getField("raw_value"));
          } else {
            assertThat(cell.getNumericCellValue())
                .isCloseTo(Double.parseDouble(published.getField("value")), within(1e-6));
          }
          cells++;
        }
      }
      assertThat(cells).isGreaterThan(390);
      Row head = workbook.getSheet("South East").getRow(4);
      assertThat(head.getLastCellNum()).isEqualTo((short) (4 + 19));
    }
  }

  @Test
  void eachTrendLineIsDrawnFromAllYearsOfItsOwnIndicator() throws IOException {
    try (Workbook workbook = workbook(file("846", "sheet.xlsx?year=2025"))) {
      Sheet years = workbook.getSheet("All years");
      int last = years.getRow(4).getLastCellNum() - 1;
      Map<String, String> trends = trends(workbook);
      Map<String, Row> rows = rows(workbook.getSheet("Data sheet"));
      assertThat(trends).hasSameSizeAs(rows.values());
      rows.forEach(
          (indicator, row) -> {
            int from = rows(years).get(indicator).getRowNum();
            assertThat(trends.get("I" + (row.getRowNum() + 1)))
                .as(indicator)
                .isEqualTo(
                    "'All years'!" + new CellRangeAddress(from, from, 5, last).formatAsString());
          });
    }
  }

  /** Of which figures a trend line is drawn, by its cell; Poi has no words for it. */
  private static Map<String, String> trends(Workbook workbook) {
    Map<String, String> trends = new HashMap<>();
    Matcher line =
        TREND.matcher(((XSSFSheet) workbook.getSheet("Data sheet")).getCTWorksheet().xmlText());
    while (line.find()) {
      trends.put(line.group(2), line.group(1));
    }
    return trends;
  }

  @Test
  void thePdfIsOneTaggedSideOfA3WithTheSameNumbers() throws IOException {
    // A PDF takes a second.
    for (String authority : ShortForm.some(2, PUBLISHED.authoritiesOfSouthEast())) {
      for (int year : YEARS) {
        try (PDDocument pdf = Loader.loadPDF(file(authority, "sheet.pdf?year=" + year))) {
          assertThat(pdf.getNumberOfPages()).as(authority + " " + year).isEqualTo(1);
          PDRectangle page = pdf.getPage(0).getMediaBox();
          assertThat(page.getWidth()).isCloseTo(PDRectangle.A3.getHeight(), within(1f));
          assertThat(page.getHeight()).isCloseTo(PDRectangle.A3.getWidth(), within(1f));
          String text = new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
          for (String indicator : PUBLISHED.indicators()) {
            PublishedFigures.Cell own = PUBLISHED.newest(authority, indicator, year);
            if (own != null) {
              String row =
                  (PUBLISHED.name(indicator) + "(" + PUBLISHED.unit(indicator) + ")")
                      .replaceAll("\\s", "");
              Matcher found =
                  Pattern.compile(
                          Pattern.quote(row)
                              + "(?:highisgood|lowisgood|nodirection)"
                              + Pattern.quote(own.period().replaceAll("\\s", ""))
                              + "(-|\\d+(?:\\.\\d)?)")
                      .matcher(text);
              assertThat(found.find()).as("%s %s in the PDF", authority, row).isTrue();
              if (own.isNumber()) {
                assertThat(found.group(1))
                    .startsWith(own.number().stripTrailingZeros().toPlainString());
              } else {
                assertThat(found.group(1)).isEqualTo(own.published());
              }
            }
          }
          assertThat(text).contains(DataSheet.ATTRIBUTION.replace(" ", ""));
        }
      }
    }
  }

  @Test
  void thePdfTellsItsStructureToAScreenReader() throws IOException {
    try (PDDocument pdf = Loader.loadPDF(file("846", "sheet.pdf?year=2025"))) {
      assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
      assertThat(pdf.getDocumentInformation().getTitle())
          .isEqualTo("Data sheet: Brighton and Hove");
      Map<String, Integer> tags = new HashMap<>();
      Set<String> alternatives = new HashSet<>();
      count(pdf.getDocumentCatalog().getStructureTreeRoot(), tags, alternatives);
      assertThat(tags).containsKeys("H1", "H2", "Table", "TR", "TH", "TD", "Figure", "L");
      assertThat(tags.get("TR")).isGreaterThan(43);
      assertThat(tags.get("Figure")).isEqualTo(2 * 43);
      assertThat(alternatives)
          .anyMatch(words -> words.startsWith("2016: 32.1; 2017: 24.7;"))
          .anyMatch(words -> words.matches("14th of 19 in the region, between .+ and .+"));
    }
  }

  @Test
  void thePdfOfTheSameFiguresIsTheSameToTheByte() {
    assertThat(file("921", "sheet.pdf?year=2018")).isEqualTo(file("921", "sheet.pdf?year=2018"));
  }

  private static void count(
      PDStructureNode node, Map<String, Integer> tags, Set<String> alternatives) {
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        tags.merge(element.getStructureType(), 1, Integer::sum);
        if (element.getAlternateDescription() != null) {
          alternatives.add(element.getAlternateDescription());
        }
        count(element, tags, alternatives);
      }
    }
  }

  /** The page's cells, by indicator and then by their heading. */
  private Map<String, Map<String, String>> page(String authority, int year) {
    String page = new String(file(authority, "?year=" + year), StandardCharsets.UTF_8);
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    Matcher row = Pattern.compile("(?s)<tr data-code=\"([^\"]+)\">(.*?)</tr>").matcher(page);
    while (row.find()) {
      Map<String, String> cells = new HashMap<>();
      Matcher cell =
          Pattern.compile("(?s)<td[^>]*data-label=\"([^\"]+)\"[^>]*>(.*?)</td>")
              .matcher(row.group(2));
      while (cell.find()) {
        cells.put(
            HtmlUtils.htmlUnescape(cell.group(1)),
            HtmlUtils.htmlUnescape(cell.group(2).replaceAll("<[^>]*>", " "))
                .replaceAll("\\s+", " ")
                .strip());
      }
      rows.put(HtmlUtils.htmlUnescape(row.group(1)), cells);
    }
    return rows;
  }

  private byte[] file(String authority, String file) {
    try {
      MockMvc mvc = MockMvcBuilders.webAppContextSetup(application).build();
      String address = "/data-sheets/" + authority + (file.startsWith("?") ? file : "/" + file);
      return mvc.perform(get(address).principal(() -> "dcs-850"))
          .andExpect(status().isOk())
          .andReturn()
          .getResponse()
          .getContentAsByteArray();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Workbook workbook(byte[] bytes) throws IOException {
    return WorkbookFactory.create(new ByteArrayInputStream(bytes));
  }

  /** The lines below the headings, by indicator. */
  private static Map<String, Row> rows(Sheet sheet) {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (Row row : sheet) {
      if (row.getRowNum() > 4) {
        rows.put(row.getCell(0).getStringCellValue(), row);
      }
    }
    return rows;
  }

  private static String head(Cell cell) {
    return cell.getSheet().getRow(4).getCell(cell.getColumnIndex()).getStringCellValue();
  }

  private static Cell cell(Row row, String title) {
    for (Cell head : row.getSheet().getRow(4)) {
      if (head.getStringCellValue().equals(title)) {
        return row.getCell(head.getColumnIndex());
      }
    }
    throw new AssertionError("There is no column " + title);
  }

  private static boolean isNumber(Cell cell) {
    return cell != null && cell.getCellType() == CellType.NUMERIC;
  }

  private static double number(Row row, String title) {
    return cell(row, title).getNumericCellValue();
  }

  private static String text(Row row, String title) {
    return cell(row, title).getStringCellValue();
  }

  private static String first(String words) {
    return words.split(" ")[0];
  }
}
