package org.peerchallenge.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.peerchallenge.TestBrowser;
import org.peerchallenge.TestDatabase;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.EngineClock;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What people meet around their forms, at every size and with the keyboard. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "camunda.bpm.job-execution.enabled=false",
      "camunda.bpm.admin-user.id=admin",
      "camunda.bpm.admin-user.password=" + JourneyIT.PASSWORD,
      "peerchallenge.message-sweep=P1D",
      "peerchallenge.notice.sweep=false",
      "peerchallenge.home=target/journey-home"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class JourneyIT {

  static final String PASSWORD = "A-test-password-1";

  private static final String DATABASE = TestDatabase.freshJdbcUrl();
  private static final EntryKey OURS = TestYear.entry("801");
  private static final EntryKey STOCK = TestYear.entry("802");

  private static final Set<String> CASES = Set.of("self-assessment", "challenge-day");

  @LocalServerPort private int port;
  @Autowired private Region region;
  @Autowired private Arrangements arrangements;
  @Autowired private TransactionTemplate transaction;
  @Autowired private IdentityService identity;
  @Autowired private RuntimeService runtime;
  @Autowired private TaskService tasks;
  @Autowired private ManagementService management;
  @Autowired private JdbcClient jdbc;

  private Playwright playwright;
  private Browser browser;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> DATABASE);
    properties.add("spring.datasource.username", () -> TestDatabase.USER);
  }

  @BeforeAll
  void openBrowserAndYear() {
    ClockUtil.setCurrentTime(
        Date.from(LocalDateTime.of(2018, 11, 30, 9, 0).atZone(EngineClock.ZONE).toInstant()));
    playwright = TestBrowser.playwright();
    browser = TestBrowser.launch(playwright);
    TestYear year = new TestYear(region, arrangements, transaction);
    year.region(2).year().group(1, "2019-02-26", "801", "802");
    // Facilitators have their group once the year is open, and somebody's role begins.
    jdbc.sql("update cycle set opened = now()").update();
    for (String number : List.of("801", "802")) {
      year.appoint("colleague-" + number, Role.TEAM, number);
    }
    for (User user : identity.createUserQuery().list()) {
      user.setPassword(PASSWORD);
      identity.saveUser(user);
    }
    runtime.startProcessInstanceByKey("self-assessment", OURS.value());
    runtime.startProcessInstanceByKey("self-assessment", STOCK.value());
    settle();
  }

  @AfterAll
  void close() {
    playwright.close();
    ClockUtil.reset();
  }

  @Test
  void theAgendaOfASessionKeepsItsTimeThroughAReloadAndWithoutAConnection() {
    runtime
        .createProcessInstanceByKey("challenge-day")
        .businessKey(TestYear.group(1).value())
        .startBeforeActivity("serviceTask_gatherSessions")
        .execute();
    settle();
    Task session =
        tasks.createTaskQuery().taskDefinitionKey("userTask_recordSession").list().get(0);
    Walker facilitator = person(1280, 850);
    facilitator.openFromMail("/tasks/" + session.getId(), "facilitator-1");
    Page page = facilitator.page();
    Locator agenda = page.locator(".peer-challenge-agenda");
    Locator time = agenda.getByRole(AriaRole.TIMER);
    assertThat(time).hasText("15:00");
    assertThat(agenda.locator("li span"))
        .hasText(new String[] {"15 min", "70 min", "5 min", "20 min", "10 min", "end of the day"});

    Locator run = agenda.getByText("Start");
    run.focus();
    page.keyboard().press("Enter");
    assertThat(time).not().hasText("15:00");
    facilitator.nothingToReport("a session with its clock running");
    // As if it had been started seventeen minutes ago.
    page.evaluate(
        """
        () => {
          const key = Object.keys(localStorage).find(one => one.startsWith('peer-challenge-agenda'));
          const kept = JSON.parse(localStorage.getItem(key));
          kept.since -= 17 * 60 * 1000;
          localStorage.setItem(key, JSON.stringify(kept));
        }
        """);
    page.reload();
    assertThat(time).hasText(Pattern.compile("2:\\d\\d over"));
    facilitator.nothingToReport("a session over its time");
    facilitator.photograph("7-session");

    page.context().setOffline(true);
    agenda.getByText("Next activity").press("Enter");
    assertThat(agenda.locator(".peer-challenge-activity")).hasText("2 · Explore ");
    assertThat(time).hasText(Pattern.compile("69:\\d\\d"));
    agenda.getByText("Pause").press("Enter");
    String paused = time.textContent();
    page.context().setOffline(false);
    page.reload();
    assertThat(time).hasText(paused);
    assertThat(agenda.getByText("Go on")).isVisible();
    facilitator.click(page.locator(".peer-challenge-choices").getByText("Guidance"));
    assertThat(page.locator(".peer-challenge-page")).containsText("From the balcony");
  }

  @Test
  void thePagesAroundTheJourneyAreForEverybody() {
    Walker visitor = person(1280, 850);
    for (String path : List.of("/sign-in", "/accessibility")) {
      visitor.page().navigate(address(path));
      visitor.nothingToReport(path);
      visitor.photograph("0" + path.replace('/', '-'));
    }
    assertThat(visitor.page().locator("h1")).hasText("Accessibility statement");
    visitor.openFromMail("/tasks/00000000-0000-0000-0000-000000000000", "dcs-802");
    assertThat(visitor.page().locator("h1")).hasText("This task is done");
    visitor.nothingToReport("a task that is done");
    for (String path : List.of("/", "/assessments/2019/802", "/assessments/2019/802/evidence")) {
      visitor.page().navigate(address(path));
      visitor.nothingToReport(path);
      visitor.photograph("0" + path.replace('/', '-'));
    }
  }

  private void settle() {
    assertThat(
            new TimeMachine(
                    management, List.of(), job -> CASES.contains(job.getProcessDefinitionKey()))
                .settle())
        .isEmpty();
  }

  private Walker person(int width, int height) {
    return new Walker(address(""), PASSWORD, context(width, height));
  }

  private BrowserContext context(int width, int height) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setLocale("en-GB")
            .setTimezoneId("Europe/London"));
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
