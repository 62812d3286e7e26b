package org.peerchallenge.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.document.Papers;
import org.peerchallenge.notice.NoticeKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Who reads which page of a day, a report and the register, and what it says. */
class ChallengePagesTest extends ChallengeTest {

  @Autowired private WebApplicationContext application;

  @Autowired private ReadingLog readings;

  private MockMvc pages;

  @BeforeEach
  void dayHeldAndReportSettled() {
    pages = MockMvcBuilders.webAppContextSetup(application).build();
    beginBy(
        "a report settled",
        () -> {
          recordADay();
          ReportText text = ReportText.from(sessions.notes(READING).orElseThrow());
          reports.write(READING, text, "facilitator-2");
          reports.sendForChecking(READING, Optional.empty(), key("send"));
          reports.check(READING, "agreed", null, "dcs-870");
          reports.settle(READING, key("settle"));
        });
  }

  private static NoticeKey key(String step) {
    return new NoticeKey("a-process", step, "");
  }

  @Test
  void theDayIsReadByItsGroupItsFacilitatorAndTheOfficeAndNobodyElse() throws Exception {
    for (String reader :
        List.of("dcs-870", "team-886", "lead-member-870", "facilitator-2", "office")) {
      assertThat(status(get("/days/2019/2"), reader)).as(reader).isEqualTo(200);
    }
    assertThat(status(get("/days/2019/2"), "dcs-936")).isEqualTo(404);
    assertThat(status(get("/days/2019/9"), "office")).isEqualTo(404);
    assertThat(status(get("/days/2019/x"), "office")).isEqualTo(404);
  }

  @Test
  void peersReadTheWholeDayOthersOfAnAuthorityTheirOwnPart() throws Exception {
    assertThat(body(get("/days/2019/2"), "dcs-886"))
        .contains("An example concern of 2019/870", "An example learning point", "09:30–11:30");
    assertThat(body(get("/days/2019/2"), "lead-member-886"))
        .doesNotContain("An example concern", "An example learning point");
  }

  @Test
  void thePackIsDownloadedByThoseWhoComeAndTheReadingIsLogged() throws Exception {
    MockHttpServletResponse pack = answer(get("/days/2019/2/pack"), "dcs-870");

    assertThat(pack.getStatus()).isEqualTo(200);
    assertThat(pack.getContentType()).isEqualTo("application/pdf");
    // Neither has shared a self-assessment, so there was none to read in it.
    assertThat(readings.latest(READING, 10)).isEmpty();
    assertThat(status(get("/days/2019/2/pack"), "lead-member-870")).isEqualTo(404);

    byte[] word = answer(get("/days/2019/2/pack/word"), "dcs-870").getContentAsByteArray();
    Papers.assertSameWords("reading pack", word, pack.getContentAsByteArray());
    assertThat(Papers.text(word)).contains("Copy of Example dcs-870");
    assertThat(body(get("/days/2019/2"), "dcs-870")).contains("/days/2019/2/pack/word");
    assertThat(status(get("/days/2019/2/pack/word"), "lead-member-870")).isEqualTo(404);
  }

  @Test
  void theRunningOrderIsOnePageAndTheSameInWord() throws Exception {
    byte[] pdf = answer(get("/days/2019/2/running-order"), "dcs-870").getContentAsByteArray();
    byte[] word = answer(get("/days/2019/2/running-order/word"), "dcs-870").getContentAsByteArray();

    assertThat(Papers.pages(pdf)).isEqualTo(1);
    Papers.assertSameWords("running order", word, pdf);
    assertThat(status(get("/days/2019/2/running-order/word"), "dcs-936")).isEqualTo(404);
  }

  @Test
  void onlyTheOfficeChangesTheDayFromItsPageAndMovesItAfterALook() throws Exception {
    assertThat(status(changeOfDay(DAY), "dcs-870")).isEqualTo(404);
    assertThat(status(changeOfDay(DAY.plusDays(3)), "office")).isEqualTo(302);
    assertThat(days.of(GROUP).date()).as("what follows is shown first").isEqualTo(DAY);
    assertThat(status(changeOfDay(DAY), "office")).isEqualTo(302);
    assertThat(days.of(GROUP).begins()).isEqualTo(DAY.atTime(10, 0));
  }

  @Test
  void whatWasTypedIntoARefusedChangeOfTheDayStandsThereAgain() throws Exception {
    var answer =
        pages
            .perform(
                post("/days/2019/2")
                    .param("date", DAY.toString())
                    .param("starts", "ten")
                    .param("mode", "IN_PERSON")
                    .param("venue", "Guildhall, second floor")
                    .principal(() -> "office"))
            .andReturn();
    assertThat((java.util.Map<String, Object>) answer.getFlashMap()).containsKey("refused");
    assertThat(answer.getFlashMap().get("typed").toString())
        .contains("/days/2019/2", "Guildhall, second floor");
    String page =
        pages
            .perform(
                get("/days/2019/2")
                    .session((MockHttpSession) answer.getRequest().getSession())
                    .principal(() -> "office"))
            .andReturn()
            .getResponse()
            .getContentAsString();
    assertThat(page).contains("typed.js", "Guildhall, second floor");
  }

  private static MockHttpServletRequestBuilder changeOfDay(LocalDate day) {
    return post("/days/2019/2")
        .param("date", day.toString())
        .param("starts", "10:00")
        .param("mode", "IN_PERSON")
        .param("venue", "Library");
  }

  @Test
  void aDirectorAddsAndRemovesPeopleOfTheirOwnTeamOnly() throws Exception {
    MockHttpServletRequestBuilder add =
        post("/days/2019/2/attendees")
            .param("entry", "2019/886")
            .param("name", "Example Guest")
            .param("email", "guest@example.org");
    assertThat(status(add, "dcs-870")).isEqualTo(404);
    assertThat(status(add, "dcs-886")).isEqualTo(302);
    Attendee guest =
        teams.of(GROUP, KENT).stream().filter(a -> a.username().isEmpty()).findFirst().get();
    assertThat(
            status(
                post("/days/2019/2/attendees/" + guest.id() + "/remove").param("entry", "2019/886"),
                "office"))
        .isEqualTo(302);
    assertThat(teams.of(GROUP, KENT)).doesNotContain(guest);
  }

  @Test
  void theHostReadsTheWholeReportAPeerTheSummaryWithoutInsights() throws Exception {
    assertThat(body(get("/reports/2019/870"), "dcs-870"))
        .contains("An example insight", "Example strength of 2019/870");
    assertThat(body(get("/reports/2019/870"), "dcs-886"))
        .contains("Example strength of 2019/870", "Example ask")
        .doesNotContain("An example insight");
    assertThat(status(get("/reports/2019/870"), "dcs-936")).isEqualTo(404);
    assertThat(body(get("/reports/2019/886"), "dcs-886"))
        .as("its own authority is told when there will be one")
        .contains("There is no report back to read yet");
    assertThat(status(get("/reports/2019/886"), "dcs-936")).isEqualTo(404);
    assertThat(readings.latest(READING, 10))
        .extracting(ReadingLog.Read::what)
        .containsExactlyInAnyOrder(ReadingLog.What.REPORT, ReadingLog.What.REPORT_SUMMARY);
  }

  @Test
  void theWordDocumentIsForThoseWhoReadTheWholeReport() throws Exception {
    assertThat(status(get("/reports/2019/870/document"), "chief-executive-870")).isEqualTo(200);
    assertThat(status(get("/reports/2019/870/document"), "dcs-886")).isEqualTo(404);
  }

  @Test
  void aCorrectionIsAskedForOnThePageWithItsReason() throws Exception {
    MockHttpServletRequestBuilder correction =
        post("/reports/2019/870/correction").param("reason", "A figure was wrong");
    assertThat(status(correction, "dcs-886")).isEqualTo(404);
    assertThat(status(correction, "dcs-870")).isEqualTo(302);
    assertThat(reports.correctionWanted(READING)).contains("A figure was wrong");
  }

  @Test
  void theRegisterIsForEverybodyWhoTakesPartAndItsOwnerValidatesOnItsPage() throws Exception {
    RegisterItem ask = register.of(READING).get(0);
    assertThat(body(get("/register/2019"), "team-936"))
        .contains("Example ask", "Not yet validated");
    assertThat(status(post("/register/2019/" + ask.id() + "/validate"), "dcs-886")).isEqualTo(404);
    assertThat(status(post("/register/2019/" + ask.id() + "/validate"), "dcs-870")).isEqualTo(302);
    assertThat(register.find(ask.id()).orElseThrow().state())
        .isEqualTo(RegisterItem.State.VALIDATED);
    assertThat(status(get("/register/2019"), "nobody")).isEqualTo(404);
  }

  private int status(MockHttpServletRequestBuilder request, String reader) throws Exception {
    return answer(request, reader).getStatus();
  }

  private String body(MockHttpServletRequestBuilder request, String reader) throws Exception {
    MockHttpServletResponse answer = answer(request, reader);
    assertThat(answer.getStatus()).as(reader).isEqualTo(200);
    return answer.getContentAsString(StandardCharsets.UTF_8);
  }

  private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String reader)
      throws Exception {
    return pages.perform(request.principal(() -> reader)).andReturn().getResponse();
  }
}
