package org.peerchallenge.improvement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.improvement.PlanRegion.YEAR;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Papers;
import org.peerchallenge.document.PdfRules;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Who reads a plan when, and what the pages say. */
class PlanPageTest extends EngineTest {

  @Autowired TransactionTemplate transaction;
  @Autowired private WebApplicationContext application;
  @Autowired private Region region;
  @Autowired private Plans plans;
  @Autowired private PlanDocument document;
  @Autowired private Approvals approvals;
  @Autowired private FollowUps followUps;

  private MockMvc pages;

  @BeforeEach
  void drafted() throws Exception {
    pages = MockMvcBuilders.webAppContextSetup(application).build();
    beginBy("a draft", this::draft);
  }

  private void draft() {
    new PlanRegion(region, jdbc, transaction).set();
    plans.gather(YEAR);
    plans.arrange(
        YEAR, List.of(new Theme("Workforce", "Many find it hard to recruit.", List.of())));
    plans.writeActions(
        YEAR,
        List.of(
            new Action(
                "Workforce",
                "Recruit together",
                "Programme office",
                Optional.of(EntryKey.of(PlanRegion.JOINT)),
                LocalDate.of(2019, 9, 30),
                "Fewer changes of social worker")));
    plans.writeSupport(
        YEAR,
        List.of(
            new Support(
                "One visit", "All entries", "Autumn", Optional.of(new BigDecimal("1200")))));
    document.keep(YEAR);
  }

  @Test
  void theDraftIsForTheOfficeAlone() throws Exception {
    assertThat(page("office", "")).contains("Recruit together", "Draft.", "£1,200.00");
    assertThat(page("lead", "")).contains("Recruit together");
    for (String other : List.of("dcs-850", "lead-member-921", "analyst", "data")) {
      assertThat(page(other, ""))
          .contains("There is no plan to read yet.", "22 March 2019")
          .doesNotContain("Recruit together", "Draft.");
      assertThat(status(other, "/document")).isEqualTo(404);
    }
  }

  @Test
  void whoeverIsAskedReadsWhatTheyAreAskedFor() throws Exception {
    approvals.open(YEAR);

    assertThat(page("dcs-850", "")).contains("Recruit together", "For approval.");
    assertThat(page("lead-member-921", "")).contains("0 of 18 directors agree");
    assertThat(page("analyst", ""))
        .contains("There is no plan to read yet.")
        .doesNotContain("Recruit together", "For approval.");
  }

  @Test
  void everybodyReadsThePublishedPlanWithItsApprovalsAndDissent() throws Exception {
    Round round = approvals.open(YEAR);
    approvals.answer(
        YEAR,
        round.number(),
        "lead-member-921",
        new Answer(
            "lead-member-921",
            "Person of the island",
            "lead-member",
            Optional.of("disagree"),
            Optional.of("agree"),
            Optional.of("An example of dissent <b>."),
            instant(START)));
    approvals.close(YEAR);
    plans.publish(YEAR);
    followUps.takeIn(YEAR);
    document.keep(YEAR);

    String page = page("analyst", "");
    assertThat(page)
        .contains("<strong>Published</strong>", "Person of the island", "No answer")
        .contains("An example of dissent &lt;b&gt;.")
        .contains("Not started");
    MockHttpServletResponse pdf = call("analyst", get("/plan/2019/document"));
    assertThat(pdf.getHeader("Content-Disposition")).contains("improvement-plan-2018-19.pdf");
    assertThat(pdf.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(new String(pdf.getContentAsByteArray(), 0, 5, StandardCharsets.US_ASCII))
        .isEqualTo("%PDF-");
    MockHttpServletResponse word = call("analyst", get("/plan/2019/document/word"));
    assertThat(word.getHeader("Content-Disposition")).contains("improvement-plan-2018-19.docx");
    Papers.assertSameWords("plan", word.getContentAsByteArray(), pdf.getContentAsByteArray());
  }

  @Test
  void minutesHaveEachVoteBesideItsNameAndDissentOnlyWhereSomebodyDisagreed() throws Exception {
    assertThat(status("office", "/minutes/pdf")).as("nobody was asked yet").isEqualTo(404);
    assertThat(page("office", "/minutes/pdf")).contains("There are no minutes yet.");
    Round round = approvals.open(YEAR);
    answer(round, "dcs-850", "agree", "agree", "I should like to hear of it in June.");
    String agreed = pdf(call("lead-member-921", get("/plan/2019/minutes/pdf")), "minutes-agreed");
    assertThat(agreed)
        .contains("Person of dcs-850", "not answered yet", "Appendix: remarks")
        .contains("hear of it in June")
        .doesNotContain("Appendix: dissent");
    answer(round, "lead-member-921", "disagree", "abstain", "It costs too much.");
    String disputed = pdf(call("office", get("/plan/2019/minutes/pdf")), "minutes");
    assertThat(disputed.replaceAll("\\s+", " "))
        .containsPattern("Person of lead-member-921 permanent disagree abstain")
        .containsPattern("Appendix: dissent Name Plan Support Remark Person of lead-member-921")
        .contains("It costs too much.");
    assertThat(word(call("office", get("/plan/2019/minutes/word"))))
        .contains("Appendix: dissent", "It costs too much.", "hear of it in June");
    assertThat(status("analyst", "/minutes/pdf")).isEqualTo(404);
    plans.publish(YEAR);
    assertThat(status("analyst", "/minutes/pdf")).isEqualTo(200);
  }

  @Test
  void thePapersOfTheSummitAreForThoseWhoTakePartAndTheRegionsYearForTheOffice() throws Exception {
    assertThat(status("dcs-850", "/summit-papers/pdf")).isEqualTo(404);
    assertThat(page("dcs-850", "/summit-papers/pdf")).contains("There is no improvement plan");
    approvals.open(YEAR);
    assertThat(pdf(call("dcs-850", get("/plan/2019/summit-papers/pdf")), "summit-papers"))
        .contains("Whether you approve the improvement plan.", "22 March 2019", "Recruit together")
        .contains("Nothing is asked for or offered yet.");
    assertThat(word(call("lead-member-921", get("/plan/2019/summit-papers/word"))))
        .contains("What you are asked to decide", "Recruit together");
    plans.publish(YEAR);
    assertThat(status("analyst", "")).isEqualTo(200);
    assertThat(status("analyst", "/summit-papers/pdf")).isEqualTo(404);

    assertThat(pdf(call("office", get("/plan/2019/region-pack/pdf")), "region-pack"))
        .contains("How far each entry is", "not written yet", "No self-assessment is shared yet.");
    assertThat(word(call("lead", get("/plan/2019/region-pack/word")))).contains("What came of it");
    for (String other : List.of("dcs-850", "lead-member-921", "analyst", "data")) {
      assertThat(status(other, "/region-pack/pdf")).as(other).isEqualTo(404);
    }
  }

  private void answer(Round round, String approver, String plan, String support, String remark) {
    approvals.answer(
        YEAR,
        round.number(),
        approver,
        new Answer(
            approver,
            "Person of " + approver,
            "permanent",
            Optional.of(plan),
            Optional.of(support),
            Optional.of(remark),
            Instant.parse("2019-03-22T12:00:00Z")));
  }

  private static String pdf(MockHttpServletResponse answer, String name) throws Exception {
    assertThat(answer.getStatus()).isEqualTo(200);
    byte[] bytes = answer.getContentAsByteArray();
    Files.createDirectories(Path.of("target/documents"));
    Files.write(Path.of("target/documents", name + ".pdf"), bytes);
    PdfRules.assertKept(name, bytes);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  private static String word(MockHttpServletResponse answer) throws Exception {
    assertThat(answer.getStatus()).isEqualTo(200);
    try (XWPFDocument word =
            new XWPFDocument(new ByteArrayInputStream(answer.getContentAsByteArray()));
        XWPFWordExtractor text = new XWPFWordExtractor(word)) {
      return text.getText();
    }
  }

  @Test
  void findingsAndMatchesAreNeverForAnybodyButTheOffice() throws Exception {
    plans.publish(YEAR);
    for (String path : List.of("/findings", "/matches")) {
      assertThat(status("office", path)).isEqualTo(200);
      assertThat(status("dcs-850", path)).isEqualTo(404);
      assertThat(status("analyst", path)).isEqualTo(404);
    }
    assertThat(call("dcs-850", post("/plan/2019/matches")).getStatus()).isEqualTo(404);
    assertThat(call("office", post("/plan/2019/matches")).getStatus()).isEqualTo(302);
  }

  @Test
  void aYearThatIsNoneIsNotThere() throws Exception {
    assertThat(call("office", get("/plan/2018")).getStatus()).isEqualTo(404);
    assertThat(call("office", get("/plan/abc")).getStatus()).isEqualTo(404);
  }

  private String page(String username, String path) throws Exception {
    return call(username, get("/plan/2019" + path)).getContentAsString();
  }

  private int status(String username, String path) throws Exception {
    return call(username, get("/plan/2019" + path)).getStatus();
  }

  private MockHttpServletResponse call(String username, MockHttpServletRequestBuilder request)
      throws Exception {
    return pages.perform(request.principal(() -> username)).andReturn().getResponse();
  }
}
