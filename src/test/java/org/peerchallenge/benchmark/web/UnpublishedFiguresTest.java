package org.peerchallenge.benchmark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.extractor.XSSFExcelExtractor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerchallenge.EngineTest;
import org.peerchallenge.benchmark.imports.Imports;
import org.peerchallenge.benchmark.imports.Kind;
import org.peerchallenge.benchmark.imports.Mappings;
import org.peerchallenge.benchmark.imports.ReturnTemplate;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * What the region collects for itself is seen by those who may, and on no page or file by others.
 */
class UnpublishedFiguresTest extends EngineTest {

  private static final String CODE = "EXAMPLE_VISITS";
  private static final String NAME = "Example: visits in time";

  /** Stands nowhere else. */
  private static final String VALUE = "81.537";

  @Autowired private WebApplicationContext application;
  @Autowired private Region region;
  @Autowired private Mappings mappings;
  @Autowired private ReturnTemplate template;
  @Autowired private Imports imports;

  private int edition;

  @BeforeEach
  void theDataLeadPublishesAReturn() throws Exception {
    region.addAuthority(
        new Authority("846", "Brighton and Hove", "E06000043", "unitary", Optional.empty()));
    region.addAuthority(new Authority("850", "Hampshire", "E10000014", "county", Optional.empty()));
    person("dcs-846", Role.DCS, "846");
    person("team-846", Role.TEAM, "846");
    person("chief-executive-846", Role.CHIEF_EXECUTIVE, "846");
    person("dcs-850", Role.DCS, "850");
    person("team-850", Role.TEAM, "850");
    person("office", Role.OFFICE, null);
    person("lead", Role.LEAD, null);
    person("data", Role.DATA, null);
    person("analyst", Role.ANALYST, null);
    if (mappings.indicators().stream().noneMatch(one -> one.code().equals(CODE))) {
      mappings.define(
          new Mappings.Definition(CODE, "Example", NAME, "high", "%", "Quarter", "", true), "data");
    }
    ByteArrayOutputStream empty = new ByteArrayOutputStream();
    template.write(empty);
    ByteArrayOutputStream filled = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(empty.toByteArray()))) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      sheet.getRow(1).getCell(1).setCellValue("2018-19 Q2");
      sheet.getRow(5).getCell(2).setCellValue(Double.parseDouble(VALUE));
      sheet.getRow(6).getCell(2).setCellValue(70.25);
      workbook.write(filled);
    }
    long id =
        imports.bring(
            Kind.RETURN,
            "return.xlsx",
            new ByteArrayInputStream(filled.toByteArray()),
            Optional.empty(),
            "data");
    assertThat(imports.check(id).found().orElseThrow().fresh()).isEqualTo(2);
    edition = imports.publish(id, false, false, "data");
  }

  private void person(String username, Role role, String dfeNumber) {
    region.addPerson(new Person(username, "Example " + username, username + "@example.org"));
    region.appoint(username, role, dfeNumber, LocalDate.of(2018, 9, 1));
  }

  @AfterEach
  void takeItBack() {
    imports.undo(edition, "data");
  }

  @ParameterizedTest(name = "{0}: own sheet {1}, another sheet {2}, region {3}")
  @CsvSource({
    "dcs-846, true, true, true",
    "dcs-850, true, true, true",
    "office, true, true, true",
    "lead, true, true, true",
    "data, true, true, true",
    "team-846, true, false, false",
    "team-850, false, true, false",
    "chief-executive-846, false, false, false",
    "analyst, false, false, false",
    "nobody, false, false, false",
  })
  void eachSeesWhatTheyMayOnEveryPageAndInEveryFile(
      String who, boolean of846, boolean of850, boolean ofRegion) throws Exception {
    for (String authority : List.of("846", "850")) {
      boolean sees = authority.equals("846") ? of846 : of850;
      String value = authority.equals("846") ? VALUE : "70.25";
      String sheet = "/data-sheets/" + authority;
      assertThat(page(who, sheet).contains("data-code=\"" + CODE)).as(sheet).isEqualTo(sees);
      String csv = page(who, sheet + "/figures.csv");
      assertThat(csv.contains(CODE)).as("CSV").isEqualTo(sees);
      assertThat(csv).contains(",ReReferral,");
      for (String text :
          List.of(
              page(who, sheet),
              csv,
              pdf(who, sheet + "/sheet.pdf"),
              xlsx(who, sheet + "/sheet.xlsx"))) {
        if (sees) {
          assertThat(text).contains(value);
        } else {
          assertThat(text).doesNotContain(NAME, VALUE, "70.25");
        }
      }
      // An earlier edition's reader is not told either how much is new.
      assertThat(page(who, sheet + "?edition=" + (edition - 1)).contains("new or changed since"))
          .as("newer figures")
          .isEqualTo(sees);
    }
    assertThat(page(who, "/region/indicators").contains(NAME)).isEqualTo(ofRegion);
    assertThat(status(who, "/region/indicators/example-visits")).isEqualTo(ofRegion ? 200 : 404);
    assertThat(status(who, "/region/indicators/" + CODE)).isEqualTo(ofRegion ? 200 : 404);
  }

  private byte[] bytes(String who, String path) throws Exception {
    return mvc()
        .perform(get(path).principal(() -> who))
        .andReturn()
        .getResponse()
        .getContentAsByteArray();
  }

  private String page(String who, String path) throws Exception {
    return new String(bytes(who, path), StandardCharsets.UTF_8);
  }

  private int status(String who, String path) throws Exception {
    return mvc().perform(get(path).principal(() -> who)).andReturn().getResponse().getStatus();
  }

  private String pdf(String who, String path) throws Exception {
    try (PDDocument document = Loader.loadPDF(bytes(who, path))) {
      return new PDFTextStripper().getText(document);
    }
  }

  private String xlsx(String who, String path) throws Exception {
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes(who, path)));
        XSSFExcelExtractor text = new XSSFExcelExtractor(workbook)) {
      return text.getText();
    }
  }

  private MockMvc mvc() {
    return MockMvcBuilders.webAppContextSetup(application).build();
  }
}
