package org.peerchallenge.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.peerchallenge.TestBrowser;
import org.peerchallenge.TestDatabase;
import org.peerchallenge.TestProvider;
import org.peerchallenge.engine.EngineClock;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** How people come in, stay in and are kept out, over HTTP and in a real browser. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
    properties = {
      "camunda.bpm.job-execution.enabled=false",
      "camunda.bpm.admin-user.id=admin",
      "camunda.bpm.admin-user.password=" + SignInIT.PASSWORD,
      "peerchallenge.message-sweep=P1D",
      "peerchallenge.notice.sweep=false",
      "peerchallenge.home=target/sign-in-home"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class SignInIT {

  static final String PASSWORD = "Seven-green-bottles";

  private static final String DATABASE = TestDatabase.freshJdbcUrl();
  private static final TestProvider PROVIDER = TestProvider.start();
  private static final Path SHOTS = Path.of("target/screenshots");
  private static final LocalDateTime NOW = LocalDateTime.of(2018, 11, 30, 9, 0);
  private static final Pattern LINK = Pattern.compile("/invitation/[\\w-]{43}");

  private static int port;

  @Autowired private Region region;
  @Autowired private WaysIn ways;
  @Autowired private Passwords passwords;
  @Autowired private Accounts accounts;
  @Autowired private IdentityService identity;
  @Autowired private TaskService tasks;
  @Autowired private JdbcClient jdbc;

  private Playwright playwright;
  private Browser browser;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> DATABASE);
    properties.add("spring.datasource.username", () -> TestDatabase.USER);
    port = TestProvider.settle(properties);
    PROVIDER.register(properties, "ashshire", "Ashshire County Council", "801");
    PROVIDER.register(properties, "birchshire", "Birchshire Council", "802,803");
    PROVIDER.register(properties, "alliance", "The regional alliance", "");
  }

  @BeforeAll
  void open() {
    ClockUtil.setCurrentTime(Date.from(NOW.atZone(EngineClock.ZONE).toInstant()));
    playwright = TestBrowser.playwright();
    browser = TestBrowser.launch(playwright);
    region.addAuthority(new Authority("801", "Ashshire", "E06000001", "unitary", Optional.empty()));
    region.addAuthority(
        new Authority("802", "Birchshire", "E06000002", "unitary", Optional.empty()));
  }

  @BeforeEach
  void somebodyInEachRole() {
    jdbc.sql("truncate account, sign_in_invitation, linked_identity, role_held, delegation, notice")
        .update();
    person("anna", Role.DCS, "801");
    person("bela", Role.DCS, "802");
    person("olga", Role.OFFICE, null);
  }

  @AfterEach
  void leave() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    complaints.clear();
  }

  @AfterAll
  void close() {
    playwright.close();
    PROVIDER.close();
    ClockUtil.reset();
  }

  @Test
  void whoIsInvitedSignsInByTheirCouncilAndLandsWhereTheMailLedAndLeavesBothOnSigningOut() {
    ways.invite("anna", Optional.of("ashshire"), "olga");
    Page page = page();
    page.navigate(address(linkInTheMail()));
    assertThat(page.locator("h1")).hasText("Welcome, Example anna");
    shot(page, "invitation-provider");
    page.getByText("Sign in with Ashshire County Council").click();
    atTheProvider(page, "a-1", "{}");
    assertThat(page.locator("h1")).hasText("Welcome, Example anna");
    assertThat(complaints).isEmpty();

    page.getByText("Sign out").click();
    page.waitForURL(Pattern.compile(".*/sign-in.*"));
    assertThat(page.locator("h1")).hasText("Sign in");
    shot(page, "sign-in");
    page.setViewportSize(390, 844);
    shot(page, "sign-in-390");
    page.setViewportSize(1280, 850);

    Task task = openTask("dcs-801");
    page.navigate(address("/tasks/" + task.getId()));
    assertThat(page.locator("h1")).hasText("Sign in");
    page.getByText("Ashshire County Council").click();
    atTheProvider(page, "a-1", "{}");
    page.waitForURL(Pattern.compile(".*/camunda/app/tasklist/.*" + task.getId() + ".*"));
    page.waitForLoadState(LoadState.NETWORKIDLE);
    assertThat(page.locator(".task-card h2")).hasText("Something");

    page.locator(".account a.dropdown-toggle").first().click();
    page.locator(".logout a").first().click();
    page.waitForURL(Pattern.compile(".*/sign-in.*"));
    page.navigate(address("/"));
    assertThat(page.locator("h1")).hasText("Sign in");
  }

  @Test
  void whoIsNotInvitedIsRefusedKindlyAndNothingIsMade() {
    long users = identity.createUserQuery().count();
    Page page = page();
    page.navigate(address("/sign-in"));
    page.getByText("Birchshire Council").click();
    atTheProvider(
        page,
        "x-1",
        "{\"email\": \"stranger@example.org\", \"email_verified\": true,"
            + " \"groups\": [\"camunda-admin\", \"office\"]}");
    assertThat(page.locator("h1")).hasText("You are not invited yet");
    shot(page, "not-invited");
    page.setViewportSize(390, 844);
    shot(page, "not-invited-390");
    page.navigate(address("/"));
    assertThat(page.locator("h1")).hasText("Sign in");
    assertThat(identity.createUserQuery().count()).isEqualTo(users);
    assertThat(links()).isZero();
  }

  private Page page() {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1280, 850).setLocale("en-GB"));
    contexts.add(context);
    Page page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && message.location().contains(address(""))) {
            complaints.add(message.text() + " " + message.location());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  private static void atTheProvider(Page page, String subject, String claims) {
    page.locator("input[name=username]").fill(subject);
    page.locator("textarea[name=claims]").fill(claims);
    page.locator("input[type=submit], button[type=submit]").first().click();
  }

  private void person(String username, Role role, String dfeNumber) {
    region.addPerson(new Person(username, "Example " + username, username + "@example.org"));
    region.appoint(username, role, dfeNumber, LocalDate.of(2018, 1, 1));
  }

  private Task openTask(String... groups) {
    Task task = tasks.newTask();
    task.setName("Something");
    tasks.saveTask(task);
    for (String group : groups) {
      tasks.addCandidateGroup(task.getId(), group);
    }
    return task;
  }

  private String linkInTheMail() {
    return jdbc.sql("select body_text from notice order by id desc limit 1")
        .query(String.class)
        .single()
        .lines()
        .map(LINK::matcher)
        .filter(java.util.regex.Matcher::find)
        .map(java.util.regex.Matcher::group)
        .findFirst()
        .orElseThrow();
  }

  private long links() {
    return jdbc.sql("select count(*) from linked_identity").query(Long.class).single();
  }

  private static void shot(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")).setFullPage(true));
  }

  private static String address(String path) {
    return "http://localhost:" + port + path;
  }
}
