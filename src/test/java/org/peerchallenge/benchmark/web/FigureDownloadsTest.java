package org.peerchallenge.benchmark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.benchmark.imports.Mappings;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.WebApplicationContext;

/** What is downloaded of the figures is a file of the kind that its address says, or an error. */
class FigureDownloadsTest extends EngineTest {

  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String RETURN = "/figures/imports/return-template.xlsx";

  @Autowired private WebApplicationContext application;
  @Autowired private Region region;
  @Autowired private Mappings mappings;
  @Autowired private JdbcClient jdbc;

  @Test
  void everyFileOfASheetIsAnAttachmentThatNobodyStores() throws Exception {
    for (var file :
        Map.of(
                "sheet.pdf", "application/pdf data-sheet-846.pdf",
                "sheet.xlsx", WORKBOOK + " data-sheet-846.xlsx",
                "figures.csv", "text/csv;charset=UTF-8 figures-846.csv")
            .entrySet()) {
      String[] expected = file.getValue().split(" ");
      isFile(open("/data-sheets/846/" + file.getKey()), expected[0], expected[1]);
    }
  }

  @Test
  @Transactional
  void theReturnIsAWorkbookOnceThereIsSomethingToAskForAndWordsBefore() throws Exception {
    region.addPerson(new Person("office", "Example office", "office@example.org"));
    region.appoint("office", Role.OFFICE, null, LocalDate.of(2018, 9, 1));
    jdbc.sql("update indicator_defined set period_type = 'Year'").update();

    MockHttpServletResponse none = open(RETURN);
    assertThat(none.getStatus()).isEqualTo(404);
    assertThat(none.getContentType()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(none.getContentAsString(StandardCharsets.UTF_8))
        .contains("no quarterly return yet", "defined an indicator")
        .doesNotContain("<");

    mappings.define(
        new Mappings.Definition(
            "EXAMPLE_RETURN", "Example", "Example: return", "high", "%", "Quarter", "", true),
        "office");
    assertThat(open(RETURN).getStatus()).as("nobody to ask").isEqualTo(404);
    region.addAuthority(
        new Authority("846", "Brighton and Hove", "E06000043", "unitary", Optional.empty()));
    isFile(open(RETURN), WORKBOOK, "quarterly-return.xlsx");
  }

  private static void isFile(MockHttpServletResponse answer, String type, String name) {
    assertThat(answer.getStatus()).as(name).isEqualTo(200);
    assertThat(answer.getContentType()).isEqualTo(type);
    assertThat(answer.getHeader("Content-Disposition"))
        .isEqualTo("attachment; filename=\"" + name + "\"; filename*=UTF-8''" + name);
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.getContentAsByteArray()).as(name).isNotEmpty();
  }

  private MockHttpServletResponse open(String path) throws Exception {
    return MockMvcBuilders.webAppContextSetup(application)
        .build()
        .perform(get(path).principal(() -> "office"))
        .andReturn()
        .getResponse();
  }
}
