package org.peerchallenge.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.Axe;
import org.peerchallenge.BrowserTest;
import org.peerchallenge.Invariants;
import org.peerchallenge.ShortForm;
import org.peerchallenge.TestBrowser;
import org.peerchallenge.Visitor;
import org.peerchallenge.engine.Submissions;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.operation.Invariant;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;

/** What people do in a real browser: Tasklist as a team, Cockpit as the office. */
@ExtendWith(Invariants.class)
@Invariants.Except(
    value = Invariant.JOBS_HAVE_RETRIES,
    because = "a step that failed for good is there for Cockpit to show")
class BrowserIT extends BrowserTest {

  /** Cells whose name, address or time would each stand in a column of its own. */
  private static final String CELLS_TORN_APART =
      """
      [...document.querySelectorAll('td[data-label]')].filter(cell =>
        cell.childNodes.length > 1 && getComputedStyle(cell).display === 'flex').length
      """;

  /** How many pages of Cockpit each watcher opens in the short form. */
  private static final Map<String, Integer> COCKPIT_PAGES =
      Map.of("office", 5, "lead", 2, "analyst", 3);

  private static final String CASE = "2019/846";
  private static final double DARK = 60;
  private static final String API = "/camunda/api/engine/engine/default";
  private static final String OUR_NAVIGATION = "a[href='#/nine-oclock']";

  @Autowired private RepositoryService repository;
  @Autowired private TaskService tasks;
  @Autowired private ManagementService management;
  @Autowired private Submissions submissions;

  private final List<BrowserContext> contexts = new ArrayList<>();

  /** What went wrong in the browser's eyes: failed calls, errors of scripts. */
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  void openBrowserAndCases() {
    LocalDateTime start = LocalDateTime.of(2018, 12, 13, 9, 0);
    ClockUtil.setCurrentTime(Date.from(start.atZone(EnglandTime.ZONE).toInstant()));
    people();
    cases();
  }

  @AfterEach
  void leave() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    complaints.clear();
  }

  @Test
  void aTeamTakesATaskOnFillsItsListsAndSendsIt() {
    Page page = signIn("team-846", "/");
    assertThat(page.locator("h1")).hasText("Welcome, Robin Example");
    TestBrowser.picture(page, "start-page");
    page.locator("main a").filter(with("Write offers and asks")).first().click();
    assertThat(page.locator("h1")).hasText("Write offers and asks");
    assertThat(page.locator(".peer-challenge-head .peer-challenge-case"))
        .hasText("2019/846 · due Friday 14 December 2018");
    assertThat(page.locator(".ce-eol-banner"))
        .hasText("Peer challenge of children’s services, South East");
    assertThat(page.locator(".fjs-powered-by a").first()).isVisible();
    String taskId = page.url().replaceAll(".*task=([0-9a-f-]{36}).*", "$1");

    assertThat(page.getByText("Nobody is working on this.")).isVisible();
    Locator form = page.locator(".fjs-container");
    Locator send = page.locator(".form-actions .btn-primary");
    form.getByLabel("What joins your offers and asks").fill("An example.");
    form.getByLabel("Yes").check();
    form.getByLabel("Title of the offer").fill("A first example");
    form.getByLabel("Evidence of impact").fill("Long example text. ".repeat(150));
    form.getByText("Add new").click();
    form.getByLabel("Title of the offer").nth(1).fill("A second example");
    TestBrowser.picture(page, "task-filled");
    assertThat(send).isEnabled();
    send.click();
    assertThat(page.locator("h1")).hasText(Pattern.compile("Sent. Thank you.|You sent “.+”"));
    page.getByText("Read what you sent").click();
    assertThat(page.locator("main")).containsText("A second example");
    TestBrowser.picture(page, "task-sent");

    assertThat(submissions.latest(CASE, "write-offers", ""))
        .hasValueSatisfying(sent -> assertThat(sent.rows("offers")).hasSize(2));
    page.navigate(address("/tasks/" + taskId));
    assertThat(page.locator("h1")).hasText("This task is done");
    TestBrowser.picture(page, "task-done");
    assertThat(complaintsBeside(taskId)).isEmpty();
  }

  /** Our pages have colours of their own for it; the vendor's page is turned as a whole. */
  @Test
  void aDeviceThatAsksForDarkColoursGetsThemOnPagesAndForms() throws IOException {
    Page page = signIn("team-846", "/");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    for (String address : List.of("/", "/assessments/2019", "/data-sheets/846")) {
      page.navigate(address(address));
      assertThat(brightness(page)).as(address).isLessThan(DARK);
      assertThat(Axe.violations(page)).as(address).isEmpty();
    }
    page.navigate(address("/"));
    page.locator("main a").filter(with("Write ")).first().click();
    assertThat(page.locator(".fjs-container")).isVisible();
    assertThat(brightness(page)).as("a form").isLessThan(DARK);
    TestBrowser.picture(page, "task-dark");

    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    assertThat(brightness(page)).as("a form where light is asked").isGreaterThan(255 - DARK);
  }

  /** Of all its dots, from 0 to 255. */
  private static double brightness(Page page) throws IOException {
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
    double sum = 0;
    for (int y = 0; y < seen.getHeight(); y += 5) {
      for (int x = 0; x < seen.getWidth(); x += 5) {
        Color dot = new Color(seen.getRGB(x, y));
        sum += (dot.getRed() + dot.getGreen() + dot.getBlue()) / 3.0;
      }
    }
    return sum * 25 / seen.getHeight() / seen.getWidth();
  }

  /** The application's clock stands years from the computer's, as in the demo. */
  @Test
  void whatWasTypedAfterTheSessionEndedIsThereAfterSigningInAgain() {
    Task task = claimable("Write offers and asks");
    Page page = signIn("team-846", "/tasks/" + task.getId());
    Locator text = page.getByLabel("What joins your offers and asks");
    text.fill("Saved.");
    assertThat(page.locator(".peer-challenge-draft")).containsText("Saved today");
    page.context().clearCookies();
    text.fill("Saved. Typed after the session ended.");
    Locator again = page.locator(".peer-challenge-draft").getByText("Sign in again");
    assertThat(again).isVisible();
    again.click();
    TestBrowser.signIn(page, "team-846", PASSWORD);
    assertThat(page.getByLabel("What joins your offers and asks"))
        .hasValue("Saved. Typed after the session ended.");
    assertThat(page.locator(".peer-challenge-draft")).containsText("Saved today");
    tasks.setAssignee(task.getId(), null);
  }

  @Test
  void whoSignsInAgainInAnotherWindowGoesOnInTheFirst() {
    Task task = claimable("Write offers and asks");
    Page page = signIn("team-846", "/tasks/" + task.getId());
    Locator text = page.getByLabel("What joins your offers and asks");
    text.fill("Saved.");
    assertThat(page.locator(".peer-challenge-draft")).containsText("Saved today");
    page.context().clearCookies();
    text.fill("Saved. More.");
    assertThat(page.locator(".peer-challenge-draft").getByText("Sign in again")).isVisible();

    Page other = page.context().newPage();
    other.navigate(address("/sign-in"));
    TestBrowser.signIn(other, "team-846", PASSWORD);
    assertThat(other.locator("h1")).hasText("Welcome, Robin Example");

    assertThat(page.locator(".peer-challenge-draft")).containsText("Saved today");
    // Tasklist knows again who is there, and the other window is still signed in.
    assertThat(page.locator("[cam-widget-header]")).containsText("Robin Example");
    assertThat(page.getByLabel("What joins your offers and asks")).hasValue("Saved. More.");
    other.reload();
    assertThat(other.locator("h1")).hasText("Welcome, Robin Example");
    tasks.setAssignee(task.getId(), null);
  }

  @Test
  void aListThatOpensWithRowsCanBeSentAgain() {
    Task task = claimable("Sign the offers and asks");
    Page page = signIn("dcs-846", "/tasks/" + task.getId());
    assertThat(page.getByText("Nobody is working on this.")).isVisible();
    Locator form = page.locator(".fjs-container");
    form.getByLabel("What joins your offers and asks").fill("Signed as an example.");
    form.getByLabel("Title of the offer").first().fill("Changed");
    form.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("No").setExact(true))
        .check();
    assertThat(page.locator(".form-actions .btn-primary")).isEnabled();
    page.locator(".form-actions .btn-primary").click();
    assertThat(page.locator("h1")).hasText(Pattern.compile("Sent. Thank you.|You sent “.+”"));
    assertThat(complaintsBeside(task.getId())).isEmpty();
  }

  /** Whoever asks for a task just when it is sent hears that it is gone; that is no fault. */
  private List<String> complaintsBeside(String sent) {
    return complaints.stream().filter(one -> !one.contains(sent)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"office", "lead", "analyst"})
  void whoWatchesOpensEveryPageOfCockpitWithoutAnError(String who) {
    Page page = signIn(who, "/camunda/app/cockpit/default/");
    assertThat(page.locator(".navbar-brand")).hasText("Peer challenge Cockpit");
    String definition =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionKey("rehearsal")
            .latestVersion()
            .singleResult()
            .getId();
    String decision =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey("rehearsal-weight")
            .latestVersion()
            .singleResult()
            .getId();
    List<String> pages =
        new ArrayList<>(
            List.of("dashboard", "processes", "decisions", "tasks", "repository", "batch"));
    pages.add("process-definition/" + definition + "/runtime");
    pages.add("decision-definition/" + decision);
    if (who.equals("analyst")) {
      // Analysts see definitions, and no case or task of anybody: the page of tasks is not offered.
      pages.remove("tasks");
    } else {
      ShortForm.some(2, runtime.createProcessInstanceQuery().list())
          .forEach(one -> pages.add("process-instance/" + one.getId() + "/runtime"));
    }
    Set<String> analysed = new HashSet<>();
    for (String one : ShortForm.some(COCKPIT_PAGES.get(who), pages)) {
      // A page of its own each time: Cockpit's listeners outlive their page otherwise.
      page.navigate("about:blank");
      page.navigate(address("/camunda/app/cockpit/default/#/" + one));
      page.waitForLoadState(LoadState.NETWORKIDLE);
      tabs(page);
      Locator toTasks = page.locator("a[href^='#/tasks']:visible");
      if (who.equals("analyst")) {
        assertThat(toTasks).hasCount(0);
      } else {
        assertThat(toTasks).not().hasCount(0);
      }
      TestBrowser.picture(page, who + "-cockpit-" + one.replaceAll("[^a-z-].*", ""));
      // What our plugin shows within the vendor's pages; those are not ours to mend.
      if (who.equals("office") && analysed.add(one.replaceAll("/.*", ""))) {
        assertThat(Axe.violations(page, OUR_NAVIGATION, ".ce-eol-banner"))
            .as("ours on %s", one)
            .isEmpty();
      }
    }
    assertThat(complaints).isEmpty();
    assertThat(page.locator(".alert-danger:visible").allInnerTexts()).isEmpty();
  }

  /** The vendor's frame around it included. */
  @Test
  void cockpitOpensForTheOfficeOnNineOClockAndForNobodyElse() {
    Page page = signIn("office", "/camunda/app/cockpit/default/");
    for (int width : new int[] {1280, 390}) {
      page.setViewportSize(width, 900);
      assertThat(page.locator("main h1")).hasText("Nine o’clock");
      assertThat(page.locator("#late")).hasText(Pattern.compile("Late \\(\\d+\\)"));
      assertThat(Axe.violations(page)).isEmpty();
      assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
      TestBrowser.picture(page, "cockpit-nine-oclock-" + width);
    }
    page.setViewportSize(1280, 900);
    page.locator("main form button").first().click();
    assertThat(page.locator("main h1")).hasText("Nine o’clock");
    page.navigate(address("/camunda/app/cockpit/default/#/processes"));
    page.locator(OUR_NAVIGATION).click();
    assertThat(page.locator("main h1")).hasText("Nine o’clock");
    assertThat(complaints).isEmpty();
    Page analyst = signIn("analyst", "/camunda/app/cockpit/default/");
    analyst.waitForURL(Pattern.compile(".*#/dashboard.*"));
    assertThat(analyst.locator(OUR_NAVIGATION)).hasCount(0);
  }

  /** Search, the history of a case on its diagram, audit, lists: where one gets from that page. */
  @Test
  void whatLiesBehindNineOClockIsReadByEverybodyOnAnyScreen() {
    Page page = signIn("office", "/office/search");
    String history = page.locator("a[href*='/office/history/']").first().getAttribute("href");
    for (String path :
        List.of(
            "/office", "/office/search", history, "/office/audit", "/office/notices", "/people")) {
      page.navigate(address(path));
      for (int width : new int[] {1280, 390}) {
        page.setViewportSize(width, 900);
        assertThat(page.locator("h1")).hasCount(1);
        assertThat(Axe.violations(page)).as("%s at %d", path, width).isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
            .as("%s at %d", path, width)
            .isLessThanOrEqualTo(width);
        assertThat((int) page.evaluate(CELLS_TORN_APART)).as("%s at %d", path, width).isZero();
        TestBrowser.picture(
            page,
            "office" + path.replaceAll("[?=/]|[0-9a-f-]{36}", "-").replaceAll("-+", "-") + width);
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void theOfficeSeesOnItsStartPageWhatHasFailed() {
    Page page = signIn("office", "/");
    assertThat(page.locator("main")).containsText("One step has failed");
    TestBrowser.picture(page, "start-page-of-the-office");
    assertThat(complaints).isEmpty();
  }

  @Test
  void aPhoneShowsTheStartPageWithoutMovingSideways() {
    Page page = signIn("team-846", "/");
    page.setViewportSize(390, 844);
    TestBrowser.picture(page, "start-page-390");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
    assertThat(page.locator("h1").boundingBox().y).as("where the page begins").isLessThan(230);
  }

  @Test
  void whatTasklistDoesNotNeedIsRefused() {
    Task task = claimable("Write offers and asks");
    Visitor team = Visitor.signIn(address(""), "team-846", PASSWORD);
    String one = API + "/task/" + task.getId();

    assertThat(team.get(one).statusCode()).isEqualTo(200);
    assertThat(team.get(one + "/form-variables").statusCode()).isEqualTo(200);
    assertThat(team.get(one + "/comment").statusCode()).isEqualTo(403);
    assertThat(team.get(one + "/identity-links").statusCode()).isEqualTo(403);
    assertThat(team.get(one + "/variables").statusCode()).isEqualTo(403);
    assertThat(team.get(API + "/task?processVariables=mayOffer_eq_yes").statusCode())
        .isEqualTo(403);
    assertThat(team.get(API + "/process-instance").statusCode()).isEqualTo(403);
    assertThat(team.post(one + "/complete", Map.of()).statusCode()).isEqualTo(403);
    assertThat(team.post(one + "/claim", Map.of("userId", "dcs-846")).statusCode()).isEqualTo(403);
    assertThat(team.post(one + "/assignee", Map.of("userId", "team-846")).statusCode())
        .isEqualTo(403);
    assertThat(team.put(one, Map.of("name", "Mine")).statusCode()).isEqualTo(403);
    assertThat(team.put(one + "/variables/mayOffer", Map.of("value", "no")).statusCode())
        .isEqualTo(403);
    assertThat(team.post(API + "/message", Map.of("messageName", "x")).statusCode()).isEqualTo(403);
    assertThat(
            new String(team.get(one + "/comment").body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("This is not open to you here");
  }

  @Test
  void theOfficeWatchesATaskAndDoesNotReadItsForm() {
    Task task = claimable("Write offers and asks");
    Visitor office = Visitor.signIn(address(""), "office", PASSWORD);
    String one = API + "/task/" + task.getId();

    assertThat(office.get(one).statusCode()).isEqualTo(200);
    assertThat(office.get(one + "/form-variables").statusCode()).isEqualTo(403);
    assertThat(office.get(one + "/deployed-form").statusCode()).isEqualTo(403);
    assertThat(office.post(one + "/claim", Map.of("userId", "office")).statusCode()).isEqualTo(403);
  }

  @Test
  void nobodyDeploysAndThereIsNoOtherWayToTheEngine() {
    Visitor admin = Visitor.signIn(address(""), "admin", PASSWORD);
    assertThat(admin.get(API + "/deployment").statusCode()).isEqualTo(200);
    assertThat(admin.post(API + "/deployment/create", Map.of()).statusCode()).isEqualTo(403);
    assertThat(admin.get("/engine-rest/engine").statusCode()).isEqualTo(404);

    Visitor stranger = Visitor.stranger(address(""));
    assertThat(stranger.get(API + "/task").statusCode()).isEqualTo(401);
    assertThat(stranger.get(API + "/process-definition").statusCode()).isEqualTo(401);
    assertThat(stranger.post("/camunda/api/admin/setup/default/user/create", Map.of()).statusCode())
        .isEqualTo(401);
  }

  private void people() {
    region.addAuthority(
        new Authority(
            "846", "Brighton and Hove", "E06000043", "unitary", java.util.Optional.empty()));
    person("team-846", "Robin Example", Role.TEAM, "846");
    person("dcs-846", "Sandy Example", Role.DCS, "846");
    person("office", "Ashley Example", Role.OFFICE, null);
    person("lead", "Charlie Example", Role.LEAD, null);
    person("analyst", "Jamie Example", Role.ANALYST, null);
  }

  private void person(String username, String name, Role role, String dfeNumber) {
    region.addPerson(new Person(username, name, username + "@example.org"));
    region.appoint(username, role, dfeNumber, LocalDate.of(2018, 1, 1));
    User user = identity.createUserQuery().userId(username).singleResult();
    user.setPassword(PASSWORD);
    identity.saveUser(user);
  }

  /** One case waits with the team, one with the director, one has failed for good. */
  private void cases() {
    repository
        .createDeployment()
        .addClasspathResource("front/rehearsal.bpmn")
        .addClasspathResource("front/rehearsal-writing.bpmn")
        .addClasspathResource("front/rehearsal-weight.dmn")
        .addClasspathResource("front/write-offers.form")
        .deploy();
    for (int one = 0; one < 4; one++) {
      runtime.startProcessInstanceByKey("rehearsal", CASE);
    }
    List<Task> open = tasks.createTaskQuery().taskDefinitionKey("userTask_writeOffers").list();
    tasks.complete(open.get(0).getId());
    tasks.complete(open.get(1).getId());
    tasks.complete(
        tasks.createTaskQuery().taskDefinitionKey("userTask_signOffers").list().get(0).getId());
    TimeMachine time =
        new TimeMachine(management, List.of(), job -> isOfACase(job.getProcessDefinitionKey()));
    time.settle();
    for (int attempt = 0; attempt < 4; attempt++) {
      time.moveTo(ClockUtil.getCurrentTime().toInstant().plusSeconds(601));
    }
  }

  private static boolean isOfACase(String definition) {
    return definition != null && definition.startsWith("rehearsal");
  }

  private Task claimable(String name) {
    return tasks.createTaskQuery().taskName(name).taskUnassigned().list().get(0);
  }

  private Page signIn(String username, String next) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 850)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London"));
    contexts.add(context);
    Page page = context.newPage();
    page.setDefaultTimeout(30_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text() + " " + message.location());
          }
        });
    page.onPageError(complaints::add);
    page.onResponse(
        response -> {
          if (response.status() >= 400) {
            complaints.add(
                response.status() + " " + response.request().method() + " " + response.url());
          }
        });
    page.navigate(address(next));
    assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?next=.*|.*/camunda/.*"));
    if (!page.url().contains("/sign-in")) {
      page.navigate(address("/sign-in?next=" + next));
    }
    TestBrowser.signIn(page, username, PASSWORD);
    page.waitForURL(url -> !url.contains("/sign-in"));
    page.waitForLoadState(LoadState.NETWORKIDLE);
    // The entrance refuses a session of before, once.
    complaints.removeIf(one -> one.contains("/login/"));
    return page;
  }

  private static void tabs(Page page) {
    Locator tabs = page.locator(".nav-tabs li a:visible");
    for (int tab = 0; tab < tabs.count(); tab++) {
      tabs.nth(tab).click();
      page.waitForLoadState(LoadState.NETWORKIDLE);
      page.locator(".spinner")
          .first()
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
