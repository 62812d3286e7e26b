package org.peerchallenge.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.challenge.PackRuns.Outcome;
import org.peerchallenge.challenge.PackRuns.Part;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.ReaderCopy;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.kernel.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class PackRunsTest extends ChallengeTest {

  private static final CycleKey YEAR = CycleKey.of("2019");

  @Autowired private PackRuns runs;
  @Autowired private Documents documents;
  @Autowired private WebApplicationContext application;
  private MockMvc pages;

  @BeforeEach
  void aPackIsOutAndAnotherIsNot() {
    pages = MockMvcBuilders.webAppContextSetup(application).build();
    open(READING, KENT);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);
    moveTo(LocalDate.of(2019, 1, 22));
    jdbc.sql(
            """
            insert into peer_group (key, cycle, number, day, venue)
            values ('2019/group-3', '2019', 3, '2019-02-04', 'Library')
            """)
        .update();
  }

  @Test
  void whatIsCurrentStaysAndWhatIsNotIsMadeAnewOnceAndItsReadersAreTold() throws Exception {
    ask("office", post("/office/packs/2019"), 302);
    assertThat(runs.runWaiting()).isEqualTo(2);
    assertThat(outcomes()).containsExactly(Outcome.CURRENT, Outcome.NOT_ISSUED);
    assertThat(packs.issues(GROUP)).hasSize(1);
    // An issue of before packs had a fingerprint: what its document says is compared.
    StoredDocument otherLook =
        documents.keep(
            new DocumentKey("an example", "pack"),
            "Pack",
            "pack.pdf",
            PdfDocument.MEDIA_TYPE,
            ReaderCopy.of(documents.bytes(packs.latest(GROUP).orElseThrow().document()), "Copy"));
    jdbc.sql("update reading_pack set content = null, document = :other")
        .param("other", otherLook.id())
        .update();
    runs.start(YEAR, "office");
    assertThat(runs.runWaiting()).isEqualTo(2);
    assertThat(packs.issues(GROUP)).hasSize(1);

    jdbc.sql("update peer_group set venue = 'Guildhall' where key = :key")
        .param("key", GROUP.value())
        .update();
    ask("office", post("/office/packs/2019"), 302);
    assertThat(page("office"))
        .contains("0 of 2 packs looked at", "Stop after", "Waits", "progress.js");
    assertThat(runs.runWaiting()).isEqualTo(2);
    assertThat(outcomes()).containsExactly(Outcome.MADE, Outcome.NOT_ISSUED);
    assertThat(packs.issues(GROUP)).hasSize(2);
    assertThat(
            jdbc.sql("select count(*) from notice where template = 'reading-pack-updated'")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
    assertThat(page("office"))
        .contains("2 of 2 packs looked at", "Started by Example office", "Make all packs current")
        .doesNotContain("progress.js");
  }

  @Test
  void aStoppedRunLeavesTheRestAndAnotherBeginsAnew() throws Exception {
    ask("office", post("/office/packs/2019"), 302);
    assertThatThrownBy(() -> runs.start(YEAR, "office")).isInstanceOf(Refused.class);
    ask("office", post("/office/packs/2019/stop"), 302);
    assertThat(runs.runWaiting()).isZero();
    assertThat(outcomes()).containsOnly(Outcome.WAITS);
    assertThat(page("office")).contains("Stopped by Example office");
    assertThat(runs.stop(YEAR, "office")).as("pressed twice").isFalse();

    runs.start(YEAR, "office");
    assertThat(runs.runWaiting()).isEqualTo(2);
    assertThat(outcomes()).doesNotContain(Outcome.WAITS);
  }

  @Test
  void aPackThatCannotBeMadeHoldsUpNoOtherAndTheOfficeIsToldOnce() throws Exception {
    jdbc.sql("update reading_pack set content = null, document = :none")
        .param("none", UUID.randomUUID())
        .update();
    runs.start(YEAR, "office");
    assertThat(runs.runWaiting()).as("the other, and three times this one").isEqualTo(4);
    assertThat(outcomes()).containsExactly(Outcome.FAILED, Outcome.NOT_ISSUED);
    assertThat(page("office")).contains("Could not be made", "2 of 2 packs looked at");
    assertThat(told()).singleElement(STRING).contains("Group 2").doesNotContain("Group 3");

    runs.start(YEAR, "office");
    runs.runWaiting();
    assertThat(told()).as("of another run another mail").hasSize(2);
  }

  private List<String> told() {
    return jdbc.sql("select body_text from notice where template = 'packs-not-made'")
        .query(String.class)
        .list();
  }

  @Test
  void nobodyElseSeesIt() throws Exception {
    for (String who : List.of("dcs-870", "team-870", "facilitator-2")) {
      ask(who, get("/office/packs/2019"), 404);
      ask(who, post("/office/packs/2019"), 404);
      ask(who, post("/office/packs/2019/stop"), 404);
    }
    ask("office", get("/office/packs/2031"), 404);
    assertThat(runs.newest(YEAR)).isEmpty();
  }

  private List<Outcome> outcomes() {
    return runs.newest(YEAR).orElseThrow().parts().stream().map(Part::outcome).toList();
  }

  private String page(String who) throws Exception {
    return ask(who, get("/office/packs/2019"), 200);
  }

  private String ask(String who, MockHttpServletRequestBuilder request, int status)
      throws Exception {
    MockHttpServletResponse answer =
        pages.perform(request.principal(() -> who)).andReturn().getResponse();
    assertThat(answer.getStatus()).isEqualTo(status);
    return answer.getContentAsString();
  }
}
