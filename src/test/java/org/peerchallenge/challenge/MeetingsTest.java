package org.peerchallenge.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.notice.Invited;
import org.peerchallenge.notice.Reply;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Briefing and summit, what people answer, and everybody's own calendar. */
class MeetingsTest extends ChallengeTest {

  private static final CycleKey YEAR = CycleKey.of("2019");
  private static final Pattern LINK = Pattern.compile("/replies/[A-Za-z0-9_-]{43}");

  @Autowired private Meetings meetings;
  @Autowired private WebApplicationContext application;

  private MockMvc web;

  @BeforeEach
  void openTheWeb() {
    web = MockMvcBuilders.webAppContextSetup(application).build();
  }

  @Test
  void inviteMoveMoveWithdrawAndCancelLeaveTheRightCalendarInEveryDiary() {
    open(READING, KENT);
    arrange(Meetings.Kind.SUMMIT, null, "10:00", "15:00", "Town Hall");
    assertThat(diary("dcs-870")).containsOnlyKeys("Peer challenge: summit of 2018-19");
    assertThat(diary("lead-member-886")).hasSize(1);
    assertThat(diary("team-870")).as("the summit is for directors and lead members").isEmpty();

    arrange(Meetings.Kind.SUMMIT, null, "11:00", "15:00", "Town Hall");
    jdbc.sql("update cycle set summit = '2019-03-31'").update();
    meetings.post();
    meetings.post();
    VEvent moved = diary("dcs-870").get("Peer challenge: summit of 2018-19");
    assertThat(moved.getSequence().getValue()).isEqualTo(2);
    assertThat(moved.getDateStart().getValue().toInstant())
        .as("11:00 on the day on which the clocks go forward")
        .isEqualTo("2019-03-31T10:00:00Z");
    assertThat(moved.getLocation().getValue()).isEqualTo("Town Hall");
    assertThat(mails("meeting-moved", "dcs-870")).hasSize(2);
    assertThat(mails("meeting-moved", "dcs-870").get(1))
        .contains("It was on Friday 22 March 2019, 11:00 to 15:00", "Sunday 31 March 2019");

    withdraw(KENT);
    meetings.post();
    assertThat(diary("dcs-886")).isEmpty();
    meetings.callOff(YEAR, Meetings.Kind.SUMMIT, "office");
    assertThat(diary("dcs-870")).isEmpty();
    assertThat(mails("meeting-cancelled", "dcs-870")).hasSize(1);
    meetings.post();
    assertThat(mails("meeting-invitation", "dcs-870")).hasSize(1);
  }

  @Test
  void winterTimeEndsAtTheRightHour() {
    open(READING, KENT);
    jdbc.sql("update cycle set summit = '2019-10-27', closes = '2019-12-31'").update();
    arrange(Meetings.Kind.SUMMIT, null, "10:00", "12:00", "");
    assertThat(diary("dcs-870").values().iterator().next().getDateStart().getValue().toInstant())
        .isEqualTo("2019-10-27T10:00:00Z");
  }

  @Test
  void aNewDirectorIsInvitedToTheBriefingByTheDailyRun() {
    open(READING, KENT);
    arrange(Meetings.Kind.BRIEFING, LocalDate.of(2019, 1, 30), "09:30", "12:00", "Online");
    assertThat(diary("team-870")).hasSize(1);
    region.addPerson(
        new org.peerchallenge.region.Person("new-dcs", "Example new", "new-dcs@example.org"));
    region.appoint("new-dcs", Role.DCS, "870", LocalDate.of(2018, 1, 1));
    meetings.post();
    assertThat(diary("new-dcs")).hasSize(1);
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    open(READING, KENT);
    assertThatThrownBy(() -> arrange(Meetings.Kind.SUMMIT, null, "15:00", "10:00", ""))
        .isInstanceOf(Refused.class);
    assertThatThrownBy(
            () -> arrange(Meetings.Kind.BRIEFING, LocalDate.of(2017, 1, 30), "09:30", "12:00", ""))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("past");
    assertThatThrownBy(() -> arrange(Meetings.Kind.BRIEFING, null, "09:30", "12:00", ""))
        .isInstanceOf(Refused.class);
  }

  @Test
  void theLinkInTheMailAnswersForWhoWasInvitedAndAMoveAsksAgain() throws Exception {
    open(READING, KENT);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);
    String link = link(mails("day-invitation", "dcs-870").get(0));

    MockHttpServletResponse page = web.perform(get(link)).andReturn().getResponse();
    assertThat(page.getStatus()).isEqualTo(200);
    assertThat(page.getContentAsString()).contains("Will you come?", "Monday 4 February 2019");
    assertThat(replies()).as("opening it answers nothing").isEmpty();
    assertThat(web.perform(post(link).param("reply", "DECLINED")).andReturn().getResponse())
        .satisfies(
            answer -> assertThat(answer.getContentAsString()).contains("Thank you", "I cannot"));
    assertThat(replies()).containsExactly(Map.entry("dcs-870@example.org", Reply.DECLINED));
    web.perform(post(link).param("reply", "nonsense"));
    assertThat(replies()).containsValue(Reply.DECLINED);
    assertThat(opened("/days/2019/2", "dcs-886").getContentAsString()).contains("does not come");
    assertThat(opened("/days/2019/2", "office").getContentAsString()).contains("does not come");

    days.confirm(
        GROUP,
        LocalDate.of(2019, 2, 5),
        LocalTime.of(9, 30),
        org.peerchallenge.cycle.Mode.IN_PERSON,
        "Town Hall",
        "",
        "",
        "office");
    settle();
    assertThat(replies()).as("another date asks again").isEmpty();
    web.perform(post(link).param("reply", "ACCEPTED"));
    assertThat(replies()).as("an older link works on").containsValue(Reply.ACCEPTED);

    for (String wrong : List.of("/replies/x", "/replies/" + "a".repeat(43))) {
      assertThat(web.perform(get(wrong)).andReturn().getResponse().getStatus()).isEqualTo(404);
      assertThat(web.perform(post(wrong).param("reply", "ACCEPTED")).andReturn().getResponse())
          .satisfies(answer -> assertThat(answer.getStatus()).isEqualTo(404));
    }
  }

  @Test
  void everybodysOwnCalendarHasTheirDatesAndTasksAloneUntilTheAddressEnds() throws Exception {
    open(READING, KENT);
    arrange(Meetings.Kind.SUMMIT, null, "10:00", "15:00", "Town Hall");
    confirmDay();
    String address = addressOf("dcs-870");
    ICalendar feed = Biweekly.parse(feed(address).getContentAsString()).first();
    assertThat(feed.getMethod()).isNull();
    assertThat(feed.getEvents())
        .extracting(event -> event.getSummary().getValue())
        .contains("Peer challenge: summit")
        .anyMatch(summary -> summary.startsWith("Due: "));
    assertThat(feed(address).getContentAsString())
        .doesNotContain("@example.org", "Example ", "dcs-886", "ATTENDEE", "ORGANIZER");

    String newer = addressOf("dcs-870");
    assertThat(feed(address).getStatus()).as("a newer address ends the older").isEqualTo(404);
    assertThat(feed(newer).getStatus()).isEqualTo(200);
    web.perform(as("dcs-870", post("/calendar/end")));
    assertThat(feed(newer).getStatus()).isEqualTo(404);

    String last = addressOf("lead-member-870");
    assertThat(feed(last).getStatus()).isEqualTo(200);
    region.end("lead-member-870", Role.LEAD_MEMBER, "870", LocalDate.of(2018, 6, 1));
    assertThat(feed(last).getStatus()).as("the role ended").isEqualTo(404);
  }

  @Test
  void aCalendarThatIsAskedForTooOftenWaits() throws Exception {
    open(READING, KENT);
    String address = addressOf("team-886");
    int answered = 0;
    while (answered < 200 && feed(address).getStatus() == 200) {
      answered++;
    }
    assertThat(answered).isEqualTo(60);
    assertThat(feed(address).getStatus()).isEqualTo(429);
  }

  @Test
  void theOfficeArrangesOthersReadAndStrangersDoNot() throws Exception {
    open(READING, KENT);
    Map<String, String> form =
        Map.of("starts", "10:00", "ends", "15:00", "place", "<Town> Hall", "link", "");
    assertThat(sent("dcs-870", "/meetings/2019/summit", form)).isEqualTo(404);
    assertThat(sent("office", "/meetings/2019/summit", form)).isEqualTo(302);
    assertThat(opened("/meetings/2019", "office").getContentAsString())
        .contains("&lt;Town&gt; Hall", "no answer yet", "Example dcs-870");
    assertThat(opened("/meetings/2019", "dcs-886").getContentAsString())
        .contains("22 March 2019, 10:00 to 15:00")
        .doesNotContain("Example dcs-870", "no answer yet");
    assertThat(opened("/meetings/2019", "nobody").getStatus()).isEqualTo(404);
    assertThat(opened("/meetings/2031", "office").getStatus()).isEqualTo(404);
    assertThat(sent("office", "/meetings/2019/briefing", Map.of("day", "x"))).isEqualTo(422);
    // There is no briefing yet.
    assertThat(sent("office", "/meetings/2019/briefing/call-off", Map.of())).isEqualTo(422);
    assertThat(meetings.find(YEAR, Meetings.Kind.BRIEFING)).isEmpty();
    assertThat(sent("office", "/meetings/2019/summit/call-off", Map.of())).isEqualTo(302);
    assertThat(meetings.invited(YEAR, Meetings.Kind.SUMMIT)).isEmpty();
  }

  @Test
  void aMeetingThatWasIsNotCalledOff() throws Exception {
    open(READING, KENT);
    arrange(Meetings.Kind.BRIEFING, LocalDate.of(2019, 1, 30), "09:30", "12:00", "Online");
    setClock(LocalDate.of(2019, 1, 30).atTime(18, 0));
    assertThat(opened("/meetings/2019", "office").getContentAsString())
        .contains("Call the briefing off");
    setClock(LocalDate.of(2019, 1, 31).atTime(9, 0));
    assertThat(opened("/meetings/2019", "office").getContentAsString())
        .doesNotContain("Call the briefing off");
    MockHttpServletResponse refused =
        web.perform(as("office", post("/meetings/2019/briefing/call-off")))
            .andReturn()
            .getResponse();
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString())
        .contains("It was on 30 January 2019. What is past stays.");
    assertThat(diary("team-870")).hasSize(1);
  }

  @Test
  void theOfficeReadsWhyAMailOfAMeetingWasSent() throws Exception {
    open(READING, KENT);
    arrange(Meetings.Kind.SUMMIT, null, "10:00", "15:00", "Town Hall");
    assertThat(opened("/office/notices", "office").getContentAsString())
        .contains("A meeting was arranged, changed or called off")
        .doesNotContain("<td data-label=\"Why\"></td>");
  }

  @Test
  void aRefusedMeetingKeepsWhatWasTyped() throws Exception {
    open(READING, KENT);
    arrange(Meetings.Kind.SUMMIT, null, "10:00", "15:00", "Town Hall");
    MockHttpServletResponse refused =
        web.perform(
                as(
                    "office",
                    post("/meetings/2019/briefing")
                        .param("day", "2018-12-03")
                        .param("starts", "15:00")
                        .param("ends", "10:00")
                        .param("place", "Example \"Hall\" & <Library>")
                        .param("link", "https://example.org/room")))
            .andReturn()
            .getResponse();
    assertThat(refused.getStatus()).isEqualTo(422);
    assertThat(refused.getContentAsString())
        .contains("It must end after it starts.")
        .contains("value=\"2018-12-03\"", "value=\"15:00\"", "value=\"10:00\"")
        .contains("value=\"Example &quot;Hall&quot; &amp; &lt;Library&gt;\"")
        .contains("value=\"https://example.org/room\"")
        .as("the form stands open, and the other one shows what is kept")
        .containsOnlyOnce("<details open=\"open\">")
        .contains("value=\"Town Hall\"");
    // What is no time at all comes back as well.
    MockHttpServletRequestBuilder mistyped =
        post("/meetings/2019/briefing").param("starts", "ten").param("place", "Example Hall");
    assertThat(web.perform(as("office", mistyped)).andReturn().getResponse().getContentAsString())
        .contains("value=\"ten\"", "value=\"Example Hall\"");
  }

  @Test
  void whatIsNotArrangedYetIsSaidInPlainWords() throws Exception {
    open(READING, KENT);
    assertThat(opened("/meetings/2019", "dcs-870").getContentAsString().replaceAll("<[^>]*>", ""))
        .contains("It is on 22 March 2019. Time and place are still to be arranged.")
        .contains("Date, time and place are still to be arranged.");
  }

  private Map<String, Reply> replies() {
    Map<String, Reply> replies = new HashMap<>();
    for (Invited one : appointments.of(GROUP.value())) {
      one.reply().ifPresent(reply -> replies.put(one.email(), reply));
    }
    return replies;
  }

  @Autowired private org.peerchallenge.notice.Appointments appointments;

  private void arrange(
      Meetings.Kind kind, LocalDate day, String starts, String ends, String place) {
    meetings.arrange(
        YEAR, kind, day, LocalTime.parse(starts), LocalTime.parse(ends), place, "", "office");
  }

  /** What a calendar program holds after all mails (RFC 5546), as another library reads them. */
  private Map<String, VEvent> diary(String username) {
    Map<String, VEvent> byUid = new HashMap<>();
    for (String text :
        jdbc.sql(
                "select calendar from notice where recipient_email = :email and calendar is not null order by id")
            .param("email", username + "@example.org")
            .query(String.class)
            .list()) {
      ICalendar calendar = Biweekly.parse(text).first();
      VEvent event = calendar.getEvents().get(0);
      VEvent before = byUid.get(event.getUid().getValue());
      assertThat(before == null ? -1 : before.getSequence().getValue())
          .isLessThan(event.getSequence().getValue());
      byUid.put(event.getUid().getValue(), event);
    }
    Map<String, VEvent> kept = new HashMap<>();
    byUid.values().stream()
        .filter(event -> !event.getStatus().isCancelled())
        .forEach(event -> kept.put(event.getSummary().getValue(), event));
    return kept;
  }

  private List<String> mails(String template, String username) {
    return jdbc.sql(
            "select body_text from notice where template = :template and recipient_email = :email order by id")
        .param("template", template)
        .param("email", username + "@example.org")
        .query(String.class)
        .list();
  }

  private static String link(String mail) {
    Matcher link = LINK.matcher(mail);
    assertThat(link.find()).as(mail).isTrue();
    return link.group();
  }

  private String addressOf(String username) throws Exception {
    return web.perform(as(username, post("/calendar")))
        .andReturn()
        .getFlashMap()
        .get("address")
        .toString()
        .replaceFirst("^https?://[^/]+", "");
  }

  private MockHttpServletResponse feed(String address) throws Exception {
    return web.perform(get(address)).andReturn().getResponse();
  }

  private MockHttpServletResponse opened(String path, String username) throws Exception {
    return web.perform(as(username, get(path))).andReturn().getResponse();
  }

  private int sent(String username, String path, Map<String, String> form) throws Exception {
    MockHttpServletRequestBuilder request = post(path);
    form.forEach(request::param);
    return web.perform(as(username, request)).andReturn().getResponse().getStatus();
  }

  private static MockHttpServletRequestBuilder as(
      String username, MockHttpServletRequestBuilder request) {
    return request.principal(() -> username);
  }
}
