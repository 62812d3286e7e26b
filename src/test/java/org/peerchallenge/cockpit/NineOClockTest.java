package org.peerchallenge.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.changelog.CaseChange;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Mode;
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
  @Autowired private ChangeLog log;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private Cycles cycles;
  @Autowired private TransactionTemplate transaction;

  @Test
  void whatIsShownAsLateIsWhatTheEngineHoldsAsLateAtTenMomentsOfAYear() {
    openTheYear();
    Random random = new Random(20190101);
    LocalDate day = START.toLocalDate();
    int seen = 0;
    for (int moment = 0; moment < MOMENTS; moment++) {
      day = day.plusDays(4 + random.nextInt(12));
      moveTo(day);
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
    for (String path : List.of("/office", "/cases/2019/801")) {
      pages.perform(get(path).principal(() -> "dcs-801")).andExpect(status().isNotFound());
    }
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

  @Test
  void anErrorIsSaidInWordsAndNeverInTheMachines() {
    for (String raw :
        List.of(
            "ENGINE-03005 OptimisticLockingException",
            "MailSendException: x",
            "Connection refused",
            "java.lang.NullPointerException",
            "")) {
      assertThat(NineOClock.words(raw)).doesNotContain("Exception").contains("ry it again");
    }
  }

  private void openTheYear() {
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
