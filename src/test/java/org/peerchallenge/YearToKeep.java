package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.assessment.ReviewQuestion;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.Timetables;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeRequest;
import org.peerchallenge.casechange.ChangeRequests;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.context.ApplicationContext;

/**
 * A year of the demo in which there is a day for every place of the diagrams at which something
 * waits on it: the people do their tasks, but leave certain ones undone until that day; the office
 * changes the running year; some answer otherwise than usual.
 */
final class YearToKeep {

  private static final CycleKey YEAR = CycleKey.of("2019");
  private static final LocalDate ARRANGED = LocalDate.of(2018, 11, 30);
  private static final LocalDate WARNED = LocalDate.of(2018, 12, 3);
  private static final LocalDate OPENED = LocalDate.of(2018, 12, 4);
  private static final LocalDate DAYS_NEAR = LocalDate.of(2019, 1, 31);
  private static final LocalDate REPORTED = LocalDate.of(2019, 3, 11);
  private static final LocalDate THEMES = LocalDate.of(2019, 3, 12);
  private static final LocalDate PLAN = LocalDate.of(2019, 3, 14);
  private static final LocalDate SUMMIT_NEAR = LocalDate.of(2019, 3, 18);
  private static final LocalDate SUMMIT_OVER = LocalDate.of(2019, 4, 8);
  private static final LocalDate VOTED = LocalDate.of(2019, 4, 9);
  private static final LocalDate REVISED = LocalDate.of(2019, 4, 11);
  private static final LocalDate PUBLISHED = LocalDate.of(2019, 5, 2);
  private static final LocalDate FOLLOWED_UP = LocalDate.of(2019, 7, 15);
  private static final LocalDate NEVER = LocalDate.MAX;

  /** The days on which it is kept. */
  static final List<LocalDate> DAYS =
      List.of(
          ARRANGED,
          WARNED,
          OPENED,
          DAYS_NEAR,
          REPORTED,
          THEMES,
          PLAN,
          SUMMIT_NEAR,
          SUMMIT_OVER,
          VOTED,
          REVISED,
          PUBLISHED,
          FOLLOWED_UP);

  /**
   * A task that nobody does until a day is kept.
   *
   * @param about pattern of the case, the entry or the signatory that it is about
   */
  private record Undone(String task, String about, LocalDate until) {}

  private static final List<Undone> UNDONE =
      List.of(
          new Undone("arrangeYear", "", ARRANGED),
          new Undone("acceptWarnings", "", WARNED),
          new Undone("recordBriefing", "", OPENED),
          new Undone("acceptMemorandum", "-(850|872)", OPENED),
          new Undone("acceptMemorandumLate", "-850", OPENED),
          new Undone("write[A-Z].*", "2019/845", OPENED),
          new Undone("decideTimetable", "2019/845", OPENED),
          new Undone("readThrough", "2019/936", OPENED),
          // Each signature makes documents of a megabyte.
          new Undone("signOffSelfAssessment", "2019/(?!868|931|887|869|825)", NEVER),
          new Undone("decideReview", "2019/868", OPENED),
          new Undone("acceptReview", "2019/931", OPENED),
          new Undone("reviewAssessment", "2019/887", OPENED),
          new Undone("replyToReview", "2019/869", OPENED),
          new Undone("agreeToReview", "2019/825", OPENED),
          new Undone("confirmDay", "2019/group-1", OPENED),
          new Undone("nameTeam", "2019/870", OPENED),
          new Undone("decideAttendees", "2019/826", OPENED),
          new Undone("nameTeamLate", "2019/(850|921)", OPENED),
          new Undone("recordCatchUp", "", REPORTED),
          new Undone("recordSession", "2019/872", REPORTED),
          new Undone("recordLearning", "2019/group-2", REPORTED),
          new Undone("giveFeedback", "2019/group-5", REPORTED),
          new Undone("writeReport", "2019/826", REPORTED),
          new Undone("checkFacts", "2019/868", REPORTED),
          new Undone("answerDispute", "2019/931", REPORTED),
          new Undone("validateAsksAndOffers", "2019/887", REPORTED),
          new Undone("draftCaseStudy", "2019/869", REPORTED),
          new Undone("agreeCaseStudy", "2019/825", REPORTED),
          new Undone("confirmReadyForSummit", "", REPORTED),
          new Undone("arrangeThemes", "", THEMES),
          new Undone("draftPlan", "", PLAN),
          new Undone("recordSummit", "", SUMMIT_OVER),
          new Undone("evaluateYear", "", SUMMIT_OVER),
          new Undone("approvePlan", "", VOTED),
          new Undone("reviseAndRecord", "", REVISED),
          new Undone("followUpActions", "", FOLLOWED_UP));

  private final ApplicationContext application;
  private final ProcessEngine engine;
  private final TimeMachine time;
  private final People people;

  /** The days up to this one are kept. */
  private LocalDate kept = LocalDate.MIN;

  YearToKeep(ApplicationContext application) {
    this.application = application;
    engine = application.getBean(ProcessEngine.class);
    time =
        new TimeMachine(
            engine.getManagementService(),
            List.of(application.getBean(Messages.class)::deliverDue),
            job -> job.getProcessDefinitionId() != null);
    people = People.ofTheDemo(application);
  }

  /**
   * Walks it.
   *
   * @param keep what to do on each of the days
   */
  void walk(Consumer<LocalDate> keep) {
    LocalDate today = ARRANGED;
    settle();
    for (LocalDate day : DAYS) {
      while (today.isBefore(day)) {
        today = Collections.min(List.of(today.plusDays(4), day));
        assertThat(time.moveTo(today.atTime(9, 0).atZone(EnglandTime.ZONE).toInstant())).isEmpty();
        everybodyActs();
      }
      if (day.equals(OPENED)) {
        everybodyAsks();
      }
      keep.accept(day);
      kept = day;
      if (day.equals(ARRANGED)) {
        theOfficeArranges();
      }
      if (day.equals(WARNED)) {
        people.doAll(this::isWantedOfTheYear, this::settle);
        theOfficeChangesTheYear();
      }
      everybodyActs();
    }
  }

  private boolean isWantedOfTheYear(Task task) {
    return task.getTaskDefinitionKey().equals("userTask_acceptWarnings");
  }

  private void everybodyActs() {
    people.doAll(this::isWanted, this::answers, this::settle);
  }

  private void settle() {
    assertThat(time.settle()).as("steps that failed").isEmpty();
  }

  private boolean isWanted(Task task) {
    String about = about(task);
    String key = key(task);
    // The days are in February, and their facilitators busy until March.
    boolean early = key.equals("recordSession") && today().isBefore(REPORTED);
    return !early
        && UNDONE.stream()
            .filter(one -> one.until().isAfter(kept))
            .noneMatch(one -> key.matches(one.task()) && about.matches(".*" + one.about() + ".*"));
  }

  private Map<String, Object> answers(Task task) {
    String about = about(task);
    return switch (key(task)) {
      case "nameTeam" ->
          about.contains("2019/826")
              ? Map.of("others", List.of(guest(1), guest(2), guest(3), guest(4)))
              : Map.of();
      case "writeSharingAndDeclaration" ->
          Map.of("reviewWanted", about.contains("2019/825") ? "no" : "yes");
      case "checkFacts" -> about.contains("2019/931") ? Map.of("factCheck", "disputed") : Map.of();
      case "approvePlan" -> kept.equals(VOTED) ? Map.of("planAnswer", "disagree") : Map.of();
      default -> Map.of();
    };
  }

  private static Map<String, Object> guest(int number) {
    return Map.of(
        "name", "Alex Example " + number,
        "email", "guest-" + number + "@example.org",
        "work", "Example");
  }

  private static String key(Task task) {
    return task.getTaskDefinitionKey().replace("userTask_", "");
  }

  private String about(Task task) {
    String businessKey =
        engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult()
            .getBusinessKey();
    Map<String, Object> seen = engine.getTaskService().getVariables(task.getId());
    return businessKey
        + " "
        + Objects.toString(seen.get("entry"), "")
        + " "
        + Objects.toString(seen.get("signatory"), "");
  }

  private static LocalDate today() {
    return ClockUtil.getCurrentTime().toInstant().atZone(EnglandTime.ZONE).toLocalDate();
  }

  /** Nobody writes before the memorandum is accepted, and there is a group without members. */
  private void theOfficeArranges() {
    Arrangements arrangements = application.getBean(Arrangements.class);
    Cycle year = application.getBean(Cycles.class).cycle(YEAR);
    arrangements.save(
        YEAR,
        year.version(),
        new Arrangements.Wanted(
            year.assessmentDue(),
            year.summit(),
            year.closes(),
            year.visibility(),
            true,
            List.of(),
            Map.of()));
    arrangements.addGroup(
        YEAR, application.getBean(Cycles.class).cycle(YEAR).version(), LocalDate.of(2019, 2, 13));
  }

  /** An entry becomes two, and another one the first of the group that had none. */
  private void theOfficeChangesTheYear() {
    change("2019/850-921", "split", Map.of());
    change("2019/group-7", "change-facilitator", Map.of("facilitator", "facilitator-6"));
    change("2019/852", "change-group", Map.of("group", "7"));
  }

  private void change(String about, String kind, Map<String, String> wanted) {
    ChangeRequests requests = application.getBean(ChangeRequests.class);
    ChangeRequest proposed =
        requests.propose(new CaseKey(about), kind, new Wanted(wanted), "office");
    requests.confirm(proposed.id(), "An example.", "office");
    settle();
    assertThat(requests.request(proposed.id()).state()).isEqualTo(ChangeRequest.State.MADE);
  }

  /** One director asks for another date, one for a review of another's self-assessment. */
  private void everybodyAsks() {
    application
        .getBean(Timetables.class)
        .ask(EntryKey.of("2019/845"), LocalDate.of(2019, 1, 21), "An example.", "dcs-845");
    application
        .getBean(Reviews.class)
        .ask(
            EntryKey.of("2019/825"),
            "dcs-846",
            Optional.of(EntryKey.of("2019/846")),
            "An example.",
            List.of(ReviewQuestion.values()));
    settle();
    everybodyActs();
  }
}
