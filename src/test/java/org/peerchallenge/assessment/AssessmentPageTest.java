package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayInputStream;
import java.util.Map;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.document.Papers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class AssessmentPageTest extends AssessmentTest {

  private static final String PAGE = "/assessments/2019/846";

  @Autowired private WebApplicationContext context;

  @Autowired private SectionComments sectionComments;

  private MockMvc web;

  @BeforeEach
  void openTheWeb() {
    web = MockMvcBuilders.webAppContextSetup(context).build();
  }

  @Test
  void theTeamReadsItsDraftAndNobodyElseDoes() throws Exception {
    start(BRIGHTON);
    write(BRIGHTON, Section.CONTEXT);

    assertThat(page("team-846")).contains(Examples.TEXT, "Nobody outside your authority");
    for (String other : new String[] {"dcs-869", "reviewer-1", "data", "analyst"}) {
      assertThat(open(PAGE, other).getStatus()).as(other).isEqualTo(404);
    }
    assertThat(page("lead-member-846"))
        .as("the authority's own lead member is told when")
        .contains("not open to you yet", "17 December 2018")
        .doesNotContain(Examples.TEXT, "being written");
    assertThat(page("office")).contains("being written").doesNotContain(Examples.TEXT);
    assertThat(web.perform(get(PAGE)).andReturn().getResponse().getStatus()).isEqualTo(401);
  }

  @Test
  void theSharedTextIsReadWithSignerAndHashAndEveryReadingIsKept() throws Exception {
    share(BRIGHTON);
    SignedVersion version = assessments.shared(BRIGHTON).orElseThrow();

    assertThat(page("dcs-869"))
        .contains(
            "<h1>Self-assessment: Brighton and Hove, 2018-19</h1>",
            Examples.TEXT,
            "Example dcs-846",
            "permanent director",
            version.sha256())
        .contains("(fits the text)", "Strength 1", "Suggest a review")
        .doesNotContain("Who has read it", "Amend sections", "Ask for another date");
    assertThat(page("dcs-871")).contains(Examples.TEXT).doesNotContain("Suggest a review");
    String own = page("dcs-846");
    assertThat(own)
        .contains("Who has read it", "Example dcs-869", "Example dcs-871", "Amend sections")
        .contains("Ask for a review");
    assertThat(page("team-846")).doesNotContain("Amend sections");
    assertThat(readings.count(BRIGHTON)).isEqualTo(4);
    assertThat(open("/assessments/2019/846?version=2", "dcs-869").getContentAsString())
        .doesNotContain(Examples.TEXT);
  }

  @Test
  void commentsAreForTheTeamAndItsDirectorAloneAndNeverInWhatIsSigned() throws Exception {
    String comments = PAGE + "/comments/context";
    share(BRIGHTON);
    MockHttpServletRequestBuilder sent =
        post(comments).param("words", "Do we know <this>?").principal(() -> "team-846");
    assertThat(web.perform(sent).andReturn().getResponse().getStatus()).isEqualTo(302);

    assertThat(open(comments, "dcs-846").getContentAsString())
        .contains("Do we know &lt;this&gt;?", "Example team-846", "Settled");
    for (String other : new String[] {"dcs-869", "lead-member-846", "office", "reviewer-1"}) {
      assertThat(open(comments, other).getStatus()).as(other).isEqualTo(404);
      assertThat(web.perform(post(comments).param("words", "x").principal(() -> other)).andReturn())
          .satisfies(answer -> assertThat(answer.getResponse().getStatus()).isEqualTo(404));
    }
    assertThat(page("dcs-869")).doesNotContain("Do we know");
    assertThat(page("dcs-846")).doesNotContain("Do we know");

    long id = sectionComments.of(BRIGHTON, Section.CONTEXT).get(0).id();
    web.perform(post(comments + "/" + id + "/settled").principal(() -> "dcs-846"));
    assertThat(sectionComments.open(BRIGHTON, Section.CONTEXT)).isZero();
    assertThat(open(comments, "team-846").getContentAsString())
        .contains("Settled by Example dcs-846");
    web.perform(post(comments).param("words", " ").principal(() -> "team-846"));
    assertThat(sectionComments.of(BRIGHTON, Section.CONTEXT)).hasSize(1);
    assertThat(open(PAGE + "/comments/no-section", "team-846").getStatus()).isEqualTo(404);
  }

  @Test
  void theDraftIsReadOnPaperAtAnyTimeByItsOwnPeopleAlone() throws Exception {
    start(BRIGHTON);
    write(BRIGHTON, Section.CONTEXT);

    MockHttpServletResponse word = open(PAGE + "/draft/word", "team-846");
    try (XWPFDocument document =
        new XWPFDocument(new ByteArrayInputStream(word.getContentAsByteArray()))) {
      assertThat(new XWPFWordExtractor(document).getText())
          .contains(Examples.TEXT, "Not signed", "Not sent yet.");
    }
    assertThat(open(PAGE + "/draft/pdf", "dcs-846").getContentAsString()).startsWith("%PDF");
    for (String other : new String[] {"dcs-869", "office", "lead-member-846"}) {
      assertThat(open(PAGE + "/draft/pdf", other).getStatus()).as(other).isEqualTo(404);
    }
  }

  @Test
  void theWordDocumentHasTheTextTheSignerAndTheHash() throws Exception {
    share(BRIGHTON);
    SignedVersion version = assessments.shared(BRIGHTON).orElseThrow();
    MockHttpServletResponse word = open(PAGE + "/versions/1/word", "dcs-869");

    assertThat(word.getStatus()).isEqualTo(200);
    assertThat(word.getHeader("Content-Disposition"))
        .contains("self-assessment-2018-19-846-version-1.docx");
    try (XWPFDocument document =
            new XWPFDocument(new ByteArrayInputStream(word.getContentAsByteArray()));
        XWPFWordExtractor text = new XWPFWordExtractor(document)) {
      assertThat(text.getText())
          .contains("Self-assessment: Brighton and Hove, 2018-19", Examples.TEXT)
          .contains("Example dcs-846", version.sha256())
          .contains("External and internal challenge and feedback", "Rating\tConcern");
    }
    assertThat(readings.latest(BRIGHTON, 1).get(0).what())
        .isEqualTo(org.peerchallenge.access.ReadingLog.What.ASSESSMENT_WORD);
    MockHttpServletResponse pdf = open(PAGE + "/versions/1/pdf", "dcs-869");
    assertThat(pdf.getHeader("Content-Disposition"))
        .contains("self-assessment-2018-19-846-version-1.pdf");
    Papers.assertSameWords(
        "self-assessment", word.getContentAsByteArray(), pdf.getContentAsByteArray());
    assertThat(open(PAGE + "/versions/1/pdf", "lead-member-869").getStatus()).isEqualTo(404);
    assertThat(open(PAGE + "/versions/1/word", "lead-member-869").getStatus()).isEqualTo(404);
    assertThat(open(PAGE + "/versions/2/word", "dcs-869").getStatus()).isEqualTo(404);
    assertThat(open(PAGE + "/data-sheets/846", "team-846").getStatus()).isEqualTo(200);
    assertThat(open(PAGE + "/data-sheets/846", "dcs-869").getStatus()).isEqualTo(404);
  }

  @Test
  void theDirectorAmendsAPeerSuggestsAReviewAndTheTeamAsksForAnotherDate() throws Exception {
    start(BRIGHTON);
    send("team-846", "/timetable", Map.of("wanted", "2019-01-14", "reason", "An example."));
    settle();
    assertThat(tasks(BRIGHTON.value(), "userTask_decideTimetable")).hasSize(1);
    assertThat(page("dcs-846")).contains("14 January 2019 asked for", "has yet to decide");

    writeAll(BRIGHTON);
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    send("dcs-869", "/review", Map.of("questions", "wholeStory", "reason", "An example."));
    settle();
    assertThat(tasks(BRIGHTON.value(), "userTask_agreeToReview")).hasSize(1);

    send("dcs-846", "/amendment", Map.of("amended", "context", "reason", "An example."));
    settle();
    assertThat(tasks(BRIGHTON.value(), "userTask_writeContext")).hasSize(1);
    assertThat(page("dcs-846")).contains("being amended", "An amendment is being written");
    assertThat(page("dcs-869")).doesNotContain("being amended");
  }

  @Test
  void whoeverHasNoRightIsRefusedAndNothingChanges() throws Exception {
    share(BRIGHTON);

    assertThat(status("dcs-869", "/timetable", Map.of("wanted", "2019-01-14", "reason", "x")))
        .isEqualTo(404);
    assertThat(status("team-846", "/amendment", Map.of("amended", "context", "reason", "x")))
        .isEqualTo(404);
    assertThat(status("dcs-869", "/amendment", Map.of("amended", "context", "reason", "x")))
        .isEqualTo(404);
    assertThat(status("dcs-871", "/review", Map.of("questions", "wholeStory"))).isEqualTo(404);
    assertThat(status("lead-member-846", "/review", Map.of("questions", "wholeStory")))
        .isEqualTo(404);
    assertThat(assessments.amendment(BRIGHTON)).isEmpty();
    assertThat(reviews.of(BRIGHTON)).isEmpty();
  }

  @Test
  void whatIsNotPossibleIsSaidOnThePage() throws Exception {
    share(BRIGHTON);
    MvcResult result =
        web.perform(as("dcs-846", post(PAGE + "/amendment").param("reason", "x"))).andReturn();

    assertThat(result.getFlashMap().get("problem")).asString().contains("at least one section");
  }

  @Test
  void theListShowsWhatEachMayRead() throws Exception {
    share(BRIGHTON);
    start(HAMPSHIRE);

    assertThat(open("/assessments/2019", "dcs-869").getContentAsString())
        .contains("Brighton and Hove")
        .doesNotContain("Hampshire and Isle of Wight", "Buckinghamshire");
    assertThat(open("/assessments/2019", "office").getContentAsString())
        .contains("Brighton and Hove", "Hampshire and Isle of Wight", "not begun");
    assertThat(open("/assessments/2019", "analyst").getContentAsString())
        .contains("nothing here for you");
    assertThat(open("/assessments/2031", "office").getStatus()).isEqualTo(404);
  }

  @Test
  void whatPeopleTypeIsShownAsTextNeverAsMarkup() throws Exception {
    start(BRIGHTON);
    Map<String, Object> values = Examples.of(Section.CONTEXT);
    values.put("localStory", "<script>alert('example')</script>");
    write(BRIGHTON, Section.CONTEXT, values);

    assertThat(page("team-846")).doesNotContain("<script>alert").contains("&lt;script&gt;");
  }

  private String page(String username) throws Exception {
    MockHttpServletResponse response = open(PAGE, username);
    assertThat(response.getStatus()).as(username).isEqualTo(200);
    return response.getContentAsString();
  }

  private MockHttpServletResponse open(String path, String username) throws Exception {
    return web.perform(as(username, get(path))).andReturn().getResponse();
  }

  private void send(String username, String path, Map<String, String> form) throws Exception {
    MockHttpServletRequestBuilder request = post(PAGE + path);
    form.forEach(request::param);
    MvcResult result = web.perform(as(username, request)).andReturn();
    assertThat(result.getFlashMap().get("problem")).isNull();
    assertThat(result.getResponse().getStatus()).isEqualTo(302);
  }

  private int status(String username, String path, Map<String, String> form) throws Exception {
    MockHttpServletRequestBuilder request = post(PAGE + path);
    form.forEach(request::param);
    return web.perform(as(username, request)).andReturn().getResponse().getStatus();
  }

  private static MockHttpServletRequestBuilder as(
      String username, MockHttpServletRequestBuilder request) {
    return request.principal(() -> username);
  }
}
