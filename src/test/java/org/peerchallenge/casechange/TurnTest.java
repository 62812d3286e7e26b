package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.ShortForm.FULL;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.peerchallenge.EngineTest;
import org.peerchallenge.People;
import org.peerchallenge.Visitor;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.FormFiller;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/**
 * The base of tests of turns: a year of two groups in its middle, its pages as people see them who
 * have signed in at the running application, and a walk to its end in which everybody does what
 * they are asked.
 */
public abstract class TurnTest extends EngineTest {

  protected static final String TEXT = People.TEXT;

  private static final int ONE_IN = 9;

  /** People do what they are asked every so many days. */
  protected static final int STEP = FULL ? 6 : 13;

  private static final String PASSWORD = "A-long-test-word-1";
  private static final Pattern HIDDEN = Pattern.compile("<input [^>]*type=\"hidden\"[^>]*>");
  private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");
  private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");

  @Autowired protected Region region;
  @Autowired protected CycleTables tables;
  @Autowired protected ArrangementWarnings warnings;
  @Autowired protected Cycles cycles;
  @Autowired protected ChangeRequests requests;
  @Autowired protected TransactionTemplate transaction;
  @Autowired private ObjectMapper json;
  @Autowired private WebApplicationContext application;
  @LocalServerPort private int port;

  protected TestYear testYear;
  protected YearsEnd yearsEnd;
  private boolean walked;
  private final Map<String, Visitor> signedIn = new HashMap<>();
  private MockMvc pages;
  protected People people;

  @BeforeEach
  void openAYear(TestInfo test) {
    walked = FULL || Math.floorMod(test.getDisplayName().hashCode(), ONE_IN) == 0;
    pages = MockMvcBuilders.webAppContextSetup(application).build();
    people = new People(engine, json, this::appointed, inSpring(), this::words);
    yearsEnd = new YearsEnd(engine, jdbc);
    testYear = new TestYear(region, tables, transaction);
    beginBy(
        "a year of " + arrangement(),
        () -> {
          arrange();
          transaction.executeWithoutResult(
              status -> {
                testYear.appoint("reviewer-1", Role.REVIEWER, null);
                testYear.appoint("reviewer-2", Role.REVIEWER, null);
              });
          begin(year());
        });
    UnloggedChanges.refuse(jdbc);
  }

  @AfterEach
  void letOtherTestsWriteIntoTheTables() {
    UnloggedChanges.allow(jdbc);
  }

  /** The class that says last how the year begins: those after it share what was begun. */
  private String arrangement() {
    Class<?> one = getClass();
    while (Arrays.stream(one.getDeclaredMethods())
        .map(Method::getName)
        .noneMatch(Set.of("arrange", "begin", "year", "takesPart", "outboxes")::contains)) {
      one = one.getSuperclass();
    }
    return one.getName();
  }

  /** The year of the test. */
  protected String year() {
    return TestYear.YEAR.value();
  }

  /** What people write into every date: after the days of the groups, before the year closes. */
  protected LocalDate inSpring() {
    return LocalDate.of(2019, 5, 15);
  }

  protected LocalDate closes() {
    return TestYear.CLOSES;
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

  /** What people write into the next text field. */
  protected String words() {
    return TEXT;
  }

  /** Does every open task that the test wants done, over and over, until there is none. */
  protected final void doAll(Predicate<Task> wanted) {
    people.doAll(wanted, this::settle);
  }

  /** Fills a task's form as whoever may do it would, and sends it. */
  protected final void fill(Task task) {
    people.send(task);
  }

  /** The same from Tasklist: signed in, claimed, opened and sent through the engine's interface. */
  protected final void fromTasklist(Task task, Map<String, Object> answers) {
    Visitor person = as(performer(task));
    HttpResponse<byte[]> answer = person.submit(task.getId(), opened(person, task, answers));
    assertThat(answer.statusCode()).as(text(answer)).isLessThan(300);
    settle();
  }

  /** Claims a task, opens its form through the engine's interface and fills it. */
  protected final Map<String, Object> opened(
      Visitor person, Task task, Map<String, Object> answers) {
    byte[] form = person.openForm(task.getId());
    return new FormFiller(json, TEXT, inSpring().toString())
        .fill(form, person.formVariables(task.getId()), answers);
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

  /** After a turn: in the short form one year in some is walked, always the same ones. */
  protected final void endsWell() {
    if (walked) {
      walkToTheEnd();
      yearsEnd.isWell("after the turn");
    }
  }

  /** Walks on in steps of some days, everybody doing what they are asked, to after the close. */
  protected final void walkToTheEnd() {
    LocalDate day = today();
    while (day.isBefore(closes().plusDays(2))) {
      doAll(task -> true);
      yearsEnd.invitationsAreRight(day);
      day = day.plusDays(day.isBefore(inSpring().minusDays(30)) ? STEP : 40);
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

  /** Somebody who has signed in. */
  protected final Visitor as(String who) {
    return signedIn.computeIfAbsent(
        who,
        name -> {
          User user = identityService.createUserQuery().userId(name).singleResult();
          user.setPassword(PASSWORD);
          identityService.saveUser(user);
          return Visitor.signIn("http://localhost:" + port, name, PASSWORD);
        });
  }

  /** Chooses and tries out; gives back the number of the request. */
  protected final long propose(String who, String caseKey, String kind, String... fields)
      throws Exception {
    HttpResponse<byte[]> answer = proposed(who, caseKey, kind, fields);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(302);
    return numberIn(answer);
  }

  protected static long numberIn(HttpResponse<byte[]> answer) {
    return Long.parseLong(
        answer.headers().firstValue("Location").orElseThrow().replaceAll(".*/", ""));
  }

  /** What the page says when the change is not possible. */
  protected final String refused(String who, String caseKey, String kind, String... fields)
      throws Exception {
    HttpResponse<byte[]> answer = proposed(who, caseKey, kind, fields);
    assertThat(answer.statusCode()).isEqualTo(400);
    return text(answer);
  }

  /** Chooses on the page of the case what is to change, and sends the form that it shows. */
  protected final HttpResponse<byte[]> proposed(
      String who, String caseKey, String kind, String... fields) throws Exception {
    String address = "/cases/" + caseKey + "/change";
    assertThat(page(who, address)).contains(address + "?kind=" + kind + "\"");
    return sendForm(who, address + "?kind=" + kind, address, fields);
  }

  /**
   * Sends a form as a browser does: with what it hides, and from where it stands.
   *
   * @param page where it stands
   * @param action where it goes
   */
  protected final HttpResponse<byte[]> sendForm(
      String who, String page, String action, String... fields) throws Exception {
    String shown = page(who, page);
    Matcher form =
        Pattern.compile(
                "<form [^>]*action=\"" + Pattern.quote(action) + "\"[^>]*>(.*?)</form>",
                Pattern.DOTALL)
            .matcher(shown);
    assertThat(form.find()).as("a form to %s on %s: %s", action, page, shown).isTrue();
    Map<String, String> sent = new HashMap<>();
    Matcher hidden = HIDDEN.matcher(form.group(1));
    while (hidden.find()) {
      Matcher name = NAME.matcher(hidden.group());
      Matcher value = VALUE.matcher(hidden.group());
      if (name.find() && value.find()) {
        sent.put(name.group(1), value.group(1));
      }
    }
    for (int i = 0; i < fields.length; i += 2) {
      sent.put(fields[i], fields[i + 1]);
    }
    // What guards against forged forms is where a browser says they come from.
    return as(who).postForm(action, sent, Map.of("Sec-Fetch-Site", "same-origin"));
  }

  protected final void confirm(String who, long id) throws Exception {
    HttpResponse<byte[]> answer = confirmed(who, id);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(302);
    settle();
  }

  /** Presses "confirm" with a reason; 409 when the case has moved on. */
  protected final HttpResponse<byte[]> confirmed(String who, long id) throws Exception {
    return sendForm(who, "/changes/" + id, "/changes/" + id + "/confirm", "reason", TEXT);
  }

  /** Proposes, confirms and lets it be made. */
  protected final ChangeRequest change(String who, String caseKey, String kind, String... fields)
      throws Exception {
    long id = propose(who, caseKey, kind, fields);
    confirm(who, id);
    ChangeRequest made = requests.request(id);
    assertThat(made.state()).as(made.refusal()).isEqualTo(ChangeRequest.State.MADE);
    yearsEnd.onlyWhoIsInIsAsked(kind + " of " + caseKey);
    return made;
  }

  protected final String page(String who, String path) throws Exception {
    HttpResponse<byte[]> answer = as(who).get(path);
    assertThat(answer.statusCode()).as(path + " as " + who).isEqualTo(200);
    return text(answer);
  }

  protected static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  protected final int status(String who, MockHttpServletRequestBuilder request) throws Exception {
    return pages.perform(request.principal(() -> who)).andReturn().getResponse().getStatus();
  }
}
