package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.Papers;
import org.peerchallenge.document.PdfRules;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.kernel.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class PublicVersionTest extends AssessmentTest {

  private static final String PAGE = "/assessments/2019/846";
  private static final String SECRET = "An example family in one street would know itself in this.";
  private static final String OPEN = "This example paragraph may be read by everybody.";

  @Autowired private PublicVersion editions;
  @Autowired private WithheldPassages passages;
  @Autowired private Documents documents;
  @Autowired private WebApplicationContext context;

  private MockMvc web;

  @BeforeEach
  void openTheWeb() {
    web = MockMvcBuilders.webAppContextSetup(context).build();
  }

  @Test
  void thePublicVersionHoldsNoMarkedPassageInAnyForm() throws Exception {
    SignedVersion version = signed(OPEN + "\n\n" + SECRET + "\nThe end of an example.");
    mark(version, Examples.WHOLE_STORY.id(), SECRET, Exemption.PERSONAL_INFORMATION);
    mark(version, Section.SIGNATURES_OF_RISK.id(), "budgetRating", "Serious concern");
    assertThatThrownBy(() -> editions.issue(version, "dcs-846"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("The rating of “Budget” stays out");
    mark(version, Section.SIGNATURES_OF_RISK.id(), "mostConcerned", "Workforce, Budget");

    PublicVersion.Issued issued = editions.issue(version, "dcs-846");

    byte[] word = documents.bytes(issued.word());
    byte[] pdf = documents.bytes(issued.pdf());
    keep("public-version.docx", word);
    keep("public-version.pdf", pdf);
    PdfRules.assertKept("public version", pdf);
    // Once for the story, once more where the same sentence stood in another section.
    assertThat(issued.withheld()).isEqualTo(4);
    String everything = unpacked(word) + pdf(pdf) + raw(pdf);
    assertThat(everything)
        .contains("everybody", "serious concern 0", "section 40", "The end of an example.")
        .doesNotContain("one street", version.sha256(), "Serious concern 1", "most concerned)");
    assertThat(pdf(pdf).replaceAll("\\s+", " "))
        .containsPattern("Budget.{0,40}Left out")
        .containsPattern("\\[Left out of this public version: [^]]*section 40\\]");
  }

  /**
   * An old link, or a bookmark: it says when there will be something, to those who will read it.
   */
  @Test
  void beforeTheSignatureEachEditionSaysWhenItComesToItsOwnPeopleAlone() throws Exception {
    start(BRIGHTON);
    for (String path :
        List.of(
            "/public",
            "/public/preview",
            "/public/schedule",
            "/public/schedule/pdf",
            "/public/word",
            "/annual-conversation/pdf",
            "/versions/1/word")) {
      for (String own : List.of("dcs-846", "team-846")) {
        MockHttpServletResponse answer = open(path, own);
        assertThat(answer.getStatus()).as(own + path).isEqualTo(404);
        assertThat(answer.getContentAsString())
            .as(own + path)
            .contains("Not here yet", "signed", "17 December 2018");
      }
      for (String other : List.of("dcs-850", "office", "analyst", "facilitator-5")) {
        assertThat(open(path, other).getContentAsString())
            .as(other + path)
            .doesNotContain("Not here yet");
      }
    }
  }

  @Test
  void wordsThatStayOutMayNotStandInAnotherPassage() {
    SignedVersion version = signed(OPEN + "\nBefore. " + SECRET + " After.\n" + SECRET);
    mark(version, Examples.WHOLE_STORY.id(), SECRET, Exemption.IN_CONFIDENCE);
    assertThatThrownBy(() -> editions.issue(version, "dcs-846"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("another passage");
    assertThat(editions.issued(BRIGHTON)).isEmpty();
  }

  @Test
  void whatWasChangedSinceItWasMarkedNeedsALookFirst() throws Exception {
    SignedVersion first = signed(SECRET);
    mark(first, Examples.WHOLE_STORY.id(), SECRET, Exemption.FRANK_ADVICE);
    send("dcs-846", "/amendment", Map.of("amended", "whole-story", "reason", "An example."));
    settle();
    write(BRIGHTON, Examples.WHOLE_STORY, story("An example family in one road knows itself."));
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    SignedVersion second = assessments.latestSigned(BRIGHTON).orElseThrow();
    // It stands in the context still, so that the mark has a passage; then there too it is changed.
    assertThat(second.number()).isEqualTo(2);
    assertThat(passages.withoutPassage(second)).isEmpty();
    send("dcs-846", "/amendment", Map.of("amended", "context", "reason", "An example."));
    settle();
    write(BRIGHTON, Section.CONTEXT, Examples.of(Section.CONTEXT));
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    SignedVersion third = assessments.latestSigned(BRIGHTON).orElseThrow();
    assertThatThrownBy(() -> editions.issue(third, "dcs-846"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("changed since");
    String mark = passages.withoutPassage(third).get(0).id();
    send("team-846", "/public/marks/" + mark + "/remove", Map.of());
    send("dcs-846", "/public/issue", Map.of());
    assertThat(editions.issued(BRIGHTON)).isPresent();
  }

  @Test
  void itsOwnPeopleMarkItsDirectorIssuesAndNobodyElseKnows() throws Exception {
    SignedVersion version = signed(OPEN + "\n" + SECRET);
    String sha256 = piece(version, Examples.WHOLE_STORY.id(), SECRET).sha256();
    Map<String, String> form =
        Map.of(
            "part",
            "whole-story",
            "field",
            "howItJoinsUp",
            "sha256",
            sha256,
            "exemption",
            "PERSONAL_INFORMATION",
            "reason",
            "A small place, as an example.");
    for (String other :
        List.of("dcs-869", "office", "lead-member-846", "facilitator-5", "reviewer-1", "data")) {
      for (String path :
          List.of(
              "/public",
              "/public/preview",
              "/public/schedule",
              "/public/schedule/pdf",
              "/public/pdf",
              "/annual-conversation/word")) {
        assertThat(open(path, other).getStatus()).as(other + path).isEqualTo(404);
      }
      assertThat(status(other, "/public/marks", form)).as(other).isEqualTo(404);
      assertThat(status(other, "/public/issue", Map.of())).as(other).isEqualTo(404);
    }
    assertThat(status("team-846", "/public/issue", Map.of())).isEqualTo(404);
    assertThat(passages.marks(BRIGHTON)).isEmpty();

    send("team-846", "/public/marks", form);
    assertThat(open("/public", "team-846").getContentAsString())
        .contains("Stays out.", "A small place, as an example.", "Your director makes");
    send("dcs-846", "/public/issue", Map.of());
    assertThat(open("/public/word", "team-846").getContentAsByteArray()).startsWith('P', 'K');
    byte[] left = open("/public/schedule", "dcs-846").getContentAsByteArray();
    assertThat(unpacked(left))
        .contains("one street", "A small place, as an example.", "section 40", "promises nothing");
    Papers.assertSameWords(
        "left out", left, open("/public/schedule/pdf", "dcs-846").getContentAsByteArray());
  }

  @Test
  void theAnnualConversationHasTheSameTextInItsOwnOrder() throws Exception {
    SignedVersion version = signed(OPEN);
    Content content = editions.forAnnualConversation(version);
    assertThat(content.sections().stream().filter(one -> one.level() == 1))
        .extracting(Content.Section::heading)
        .startsWith("Summary: the signatures of risk", "Quality and impact of practice")
        .endsWith("Signature")
        .doesNotContain("Offers and asks", "Sharing and declaration");
    byte[] word = WordDocument.write(content);
    keep("annual-conversation.docx", word);
    byte[] pdf = open("/annual-conversation/pdf", "team-846").getContentAsByteArray();
    keep("annual-conversation.pdf", pdf);
    PdfRules.assertKept("annual conversation", pdf);
    assertThat(unpacked(word)).contains(OPEN, version.sha256());
  }

  /** Signed with this story; the secret sentence also stands alone in the context. */
  private SignedVersion signed(String story) {
    start(BRIGHTON);
    Map<String, Object> context = new HashMap<>(Examples.of(Section.CONTEXT));
    context.put("localStory", SECRET);
    for (Section section : Examples.SECTIONS) {
      Map<String, Object> values = new HashMap<>(Examples.of(section));
      if (section.equals(Section.CONTEXT)) {
        values = context;
      } else if (section.equals(Examples.WHOLE_STORY)) {
        values = story(story);
      } else if (section.equals(Section.SIGNATURES_OF_RISK)) {
        values.put("budgetRating", "seriousConcern");
        values.put("budgetAction", Examples.TEXT);
      }
      write(BRIGHTON, section, values);
    }
    sendToDirector(BRIGHTON);
    sign(BRIGHTON);
    return assessments.latestSigned(BRIGHTON).orElseThrow();
  }

  private static Map<String, Object> story(String words) {
    Map<String, Object> story = new HashMap<>(Examples.of(Examples.WHOLE_STORY));
    story.put("howItJoinsUp", words);
    return story;
  }

  private void mark(SignedVersion version, String section, String words, Exemption exemption) {
    WithheldPassages.Piece piece = piece(version, section, words);
    passages.withhold(
        version, section, piece.field(), piece.sha256(), exemption, "An example.", "team-846");
  }

  private void mark(SignedVersion version, String section, String field, String words) {
    WithheldPassages.Piece piece =
        pieces(version).stream()
            .filter(one -> one.field().equals(field) && one.words().equals(words))
            .findFirst()
            .orElseThrow();
    passages.withhold(
        version, section, field, piece.sha256(), Exemption.COMMERCIAL, "An example.", "team-846");
  }

  private WithheldPassages.Piece piece(SignedVersion version, String section, String words) {
    return pieces(version).stream()
        .filter(one -> one.section().equals(section) && one.words().equals(words))
        .findFirst()
        .orElseThrow();
  }

  private List<WithheldPassages.Piece> pieces(SignedVersion version) {
    return passages.of(version).stream()
        .flatMap(part -> part.passages().stream())
        .flatMap(passage -> passage.answers().stream())
        .flatMap(answer -> answer.pieces().stream())
        .toList();
  }

  private static String unpacked(byte[] docx) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        all.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  private static String pdf(byte[] bytes) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  /** Properties, outlines and alternative texts, which stand in objects beside the pages. */
  private static String raw(byte[] bytes) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      java.io.ByteArrayOutputStream plain = new java.io.ByteArrayOutputStream();
      pdf.setAllSecurityToBeRemoved(true);
      pdf.save(plain, org.apache.pdfbox.pdfwriter.compress.CompressParameters.NO_COMPRESSION);
      return plain.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private static void keep(String name, byte[] bytes) throws IOException {
    Files.createDirectories(Path.of("target/documents"));
    Files.write(Path.of("target/documents", name), bytes);
  }

  private MockHttpServletResponse open(String path, String username) throws Exception {
    return web.perform(get(PAGE + path).principal(() -> username)).andReturn().getResponse();
  }

  private void send(String username, String path, Map<String, String> form) throws Exception {
    assertThat(status(username, path, form)).isEqualTo(302);
  }

  private int status(String username, String path, Map<String, String> form) throws Exception {
    MockHttpServletRequestBuilder request = post(PAGE + path);
    form.forEach(request::param);
    return web.perform(request.principal(() -> username)).andReturn().getResponse().getStatus();
  }
}
