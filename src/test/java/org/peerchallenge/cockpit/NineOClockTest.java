package org.peerchallenge.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.changelog.CaseChange;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

class NineOClockTest extends EngineTest {

  private static final int MOMENTS = 10;

  @Autowired private WebApplicationContext application;
  @Autowired private NineOClock nine;
  @Autowired private OfficeWorklist worklist;
  @Autowired private Pauses pauses;
  @Autowired private Clock clock;
  @Autowired private ChangeLog log;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private Cycles cycles;
  @Autowired private TransactionTemplate transaction;

  @Test
  void everyListIsWhatTheEngineHoldsAtTenMomentsOfAYear() {
    openTheYear();
    Random random = new Random(20190101);
    LocalDate day = START.toLocalDate();
    int seen = 0;
    for (int moment = 0; moment < MOMENTS; moment++) {
      day = day.plusDays(4 + random.nextInt(12));
      moveTo(day);
      somethingHappens(moment, random);
      List<NineOClock.Open> open = nine.open();
      Set<String> shown =
          open.stream().filter(NineOClock.Open::late).map(this::line).collect(Collectors.toSet());
      assertThat(shown).as("late on %s", day).isEqualTo(lateByTheEngine(day));
      assertThat(open).hasSize((int) taskService.createTaskQuery().count());
      assertThat(NineOClock.waited(open).stream().mapToInt(NineOClock.Waited::late).sum())
          .isEqualTo(shown.size());
      assertThat(nine.year(TestYear.YEAR, open).stream().mapToInt(NineOClock.Row::late).sum())
          .isEqualTo(
              (int)
                  open.stream()
                      .filter(o -> o.late() && !o.key().contains("group") && o.key().contains("/"))
                      .count());
      everyOtherListIsWhatTheEngineHolds(day, open);
      seen += shown.size();
      // Some is put off, so that late tasks become timely ones.
      taskService.createTaskQuery().list().stream()
          .filter(task -> random.nextInt(10) == 0)
          .forEach(
              task ->
                  taskService.setDueDate(
                      task.getId(), new java.util.Date(ClockUtil.getCurrentTime().getTime())));
    }
    assertThat(seen).as("the moments had late tasks").isGreaterThan(50);
    leaveNothingBroken();
  }

  /** At each moment another of the things that the page is there for. */
  private void somethingHappens(int moment, Random random) {
    List<Task> memoranda =
        taskService.createTaskQuery().taskDefinitionKey("userTask_acceptMemorandum").list();
    if (memoranda.size() > 1) {
      taskService.setAssignee(memoranda.get(0).getId(), "office");
      taskService.complete(memoranda.get(0).getId());
      // As a step does when an authority leaves the year: nobody did it.
      taskService.complete(memoranda.get(1).getId());
    }
    switch (moment) {
      case 1 -> pauses.begin(TestYear.entry("801"), true, Optional.empty(), "Ofsted", "office");
      case 2 -> {
        Task reminded = taskService.createTaskQuery().listPage(0, 1).get(0);
        for (String who : List.of("team-801", "dcs-801")) {
          jdbc.sql("insert into reminder (task_id, username, stage, at) values (?, ?, '1', ?)")
              .params(reminded.getId(), who, EnglandTime.now(clock).minusDays(who.length()))
              .update();
        }
      }
      case 3 -> region.end("team-804", Role.TEAM, "804", LocalDate.now(clock).minusDays(1));
      case 4 -> {
        managementService.setJobRetries(job(), 0);
        nine.look("office");
      }
      case 5 ->
          jdbc.sql("update notice set state = 'failed' where id = (select min(id) from notice)")
              .update();
      case 6 -> pauses.end(TestYear.entry("801"));
      case 7 -> jdbc.sql(REFUSED).param(EnglandTime.now(clock)).update();
      case 8 -> {
        nine.look("office");
        cycles.agreeDue(TestYear.entry("805"), LocalDate.now(clock).plusDays(3));
      }
      default ->
          cycles.moveDay(
              TestYear.group(2),
              LocalDate.now(clock).plusDays(20 + random.nextInt(9)),
              Mode.VIRTUAL,
              "");
    }
    settle();
  }

  private String job() {
    return managementService.createJobQuery().timers().active().list().stream()
        .filter(job -> !job.getProcessDefinitionId().contains("reminders"))
        .map(Job::getId)
        .findFirst()
        .orElseThrow();
  }

  private static final String REFUSED =
      """
      insert into change_request (case_key, kind, wanted, state, effects, asked_by, asked,
        confirmed_by, confirmed, refusal)
      select '2019/801', 'pause', '{}', 'REFUSED', '{}', 'office', now.at, 'office', now.at,
        'Paused already' from (select cast(? as timestamptz) as at) now
      """;

  private void leaveNothingBroken() {
    managementService.createJobQuery().noRetriesLeft().list().stream()
        .forEach(job -> managementService.setJobRetries(job.getId(), 1));
    region.appoint("team-804", Role.TEAM, "804", LocalDate.now(clock));
    jdbc.sql("delete from change_request").update();
  }

  /** Each list asked another way than the page asks: row by row, or by the engine's services. */
  private void everyOtherListIsWhatTheEngineHolds(LocalDate today, List<NineOClock.Open> open) {
    Map<String, NineOClock.Open> byTask =
        open.stream().collect(Collectors.toMap(NineOClock.Open::task, one -> one));
    Map<String, OffsetDateTime> reminded = new HashMap<>();
    jdbc.sql("select task_id, at from reminder")
        .query(
            row -> {
              reminded.merge(
                  row.getString(1),
                  row.getObject(2, OffsetDateTime.class),
                  (a, b) -> a.isAfter(b) ? a : b);
            });
    Set<String> nobody = new TreeSet<>();
    for (Task task : taskService.createTaskQuery().list()) {
      NineOClock.Open shown = byTask.get(task.getId());
      OffsetDateTime last = reminded.get(task.getId());
      assertThat(shown.reminded())
          .isEqualTo(last == null ? null : EnglandTime.day(last.toInstant()));
      assertThat(shown.paused()).isEqualTo(task.isSuspended());
      assertThat(shown.who())
          .as("words, not an id of the engine")
          .doesNotContainPattern("[a-z]-\\d");
      if (task.getAssignee() == null
          && taskService.getIdentityLinksForTask(task.getId()).stream()
              .allMatch(
                  link ->
                      link.getUserId() == null
                          && identityService
                                  .createUserQuery()
                                  .memberOfGroup(link.getGroupId())
                                  .count()
                              == 0)) {
        nobody.add(task.getId());
      }
    }
    assertThat(
            worklist.deserted().stream()
                .flatMap(one -> one.tasks().stream())
                .map(Task::getId)
                .collect(Collectors.toSet()))
        .as("nobody can do it, %s", today)
        .isEqualTo(nobody);
    assertThat(nine.failed())
        .extracting(NineOClock.Failed::job)
        .containsExactlyInAnyOrderElementsOf(
            managementService.createJobQuery().noRetriesLeft().list().stream()
                .map(Job::getId)
                .toList());
    assertThat(worklist.undelivered())
        .hasSize(count("select count(*) from notice where state in ('failed', 'unsure')"));
    assertThat(pauses.all()).hasSize(pausedEntries());
    assertThat(nine.refusedChanges())
        .hasSize(
            (int)
                jdbc
                    .sql("select confirmed from change_request where state = 'REFUSED'")
                    .query(OffsetDateTime.class)
                    .list()
                    .stream()
                    .filter(at -> at.isAfter(EnglandTime.now(clock).minusDays(14)))
                    .count());
    whatChangedIsWhatTheLogsHold(today);
    whatComesIsWhatIsDue(today, open);
    for (NineOClock.Row row : nine.year(TestYear.YEAR, open)) {
      String key = row.entry().key().value();
      assertThat(row.steps().get(1))
          .isEqualTo(
              "%d of %d"
                  .formatted(sections(key, "and answered_at is not null"), sections(key, "")));
      assertThat(row.open())
          .isEqualTo((int) open.stream().filter(one -> one.key().equals(key)).count());
    }
  }

  /** One entry is one process instance with its call of a review, so tasks alone would mislead. */
  private int pausedEntries() {
    return (int)
        runtimeService.createProcessInstanceQuery().suspended().list().stream()
            .map(one -> one.getBusinessKey())
            .distinct()
            .count();
  }

  private int sections(String entry, String condition) {
    return jdbc.sql(
            "select count(distinct section) from section_request where entry = ? " + condition)
        .param(entry)
        .query(Integer.class)
        .single();
  }

  private int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }

  /** Since yesterday at nine, or since the office looked, where that is longer ago. */
  private void whatChangedIsWhatTheLogsHold(LocalDate today) {
    Instant since = today.minusDays(1).atTime(9, 0).atZone(EnglandTime.ZONE).toInstant();
    for (OffsetDateTime looked :
        jdbc.sql("select looked from office_look").query(OffsetDateTime.class).list()) {
      since = looked.toInstant().isBefore(since) ? looked.toInstant() : since;
    }
    assertThat(nine.since("office")).isEqualTo(since);
    Instant from = since;
    assertThat(nine.changed(from))
        .hasSize(
            (int)
                jdbc
                    .sql("select changed from case_change")
                    .query(OffsetDateTime.class)
                    .list()
                    .stream()
                    .filter(changed -> changed.toInstant().isAfter(from))
                    .count());
    int done =
        (int)
            historyService
                .createHistoricTaskInstanceQuery()
                .finished()
                .taskDeleteReason("completed")
                .list()
                .stream()
                .filter(task -> task.getAssignee() != null)
                .filter(task -> task.getEndTime().toInstant().isAfter(from))
                .count();
    assertThat(nine.countDone(from)).isEqualTo(done);
    assertThat(nine.done(from))
        .hasSize(Math.min(done, NineOClock.DONE_SHOWN))
        .noneMatch(one -> one.who().isBlank());
  }

  private void whatComesIsWhatIsDue(LocalDate today, List<NineOClock.Open> open) {
    Set<String> expected = new TreeSet<>();
    for (Task task : taskService.createTaskQuery().list()) {
      if (task.getDueDate() != null) {
        LocalDate due = EnglandTime.day(task.getDueDate().toInstant());
        if (!due.isBefore(today) && !due.isAfter(today.plusDays(10))) {
          String about =
              open.stream()
                  .filter(one -> one.task().equals(task.getId()))
                  .findFirst()
                  .orElseThrow()
                  .about();
          expected.add(due + " " + task.getName() + ": " + about);
        }
      }
    }
    var year = cycles.cycle(TestYear.YEAR);
    Map<String, LocalDate> dates = new HashMap<>();
    dates.put("Self-assessments are due, 2018-19", year.assessmentDue());
    dates.put("Summit, 2018-19", year.summit());
    dates.put("The year closes, 2018-19", year.closes());
    cycles
        .groups(TestYear.YEAR)
        .forEach(group -> dates.put("Challenge day: " + cycles.title(group.key()), group.day()));
    dates.forEach(
        (what, day) -> {
          if (!day.isBefore(today) && !day.isAfter(today.plusDays(10))) {
            expected.add(day + " " + what);
          }
        });
    assertThat(
            nine.coming(open).stream()
                .map(one -> one.day() + " " + one.what())
                .collect(Collectors.toSet()))
        .isEqualTo(expected);
  }

  @Test
  void thePageIsTheOfficesAloneAndSaysThatAllIsWellOnlyWhenItIs() throws Exception {
    openTheYear();
    MockMvc pages = MockMvcBuilders.webAppContextSetup(application).build();
    assertThat(page(pages, "/office", "office"))
        .contains("Nothing is late, nothing is stuck, and every mail went out.")
        .contains("Ashshire");
    moveTo(LocalDate.of(2018, 12, 20));

    String late = page(pages, "/office", "office");

    assertThat(late).doesNotContain("Nothing is late").contains("/cases/2019/801");
    for (NineOClock.Open open : nine.open()) {
      assertThat(late.contains("data-task=\"" + open.task() + "\"")).isEqualTo(open.late());
    }
    assertThat(page(pages, "/cases/2019/801", "office")).contains("days late");
    assertThat(page(pages, "/cases/2019/group-1", "office")).contains("Group 1");
    pages.perform(get("/office").principal(() -> "dcs-801")).andExpect(status().isNotFound());
    pages
        .perform(get("/cases/2019/899").principal(() -> "office"))
        .andExpect(status().isNotFound());
  }

  private static String page(MockMvc pages, String path, String who) throws Exception {
    return pages
        .perform(get(path).principal(() -> who))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  @Test
  void eachLineNamesItsCaseAndItsPeople() {
    openTheYear();
    moveTo(LocalDate.of(2018, 12, 20));

    NineOClock.Open line =
        nine.open().stream()
            .filter(open -> open.key().equals("2019/801") && open.late())
            .findFirst()
            .orElseThrow();

    assertThat(line.about()).isEqualTo("Ashshire, 2018-19");
    assertThat(line.who()).contains("Ashshire");
    assertThat(NineOClock.casePage(line.key())).isEqualTo("/cases/2019/801");
  }

  @Test
  void aMovedDayIsLoggedWithBothDatesAndFoundSinceYesterday() {
    openTheYear();
    cycles.moveDay(TestYear.group(1), LocalDate.of(2019, 2, 20), Mode.IN_PERSON, "");

    assertThat(nine.changed(nine.since("office")))
        .extracting(NineOClock.Changed::change)
        .filteredOn(change -> change.caseKey().equals("2019/group-1"))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.before()).isEqualTo("15 February 2019");
              assertThat(change.after()).isEqualTo("20 February 2019");
            });
  }

  @Test
  void theChangeLogCannotBeRewritten() {
    openTheYear();
    cycles.agreeDue(TestYear.entry("801"), LocalDate.of(2019, 1, 7));

    assertThat(log.of("2019/801")).extracting(CaseChange::after).contains("2019-01-07");
    assertThatThrownBy(() -> jdbc.sql("update case_change set value_after = 'x'").update())
        .isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> jdbc.sql("delete from case_change").update())
        .isInstanceOf(DataAccessException.class);
  }

  @Test
  void whoHasNotLookedForAWeekSeesTheWeek() {
    openTheYear();
    nine.look("office");
    moveTo(START.plusHours(1));
    cycles.agreeDue(TestYear.entry("801"), LocalDate.of(2019, 1, 7));
    moveTo(LocalDate.of(2018, 12, 7));

    assertThat(nine.changed(nine.since("office"))).isNotEmpty();
    nine.look("office");
    moveTo(LocalDate.of(2018, 12, 10));
    assertThat(nine.changed(nine.since("office"))).isEmpty();
  }

  @Test
  void theLastPersonOfTheOfficeCannotLeave() {
    openTheYear();

    assertThatThrownBy(() -> region.end("office", Role.OFFICE, null, START.toLocalDate()))
        .hasMessageContaining("successor");
    transaction.executeWithoutResult(
        status -> new TestYear(region, tables, transaction).appoint("next", Role.OFFICE, null));
    region.end("office", Role.OFFICE, null, START.toLocalDate().minusDays(1));
    assertThat(region.holds("office", Role.OFFICE)).isFalse();
  }

  private void openTheYear() {
    beginBy("an open year of five", this::openOnce);
  }

  private void openOnce() {
    new TestYear(region, tables, transaction)
        .region(5)
        .year()
        .group(1, "2019-02-15", "801", "802-803")
        .group(2, "2019-02-04", "804", "805");
    identityService.setAuthentication("office", List.of(Groups.CAMUNDA_ADMIN));
    try {
      formService.submitStartForm(
          repositoryService
              .createProcessDefinitionQuery()
              .processDefinitionKey("annual-cycle")
              .latestVersion()
              .singleResult()
              .getId(),
          Map.of("year", "2019", "copyFrom", "nothing"));
    } finally {
      identityService.clearAuthentication();
    }
    settle();
    send(task("2019", "userTask_arrangeYear"), "office", Map.of("complete", true));
  }

  /** Asked another way than the page asks: one task at a time, by the engine's own services. */
  private Set<String> lateByTheEngine(LocalDate today) {
    Set<String> late = new TreeSet<>();
    for (Task task : taskService.createTaskQuery().list()) {
      if (task.getDueDate() != null
          && !task.isSuspended()
          // Nobody waits for what is optional.
          && task.getPriority() >= Task.PRIORITY_NORMAL
          && task.getDueDate().toInstant().atZone(EnglandTime.ZONE).toLocalDate().isBefore(today)) {
        String key =
            runtimeService
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
        Object entry = taskService.getVariable(task.getId(), "entry");
        late.add(task.getId() + " " + (entry == null ? key : entry));
      }
    }
    return late;
  }

  private String line(NineOClock.Open open) {
    return open.task() + " " + open.key();
  }
}
