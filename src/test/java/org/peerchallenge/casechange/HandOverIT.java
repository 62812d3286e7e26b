package org.peerchallenge.casechange;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.peerchallenge.Axe;
import org.peerchallenge.BrowserTest;
import org.peerchallenge.Invariants;
import org.peerchallenge.TestBrowser;
import org.peerchallenge.changelog.CaseChange;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.region.Person;
import org.springframework.beans.factory.annotation.Autowired;

/** The office gives work to somebody else, in a real browser, from Cockpit on. */
@ExtendWith(Invariants.class)
class HandOverIT extends BrowserTest {

  private static final EntryKey ENTRY = TestYear.entry("801");
  private static final String WHY = "She is away until the spring.";

  /** What the office's changes are made by, and what they change. */
  private static final Set<String> CASES = Set.of("self-assessment", "case-change");

  @Autowired private TaskService tasks;
  @Autowired private ManagementService management;
  @Autowired private ChangeLog log;

  private BrowserContext context;
  private Page page;

  @BeforeAll
  void openAYear() {
    openYearOfTwo(LocalDateTime.of(2018, 11, 30, 9, 0));
    region.addPerson(
        new Person("successor-801", "Person successor-801", "successor-801@example.org"));
    User office = identity.createUserQuery().userId("office").singleResult();
    office.setPassword(PASSWORD);
    identity.saveUser(office);
    runtime.startProcessInstanceByKey("self-assessment", ENTRY.value());
    settle();
  }

  @BeforeEach
  void theOfficeOpensCockpit() {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London"));
    page = context.newPage();
    page.navigate(address("/sign-in?next=/camunda/app/cockpit/default/"));
    TestBrowser.signIn(page, "office", PASSWORD);
    assertThat(page.locator("main h1")).hasText("Nine o’clock");
  }

  @AfterEach
  void leave() {
    context.close();
  }

  @Test
  void oneTaskGoesToAColleagueWithAReason() {
    Task task = open().get(0);
    tasks.setAssignee(task.getId(), "team-801");
    // Ten tasks are due on one day, and lie behind its line.
    Locator coming = page.locator("section[aria-labelledby=coming]");
    coming.locator("summary").first().click();
    coming.locator("a[href*='/cases/" + ENTRY + "']").first().click();
    page.getByText("Change this case").click();
    page.getByText("Hand one task over").click();
    page.locator("#task").selectOption(task.getId());
    page.getByLabel("Goes to").selectOption("colleague-801");
    confirm("hand-over-one");

    assertThat(tasks.createTaskQuery().taskId(task.getId()).singleResult().getAssignee())
        .isEqualTo("colleague-801");
    assertThat(log.of(ENTRY.value()))
        .filteredOn(change -> change.what().contains(task.getName()))
        .singleElement()
        .returns("Person team-801", CaseChange::before)
        .returns("Person colleague-801", CaseChange::after)
        .returns(WHY, CaseChange::reason)
        .returns("office", CaseChange::changedBy);
  }

  @Test
  void allThatALeaverHasGoesToTheSuccessorWithAReason() {
    List<Task> hers = open();
    hers.forEach(task -> tasks.setAssignee(task.getId(), "team-801"));
    page.navigate(address("/cases/" + ENTRY));
    page.getByText("Change the whole year").click();
    page.getByText("Somebody leaves").click();
    page.getByLabel("Who leaves").selectOption("team-801");
    page.getByLabel("Successor").selectOption("successor-801");
    confirm("hand-over-everything");

    assertThat(tasks.createTaskQuery().taskAssignee("team-801").count()).isZero();
    assertThat(open())
        .extracting(Task::getId)
        .containsExactlyInAnyOrderElementsOf(hers.stream().map(Task::getId).toList());
    for (Task task : hers) {
      assertThat(identity.createUserQuery().memberOfGroup("team-801").list())
          .as(task.getName())
          .extracting(User::getId)
          .contains("successor-801")
          .doesNotContain("team-801");
    }
    assertThat(log.of("region")).anyMatch(change -> change.reason().equals(WHY));
  }

  /** Looks at what would happen, gives the reason, confirms, and sees that it was made. */
  private void confirm(String shot) {
    page.getByText("Show what would happen").click();
    page.waitForURL(Pattern.compile(".*/changes/\\d+"));
    String request = page.url();
    assertThat(Axe.violations(page)).isEmpty();
    TestBrowser.picture(page, shot);
    page.getByLabel("Why").fill(WHY);
    page.getByText("Confirm the change").click();
    assertThat(page.locator("main")).containsText("It is made within a minute");
    settle();
    page.navigate(request);
    assertThat(page.locator("main")).containsText(WHY);
    assertThat(page.locator("main")).not().containsText("It is made within a minute");
  }

  private List<Task> open() {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(ENTRY.value())
        .taskCandidateGroup("team-801")
        .includeAssignedTasks()
        .list();
  }

  private void settle() {
    assertThat(
            new TimeMachine(
                    management, List.of(), job -> CASES.contains(job.getProcessDefinitionKey()))
                .settle())
        .isEmpty();
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
