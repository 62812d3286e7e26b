package org.peerchallenge.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.casechange.TurnTest;
import org.peerchallenge.cockpit.web.DeedWords;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Search, history and audit of a walked year with turns, beside what the engine's own services say.
 */
class HistoryTest extends TurnTest {

  @Autowired private CaseSearch search;
  @Autowired private CaseHistory history;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void whatIsShownOfAYearWithTurnsIsWhatTheEngineHolds() throws Exception {
    change("office", "2019/801", "pause");
    moveTo(today().plusDays(3));
    change("office", "2019/801", "resume", "due", "");
    Task handed = task("2019/804", "userTask_writeContext");
    transaction.executeWithoutResult(status -> testYear.appoint("second-804", Role.TEAM, "804"));
    taskService.setAssignee(handed.getId(), "team-804");
    change("office", "2019/804", "hand-over-task", "task", handed.getId(), "to", "second-804");

    new HistoryBesideEngine(search, history, cycles, engine)
        .compareAll(path -> page("office", path));
    String shown = page("office", "/office/history/" + instance("2019/804"));
    assertThat(shown).contains("Person team-804").contains("Person second-804").contains(TEXT);
    assertThat(page("office", "/cases/2019/804")).contains(instance("2019/804"));
    assertThat(page("office", "/office/history/" + instance("2019/804") + "/diagram.svg"))
        .as("the name of the pool stands upright in its margin")
        .containsPattern("rotate\\(-90 [0-9 ]+\\)\">Self-assessment<");
    theAuditNamesTheDeedsWithTheirReasons();
    theAuditHasNoWordOfWhatWasRefused();
    everybodyElseIsTold404();
  }

  private String instance(String key) {
    return historyService
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(key)
        .processDefinitionKey("self-assessment")
        .singleResult()
        .getId();
  }

  private void theAuditNamesTheDeedsWithTheirReasons() throws Exception {
    assertThat(page("office", "/office/audit"))
        .contains("Person office")
        .contains("Confirmed a change")
        .contains(TEXT)
        .as("the number of a change is no word for people")
        .doesNotContainPattern("“\\d{9,}”");
    assertThat(page("office", "/office/audit?person=nobody")).contains("Nothing was done.");
    assertThat(
            mappings.getHandlerMethods().keySet().stream()
                .filter(one -> one.getMethodsCondition().getMethods().toString().contains("POST"))
                .flatMap(one -> one.getPatternValues().stream())
                .map(DeedWords::plain))
        .as("a form of a page: say in OfficeDeeds what it does, or here why not")
        .filteredOn(path -> !DeedWords.known(path) && !ELSEWHERE.matcher(path).matches())
        .isEmpty();
  }

  /**
   * Both ways in which a page says so: by leading back with a problem, and with an error's status.
   */
  private void theAuditHasNoWordOfWhatWasRefused() throws Exception {
    long before = deeds();
    assertThat(
            status(
                "office", post("/process-change/cases").param("set", "none").param("reason", TEXT)))
        .isEqualTo(302);
    assertThat(status("office", post("/changes/999999/drop"))).isEqualTo(404);
    assertThat(status("office", post("/notices/999999/set-aside"))).isEqualTo(302);
    assertThat(
            status(
                "office",
                post("/days/%s/1/attendees".formatted(year()))
                    .param("entry", year() + "/801")
                    .param("name", "")
                    .param("email", "nobody")))
        .isEqualTo(302);
    assertThat(deeds()).isEqualTo(before);
  }

  private long deeds() {
    return jdbc.sql("select count(*) from office_deed").query(Long.class).single();
  }

  /**
   * What the change log, the log of readings or its own record tells, or what is no office deed.
   */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "/(cases|concerns|assessments|sign-in|password|invitation|figures|register|error|demo"
              + "|days/room|drafts|login|logout|webauthn|sign-out).*"
              + "|/arrangements/\\{year}(/(entries|groups).*)?|/days/\\{year}/\\{number}"
              + "|/notices/mine|/office/seen|/people/\\{username}/(roles(/end)?|delegations)"
              + "|/process-change/(uploads|folder|earlier|cases/preview"
              + "|\\{id}/(preview|propose|replay|trial.*|withdraw))"
              + "|/calendar(/end)?|/unsubscribe/\\{code}|/replies/\\{code}"
              + "|/telephone|/tasks/.*|/camunda.*|/script-errors.*|.*/comments.*");

  private void everybodyElseIsTold404() throws Exception {
    for (String path :
        List.of(
            "/office/search",
            "/office/audit",
            "/office/history/" + instance("2019/801"),
            "/office/history/" + instance("2019/801") + "/diagram.svg")) {
      for (String who : List.of("dcs-801", "team-801", "lead-member-801", "facilitator-1")) {
        assertThat(status(who, get(path))).as("%s as %s", path, who).isEqualTo(404);
      }
    }
  }
}
