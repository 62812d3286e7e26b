package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.peerchallenge.EngineTest;
import org.peerchallenge.People;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/**
 * The base of tests of turns: a year of two groups in its middle, its pages, and a walk to its end
 * in which everybody does what they are asked.
 */
public abstract class TurnTest extends EngineTest {

  protected static final String TEXT = People.TEXT;

  @Autowired protected Region region;
  @Autowired protected CycleTables tables;
  @Autowired protected ArrangementWarnings warnings;
  @Autowired protected Cycles cycles;
  @Autowired protected ChangeRequests requests;
  @Autowired protected TransactionTemplate transaction;
  @Autowired private ObjectMapper json;
  @Autowired private WebApplicationContext application;

  protected TestYear testYear;
  private MockMvc pages;
  private People people;

  @BeforeEach
  void openAYear() {
    pages = MockMvcBuilders.webAppContextSetup(application).build();
    people = new People(engine, json, this::appointed, LocalDate.of(2019, 5, 15));
    testYear = new TestYear(region, tables, transaction);
    arrange();
    transaction.executeWithoutResult(
        status -> {
          testYear.appoint("reviewer-1", Role.REVIEWER, null);
          testYear.appoint("reviewer-2", Role.REVIEWER, null);
        });
    begin("2019");
  }

  /** Who takes part: five authorities in two groups, and one without a group. */
  protected void arrange() {
    testYear
        .region(6)
        .year()
        .group(1, "2019-02-15", "801", "802-803")
        .group(2, "2019-02-04", "804", "805");
  }

  /** How the year begins: open. */
  protected void begin(String year) {
    startYear(year, "nothing");
  }

  protected final void startYear(String year, String from) {
    beginYear(year, from);
    openYear(year);
  }

  protected final void beginYear(String year, String from) {
    identityService.setAuthentication("office", List.of(Groups.CAMUNDA_ADMIN));
    try {
      formService.submitStartForm(
          repositoryService
              .createProcessDefinitionQuery()
              .processDefinitionKey("annual-cycle")
              .latestVersion()
              .singleResult()
              .getId(),
          Map.of("year", year, "copyFrom", from));
    } finally {
      identityService.clearAuthentication();
    }
    settle();
  }

  protected final void openYear(String year) {
    send(task(year, "userTask_arrangeYear"), "office", Map.of("complete", true));
    for (Task warned : tasks(year, "userTask_acceptWarnings")) {
      send(warned, "office", Map.of("warningsDecision", "accept", "reason", TEXT));
    }
  }

  /** Does every open task that the test wants done, over and over, until there is none. */
  protected final void doAll(Predicate<Task> wanted) {
    people.doAll(wanted, this::settle);
  }

  /** Fills a task's form as whoever may do it would, and sends it. */
  protected final void fill(Task task) {
    people.send(task);
  }

  /** Somebody of the task's candidates; nobody is a failure of the test. */
  protected final String performer(Task task) {
    return people.performer(task);
  }

  /** What the office does when its page shows a task that nobody can do. */
  private String appointed(Task task) {
    String group =
        taskService.getIdentityLinksForTask(task.getId()).stream()
            .map(link -> link.getGroupId())
            .findFirst()
            .orElseThrow();
    try {
      if (group.matches("facilitator-\\d{4}-\\d+")) {
        String key = group.replaceAll("facilitator-(\\d+)-(\\d+)", "$1/group-$2");
        change("office", key, "change-facilitator", "facilitator", spare(Role.FACILITATOR));
      } else if (group.startsWith("reviewer-")) {
        change("office", key(task), "change-reviewer", "reviewer", spare(Role.REVIEWER));
      } else {
        String number = group.substring(group.length() - 3);
        Role role = Role.of(group.substring(0, group.length() - 4));
        transaction.executeWithoutResult(status -> testYear.appoint("new-" + group, role, number));
      }
    } catch (Exception e) {
      throw new AssertionError("Nobody can do " + task.getName() + ", of " + group, e);
    }
    return identityService.createUserQuery().memberOfGroup(group).list().get(0).getId();
  }

  private String spare(Role role) {
    String name = "spare-" + role.id();
    if (!region.holds(name, role)) {
      transaction.executeWithoutResult(status -> testYear.appoint(name, role, null));
    }
    return name;
  }

  protected final String key(Task task) {
    return runtimeService
        .createProcessInstanceQuery()
        .processInstanceId(task.getProcessInstanceId())
        .singleResult()
        .getBusinessKey();
  }

  /** Walks on in steps of some days, everybody doing what they are asked, to after the close. */
  protected final void walkToTheEnd() {
    LocalDate day = today();
    while (day.isBefore(TestYear.CLOSES.plusDays(2))) {
      doAll(task -> true);
      day = day.plusDays(day.isBefore(LocalDate.of(2019, 4, 15)) ? 6 : 40);
      moveTo(day);
    }
    doAll(task -> true);
  }

  protected final LocalDate today() {
    return org.camunda.bpm.engine.impl.util.ClockUtil.getCurrentTime()
        .toInstant()
        .atZone(org.peerchallenge.kernel.EnglandTime.ZONE)
        .toLocalDate();
  }

  /** Chooses and tries out; gives back the number of the request. */
  protected final long propose(String who, String caseKey, String kind, String... fields)
      throws Exception {
    MockHttpServletRequestBuilder form =
        post("/cases/" + caseKey + "/change").principal(() -> who).param("kind", kind);
    for (int i = 0; i < fields.length; i += 2) {
      form.param(fields[i], fields[i + 1]);
    }
    MockHttpServletResponse answer = pages.perform(form).andReturn().getResponse();
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(302);
    return Long.parseLong(answer.getRedirectedUrl().replaceAll(".*/", ""));
  }

  /** What the page says when the change is not possible. */
  protected final String refused(String who, String caseKey, String kind, String... fields)
      throws Exception {
    MockHttpServletRequestBuilder form =
        post("/cases/" + caseKey + "/change").principal(() -> who).param("kind", kind);
    for (int i = 0; i < fields.length; i += 2) {
      form.param(fields[i], fields[i + 1]);
    }
    MockHttpServletResponse answer = pages.perform(form).andReturn().getResponse();
    assertThat(answer.getStatus()).isEqualTo(400);
    return answer.getContentAsString();
  }

  protected final void confirm(String who, long id) throws Exception {
    MockHttpServletResponse answer =
        pages
            .perform(post("/changes/" + id + "/confirm").principal(() -> who).param("reason", TEXT))
            .andReturn()
            .getResponse();
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(302);
    settle();
  }

  /** Proposes, confirms and lets it be made. */
  protected final ChangeRequest change(String who, String caseKey, String kind, String... fields)
      throws Exception {
    long id = propose(who, caseKey, kind, fields);
    confirm(who, id);
    ChangeRequest made = requests.request(id);
    assertThat(made.state()).as(made.refusal()).isEqualTo(ChangeRequest.State.MADE);
    return made;
  }

  protected final String page(String who, String path) throws Exception {
    MockHttpServletResponse answer =
        pages.perform(get(path).principal(() -> who)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path + " as " + who).isEqualTo(200);
    return answer.getContentAsString();
  }

  protected final int status(String who, MockHttpServletRequestBuilder request) throws Exception {
    return pages.perform(request.principal(() -> who)).andReturn().getResponse().getStatus();
  }
}
