package org.peerchallenge.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Capacity;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.Sharing;
import org.peerchallenge.challenge.Teams.How;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.document.Documents;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.Message;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.notice.NoticeKey;
import org.springframework.beans.factory.annotation.Autowired;

class ChallengeDayTest extends ChallengeTest {

  @Autowired private Assessments assessments;
  @Autowired private Sections sections;
  @Autowired private Sharing sharing;
  @Autowired private Documents documents;
  @Autowired private Clock clock;

  @Test
  void aTriadGoesFromTheConfirmedDateToItsReports() {
    ProcessInstance day = open(READING, KENT, PORTSMOUTH);
    comeToTheDay(READING, KENT, PORTSMOUTH);
    Stream.of(READING, KENT, PORTSMOUTH).forEach(this::recordSession);
    recordLearning();

    assertThat(day)
        .hasPassedInOrder(
            "serviceTask_gatherMembers",
            "userTask_confirmDay",
            "userTask_nameTeam",
            "serviceTask_inviteAttendees",
            "timer_packDue",
            "serviceTask_issueReadingPack",
            "timer_dayCome",
            "serviceTask_gatherSessions",
            "userTask_recordSession",
            "userTask_recordLearning");
    assertThat(day).isWaitingAt("callActivity_reportBack", "userTask_giveFeedback");
    assertThat(tasks("2019/870", "userTask_writeReport")).hasSize(1);
    assertThat(tasks("2019/886", "userTask_writeReport")).hasSize(1);
    assertThat(tasks("2019/851", "userTask_writeReport")).hasSize(1);
    assertThat(taskService.createTaskQuery().taskDefinitionKey("userTask_giveFeedback").list())
        .extracting(Task::getAssignee)
        .containsExactlyInAnyOrder(
            "dcs-870", "team-870", "dcs-886", "team-886", "dcs-851", "team-851");
  }

  @Test
  void aPairHasTwoSessions() {
    open(READING, HAMPSHIRE);
    comeToTheDay(READING, HAMPSHIRE);

    assertThat(tasks(GROUP.value(), "userTask_recordSession")).hasSize(2);
  }

  @Test
  void aQuartetHasFourSessions() {
    open(READING, KENT, HAMPSHIRE, SURREY);
    comeToTheDay(READING, KENT, HAMPSHIRE, SURREY);

    assertThat(tasks(GROUP.value(), "userTask_recordSession")).hasSize(4);
  }

  @Test
  void aGroupOfFiveHasFiveSessions() {
    open(READING, KENT, PORTSMOUTH, HAMPSHIRE, SURREY);
    comeToTheDay(READING, KENT, PORTSMOUTH, HAMPSHIRE, SURREY);

    assertThat(tasks(GROUP.value(), "userTask_recordSession")).hasSize(5);
  }

  @Test
  void theConfirmedDayStandsOnItsPageAndInTheGroup() {
    open(READING, KENT);
    send(
        task(GROUP.value(), "userTask_confirmDay"),
        "office",
        values(
            "day", "2019-02-05",
            "starts", "10:15",
            "mode", "HYBRID",
            "venue", "Civic Centre",
            "link", "https://video.example.org/2",
            "note", "Ring the bell"));

    Day day = days.of(GROUP);
    assertThat(day.date()).isEqualTo(LocalDate.of(2019, 2, 5));
    assertThat(day.starts()).hasToString("10:15");
    assertThat(day.place()).isEqualTo("Civic Centre · https://video.example.org/2");
    assertThat(cycles.group(GROUP).day()).isEqualTo(LocalDate.of(2019, 2, 5));
    assertThat(task("userTask_nameTeam", KENT).getDueDate()).isNotNull();
  }

  @Test
  void aWeekendIsRefusedInWordsAndNothingChanges() {
    open(READING, KENT);
    Task task = task(GROUP.value(), "userTask_confirmDay");

    assertThatThrownBy(
            () ->
                submit(
                    task,
                    "office",
                    values(
                        "day", "2019-02-09",
                        "starts", "09:30",
                        "mode", "IN_PERSON",
                        "venue", "Town Hall")))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("Saturday 9 February 2019 is not a working day");
    assertThat(days.of(GROUP).confirmed()).isEmpty();
    assertThat(tasks(GROUP.value(), "userTask_confirmDay")).hasSize(1);
  }

  @Test
  void aDayThatNobodyConfirmsStandsAsArranged() {
    ProcessInstance day = open(READING, KENT);
    // 20 working days before 4 February 2019 is 7 January; the rule is applied the morning after.
    moveTo(LocalDate.of(2019, 1, 7));
    assertThat(day).isWaitingAt("userTask_confirmDay");
    moveTo(LocalDate.of(2019, 1, 8));

    assertThat(day).hasPassed("boundary_dayAsArranged");
    assertThat(tasks(GROUP.value(), "userTask_nameTeam")).hasSize(2);
    assertThat(days.of(GROUP).date()).isEqualTo(DAY);
  }

  @Test
  void whoNamesNobodyIsTakenAsComingAloneAndTheOfficeIsTold() {
    ProcessInstance day = open(READING, KENT);
    confirmDay();
    nameTeam(READING, "team-870");
    // 15 working days before 4 February 2019 is 14 January.
    moveTo(LocalDate.of(2019, 1, 15));

    assertThat(day).hasPassed("boundary_nobodyNamed", "serviceTask_takeDirectorAlone");
    assertThat(teams.how(GROUP, KENT)).contains(How.DIRECTOR_ALONE);
    assertThat(teams.of(GROUP, KENT)).extracting(Attendee::name).containsExactly("Example dcs-886");
    assertThat(told("director-alone")).containsExactly("office@example.org");
  }

  @Test
  void threeBesidesTheDirectorComeWithoutAQuestion() {
    ProcessInstance day = open(READING, KENT);
    confirmDay();
    nameTeam(READING, "team-870", "lead-member-870", "chief-executive-870");
    nameTeam(KENT);

    assertThat(day).hasPassed("serviceTask_inviteAttendees");
    assertThat(day).hasNotPassed("userTask_decideAttendees");
  }

  @Test
  void aLargeTeamIsTheOfficesDecisionAndOnlyThatMemberWaits() {
    ProcessInstance day = open(READING, KENT);
    confirmDay();
    nameLargeTeam();
    nameTeam(KENT);
    assertThat(day).isWaitingAt("userTask_decideAttendees");
    assertThat(day).hasNotPassed("serviceTask_inviteAttendees");

    Task task = task("userTask_decideAttendees", READING);
    Attendee guest =
        teams.of(GROUP, READING).stream().filter(a -> a.username().isEmpty()).findFirst().get();
    List<String> stay =
        teams.of(GROUP, READING).stream()
            .filter(a -> !a.leads() && a.id() != guest.id())
            .map(a -> Long.toString(a.id()))
            .toList();
    send(task, "office", values("decision", "fewer", "stay", stay, "reason", "The room is small"));

    assertThat(teams.of(GROUP, READING)).hasSize(4).doesNotContain(guest);
    assertThat(teams.how(GROUP, READING)).contains(How.AGREED);
    assertThat(day).hasPassed("serviceTask_inviteAttendees");
    assertThat(told("day-invitation")).doesNotContain("guest@example.org");
  }

  @Test
  void theOfficeMayLetALargeTeamComeAsItIs() {
    open(READING, KENT);
    confirmDay();
    nameLargeTeam();
    nameTeam(KENT);
    send(
        task("userTask_decideAttendees", READING),
        "office",
        values("decision", "all", "reason", null));

    assertThat(teams.of(GROUP, READING)).hasSize(5);
    assertThat(told("day-invitation")).contains("guest@example.org");
  }

  @Test
  void aLargeTeamOnWhichNobodyDecidesComesAsNamed() {
    ProcessInstance day = open(READING, KENT);
    confirmDay();
    nameLargeTeam();
    nameTeam(KENT);
    // 12 working days before 4 February 2019 is 17 January.
    moveTo(LocalDate.of(2019, 1, 18));

    assertThat(day).hasPassed("boundary_teamStands", "serviceTask_inviteAttendees");
    assertThat(teams.of(GROUP, READING)).hasSize(5);
  }

  private void nameLargeTeam() {
    send(
        task("userTask_nameTeam", READING),
        "dcs-870",
        values(
            "leads", "dcs-870",
            "people", List.of("team-870", "lead-member-870", "chief-executive-870"),
            "others",
                List.of(
                    values(
                        "name", "Example Guest",
                        "email", "guest@example.org",
                        "work", "Head of practice"))));
  }

  @Test
  void everybodyWhoComesAndTheFacilitatorAreInvitedWithACalendarEntry() {
    open(READING, HAMPSHIRE);
    confirmDay();
    nameTeam(READING, "team-870");
    nameTeam(HAMPSHIRE, "team-850", "team-921");

    assertThat(told("day-invitation"))
        .containsExactlyInAnyOrder(
            "dcs-870@example.org",
            "team-870@example.org",
            "dcs-850@example.org",
            "team-850@example.org",
            "team-921@example.org",
            "facilitator-2@example.org");
    assertThat(calendarOf("dcs-870@example.org", "day-invitation"))
        .contains("METHOD:REQUEST", "SEQUENCE:0", "20190204T093000");
  }

  @Test
  void aMovedDayUpdatesTheSameAppointmentAndTheDatesFollow() {
    ProcessInstance day = open(READING, KENT);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);
    String uid = uid("dcs-870@example.org", "day-invitation");

    cycles.moveDay(GROUP, LocalDate.of(2019, 2, 11), Mode.IN_PERSON, "Library");
    settle();

    assertThat(day).hasPassed("serviceTask_updateInvitations");
    assertThat(told("day-moved"))
        .containsExactlyInAnyOrder(
            "dcs-870@example.org", "dcs-886@example.org", "facilitator-2@example.org");
    assertThat(uid("dcs-870@example.org", "day-moved")).isEqualTo(uid);
    assertThat(calendarOf("dcs-870@example.org", "day-moved"))
        .contains("SEQUENCE:1", "20190211T093000", "Library");
    assertThat(
            jdbc.sql("select distinct body_text from notice where template = 'day-moved'")
                .query(String.class)
                .list())
        .allSatisfy(
            text ->
                assertThat(text)
                    .contains("It was on", "4 February 2019", "It is now on", "11 February 2019")
                    .contains("The place is now: Library"));
    moveTo(DAY);
    assertThat(day).isWaitingAt("timer_dayCome");
    moveTo(LocalDate.of(2019, 2, 11));
    assertThat(day).isWaitingAt("userTask_recordSession");
  }

  @Test
  void aConfirmedDayThatIsHeldByVideoInsteadIsToldToThoseInvited() {
    open(READING, KENT);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);

    cycles.moveDay(GROUP, DAY, Mode.VIRTUAL, "");
    settle();

    assertThat(calendarOf("dcs-870@example.org", "day-moved"))
        .contains("SEQUENCE:1", "By video")
        .doesNotContain("Town Hall");
  }

  @Test
  void aDayMovedTwiceRaisesTheSequenceTwice() {
    open(READING, KENT);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);
    cycles.moveDay(GROUP, LocalDate.of(2019, 2, 11), Mode.IN_PERSON, "Library");
    settle();
    cycles.moveDay(GROUP, LocalDate.of(2019, 2, 12), Mode.IN_PERSON, "Library");
    settle();

    assertThat(told("day-moved")).hasSize(6);
    assertThat(jdbc.sql("select distinct sequence from invitation").query(Integer.class).list())
        .containsExactly(2);
    assertThat(jdbc.sql("select count(distinct uid) from invitation").query(Integer.class).single())
        .isEqualTo(3);
  }

  @Test
  void aDayMovedBeforeAnybodyIsInvitedUpdatesNothing() {
    ProcessInstance day = open(READING, KENT);
    cycles.moveDay(GROUP, LocalDate.of(2019, 2, 11), Mode.IN_PERSON, "Library");
    settle();

    assertThat(day).hasPassed("serviceTask_updateInvitations");
    assertThat(mails()).isEmpty();
  }

  @Test
  void theReadingPackGoesOutTenWorkingDaysBeforeWithWhateverIsShared() {
    ProcessInstance day = open(READING, KENT, PORTSMOUTH);
    confirmDay();
    nameTeam(READING, "team-870");
    nameTeam(KENT);
    nameTeam(PORTSMOUTH);
    moveTo(LocalDate.of(2019, 1, 18));
    assertThat(day).isWaitingAt("timer_packDue");
    // 10 working days before 4 February 2019.
    moveTo(LocalDate.of(2019, 1, 21));

    assertThat(day).hasPassed("serviceTask_issueReadingPack");
    assertThat(packs.latest(GROUP)).get().extracting(ReadingPacks.Issue::issue).isEqualTo(1);
    assertThat(told("reading-pack-issued"))
        .containsExactlyInAnyOrder(
            "dcs-870@example.org",
            "team-870@example.org",
            "dcs-886@example.org",
            "dcs-851@example.org",
            "facilitator-2@example.org");
  }

  @Test
  void aPackThatIsAlreadyOutFollowsAMovedDay() {
    ProcessInstance day = open(READING, KENT);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);
    moveTo(LocalDate.of(2019, 1, 22));
    cycles.moveDay(GROUP, LocalDate.of(2019, 2, 11), Mode.IN_PERSON, "Library");
    settle();

    assertThat(day).hasPassed("serviceTask_renewReadingPack");
    assertThat(packs.issues(GROUP)).hasSize(2);
    assertThat(told("reading-pack-updated")).hasSize(3);
  }

  @Test
  void aSelfAssessmentSharedBeforeThePackIsIssuedChangesNothing() {
    ProcessInstance day = open(READING, KENT);
    tell(Message.ASSESSMENT_SHARED, GROUP.value());
    settle();

    assertThat(day).hasPassed("serviceTask_updateReadingPack");
    assertThat(packs.latest(GROUP)).isEmpty();
  }

  @Test
  void aLateSelfAssessmentUpdatesThePackAndEverybodyIsTold() throws IOException {
    ProcessInstance day = open(READING, KENT);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);
    moveTo(LocalDate.of(2019, 1, 22));
    assertThat(pdf()).contains("Not shared yet").doesNotContain("A late example story");

    shareAssessment(READING);

    assertThat(day).hasPassed("serviceTask_updateReadingPack");
    assertThat(packs.latest(GROUP)).get().extracting(ReadingPacks.Issue::issue).isEqualTo(2);
    assertThat(packs.latest(GROUP).orElseThrow().shared()).isEqualTo("870 version 1");
    assertThat(told("reading-pack-updated"))
        .containsExactlyInAnyOrder(
            "dcs-870@example.org", "dcs-886@example.org", "facilitator-2@example.org");
    assertThat(pdf()).contains("A late example story", "signed by Example dcs-870");
  }

  private void shareAssessment(EntryKey entry) {
    var now = clock.instant();
    assessments.begin(entry);
    List<Section> asked = List.of(Section.CONTEXT, new Section("whole-story"));
    sections.open(
        entry,
        asked.stream()
            .map(section -> new Sections.OfDiagram(section, "Example " + section.id(), "{}"))
            .toList());
    for (Section section : asked) {
      sections.write(
          entry,
          section,
          new FormValues(
              section.equals(Section.CONTEXT)
                  ? values("localStory", "A late example story")
                  : values("example", "An example")),
          team(entry),
          now);
    }
    assessments.sign(entry, Capacity.PERMANENT, director(entry), now);
    sharing.share(entry, new NoticeKey("a-process", "share", ""));
    settle();
  }

  private String pdf() throws IOException {
    byte[] bytes = documents.bytes(packs.latest(GROUP).orElseThrow().document());
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }
  }

  @Test
  void aMemberThatWithdrawsHasNoSessionAndTheOthersGoOnAsAPair() {
    ProcessInstance day = open(READING, KENT, PORTSMOUTH);
    confirmDay();
    nameTeam(READING);
    nameTeam(PORTSMOUTH);
    withdraw(KENT);
    moveTo(DAY);

    assertThat(day).hasPassed("serviceTask_takeDirectorAlone");
    assertThat(teams.how(GROUP, KENT)).isEmpty();
    assertThat(told("director-alone")).isEmpty();
    assertThat(told("day-invitation")).doesNotContain("dcs-886@example.org");
    assertThat(tasks(GROUP.value(), "userTask_recordSession")).hasSize(2);
  }

  @Test
  void whoeverLeavesAfterTheInvitationsHasTheDayTakenOutOfTheCalendar() {
    open(READING, KENT, PORTSMOUTH);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);
    nameTeam(PORTSMOUTH);
    String uid = uid("dcs-886@example.org", "day-invitation");
    withdraw(KENT);
    tell(Message.MEMBERS_CHANGED, GROUP.value());
    settle();

    assertThat(uid("dcs-886@example.org", "day-cancelled")).isEqualTo(uid);
    assertThat(calendarOf("dcs-886@example.org", "day-cancelled"))
        .contains("METHOD:CANCEL", "SEQUENCE:1");
    assertThat(told("day-cancelled")).containsExactly("dcs-886@example.org");
    // Two sessions end earlier than three: the others' appointments say so.
    assertThat(told("day-moved")).hasSize(3).doesNotContain("dcs-886@example.org");
  }

  @Test
  void somebodyAddedLaterIsInvitedAndNobodyElseIsBothered() {
    ProcessInstance day = open(READING, KENT);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);
    teams.addLater(
        GROUP, KENT, new Teams.Guest("Example Guest", "Guest@Example.org", "Analyst"), "office");
    settle();

    assertThat(day).hasPassed("serviceTask_updateAppointments");
    assertThat(told("day-invitation")).containsOnlyOnce("guest@example.org").hasSize(4);
    assertThat(told("day-moved")).isEmpty();
  }

  @Test
  void whoIsTakenOffAndAddedAgainIsInvitedAnewAndNotToldOfAMove() {
    open(READING, KENT);
    confirmDay();
    nameTeam(READING);
    nameTeam(KENT);
    Teams.Guest guest = new Teams.Guest("Example Guest", "guest@example.org", "Analyst");
    teams.addLater(GROUP, KENT, guest, "office");
    settle();
    Attendee named =
        teams.of(GROUP, KENT).stream().filter(one -> one.username().isEmpty()).findFirst().get();
    teams.removeLater(GROUP, KENT, named.id());
    settle();
    assertThat(told("day-cancelled")).containsExactly("guest@example.org");

    teams.addLater(GROUP, KENT, guest, "office");
    settle();

    assertThat(told("day-invitation").stream().filter("guest@example.org"::equals)).hasSize(2);
    assertThat(told("day-moved")).isEmpty();
    assertThat(
            jdbc.sql("select sequence from invitation where email = 'guest@example.org'")
                .query(Integer.class)
                .single())
        .as("diaries take what comes last")
        .isEqualTo(2);
  }

  @Test
  void allSessionsOfAGroupMayBeSentAtTheSameMoment() throws Exception {
    List<EntryKey> members = List.of(READING, KENT, PORTSMOUTH, HAMPSHIRE, SURREY);
    ProcessInstance day = open(members.toArray(EntryKey[]::new));
    comeToTheDay(members.toArray(EntryKey[]::new));
    ExecutorService people = Executors.newFixedThreadPool(members.size());
    CountDownLatch together = new CountDownLatch(1);
    List<Future<?>> sent = new ArrayList<>();
    for (EntryKey member : members) {
      Task task = task("userTask_recordSession", member);
      sent.add(
          people.submit(
              () -> {
                together.await();
                submit(task, "facilitator-2", sessionOf(member));
                return null;
              }));
    }
    together.countDown();
    for (Future<?> one : sent) {
      one.get();
    }
    people.shutdown();
    settle();

    assertThat(day).isWaitingAt("userTask_recordLearning");
    assertThat(members).allSatisfy(member -> assertThat(sessions.notes(member)).isPresent());
  }

  @Test
  void whatTheFacilitatorNotesIsKeptByActivity() {
    open(READING, KENT);
    comeToTheDay(READING, KENT);
    recordSession(READING);

    SessionNotes notes = sessions.notes(READING).orElseThrow();
    assertThat(notes.concerns()).isEqualTo("An example concern of 2019/870");
    assertThat(notes.raised()).containsExactly("budget");
    assertThat(notes.insights().get(0).scope()).isEqualTo(SessionRecords.Scope.SYSTEMIC);
    assertThat(notes.commitments().get(0).due()).isEqualTo("2019-06-01");
  }

  @Test
  void feedbackIsKeptAndClosesByItselfAfterTenWorkingDays() {
    ProcessInstance day = open(READING, KENT);
    comeToTheDay(READING, KENT);
    recordSession(READING);
    recordSession(KENT);
    recordLearning();
    Task task =
        taskService
            .createTaskQuery()
            .taskDefinitionKey("userTask_giveFeedback")
            .taskAssignee("dcs-870")
            .singleResult();
    assertThatThrownBy(() -> submit(task, "dcs-870", values("helped", " ", "hindered", null)))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("Write a sentence");
    send(task, "dcs-870", values("helped", "The room", "hindered", null));
    // 10 working days after 4 February 2019 is 18 February.
    moveTo(LocalDate.of(2019, 2, 19));

    assertThat(day).hasPassed("endEvent_feedbackGiven", "endEvent_feedbackNotGiven");
    assertThat(taskService.createTaskQuery().taskDefinitionKey("userTask_giveFeedback").count())
        .isZero();
    assertThat(jdbc.sql("select helped from feedback").query(String.class).list())
        .containsExactly("The room");
    assertThat(day).isWaitingAt("callActivity_reportBack");
  }

  private String calendarOf(String recipient, String template) {
    return mails().stream()
        .filter(mail -> mail.recipient().equals(recipient) && mail.template().equals(template))
        .map(Mail::calendar)
        .findFirst()
        .orElseThrow();
  }

  private String uid(String recipient, String template) {
    return calendarOf(recipient, template)
        .lines()
        .filter(line -> line.startsWith("UID:"))
        .findFirst()
        .orElseThrow();
  }
}
