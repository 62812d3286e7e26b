package org.peerchallenge.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.ShortForm.FULL;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.BrowserTest;
import org.peerchallenge.Invariants;
import org.peerchallenge.Visitor;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Evidence;
import org.peerchallenge.assessment.EvidenceFile;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.FormFiller;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * From the link in a mail to the director's signature, as people go it: in our Tasklist and, as far
 * as it comes, in the vendor's. Every click and key is one that the run made; "not possible" is
 * what it saw fail in the vendor's: a list that cannot be sent, no place for a file, and a
 * colleague who finds nothing of what was typed.
 */
@ExtendWith(Invariants.class)
class JourneyIT extends BrowserTest {

  private static final String TEXT =
      "An example, invented for a test; it says nothing about any authority.";
  private static final EntryKey OURS = TestYear.entry("801");
  private static final EntryKey STOCK = TestYear.entry("802");

  private static final Set<String> CASES = Set.of("self-assessment", "challenge-day");

  /** Where the keyboard may start to write. */
  private static final String FIELD_HAS_FOCUS =
      "document.activeElement.matches('.fjs-container input, .fjs-container textarea')";

  /** The agenda stays at the top: whatever has the focus is below it (WCAG 2.2, 2.4.11). */
  private static final String FOCUS_IS_IN_SIGHT =
      """
      (() => {
        const agenda = document.querySelector('.peer-challenge-agenda');
        const { bottom } = document.activeElement.getBoundingClientRect();
        return agenda.contains(document.activeElement)
          || bottom > agenda.getBoundingClientRect().bottom;
      })()
      """;

  @Autowired private TaskService tasks;
  @Autowired private ManagementService management;
  @Autowired private Assessments assessments;
  @Autowired private Evidence evidence;
  @Autowired private ObjectMapper json;

  @TempDir private Path files;

  /** Steps with what each took: ours, then the vendor's; -1 is what the vendor's cannot do. */
  private final Map<String, int[]> steps = new LinkedHashMap<>();

  @BeforeAll
  void openBrowserAndYear() {
    TestYear year = openYearOfTwo(LocalDateTime.of(2018, 11, 30, 9, 0));
    year.appoint("colleague-802", Role.TEAM, "802");
    givePasswords();
    runtime.startProcessInstanceByKey("self-assessment", OURS.value());
    runtime.startProcessInstanceByKey("self-assessment", STOCK.value());
    settle();
  }

  @Test
  void fromTheLinkInAMailToTheSignatureInFewerStepsThanTheVendors() throws IOException {
    ours();
    // What the vendor's takes changes with the vendor alone.
    if (FULL) {
      vendors();
    }

    System.out.println("The journey, in clicks and presses of keys; letters are counted in both:");
    System.out.printf("  %-62s %12s %16s%n", "", "ours", "stock Tasklist");
    steps.forEach(
        (step, took) ->
            System.out.printf(
                "  %-62s %5d + %4d %16s%n",
                step,
                took[0],
                took[1],
                !FULL ? "in full" : took[2] < 0 ? "not possible" : took[2] + " + " + took[3]));
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
    facilitator.opensATab(agenda.getByText("Screen for the room"));
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
    Locator next = agenda.getByText("Next activity");
    for (int activity = 3; activity <= 6; activity++) {
      next.press("Enter");
    }
    assertThat(next).isHidden();
    assertThat(agenda.getByText("6 Learn")).isFocused();
    agenda.getByText("2 Explore").press("Enter");
    page.context().setOffline(false);
    page.reload();
    assertThat(time).hasText(paused);
    assertThat(agenda.getByText("Go on")).isVisible();
    page.locator(".fjs-container textarea").last().focus();
    for (int back = 0; back < 12; back++) {
      page.keyboard().press("Shift+Tab");
      assertThat((boolean) page.evaluate(FOCUS_IS_IN_SIGHT)).as("focus under the agenda").isTrue();
    }
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
    assertThat(visitor.page().locator("h1")).hasText("This task is no longer there");
    visitor.nothingToReport("a task that is done");
    for (String path : List.of("/", "/assessments/2019/802", "/assessments/2019/802/evidence")) {
      visitor.page().navigate(address(path));
      visitor.nothingToReport(path);
      visitor.photograph("0" + path.replace('/', '-'));
    }
  }

  private void ours() throws IOException {
    figuresStandBesideTheQuestion();
    writeTheOtherSections(OURS);
    Task section = task(OURS, "userTask_writeStrengths");
    Walker author = person(1280, 850);
    int[] before = {0, 0};
    author.openFromMail("/tasks/" + section.getId(), "team-801");
    assertThat(author.page().locator("h1")).hasText("Write: Strengths");
    assertThat(author.page().getByText("Nobody is working on this.")).isVisible();
    // Nothing that is not so yet, as that it was done by somebody, is read out or in the way.
    assertThat(author.page().getByRole(AriaRole.ALERT)).hasCount(0);
    note("Open the link of the mail, sign in, take the section on", author, before, 0);
    author.nothingToReport("a section");
    author.photograph("1-section");
    firstFieldIsNear(author);
    nothingIsSentEmpty(author);

    Page page = author.page();
    author.type(page.getByLabel("Title").first(), "A first example");
    author.type(page.getByLabel("What you do").first(), TEXT);
    author.clickSlowly(page.getByText("Add new"));
    author.type(page.getByLabel("Title").nth(1), "A second example");
    author.type(page.getByLabel("What you do").nth(1), TEXT);
    note("Write a list of two strengths", author, before, 0);
    author.choose(
        page.locator("#peer-challenge-evidence"), pdf("Audit 2018.pdf"), pdf("Survey.pdf"));
    assertThat(page.locator(".peer-challenge-files li")).hasCount(2);
    author.nothingToReport("a section with files");
    note("Add two files as evidence", author, before, 0);
    readBeside(author);
    author.photograph("2-section-written");

    Walker colleague = person(1280, 850);
    before = new int[] {0, 0};
    colleague.openFromMail("/tasks/" + section.getId(), "colleague-801");
    assertThat(colleague.page().getByText("is working on this, last saved")).isVisible();
    colleague.nothingToReport("a colleague's section");
    colleague.click(colleague.page().getByText("Take it over"));
    assertThat(colleague.page().getByText("You are working on this.")).isVisible();
    note("A colleague opens the same link, signs in and takes it over", colleague, before, 0);
    page = colleague.page();
    assertThat(page.getByLabel("Title").first()).hasValue("A first example");
    assertThat(page.getByLabel("What you do").nth(1)).hasValue(TEXT);
    colleague.type(page.getByLabel("Evidence of impact").nth(0), TEXT);
    note("The colleague adds the evidence of impact", colleague, before, 0);
    aGreyButtonIsExplained(colleague);
    colleague.click(send(page));
    assertThat(page.locator("h1")).hasText(Pattern.compile("You sent “.+”"));
    page.getByText("Read what you sent").click();
    assertThat(page.locator("main")).containsText("A second example");
    colleague.nothingToReport("a section sent");
    colleague.photograph("3-sent");
    note("Send it, and see what was sent", colleague, before, 0);
    settle();
    onlyTheAuthorReadsWhatWasSent(section);

    readThrough(colleague, before);
    Walker director = person(390, 844);
    sign(director);
    SignedVersion version = assessments.latestSigned(OURS).orElseThrow();
    assertThat(version.signer()).isEqualTo("dcs-801");
    assertThat(evidence.of(version))
        .extracting(EvidenceFile::name)
        .containsExactlyInAnyOrder("Audit 2018.pdf", "Survey.pdf");
    // The author's window still shows the task that the colleague sent, and asks what became of it.
    String done =
        "404 () " + author.page().url().replaceAll("/camunda/.*", "/tasks/") + section.getId();
    assertThat(author.complaints()).allMatch(complaint -> complaint.contains(done));
    for (Walker walker : List.of(colleague, director)) {
      assertThat(walker.complaints()).isEmpty();
    }
  }

  /** What must be explained: its value, England, the region, neighbours, the trend, the link. */
  private void figuresStandBesideTheQuestion() {
    Walker author = person(1280, 850);
    author.openFromMail(
        "/tasks/" + task(OURS, "userTask_writeDataAndConclusions").getId(), "team-801");
    Locator form = author.page().locator(".fjs-container");
    assertThat(form.getByLabel("Your figure, and what it is compared with").first())
        .hasValue(
            Pattern.compile(
                "[\\d.]+; England [\\d.]+; the region [\\d.]+.*\\nBy year (20\\d\\d: [\\d.]+; )+.*"));
    assertThat(form.locator("a[href='/data-sheets/801']")).isVisible();
    author.nothingToReport("figures to explain");
    author.photograph("1-figures");
    author
        .page()
        .navigate(address("/tasks/" + task(OURS, "userTask_writeSignaturesOfRisk").getId()));
    author.page().locator(".fjs-container a[href$='#workforce']").click();
    assertThat(
            author
                .page()
                .locator(".peer-challenge-page")
                .getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName("Workforce")))
        .isInViewport();
    author.nothingToReport("guidance on one signature of risk");
    author.page().context().close();
  }

  private void onlyTheAuthorReadsWhatWasSent(Task section) {
    String open = open(OURS).get(0).getId();
    Visitor stranger = Visitor.signIn(address(""), "team-802", PASSWORD);
    Visitor team = Visitor.signIn(address(""), "team-801", PASSWORD);
    assertThat(team.get("/tasks/" + section.getId() + "/sent").statusCode()).isEqualTo(404);
    assertThat(team.get("/tasks/" + open + "/desk").statusCode()).isEqualTo(200);
    for (String what : List.of("/desk", "/guidance")) {
      assertThat(stranger.get("/tasks/" + open + what).statusCode()).as(what).isEqualTo(404);
    }
  }

  /** Everything that people read beside the form, at every size. */
  private void readBeside(Walker author) {
    Page page = author.page();
    for (String what :
        List.of("Guidance", "Self-assessment", "What changed", "Last year", "Ofsted")) {
      page.locator(".peer-challenge-choices").getByText(what).click();
      assertThat(page.locator(".peer-challenge-page a[target=_blank]").last()).isVisible();
      author.nothingToReport(what + " beside the form");
      author.opensATab(page.locator(".peer-challenge-page a[target=_blank]").last());
    }
    author.photograph("2-reading-beside");
    page.locator(".peer-challenge-beside").getByText("Close").click();
  }

  /** Sends an empty form: the focus goes where the first answer is missing. */
  private void nothingIsSentEmpty(Walker author) {
    Page page = author.page();
    page.reload();
    assertThat(page.getByText("Nobody is working on this.")).isVisible();
    assertThat(page.getByLabel("Title").first()).isEnabled();
    send(page).click();
    assertThat(page.locator(".peer-challenge-faults"))
        .containsText("There is a problem with 2 answers");
    assertThat(page.getByLabel("Title").first()).isFocused();
    author.nothingToReport("a section with faults");
    author.photograph("1-faults");
  }

  /** Takes away what must be there: the grey button is explained. */
  private void aGreyButtonIsExplained(Walker colleague) {
    Page page = colleague.page();
    Locator title = page.getByLabel("Title").first();
    title.fill("");
    assertThat(page.locator(".peer-challenge-faults"))
        .containsText("There is a problem with one answer");
    assertThat(send(page)).isDisabled();
    page.locator(".peer-challenge-faults button").first().click();
    assertThat(title).isFocused();
    title.fill("A first example");
    assertThat(send(page)).isEnabled();
    assertThat(page.locator(".peer-challenge-faults")).hasText("");
  }

  private void readThrough(Walker colleague, int[] before) {
    Page page = colleague.page();
    colleague.click(page.getByText("Your next task"));
    colleague.click(page.locator("ol.tasks-list a").first());
    assertThat(page.locator("h1:visible")).hasText("Read the whole");
    assertThat(page.getByText("Nobody is working on this.")).isVisible();
    colleague.check(page.getByLabel("Yes, send it to the director"));
    colleague.type(page.getByLabel("A note to the director"), TEXT);
    colleague.nothingToReport("the read-through");
    colleague.photograph("4-read-through");
    colleague.click(send(page));
    assertThat(page.locator("h1")).hasText("You sent the self-assessment to the director");
    note("The read-through, sent to the director", colleague, before, 0);
    page.getByText("Your next task").click();
    assertThat(page.locator("h1:visible")).hasText("Your tasks");
    colleague.nothingToReport("the list of tasks");
    colleague.photograph("4-list");
    settle();
  }

  private void sign(Walker director) {
    int[] before = {0, 0};
    Task signOff = task(OURS, "userTask_signOffSelfAssessment");
    director.openFromMail("/tasks/" + signOff.getId(), "dcs-801");
    Page page = director.page();
    assertThat(page.getByText("Nobody is working on this.")).isVisible();
    assertThat(page.locator(".fjs-container")).containsText("A first example; A second example");
    double top = page.locator(".fjs-container").boundingBox().y;
    assertThat(top).as("where the form begins at 390 pixels").isLessThan(400);
    director.nothingToReport("the page to sign");
    director.check(page.getByLabel("Sign", new Page.GetByLabelOptions().setExact(true)));
    director.check(page.getByLabel("Permanent director"));
    director.check(page.getByLabel("I have read the whole"));
    director.nothingToReport("the page to sign, filled in");
    director.photograph("5-sign");
    director.click(send(page));
    assertThat(page.locator("h1")).hasText("You signed the self-assessment");
    note("The director opens the link at 390 pixels, signs in and signs", director, before, 0);
    director.photograph("6-signed");
    System.out.printf("At 390 pixels the form to sign begins at %.0f pixels.%n", top);
    settle();
  }

  /** The skip link counts as a way. */
  private void firstFieldIsNear(Walker author) {
    Page page = author.page();
    page.reload();
    assertThat(page.getByText("Nobody is working on this.")).isVisible();
    assertThat(page.locator(".fjs-container input").first()).isVisible();
    page.keyboard().press("Tab");
    assertThat(page.locator(".peer-challenge-skip")).isFocused();
    page.keyboard().press("Enter");
    assertThat((boolean) page.evaluate(FIELD_HAS_FOCUS)).isTrue();
    System.out.println("Presses of Tab to the first field: 1, then Enter on the skip link.");
  }

  private void vendors() throws IOException {
    writeTheOtherSections(STOCK);
    Task section = task(STOCK, "userTask_writeStrengths");
    Walker author = vendorsPerson(1280, 850);
    int[] before = {0, 0};
    author.openFromMail("/tasks/" + section.getId(), "team-802");
    Page page = author.page();
    int tabs = tabsToTheClaim(page);
    author.click(page.getByText("Claim", new Page.GetByTextOptions().setExact(true)));
    assertThat(page.getByLabel("Title").first()).isEnabled();
    note("Open the link of the mail, sign in, take the section on", author, before, 2);
    author.type(page.getByLabel("Title").first(), "A first example");
    author.type(page.getByLabel("What you do").first(), TEXT);
    author.click(page.getByText("Add new"));
    author.type(page.getByLabel("Title").nth(1), "A second example");
    author.type(page.getByLabel("What you do").nth(1), TEXT);
    note("Write a list of two strengths", author, before, 2);
    // Nothing is missing, and still the list cannot be sent; files have no place at all.
    page.waitForTimeout(1000);
    assertThat(page.locator(".form-actions .btn-primary")).isDisabled();
    assertThat(page.locator("input[type=file]")).hasCount(0);
    steps.get("Add two files as evidence")[2] = -1;
    steps.get("Send it, and see what was sent")[2] = -1;
    // Nobody takes a task over that somebody has: whoever began gives it back.
    author.click(page.locator("button.unclaim"));
    assertThat(page.locator("button.claim")).isVisible();
    note("A colleague opens the same link, signs in and takes it over", author, before, 2);

    Walker colleague = vendorsPerson(1280, 850);
    int[] again = {0, 0};
    colleague.openFromMail("/tasks/" + section.getId(), "colleague-802");
    colleague.click(
        colleague.page().getByText("Claim", new Page.GetByTextOptions().setExact(true)));
    note("A colleague opens the same link, signs in and takes it over", colleague, again, 2);
    assertThat(colleague.page().getByLabel("Title").first()).hasValue("");
    steps.get("The colleague adds the evidence of impact")[2] = -1;
    send(section, "colleague-802");
    settle();

    vendorsReadThrough(colleague, again);
    vendorsSign();
    System.out.printf(
        "Stock Tasklist: %d presses of Tab to its first field or button to claim.%n", tabs);
  }

  private void vendorsReadThrough(Walker colleague, int[] before) {
    assertThat(task(STOCK, "userTask_readThrough")).isNotNull();
    Page page = colleague.page();
    before[0] = colleague.clicks();
    before[1] = colleague.keys();
    colleague.click(page.locator(".task-filters").getByText("Waiting for me"));
    colleague.click(
        page.locator("ol.tasks-list a")
            .filter(new Locator.FilterOptions().setHasText("Read the whole"))
            .first());
    colleague.click(page.getByText("Claim", new Page.GetByTextOptions().setExact(true)));
    assertThat(page.locator("button.unclaim")).isVisible();
    colleague.check(page.getByLabel("Yes, send it to the director"));
    colleague.type(page.getByLabel("A note to the director"), TEXT);
    colleague.click(page.locator(".form-actions .btn-primary"));
    assertThat(page.getByText("Read the whole")).hasCount(0);
    note("The read-through, sent to the director", colleague, before, 2);
    settle();
  }

  private void vendorsSign() {
    Task signOff = task(STOCK, "userTask_signOffSelfAssessment");
    Walker director = vendorsPerson(390, 844);
    int[] before = {0, 0};
    director.openFromMail("/tasks/" + signOff.getId(), "dcs-802");
    Page page = director.page();
    director.click(page.getByText("Claim", new Page.GetByTextOptions().setExact(true)));
    assertThat(page.locator("button.unclaim")).isVisible();
    System.out.printf(
        "Stock Tasklist: at 390 pixels the form to sign begins at %.0f pixels.%n",
        page.locator(".fjs-container").boundingBox().y);
    director.check(page.getByLabel("Sign", new Page.GetByLabelOptions().setExact(true)));
    director.check(page.getByLabel("Permanent director"));
    director.check(page.getByLabel("I have read the whole"));
    director.click(page.locator(".form-actions .btn-primary"));
    assertThat(page.locator(".task-card h2")).hasCount(0);
    note("The director opens the link at 390 pixels, signs in and signs", director, before, 2);
  }

  /** From the top of the page. */
  private static int tabsToTheClaim(Page page) {
    assertThat(page.locator("button.claim")).isVisible();
    for (int presses = 1; presses <= 60; presses++) {
      page.keyboard().press("Tab");
      if ((boolean)
          page.evaluate(FIELD_HAS_FOCUS + " || document.activeElement.matches('.claim')")) {
        return presses;
      }
    }
    return 60;
  }

  private static Locator send(Page page) {
    return page.locator(".form-actions .btn-primary");
  }

  /** All sections but the one that the journey writes, as fast as the interface takes them. */
  private void writeTheOtherSections(EntryKey entry) {
    for (Task task : open(entry)) {
      if (!task.getTaskDefinitionKey().equals("userTask_writeStrengths")) {
        send(task, "team-" + entry.local());
      }
    }
    settle();
  }

  private void send(Task task, String username) {
    Visitor visitor = Visitor.signIn(address(""), username, PASSWORD);
    byte[] form = visitor.openForm(task.getId());
    Map<String, Object> values =
        new FormFiller(json, TEXT, "2019-01-07")
            .fill(form, visitor.formVariables(task.getId()), Map.of("mayRead", "ALL_DCS"));
    assertThat(visitor.submit(task.getId(), values).statusCode()).isLessThan(300);
  }

  private List<Task> open(EntryKey entry) {
    return tasks.createTaskQuery().processInstanceBusinessKey(entry.value()).list();
  }

  private Task task(EntryKey entry, String key) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(entry.value())
        .taskDefinitionKey(key)
        .singleResult();
  }

  private void settle() {
    assertThat(
            new TimeMachine(
                    management, List.of(), job -> CASES.contains(job.getProcessDefinitionKey()))
                .settle())
        .isEmpty();
  }

  /** Adds what a step took since the last one; {@code column} 0 is ours, 2 the vendor's. */
  private void note(String step, Walker walker, int[] before, int column) {
    int[] took = steps.computeIfAbsent(step, unknown -> new int[4]);
    took[column] += walker.clicks() - before[0];
    took[column + 1] += walker.keys() - before[1];
    before[0] = walker.clicks();
    before[1] = walker.keys();
  }

  private Path pdf(String name) throws IOException {
    return Files.writeString(files.resolve(name), "%PDF-1.7 an example: " + name);
  }

  private Walker person(int width, int height) {
    return new Walker(address(""), PASSWORD, context(width, height));
  }

  /** Somebody to whom our script, style and words are the vendor's own. */
  private Walker vendorsPerson(int width, int height) {
    BrowserContext context = context(width, height);
    StockTasklist.in(context);
    return new Walker(address(""), PASSWORD, context);
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
