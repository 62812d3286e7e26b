package org.peerchallenge.benchmark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
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

  /** Who sees them on the sheet of 846, on that of 850, and side by side. */
  private record Reader(String who, boolean of846, boolean of850, boolean ofRegion) {}

  private static final List<Reader> READERS =
      List.of(
          new Reader("dcs-846", true, true, true),
          new Reader("dcs-850", true, true, true),
          new Reader("office", true, true, true),
          new Reader("lead", true, true, true),
          new Reader("data", true, true, true),
          new Reader("team-846", true, false, false),
          new Reader("team-850", false, true, false),
          new Reader("chief-executive-846", false, false, false),
          new Reader("analyst", false, false, false),
          new Reader("nobody", false, false, false));

  @Test
  void eachSeesWhatTheyMayOnEveryPageAndInEveryFile() throws Exception {
    for (Reader reader : READERS) {
      sheet(reader.who, "846", reader.of846, VALUE);
      sheet(reader.who, "850", reader.of850, "70.25");
      boolean sees = reader.ofRegion;
      assertThat(page(reader.who, "/region/indicators").contains(NAME))
          .as(reader.who)
          .isEqualTo(sees);
      for (String address : List.of("example-visits", CODE)) {
        assertThat(status(reader.who, "/region/indicators/" + address))
            .as(reader.who)
            .isEqualTo(sees ? 200 : 404);
      }
    }
  }

  private void sheet(String who, String authority, boolean sees, String value) throws Exception {
    String sheet = "/data-sheets/" + authority;
    String page = page(who, sheet);
    String csv = page(who, sheet + "/figures.csv");
    assertThat(page.contains("data-code=\"" + CODE)).as(who + sheet).isEqualTo(sees);
    assertThat(csv.contains(CODE)).as(who + sheet).isEqualTo(sees);
    assertThat(csv).contains(",ReReferral,");
    List<String> texts = new ArrayList<>(List.of(page, csv));
    if (authority.equals("846")) {
      texts.add(pdf(who, sheet + "/sheet.pdf"));
      texts.add(xlsx(who, sheet + "/sheet.xlsx"));
    }
    for (String text : texts) {
      if (sees) {
        assertThat(text).as(who + sheet).contains(value);
      } else {
        assertThat(text).as(who + sheet).doesNotContain(NAME, VALUE, "70.25");
      }
    }
    // Nor is a reader of an earlier edition told how much of it is new.
    assertThat(page(who, sheet + "?edition=" + (edition - 1)).contains("new or changed since"))
        .as(who + sheet)
        .isEqualTo(sees);
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
