package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayInputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.extractor.XSSFExcelExtractor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.FormValues;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class BesidePagesTest extends AssessmentTest {

  private static final String PAGE = "/assessments/2019/846";

  @Autowired private WebApplicationContext context;
  @Autowired private SignOffSummary summary;

  private MockMvc web;

  @BeforeEach
  void openTheWeb() {
    web = MockMvcBuilders.webAppContextSetup(context).build();
  }

  @Test
  void theTeamSeesWhatItChangedInAnAmendmentAndReadersSeeItOnceItIsShared() throws Exception {
    share(BRIGHTON);
    assessments.askForAmendment(BRIGHTON, List.of(Section.CONTEXT), "An example", "dcs-846");
    settle();
    write(
        BRIGHTON,
        Section.CONTEXT,
        Map.of(
            "leadAuthor", "Example author", "period", "May to June", "localStory", "Rewritten."));

    assertThat(page("team-846", "/changes"))
        .contains("Compared with version 1, signed on", "Rewritten.", "May to June")
        .contains("April to November", "Unchanged:", "Strengths")
        .doesNotContain("last year’s");
    assertThat(page("dcs-869", "/changes"))
        .contains("this is the first")
        .doesNotContain("Rewritten.");
    assertThat(summary.changes(BRIGHTON)).contains("**Context**: Period covered; Your local story");

    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    assertThat(page("dcs-869", "/changes")).contains("Compared with version 1", "Rewritten.");
  }

  @Test
  void whoMayNotReadTheTextReadsNeitherChangesNorLastYear() throws Exception {
    start(BRIGHTON);
    write(BRIGHTON, Section.SINCE_LAST_YEAR);

    for (String other : new String[] {"dcs-869", "lead-member-846", "office", "analyst"}) {
      assertThat(open(other, "/changes").getStatus()).as(other).isEqualTo(404);
      assertThat(open(other, "/last-year").getStatus()).as(other).isEqualTo(404);
    }
    assertThat(readings.count(BRIGHTON)).isZero();
    assertThat(page("team-846", "/last-year")).contains("What became of it", Examples.TEXT);
    assertThat(page("dcs-846", "/changes")).contains("this is the first");
    assertThat(readings.count(BRIGHTON)).isEqualTo(2);
    assertThat(readings.latest(BRIGHTON, 1).get(0).what())
        .isEqualTo(org.peerchallenge.access.ReadingLog.What.DRAFT);
  }

  @Test
  void lastYearsTextMayBePutIntoThisYearsWhereItMayStillBeTrue() throws Exception {
    jdbc.sql(
            """
            insert into cycle (key, assessment_due, summit, closes, visibility)
            values ('2018', '2017-12-15', '2018-03-22', '2018-08-31', 'ALL_DCS')
            """)
        .update();
    jdbc.sql("insert into entry (key, cycle) values ('2018/846', '2018')").update();
    EntryKey earlier = EntryKey.of("2018/846");
    assessments.begin(earlier);
    sections.open(earlier, Examples.ofDiagram());
    for (Section section : Examples.SECTIONS) {
      sections.write(
          earlier, section, new FormValues(Examples.of(section)), "team-846", instant(START));
    }
    assessments.sign(earlier, Capacity.PERMANENT, "dcs-846", instant(START));
    start(BRIGHTON);

    assertThat(page("team-846", "/last-year?section=context"))
        .contains("Last year’s text: Context", "Is it still true?", "data-still-true");
    assertThat(page("team-846", "/last-year?section=sharing-and-declaration"))
        .contains("Last year’s text: Sharing and declaration")
        .doesNotContain("still true", "data-still-true");
  }

  @Test
  void whatOfstedPublishedIsOpenToEverybodySignedInWithItsSource() throws Exception {
    start(BRIGHTON);

    assertThat(page("dcs-871", "/inspections"))
        .contains("Brighton and Hove", "Overall", "Open Government Licence v3.0");
    assertThat(web.perform(get(PAGE + "/inspections")).andReturn().getResponse().getStatus())
        .isEqualTo(401);
    assertThat(page("team-850", "/inspections", "/assessments/2019/850-921"))
        .contains("Hampshire", "Isle of Wight");
  }

  @Test
  void aReportWithoutAnOverallGradeSaysSoInTheSectionBesideItAndOnEveryKindOfSheet()
      throws Exception {
    start(BRIGHTON);
    setClock(LocalDateTime.of(2026, 6, 1, 9, 0));
    jdbc.sql(
            """
            insert into ofsted_inspection (dfe_number, inspection_start, report_published,
              inspection_type, framework, grades, from_edition)
            values ('846', '2026-04-20', '2026-05-29', 'Example inspection', 'ilacs-2026',
              '{"leaders": "Good", "help_protection": "Good", "in_care": "Good"}', 1)
            """)
        .update();
    try {
      String words = "no overall grade (not given since April 2026)";
      assertThat(shown(task(BRIGHTON.value(), taskOf(Section.OFSTED_ISSUES))).get("inspections"))
          .asString()
          .contains("\"overall\":\"" + words + "; Leaders: Good", "\"published\":\"29 May 2026\"")
          .contains("\"overall\":\"Outstanding\"");
      assertThat(page("dcs-846", "/inspections")).contains("Example inspection", words);
      assertThat(page("dcs-846", "", "/data-sheets/846")).contains("Example inspection", words);
      try (PDDocument paper = Loader.loadPDF(file("/data-sheets/846/sheet.pdf"))) {
        assertThat(new PDFTextStripper().getText(paper).replaceAll("\\s+", " "))
            .contains("Example inspection", "no overall grade");
      }
      try (XSSFWorkbook workbook =
              new XSSFWorkbook(new ByteArrayInputStream(file("/data-sheets/846/sheet.xlsx")));
          XSSFExcelExtractor text = new XSSFExcelExtractor(workbook)) {
        assertThat(text.getText())
            .contains("Example inspection, report published 29 May 2026: " + words);
      }
    } finally {
      jdbc.sql("delete from ofsted_inspection where inspection_type = 'Example inspection'")
          .update();
    }
  }

  @Test
  void theDirectorSeesInShortWhatSheSigns() {
    start(BRIGHTON);
    writeAll(BRIGHTON);

    assertThat(summary.summary(BRIGHTON))
        .contains("**Concerned most about:** Workforce; Budget")
        .contains("**Rated a concern or more:** 1 of eleven: Workforce")
        .contains("**Strengths:** Example strength", "**Asks:** Example ask")
        .contains("**Evidence files:** none");
    assertThat(summary.changes(BRIGHTON)).startsWith("This is the first");
  }

  @Test
  void whatPeopleWroteIsNoMarkdownAndNoTemplate() {
    start(BRIGHTON);
    write(
        BRIGHTON,
        Section.STRENGTHS,
        Map.of(
            "strengths",
            List.of(
                Map.of(
                    "title",
                    "**Bold** <b>{{secret}}</b> [here](http://example.org)",
                    "whatWeDo",
                    Examples.TEXT))));

    assertThat(summary.summary(BRIGHTON))
        .contains("\\*\\*Bold\\*\\* \\<b\\>\\{\\{secret\\}\\}\\</b\\> \\[here\\](http://");
    assertThat(summary.unanswered(BRIGHTON)).contains("- Context is not written yet.");
  }

  private String page(String username, String what) throws Exception {
    return page(username, what, PAGE);
  }

  private String page(String username, String what, String of) throws Exception {
    MockHttpServletResponse answer =
        web.perform(get(of + what).principal(() -> username)).andReturn().getResponse();
    assertThat(answer.getStatus()).as("%s for %s", what, username).isEqualTo(200);
    return answer.getContentAsString();
  }

  private byte[] file(String path) throws Exception {
    MockHttpServletResponse answer =
        web.perform(get(path).principal(() -> "dcs-846")).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path).isEqualTo(200);
    return answer.getContentAsByteArray();
  }

  private MockHttpServletResponse open(String username, String what) throws Exception {
    return web.perform(get(PAGE + what).principal(() -> username)).andReturn().getResponse();
  }
}
