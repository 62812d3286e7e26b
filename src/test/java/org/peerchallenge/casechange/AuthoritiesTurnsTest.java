package org.peerchallenge.casechange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.Sampled;
import org.peerchallenge.Visitor;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.FiguresKept;
import org.peerchallenge.assessment.State;
import org.peerchallenge.benchmark.AsOf;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What authorities and facilitators do otherwise than planned, each from the page or form where
 * they would do it, and what the office does about days; the year ends well after each.
 */
@Sampled(5)
class AuthoritiesTurnsTest extends TurnTest {

  private static final String ENTRY = "2019/801";
  private static final String PAGE = "/assessments/" + ENTRY;
  private static final String DAY = "2019/group-1";

  /** A figure as published, of the area that has this number in the figures of England. */
  private static final String NEWER =
      """
      indicator_code,dfe_la_number,area_name,region,period,raw_value
      CIN,801,"Bristol, City of",South West,2018,311.7
      """;

  private static final String FIGURES = "/figures/imports";

  @Autowired private Assessments assessments;
  @Autowired private FiguresKept figures;

  /** 1: late, and nothing was agreed. */
  @Test
  void aLateAssessmentIsShownToTheOfficeAloneAndItsFormsStayOpen() throws Exception {
    moveTo(LocalDate.of(2018, 12, 20));
    assertThat(page("office", "/office")).contains("Ashshire");
    assertThat(page("dcs-804", "/assessments/2019")).doesNotContain("late", "Late", "overdue");

    doAll(this::ofEntry);

    assertThat(assessments.state(entry())).isEqualTo(State.SHARED);
    endsWell();
  }

  /** 2: another timetable, agreed in advance. */
  @Test
  void anotherTimetableIsAskedForOnThePageAndEverythingFollowsIt() throws Exception {
    asksForMoreTime("2019-01-11");

    assertThat(cycles.assessmentDue(entry())).isEqualTo("2019-01-11");
    assertThat(task(ENTRY, "userTask_writeContext").getDueDate())
        .isAfter(java.util.Date.from(instant(TestYear.ASSESSMENT_DUE.atTime(17, 0))));
    endsWell();
  }

  /** 3: the same, when the date has passed. */
  @Test
  void anotherTimetableThatIsAskedForTooLateIsMarkedSo() throws Exception {
    moveTo(LocalDate.of(2018, 12, 19));

    asksForMoreTime("2019-01-11");

    assertThat(cycles.assessmentDue(entry())).isEqualTo("2019-01-11");
    assertThat(
            jdbc.sql("select retrospective from timetable_request where entry = :entry")
                .param("entry", ENTRY)
                .query(Boolean.class)
                .single())
        .isTrue();
    endsWell();
  }

  private void asksForMoreTime(String date) throws Exception {
    sent(sendForm("dcs-801", PAGE, PAGE + "/timetable", "wanted", date, "reason", TEXT));
    fromTasklist(task(ENTRY, "userTask_decideTimetable"), Map.of("agreedDate", date));
  }

  /** 4: opened again after it was signed. */
  @Test
  void anAmendmentIsANewVersionAndTheSignedOneStays() throws Exception {
    doAll(this::ofEntry);
    String signed = assessments.version(entry(), 1).orElseThrow().sha256();

    sent(sendForm("dcs-801", PAGE, PAGE + "/amendment", "amended", "context", "reason", TEXT));
    Task again = task(ENTRY, "userTask_writeContext");
    fromTasklist(again, Map.of());
    doAll(this::ofEntry);

    assertThat(assessments.version(entry(), 1).orElseThrow().sha256()).isEqualTo(signed);
    assertThat(assessments.version(entry(), 2)).isPresent();
    endsWell();
  }

  /** 6: the day is postponed, after everybody had it in the calendar. */
  @Test
  void aPostponedDayMovesInEveryCalendarUnderTheSameUid() throws Exception {
    doAll(one -> one.getTaskDefinitionKey().matches("userTask_(confirmDay|nameTeam)"));
    List<String> uids = uids();
    assertThat(uids).isNotEmpty();

    change("office", DAY, "move-day", day("2019-03-05"));

    assertThat(uids()).isEqualTo(uids);
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from invitation where peer_group = :group and sequence = 0
                    """)
                .param("group", DAY)
                .query(Long.class)
                .single())
        .isZero();
    endsWell();
  }

  /** 7, 18: two groups on one day, with one facilitator; and by video. */
  @Test
  void twoGroupsOnOneDayAreWarnedOfBeforeItIsConfirmed() throws Exception {
    change("office", "2019/group-2", "change-facilitator", "facilitator", "facilitator-1");
    long id =
        propose(
            "office",
            "2019/group-2",
            "move-day",
            "date",
            "2019-02-15",
            "starts",
            "09:30",
            "mode",
            "VIRTUAL",
            "venue",
            "",
            "link",
            "https://meeting.example.org/day");
    assertThat(page("office", "/changes/" + id)).contains("same facilitator");

    confirm("office", id);

    assertThat(requests.request(id).state()).isEqualTo(ChangeRequest.State.MADE);
    endsWell();
  }

  /** 13: the lead member changes after the elections. */
  @Test
  void aNewLeadMemberIsAskedForTheApprovalAndTheOldOneIsNot() throws Exception {
    change(
        "office",
        ENTRY,
        "hand-over-role",
        "held",
        "lead-member/801/lead-member-801",
        "to",
        "lead-member-806",
        "as",
        "PERMANENT");

    assertThat(region.holds("lead-member-801", Role.LEAD_MEMBER, "801")).isFalse();
    endsWell();
    assertThat(
            historyService
                .createHistoricTaskInstanceQuery()
                .taskDefinitionKey("userTask_approvePlan")
                .taskAssignee("lead-member-801")
                .count())
        .isZero();
  }

  /** 15: the review finds that the data contradict the story. */
  @Test
  void whatAReviewFindsIsTheAuthoritysAloneUntilItHasReplied() throws Exception {
    doAll(
        one ->
            ofEntry(one)
                && !one.getTaskDefinitionKey().matches("userTask_(reviewAssessment|replyTo.*)"));
    Task review = task(ENTRY, "userTask_reviewAssessment");
    String finding = "The figures say otherwise, as an example.";
    fromTasklist(review, Map.of("dataAndConclusionsComments", finding));

    assertThat(page("dcs-804", PAGE)).doesNotContain(finding);
    fromTasklist(task(ENTRY, "userTask_replyToReview"), Map.of());
    assertThat(page("dcs-804", PAGE)).doesNotContain(finding);
    endsWell();
  }

  /** 16: a serious concern, beside the year. */
  @Test
  void aSeriousConcernIsItsNamedReadersAloneWhileTheYearGoesOn() throws Exception {
    String worry = "A worry about an example.";
    aSecondOfTheTeam();
    HttpResponse<byte[]> raised =
        sendForm(
            "team-801",
            "/concerns",
            "/concerns",
            "about",
            "801",
            "words",
            worry,
            "readers",
            "lead");
    sent(raised);
    String its =
        raised.headers().firstValue("Location").orElseThrow().replaceAll("^http.*?//[^/]*", "");

    assertThat(page("lead", its)).contains(worry);
    endsWell();
    for (String who : List.of("office", "second-801", "dcs-801", "lead-member-801", "dcs-804")) {
      assertThat(as(who).get(its).statusCode()).as(who).isEqualTo(404);
    }
    assertThat(
            jdbc.sql("select template from notice where subject || body_text ilike :worry")
                .param("worry", "%" + worry + "%")
                .query(String.class)
                .list())
        .isEmpty();
    assertThat(page("office", "/office/audit") + page("office", "/cases/" + ENTRY))
        .doesNotContain(worry);
  }

  /** 23: newer figures are published while the authority writes. */
  @Test
  void newerFiguresAreABadgeBesideTheSheetThatWasWrittenFromAndTheYearGoesOn() throws Exception {
    doAll(
        task ->
            key(task).equals("2019")
                || task.getTaskDefinitionKey().equals("userTask_writeContext"));
    AsOf kept = figures.of(entry()).orElseThrow();
    String figuresOfToday = "/data-sheets/801/figures.csv";
    String standsOn = figuresOfToday + "?edition=" + kept.edition() + "&day=" + kept.endedBy();
    String written = page("dcs-801", standsOn);
    assertThat(page("dcs-801", PAGE)).doesNotContain("Newer figures");
    transaction.executeWithoutResult(status -> testYear.appoint("data", Role.DATA, null));

    int edition = publishesNewerFigures();
    try {
      assertThat(page("dcs-801", PAGE)).contains("Newer figures", "1 is new or changed");
      assertThat(page("dcs-801", figuresOfToday)).contains("311.7");
      assertThat(page("dcs-801", standsOn)).isEqualTo(written).doesNotContain("311.7");
      doAll(this::ofEntry);
      assertThat(assessments.state(entry())).isEqualTo(State.SHARED);
      assertThat(figures.of(entry())).contains(kept);
      endsWell();
    } finally {
      sent(sendForm("data", FIGURES, FIGURES + "/editions/" + edition + "/undo"));
    }
  }

  /** Brings a file, waits until it was checked, and publishes it; the number of the edition. */
  private int publishesNewerFigures() throws Exception {
    String part = "--part\r\nContent-Disposition: form-data; name=";
    String sends =
        part
            + "\"kind\"\r\n\r\nlait\r\n"
            + part
            + "\"file\"; filename=\"newer.csv\"\r\nContent-Type: text/csv\r\n\r\n"
            + NEWER
            + "\r\n--part--\r\n";
    HttpResponse<byte[]> brought =
        as("data")
            .send("POST", FIGURES, "multipart/form-data; boundary=part", sends.getBytes(UTF_8));
    sent(brought);
    String its =
        brought.headers().firstValue("Location").orElseThrow().replaceAll("^http.*?//[^/]*", "");
    await("the file was checked")
        .untilAsserted(() -> assertThat(page("data", its)).contains("Publish 0 new and 1 changed"));
    sent(sendForm("data", its, its + "/publish"));
    assertThat(page("data", its)).contains("Published as edition");
    return jdbc.sql("select max(number) from figure_edition").query(Integer.class).single();
  }

  /** 26: two people write one section at once. */
  @Test
  void theSecondOfTwoWhoWriteIsToldAndOverwritesNothing() throws Exception {
    aSecondOfTheTeam();
    String task = task(ENTRY, "userTask_writeContext").getId();
    String draft = "/drafts/" + task;
    Visitor first = as("team-801");
    Visitor second = as("second-801");
    assertThat(first.put(draft, typed(0, "page-1", "Written here")).statusCode()).isEqualTo(200);

    assertThat(second.put(draft, typed(0, "page-2", "Written there")).statusCode())
        .as("a colleague is writing")
        .isEqualTo(403);
    assertThat(first.post(Visitor.ENGINE + "/task/" + task + "/unclaim", Map.of()).statusCode())
        .isLessThan(300);
    HttpResponse<byte[]> told = second.put(draft, typed(0, "page-2", "Written there"));
    assertThat(told.statusCode()).isEqualTo(409);
    assertThat(text(told)).contains("Written here");
    assertThat(text(second.get(draft))).contains("Written here").doesNotContain("Written there");
    // Both texts are before her; she takes what she wants of each.
    String both = "Written here and there";
    assertThat(second.put(draft, typed(1, "page-2", both)).statusCode()).isEqualTo(200);
    fromTasklist(task(ENTRY, "userTask_writeContext"), Map.of("localStory", both));

    endsWell();
    assertThat(
            jdbc.sql("select content::text from section_history where entry = :entry")
                .param("entry", ENTRY)
                .query(String.class)
                .list())
        .anyMatch(content -> content.contains(both));
  }

  private static Map<String, Object> typed(int base, String page, String words) {
    return Map.of(
        "base",
        base,
        "writer",
        page,
        "seq",
        1,
        "changes",
        Map.of("localStory", words),
        "keep",
        false);
  }

  private void aSecondOfTheTeam() {
    transaction.executeWithoutResult(status -> testYear.appoint("second-801", Role.TEAM, "801"));
  }

  /** 17: more than three come. */
  @Test
  void theOfficeAddsAFourthPersonOnThePageOfTheDay() throws Exception {
    doAll(one -> one.getTaskDefinitionKey().matches("userTask_(confirmDay|nameTeam)"));
    for (int i = 1; i <= 4; i++) {
      sent(
          sendForm(
              "office",
              "/days/2019/1",
              "/days/2019/1/attendees",
              "name",
              "Example Guest " + i,
              "email",
              "guest-" + i + "@example.org",
              "work",
              ""));
    }
    assertThat(
            jdbc.sql("select email from invitation where peer_group = :group and not cancelled")
                .param("group", DAY)
                .query(String.class)
                .list())
        .contains("guest-1@example.org", "guest-4@example.org");
    endsWell();
  }

  /** 20: the host disputes the report. */
  @Test
  void aDisputedReportIsAnsweredAndTheYearGoesOn() throws Exception {
    for (LocalDate day = today(); tasks(ENTRY, "userTask_checkFacts").isEmpty(); ) {
      doAll(one -> !one.getTaskDefinitionKey().equals("userTask_checkFacts"));
      if (tasks(ENTRY, "userTask_checkFacts").isEmpty()) {
        day = day.plusDays(STEP);
        moveTo(day);
      }
    }
    fromTasklist(
        task(ENTRY, "userTask_checkFacts"), Map.of("factCheck", "disputed", "dispute", TEXT));

    assertThat(taskService.createTaskQuery().taskDefinitionKey("userTask_answerDispute").count())
        .isEqualTo(1);
    assertThat(as("dcs-804").get("/reports/" + ENTRY).statusCode()).isEqualTo(404);
    endsWell();
  }

  /** 21: an ask is withdrawn once it stands in the register, while the year goes on. */
  @Test
  void anAskIsWithdrawnFromTheRegisterByItsAuthority() throws Exception {
    for (LocalDate day = today(); asks().isEmpty(); day = day.plusDays(STEP)) {
      moveTo(day);
      doAll(one -> true);
    }
    long ask = asks().get(0);

    sent(sendForm("dcs-801", "/register/2019", "/register/2019/" + ask + "/withdraw"));

    assertThat(page("dcs-804", "/register/2019")).doesNotContain("/register/2019/" + ask + "/");
    assertThat(
            jdbc.sql("select state = 'withdrawn' from register_item where id = :id")
                .param("id", ask)
                .query(Boolean.class)
                .single())
        .isTrue();
    endsWell();
  }

  /** 22: a freedom-of-information request. */
  @Test
  void theOfficeTakesOutWhatIsHeldOnOneAuthority() throws Exception {
    doAll(this::ofEntry);
    HttpResponse<byte[]> zip = as("office").get("/exports/801");
    assertThat(zip.statusCode()).isEqualTo(200);
    int files = 0;
    try (ZipInputStream all = new ZipInputStream(new java.io.ByteArrayInputStream(zip.body()))) {
      while (all.getNextEntry() != null) {
        files++;
      }
    }
    assertThat(files).isPositive();
    assertThat(as("dcs-801").get("/exports/801").statusCode()).isEqualTo(404);
    endsWell();
  }

  private List<Long> asks() {
    return jdbc.sql(
            "select id from register_item where entry = :entry and kind = 'ask' order by id")
        .param("entry", ENTRY)
        .query(Long.class)
        .list();
  }

  private void sent(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(text(answer)).isBetween(302, 303);
    settle();
  }

  private boolean ofEntry(Task task) {
    return ENTRY.equals(key(task));
  }

  private List<String> uids() {
    return jdbc.sql("select uid from invitation where peer_group = :group order by email")
        .param("group", DAY)
        .query(String.class)
        .list();
  }

  private static EntryKey entry() {
    return TestYear.entry("801");
  }

  private static String[] day(String date) {
    return new String[] {
      "date", date, "starts", "09:30", "mode", "IN_PERSON", "venue", "", "link", ""
    };
  }
}
