package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.peerchallenge.Sampled;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.TestYear;
import org.springframework.beans.factory.annotation.Autowired;

/** The mechanism: tried out without a trace, confirmed once, made in a step, taken back. */
@Sampled(7)
class CaseChangeTest extends TurnTest {

  @Autowired private ChangeLog log;

  @Test
  void whatIsTriedOutLeavesNothingBehind() throws Exception {
    page("office", "/office");
    List<Map<String, Object>> before = everything();

    propose("office", "2019", "move-years-dates", dates("2019-01-10", "2019-03-22"));

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aMistypedDateIsSeenAndNothingHappensBeforeItIsConfirmed() throws Exception {
    doAll(task -> task.getTaskDefinitionKey().equals("userTask_nameTeam"));
    moveTo(LocalDate.of(2019, 1, 25));
    doAll(task -> task.getTaskDefinitionKey().equals("userTask_nameTeam"));

    long id = propose("office", "2019/group-1", "move-day", day("2019-02-01"));

    Effects effects = requests.request(id).effects();
    assertThat(effects.cases()).anyMatch(line -> line.startsWith("Reading pack of Group 1"));
    assertThat(effects.mails()).anyMatch(line -> line.contains("The challenge day has changed"));
    assertThat(effects.leavesTheHouse()).isTrue();
    assertThat(cycles.group(TestYear.group(1)).day()).isEqualTo("2019-02-15");
    assertThat(count("select count(*) from reading_pack")).isEqualTo(1);
    assertThat(page("office", "/changes/" + id)).contains("Reading pack of Group 1");
    assertThat(status("office", post("/changes/" + id + "/drop"))).isEqualTo(302);
    assertThat(status("office", post("/changes/" + id + "/confirm").param("reason", TEXT)))
        .isEqualTo(400);
  }

  @Test
  void aConfirmedDateIsMadeInAStepAndEverythingOpenFollowsCaseByCase() throws Exception {
    ChangeRequest made =
        change("office", "2019", "move-years-dates", dates("2019-01-10", "2019-03-22"));

    assertThat(cycles.cycle(TestYear.YEAR).assessmentDue()).isEqualTo("2019-01-10");
    assertThat(made.effects().dates())
        .anyMatch(line -> line.startsWith("Ashshire, 2018-19: from 5 December 2018"));
    assertThat(task("2019/801", "userTask_writeContext").getDueDate())
        .isEqualTo(java.util.Date.from(instant(LocalDate.of(2018, 12, 24).atTime(17, 0))));
    assertThat(log.of("2019"))
        .anySatisfy(
            change -> {
              assertThat(change.what()).isEqualTo("Date of the self-assessments");
              assertThat(change.changedBy()).isEqualTo("office");
              assertThat(change.reason()).isEqualTo(TEXT);
            });
  }

  @Test
  void whatNobodyOutsideHeardOfIsTakenBackAndTheCaseIsAsItWas() throws Exception {
    ChangeRequest made = change("office", "2019/801", "own-timetable", "due", "2019-01-15");
    assertThat(cycles.assessmentDue(TestYear.entry("801"))).isEqualTo("2019-01-15");

    assertThat(status("office", post("/changes/" + made.id() + "/undo"))).isEqualTo(302);
    long back = requests.of(new CaseKey("2019/801")).get(0).id();
    confirm("office", back);

    assertThat(requests.request(made.id()).state()).isEqualTo(ChangeRequest.State.UNDONE);
    assertThat(cycles.entry(TestYear.entry("801")).agreedDue()).isEmpty();
    assertThat(task("2019/801", "userTask_writeContext").getDueDate())
        .isEqualTo(java.util.Date.from(instant(LocalDate.of(2018, 12, 5).atTime(17, 0))));
  }

  @Test
  void aPauseThatWasAMistakeIsTakenBackAndTheSameTasksAreOpenAgain() throws Exception {
    String task = task("2019/801", "userTask_writeContext").getId();
    ChangeRequest made = change("office", "2019/801", "pause", "inspection", "yes");
    assertThat(made.effects().rests()).hasSize(10);
    assertThat(made.effects().stops()).isEmpty();
    assertThat(page("office", "/cases/2019/801/change?kind=pause"))
        .as("an old link")
        .contains("“Pause the work” is not possible as things stand now");

    long back =
        numberIn(sendForm("office", "/changes/" + made.id(), "/changes/" + made.id() + "/undo"));
    confirm("office", back);

    assertThat(requests.request(made.id()).state()).isEqualTo(ChangeRequest.State.UNDONE);
    assertThat(task("2019/801", "userTask_writeContext").getId()).isEqualTo(task);
    assertThat(taskService.createTaskQuery().active().taskId(task).count()).isEqualTo(1);
  }

  /** The numbers of changes are drawn by lot and say nothing of which came first. */
  @Test
  void onlyTheLastChangeOfACaseIsTakenBack() throws Exception {
    for (int day = 15; day < 19; day++) {
      change("office", "2019/801", "own-timetable", "due", "2019-01-" + day);
    }
    List<ChangeRequest> made = requests.of(new CaseKey("2019/801"));
    assertThat(made).hasSize(4);
    assertThat(requests.whyNotUndone(made.get(0))).isEmpty();
    for (ChangeRequest earlier : made.subList(1, 4)) {
      assertThat(requests.whyNotUndone(earlier))
          .hasValueSatisfying(why -> assertThat(why).contains("changed again since"));
    }
  }

  /** A vote, or a signature, could be taken by naming oneself somebody's deputy. */
  @Test
  void aDirectorNamesADeputyForHerselfAlone() throws Exception {
    for (String deputy : List.of("dcs-801", "team-801")) {
      assertThat(
              status(
                  "dcs-801",
                  post("/cases/2019/801/change")
                      .param("kind", "name-deputy")
                      .param("held", "lead-member/801/lead-member-801")
                      .param("deputy", deputy)
                      .param("from", "2018-11-30")
                      .param("to", "2018-12-31")))
          .isEqualTo(400);
    }
    change(
        "office",
        "2019/801",
        "name-deputy",
        "held",
        "lead-member/801/lead-member-801",
        "deputy",
        "team-801",
        "from",
        "2018-11-30",
        "to",
        "2018-12-31");
  }

  @Test
  void whatWouldDoMoreThanWasSeenIsShownAgainBeforeItIsConfirmed() throws Exception {
    long id = propose("office", "2019/group-1", "move-day", day("2019-02-20"));
    assertThat(requests.request(id).effects().mails()).isEmpty();
    doAll(task -> task.getTaskDefinitionKey().matches("userTask_(confirmDay|nameTeam)"));

    assertThat(status("office", post("/changes/" + id + "/confirm").param("reason", TEXT)))
        .isEqualTo(409);
    assertThat(requests.request(id).state()).isEqualTo(ChangeRequest.State.PROPOSED);
    assertThat(requests.request(id).effects().mails()).isNotEmpty();
    confirm("office", id);

    assertThat(requests.request(id).state()).isEqualTo(ChangeRequest.State.MADE);
  }

  @Test
  void workThatIsDoneBetweenTheLookAndTheWordChangesNothing() throws Exception {
    long id = propose("office", "2019/801", "own-timetable", "due", "2019-01-15");
    doAll(task -> task.getTaskDefinitionKey().equals("userTask_writeContext"));

    confirm("office", id);

    assertThat(requests.request(id).state()).isEqualTo(ChangeRequest.State.MADE);
  }

  @Test
  void whatIsConfirmedTwiceIsMadeOnceAndNeverWithoutAReason() throws Exception {
    long id = propose("office", "2019/801", "own-timetable", "due", "2019-01-15");
    assertThat(status("office", post("/changes/" + id + "/confirm").param("reason", " ")))
        .isEqualTo(400);
    confirm("office", id);
    assertThat(status("office", post("/changes/" + id + "/confirm").param("reason", TEXT)))
        .isEqualTo(400);

    assertThat(
            log.of("2019/801").stream().filter(c -> c.what().equals("Date of the self-assessment")))
        .hasSize(1);
  }

  @Test
  void nobodyButTheOfficeAndTheirOwnDirectorHasThePage() throws Exception {
    long id = propose("office", "2019/801", "own-timetable", "due", "2019-01-15");
    for (String stranger : List.of("dcs-804", "team-801", "lead", "facilitator-1", "nobody")) {
      assertThat(status(stranger, get("/cases/2019/801/change"))).as(stranger).isEqualTo(404);
      assertThat(status(stranger, get("/changes/" + id))).isEqualTo(404);
      assertThat(status(stranger, post("/changes/" + id + "/confirm"))).isEqualTo(404);
      assertThat(status(stranger, post("/cases/2019/801/change"))).isEqualTo(404);
    }
    assertThat(status("dcs-801", get("/changes/" + id))).isEqualTo(404);
    assertThat(status("office", get("/cases/2019/899/change"))).isEqualTo(404);
    assertThat(status("office", get("/cases/2019/change"))).isEqualTo(200);
    assertThat(status("office", get("/changes/999"))).isEqualTo(404);
  }

  @Test
  void datesThatCannotBeAreRefusedInWords() throws Exception {
    assertThat(refused("office", "2019/group-1", "move-day", day("2018-01-04")))
        .contains("4 January 2018 is past");
    assertThat(refused("office", "2019/group-1", "move-day", day("2019-02-16")))
        .contains("no working day");
    assertThat(refused("office", "2019/group-1", "move-day", day("tomorrow")))
        .contains("as a date");
    assertThat(refused("office", "2019", "move-years-dates", dates("2019-04-10", "2019-03-22")))
        .contains("before the summit");
  }

  @Test
  void aDayAfterTheSummitOrBesideAnotherGroupNeedsASecondLook() throws Exception {
    long after = propose("office", "2019/group-1", "move-day", day("2019-03-25"));
    long same = propose("office", "2019/group-1", "move-day", day("2019-02-04"));

    assertThat(requests.request(after).effects().warnings())
        .anyMatch(line -> line.contains("after the summit"));
    assertThat(requests.request(same).effects().warnings())
        .anyMatch(line -> line.contains("meets on the same day"));
  }

  private static String[] day(String date) {
    return new String[] {
      "date", date, "starts", "09:30", "mode", "IN_PERSON", "venue", "", "link", ""
    };
  }

  private static String[] dates(String due, String summit) {
    return new String[] {"assessmentDue", due, "summit", summit, "closes", "2019-08-30"};
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  /** Every row of ours and of the engine but the request itself, counted by table. */
  private List<Map<String, Object>> everything() {
    List<String> tables =
        jdbc.sql(
                """
                select tablename from pg_tables where schemaname = 'public'
                  and tablename <> 'change_request' and tablename not like 'figure%'
                  and tablename not like 'spring_session%' order by 1
                """)
            .query(String.class)
            .list();
    return tables.stream()
        .map(
            table ->
                jdbc.sql(
                        "select '"
                            + table
                            + "' as name, count(*) as rows, md5(string_agg(t::text, '' order by"
                            + " t::text)) as content from "
                            + table
                            + " t")
                    .query()
                    .singleRow())
        .toList();
  }
}
