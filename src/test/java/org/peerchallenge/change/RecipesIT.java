package org.peerchallenge.change;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.ShortForm.FULL;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.BrowserTest;
import org.peerchallenge.TestBrowser;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.TypicalChanges;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The recipes of {@code docs/changing-the-process.md} on its pages: the files that each touches are
 * brought, looked at, tried, proposed, approved by a second person and deployed, and cases move; no
 * file of Java among them.
 */
class RecipesIT extends BrowserTest {

  private static final String REASON = "Directors asked for it.";

  /**
   * How many files each recipe may touch; the guidance of a section is one more. The short form
   * brings one of each kind; {@code RecipesTest} has the others checked without a browser.
   */
  private static final Map<String, Integer> RECIPES =
      new TreeMap<>(
          FULL
              ? Map.of(
                  "another deadline", 1,
                  "another row of a table", 1,
                  "a new notice", 1,
                  "a new task with a form", 2,
                  "a new section", 2,
                  "a new approval", 2)
              : Map.of("a new notice", 1, "a new section", 2, "a new approval", 2));

  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;
  @Autowired private RepositoryService repository;
  @Autowired private ProposedFiles files;
  @Autowired private ChangeTrials trials;
  @Autowired private CaseMoves moves;

  @TempDir private Path folder;

  private List<String> before;

  @BeforeAll
  void aYearWithItsAnalyst() {
    before = deployments();
    TestYear year =
        new TestYear(region, tables, transaction)
            .region(2)
            .year()
            .group(1, "2019-02-26", "801", "802");
    year.appoint("analyst", Role.ANALYST, null);
    for (User user : identity.createUserQuery().list()) {
      user.setPassword(PASSWORD);
      identity.saveUser(user);
    }
    runtime.startProcessInstanceByKey("report-back", "2019/801");
    runtime.startProcessInstanceByKey("report-back", "2019/802");
  }

  @AfterAll
  void theSetsOfOthersStay() {
    List<String> mine = deployments();
    mine.removeAll(before);
    mine.forEach(id -> repository.deleteDeployment(id, true));
  }

  private List<String> deployments() {
    return new ArrayList<>(
        repository.createDeploymentQuery().list().stream().map(Deployment::getId).toList());
  }

  @Test
  void eachRecipeTouchesFewFilesAndItsPreviewFindsNoMistake() throws IOException {
    Page analyst = person("analyst", 1280);
    for (Map.Entry<String, Integer> recipe : RECIPES.entrySet()) {
      List<Path> touched = touched(recipe.getKey());
      assertThat(touched).as(recipe.getKey()).hasSize(recipe.getValue());
      bring(analyst, touched);
      assertThat(analyst.getByText("It cannot be used yet")).hasCount(0);
      assertThat(analyst.locator("#files ~ .table-box tbody tr")).hasCount(recipe.getValue());
      assertThat(analyst.getByRole(AriaRole.BUTTON, button("Propose"))).isVisible();
      assertThat(analyst.locator("#cases")).containsText("2 cases run: 2 could be moved");
    }
  }

  @Test
  void aChangeGoesFromTheFolderToRunningCasesByTwoPeople() throws IOException {
    Page analyst = person("analyst", 1280);
    bring(analyst, touched("a task renamed"));
    String change = analyst.url();
    assertThat(analyst.locator("#cases")).containsText("2 cases run: 2 could be moved");
    photograph(analyst, "change");
    photograph("change", change);

    playInTheSandbox(analyst, change);
    replay(analyst, change);

    analyst.navigate(change);
    analyst.getByLabel("Why").fill(REASON);
    analyst.getByRole(AriaRole.BUTTON, button("Propose")).click();
    assertThat(analyst.getByText("a second person approves it, an analyst")).isVisible();
    assertThat(analyst.getByRole(AriaRole.BUTTON, button("Approve exactly these files")))
        .hasCount(0);

    Page office = person("office", 1280);
    office.navigate(change);
    photograph("proposed", change);
    office.getByRole(AriaRole.BUTTON, button("Approve exactly these files")).click();
    assertThat(office.getByText("exactly these files may be deployed now")).isVisible();
    photograph("approved", change);
    office.getByRole(AriaRole.BUTTON, button("Deploy now")).click();

    assertThat(office.getByText("2 cases were not looked at yet")).hasCount(0);
    trials.runWaiting();
    assertThat(office.getByText("Report back to an entry: 2 of 2 can move")).isVisible();
    noCodes(office);
    photograph(office, "cases");
    photograph("cases", address("/process-change/cases"));
    office.getByLabel("All of them that can move (2)").check();
    office.getByLabel("Why").fill(REASON);
    office.getByRole(AriaRole.BUTTON, button("Move what is ticked")).click();
    assertThat(office.getByText("2 cases are being moved")).isVisible();
    moves.moveWaiting();
    office.waitForCondition(
        () -> {
          office.navigate(address("/process-change/cases"));
          return office.getByText("Every running case is on the set in use.").count() > 0;
        });
    assertThat(office.locator("#moves ~ .table-box tbody tr")).hasCount(2);
    photograph("moved", address("/process-change/cases"));

    // Back is the same way.
    office.navigate(address("/process-change"));
    photograph(office, "list");
    photograph("list", address("/process-change"));
    office
        .getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile("Show what going back would do")))
        .first()
        .click();
    trials.runWaiting();
    assertThat(office.locator("#files ~ .table-box")).containsText("was “Write it”");
    assertThat(office.locator("#cases")).containsText("2 could be moved");
  }

  private void playInTheSandbox(Page analyst, String change) {
    analyst.navigate(change);
    analyst.getByText("Try it in a sandbox").click();
    assertThat(analyst.locator("main").innerText()).doesNotContain("2019/801");
    photograph("trial-begins", analyst.url());
    analyst.getByLabel("Diagram").selectOption("report-back");
    analyst.getByLabel("Case whose dates and people are used").selectOption("2019/801");
    analyst.getByRole(AriaRole.BUTTON, button("Begin")).click();
    assertThat(analyst.locator(".card h3")).hasText("Write it");
    analyst
        .getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Complete")))
        .click();
    assertThat(analyst.locator(".card h3")).hasText("Check the facts of the report");
    noCodes(analyst);
    photograph(analyst, "trial");
    analyst
        .getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Let it ring")))
        .first()
        .click();
    assertThat(analyst.locator(".card h3").first()).not().hasText("Check the facts of the report");
    analyst.getByRole(AriaRole.BUTTON, button("End this trial run")).click();
    assertThat(analyst.getByRole(AriaRole.BUTTON, button("Begin"))).isVisible();
  }

  private void replay(Page analyst, String change) {
    analyst.navigate(change);
    analyst.getByText("Replay a past case with it").click();
    analyst
        .getByLabel("Case", new Page.GetByLabelOptions().setExact(true))
        .selectOption(
            runtime
                .createProcessInstanceQuery()
                .processInstanceBusinessKey("2019/801", "report-back")
                .singleResult()
                .getId());
    analyst.getByRole(AriaRole.BUTTON, button("Replay")).click();
    assertThat(analyst.getByText("Being tried: ")).isVisible();
    trials.runWaiting();
    assertThat(analyst.locator("#result")).containsText("nothing differs");
    assertThat(analyst.getByText("1 task would have been asked of the same people")).isVisible();
    noCodes(analyst);
    photograph(analyst, "replay");
  }

  private void bring(Page page, List<Path> touched) {
    page.navigate(address("/process-change"));
    page.locator("input[type=file]").setInputFiles(touched.toArray(Path[]::new));
    page.getByRole(AriaRole.BUTTON, button("Check and show what they would do")).click();
    page.waitForURL(Pattern.compile(".*/process-change/\\d+$"));
    // The page shows what came of it by itself.
    trials.runWaiting();
    assertThat(page.getByText("Being tried: ")).hasCount(0);
  }

  /** The files that a recipe changes or adds, in the folder from which they are brought. */
  private List<Path> touched(String recipe) throws IOException {
    List<FileSet.File> inUse = files.inUse().files();
    List<Path> touched = new ArrayList<>();
    for (FileSet.File file : TypicalChanges.all().get(recipe).files()) {
      boolean same =
          inUse.stream()
              .anyMatch(
                  one ->
                      one.name().equals(file.name()) && Arrays.equals(one.bytes(), file.bytes()));
      if (!same) {
        Path path = folder.resolve(recipe.replace(' ', '-')).resolve(file.name());
        Files.createDirectories(path.getParent());
        Files.write(path, file.bytes());
        touched.add(path);
      }
    }
    return touched;
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }

  private Page person(String username, int width) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(width, 900));
    Page page = context.newPage();
    page.navigate(address("/process-change"));
    TestBrowser.signIn(page, username, PASSWORD);
    page.waitForURL(url -> !url.contains("/sign-in"));
    return page;
  }

  /** What analysts and the office read holds no key, variable or id of a case. */
  private static void noCodes(Page page) {
    assertThat(page.locator("main").innerText())
        .doesNotContainPattern(
            "peerchallenge\\.|2019/|factCheck|report-back|(dcs|team|facilitator)-\\d|\\b1 (cases|tasks|deeds)\\b");
  }

  /** Wide and narrow, as both who may look. */
  private void photograph(String name, String address) {
    for (String reader : FULL ? List.of("analyst", "office") : List.<String>of()) {
      Page page = person(reader, 1280);
      page.navigate(address);
      photograph(page, name + "-" + reader);
      page.context().close();
    }
  }

  private static void photograph(Page page, String name) {
    for (int width : List.of(1280, 390)) {
      page.setViewportSize(width, 900);
      assertThat(
              (boolean)
                  page.evaluate(
                      "document.documentElement.scrollWidth <="
                          + " document.documentElement.clientWidth"))
          .as("scrolls sideways: " + name + " at " + width)
          .isTrue();
      TestBrowser.picture(page, "process-change-" + name + "-" + width);
    }
    page.setViewportSize(1280, 900);
  }
}
