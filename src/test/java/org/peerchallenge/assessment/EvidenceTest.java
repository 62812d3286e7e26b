package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.FakeClamd;
import org.peerchallenge.document.VirusScan;
import org.peerchallenge.kernel.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class EvidenceTest extends AssessmentTest {

  private static final String FILES = "/assessments/2019/846/evidence";
  private static final byte[] PDF = "%PDF-1.7 an example".getBytes(StandardCharsets.UTF_8);

  @Autowired private WebApplicationContext context;
  @Autowired private Evidence evidence;
  @Autowired private Clock clock;
  @Autowired private ObjectMapper json;

  private MockMvc web;

  @BeforeEach
  void openTheWeb() {
    web = MockMvcBuilders.webAppContextSetup(context).build();
  }

  @Test
  void theTeamAddsAFileAndItsDirectorDownloadsItUnderItsName() throws Exception {
    start(BRIGHTON);
    JsonNode kept = added("team-846", "Audit – Höhe 2018.pdf", PDF, "strengths").path("kept");

    assertThat(kept.path("name").asText()).isEqualTo("Audit – Höhe 2018.pdf");
    assertThat(kept.path("section").asText()).isEqualTo("Strengths");
    MockHttpServletResponse file = open("dcs-846", kept.path("href").asText());
    assertThat(file.getStatus()).isEqualTo(200);
    assertThat(file.getContentAsByteArray()).isEqualTo(PDF);
    assertThat(file.getContentType()).isEqualTo("application/pdf");
    assertThat(file.getHeader("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"Audit - Hohe 2018.pdf\";"
                + " filename*=UTF-8''Audit%20%E2%80%93%20H%C3%B6he%202018.pdf");
    assertThat(file.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(file.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(readings.latest(BRIGHTON, 1).get(0).what())
        .isEqualTo(org.peerchallenge.access.ReadingLog.What.EVIDENCE);
    assertThat(readings.latest(BRIGHTON, 1).get(0).reader()).isEqualTo("Example dcs-846");
  }

  @Test
  void thePageListsTheFilesAndAddsSeveralAtOnce() throws Exception {
    start(BRIGHTON);
    MockHttpServletResponse answer =
        web.perform(
                as(
                    "team-846",
                    multipart(FILES)
                        .file(new MockMultipartFile("file", "one.pdf", null, PDF))
                        .file(new MockMultipartFile("file", "two.txt", null, new byte[] {65}))
                        .file(new MockMultipartFile("file", "three.exe", null, new byte[] {77}))
                        .accept("text/html")))
            .andReturn()
            .getResponse();

    assertThat(answer.getRedirectedUrl()).isEqualTo(FILES);
    assertThat(evidence.ofDraft(BRIGHTON))
        .extracting(EvidenceFile::name)
        .containsExactly("one.pdf", "two.txt");
    String page =
        web.perform(as("team-846", get(FILES).accept("text/html")))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(page).contains("<h1>Evidence files</h1>", "one.pdf", "Remove two.txt", "Add files");
  }

  @Test
  void whoMayNotReadTheTextFindsNoFileAndWhoReadsItFindsThatOfTheSharedVersion() throws Exception {
    start(BRIGHTON);
    String first = added("team-846", "first.pdf", PDF, "").path("kept").path("href").asText();
    for (String other :
        new String[] {"dcs-869", "team-825", "lead-member-846", "office", "analyst", "data"}) {
      assertThat(open(other, first).getStatus()).as(other).isEqualTo(404);
      assertThat(open(other, FILES).getStatus()).as(other).isEqualTo(404);
      assertThat(add(other, "x.pdf", PDF).getStatus()).as(other).isEqualTo(404);
      assertThat(remove(other, first).getStatus()).as(other).isEqualTo(404);
    }

    signAndShare(BRIGHTON);

    for (String reader : new String[] {"dcs-869", "dcs-871", "office", "facilitator-5"}) {
      assertThat(open(reader, first).getStatus()).as(reader).isEqualTo(200);
      assertThat(add(reader, "x.pdf", PDF).getStatus()).as(reader).isEqualTo(404);
    }
    assertThat(open("analyst", first).getStatus()).isEqualTo(404);
    assertThat(web.perform(get(first)).andReturn().getResponse().getStatus()).isEqualTo(401);
    // Another authority's page does not open a way to it.
    assertThat(open("team-825", first.replace("846", "825")).getStatus()).isEqualTo(404);
  }

  @Test
  void whatWasSignedStaysAndAnAmendmentHasFilesOfItsOwn() throws Exception {
    start(BRIGHTON);
    String first = added("team-846", "first.pdf", PDF, "").path("kept").path("href").asText();
    signAndShare(BRIGHTON);

    assertThat(remove("team-846", first).getStatus()).isEqualTo(409);
    assertThat(add("team-846", "late.pdf", PDF).getStatus()).isEqualTo(422);
    assertThat(add("team-846", "late.pdf", PDF).getContentAsString())
        .contains("the self-assessment is signed");

    assessments.askForAmendment(BRIGHTON, List.of(Section.CONTEXT), "An example", "dcs-846");
    setClock(START.plusDays(1));
    assertThat(remove("team-846", first).getStatus()).isEqualTo(200);
    String second = added("team-846", "second.txt", PDF, "").path("kept").path("href").asText();

    assertThat(listed("team-846")).containsExactly("second.txt");
    assertThat(listed("dcs-869")).containsExactly("first.pdf");
    assertThat(open("dcs-869", first).getStatus()).isEqualTo(200);
    assertThat(open("dcs-869", second).getStatus()).isEqualTo(404);
    assertThatThrownBy(() -> jdbc.sql("delete from evidence").update())
        .hasMessageContaining("was signed");
  }

  @Test
  void theSameContentIsKeptOnceAndGoesWithItsLastFile() throws Exception {
    start(BRIGHTON);
    start(HAMPSHIRE);
    String one = added("team-846", "one.pdf", PDF, "").path("kept").path("href").asText();
    assertThat(added("team-846", "one.pdf", PDF, "").path("kept").path("href").asText())
        .as("sent again after a lost answer")
        .isEqualTo(one);
    String two = added("team-846", "two.pdf", PDF, "").path("kept").path("href").asText();
    evidence.add(HAMPSHIRE, Optional.empty(), "three.pdf", PDF, "team-850");

    assertThat(count("evidence")).isEqualTo(3);
    assertThat(count("evidence_content")).isEqualTo(1);
    remove("team-846", one);
    remove("dcs-846", two);
    assertThat(count("evidence_content")).isEqualTo(1);
    evidence.remove(evidence.ofDraft(HAMPSHIRE).get(0), "team-850");
    assertThat(count("evidence_content")).isZero();
    assertThat(open("team-846", one).getStatus()).isEqualTo(404);
  }

  @Test
  void aRefusedFileIsExplained() throws Exception {
    start(BRIGHTON);
    Map<String, byte[]> refused =
        Map.of(
            "program.exe",
            PDF,
            "renamed.pdf",
            new byte[] {'M', 'Z', 1, 2, 3, 4},
            "empty.pdf",
            new byte[0],
            "large.pdf",
            pdfOf(Evidence.LARGEST + 1),
            "binary.csv",
            new byte[] {'a', 0, 'b'},
            "n".repeat(200) + ".pdf",
            PDF);
    Map<String, String> why =
        Map.of(
            "program.exe",
            "this file type is not accepted. Accepted are PDF",
            "renamed.pdf",
            "its content is not what its name says",
            "empty.pdf",
            "it is empty",
            "large.pdf",
            "it is 20 MB and the limit is 20 MB",
            "binary.csv",
            "its content is not what its name says",
            "n".repeat(200) + ".pdf",
            "its name is too long");

    for (Map.Entry<String, byte[]> file : refused.entrySet()) {
      MockHttpServletResponse answer = add("team-846", file.getKey(), file.getValue());
      assertThat(answer.getStatus()).as(file.getKey()).isEqualTo(422);
      assertThat(json.readTree(answer.getContentAsByteArray()).path("problem").asText())
          .contains(why.get(file.getKey()));
    }
    assertThat(added("team-846", "C:\\mine\\ok\u0007.pdf", PDF, "").at("/kept/name").asText())
        .isEqualTo("ok.pdf");
    assertThat(added("team-846", "full.pdf", pdfOf(Evidence.LARGEST), "").at("/kept/size").asText())
        .isEqualTo("20 MB");
  }

  @Test
  void anArchiveIsWhatItsPartsSay() throws Exception {
    start(BRIGHTON);
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      document.createParagraph().createRun().setText("An example");
      document.write(word);
    }
    ByteArrayOutputStream excel = new ByteArrayOutputStream();
    try (XSSFWorkbook book = new XSSFWorkbook()) {
      book.createSheet();
      book.write(excel);
    }

    added("team-846", "audit.docx", word.toByteArray(), "");
    added("team-846", "figures.xlsx", excel.toByteArray(), "");
    assertThat(problem("figures.docx", excel.toByteArray())).contains("save it as .docx");
    assertThat(problem("audit.pptx", word.toByteArray())).contains("save it as .pptx");
    assertThat(problem("audit.odt", word.toByteArray())).contains("save it as .odt");
    assertThat(problem("zip.docx", "PK\3\4 not an office file".getBytes(StandardCharsets.UTF_8)))
        .contains("its content is not what its name says");
    assertThat(problem("closed.docx", new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1}))
        .contains("it is closed by a password");
  }

  private String problem(String name, byte[] bytes) throws Exception {
    MockHttpServletResponse answer = add("team-846", name, bytes);
    assertThat(answer.getStatus()).as(name).isEqualTo(422);
    return json.readTree(answer.getContentAsByteArray()).path("problem").asText();
  }

  @Test
  void moreThanReadersCanBearDoesNotFit() {
    start(BRIGHTON);
    byte[] pdf = pdfOf(Evidence.LARGEST);
    evidence.add(BRIGHTON, Optional.empty(), "first.pdf", pdf, "team-846");
    // Eight more of the same, without their bytes, which take long.
    jdbc.sql(
            """
            insert into evidence (id, entry, file_name, media_type, size, sha256, added_by, added_at)
            select gen_random_uuid(), entry, number || '.pdf', media_type, size, sha256, added_by, added_at
            from evidence, generate_series(2, 9) number
            """)
        .update();
    pdf[pdf.length - 1] = 1;
    evidence.add(BRIGHTON, Optional.empty(), "tenth.pdf", pdf, "team-846");

    assertThatThrownBy(() -> evidence.add(BRIGHTON, Optional.empty(), "last.pdf", PDF, "team-846"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("up to 100 files and 200 MB");
  }

  @Test
  void aVirusIsRefusedByNameAndNothingIsKeptWhileTheScannerIsSilent() throws IOException {
    start(BRIGHTON);
    byte[] infected = "%PDF-1.7 an example virus".getBytes(StandardCharsets.UTF_8);
    try (FakeClamd clamd = FakeClamd.findingTheWord("virus")) {
      Evidence looking = evidenceWith(clamd.address());
      assertThatThrownBy(
              () -> looking.add(BRIGHTON, Optional.empty(), "bad.pdf", infected, "team-846"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("found “Example-Signature” in it");
      looking.add(BRIGHTON, Optional.empty(), "good.pdf", PDF, "team-846");
    }
    String nobody;
    try (FakeClamd clamd = new FakeClamd(bytes -> "stream: OK\0")) {
      nobody = clamd.address();
    }
    assertThatThrownBy(
            () ->
                evidenceWith(nobody).add(BRIGHTON, Optional.empty(), "later.pdf", PDF, "team-846"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("could not be checked for viruses just now");
    assertThat(evidence.ofDraft(BRIGHTON))
        .extracting(EvidenceFile::name)
        .containsExactly("good.pdf");
  }

  private Evidence evidenceWith(String scanner) {
    return new Evidence(jdbc, assessments, new VirusScan(scanner), transaction, clock);
  }

  private void signAndShare(EntryKey entry) {
    writeAll(entry);
    sendToDirector(entry);
    sign(entry);
  }

  private static byte[] pdfOf(int size) {
    byte[] pdf = new byte[size];
    System.arraycopy(PDF, 0, pdf, 0, PDF.length);
    return pdf;
  }

  private int count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
  }

  private List<String> listed(String username) throws Exception {
    List<String> names = new ArrayList<>();
    json.readTree(open(username, FILES).getContentAsByteArray())
        .path("files")
        .forEach(file -> names.add(file.path("name").asText()));
    return names;
  }

  private JsonNode added(String username, String name, byte[] bytes, String section)
      throws Exception {
    MockHttpServletResponse answer =
        web.perform(
                as(
                    username,
                    multipart(FILES)
                        .file(new MockMultipartFile("file", name, null, bytes))
                        .param("section", section)
                        .accept("application/json")))
            .andReturn()
            .getResponse();
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(201);
    return json.readTree(answer.getContentAsByteArray());
  }

  private MockHttpServletResponse add(String username, String name, byte[] bytes) throws Exception {
    return web.perform(
            as(
                username,
                multipart(FILES)
                    .file(new MockMultipartFile("file", name, null, bytes))
                    .accept("application/json")))
        .andReturn()
        .getResponse();
  }

  private MockHttpServletResponse open(String username, String path) throws Exception {
    return web.perform(as(username, get(path).accept("application/json", "*/*")))
        .andReturn()
        .getResponse();
  }

  private MockHttpServletResponse remove(String username, String path) throws Exception {
    return web.perform(as(username, delete(path).accept("application/json")))
        .andReturn()
        .getResponse();
  }

  private static MockHttpServletRequestBuilder as(
      String username, MockHttpServletRequestBuilder request) {
    return request.principal(() -> username);
  }
}
