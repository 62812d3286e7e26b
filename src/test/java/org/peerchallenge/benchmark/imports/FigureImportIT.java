package org.peerchallenge.benchmark.imports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peerchallenge.Axe;
import org.peerchallenge.BrowserTest;
import org.peerchallenge.TestBrowser;
import org.peerchallenge.Visitor;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;

/** The data lead brings figures in, in a real browser; others look, or are turned away. */
class FigureImportIT extends BrowserTest {

  @Autowired private Imports imports;

  @BeforeAll
  void open() {
    region.addAuthority(
        new Authority("846", "Brighton and Hove", "E06000043", "unitary", Optional.empty()));
    region.addAuthority(new Authority("850", "Hampshire", "E10000014", "county", Optional.empty()));
    person("data", Role.DATA, null);
    person("office", Role.OFFICE, null);
    person("lead", Role.LEAD, null);
    person("dcs-846", Role.DCS, "846");
  }

  private void person(String username, Role role, String dfeNumber) {
    region.addPerson(new Person(username, "Example " + username, username + "@example.org"));
    region.appoint(username, role, dfeNumber, LocalDate.of(2018, 9, 1));
    User user = identity.createUserQuery().userId(username).singleResult();
    user.setPassword(PASSWORD);
    identity.saveUser(user);
  }

  @Test
  void aFileOfDfEIsMappedCheckedLookedAtPublishedAndUndone() {
    // Another test may have published before.
    int edition =
        jdbc.sql("select max(number) + 1 from figure_edition").query(Integer.class).single();
    long before =
        jdbc.sql("select count(*) from figure where to_edition is null").query(Long.class).single();
    Page page = signedIn("data", 1280);
    page.navigate(home() + "/figures/imports");
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Figures")))
        .isVisible();
    clean(page, "figure-imports");
    page.getByLabel("File", new Page.GetByLabelOptions().setExact(true))
        .setInputFiles(
            new FilePayload(
                "ees-example-referrals.csv", "text/csv", Bench.bytes("ees-example-referrals.csv")));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bring and check")).click();

    // The columns that we have are proposed by their figures.
    assertThat(page.getByLabel("Indicator of rereferral_percent")).hasValue("ReReferral");
    assertThat(page.getByLabel("Indicator of no_further_action_percent"))
        .hasValue("CIN_Refferals_NFA");
    for (String guess :
        List.of(
            "rereferral_child_percent",
            "not_in_need_percent",
            "referral_count",
            "rereferral_count",
            "no_further_action_count",
            "not_in_need_count",
            "referral_child_count",
            "rereferral_child_count")) {
      page.getByLabel("Indicator of " + guess).selectOption("");
    }
    clean(page, "figure-mapping");
    page.getByLabel("Name of the mapping").fill("Referrals");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save and check the file"))
        .click();

    assertThat(
            page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName("What the check found")))
        .isVisible();
    clean(page, "figure-import");
    String shown = page.getByRole(AriaRole.MAIN).innerText();
    assertThat(shown).contains("checked, not published", "Columns that no indicator is mapped to");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New")).first().click();
    assertThat(page.getByText(", 2015").first()).isVisible();
    clean(page, "figure-import-new");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publish")).click();
    assertThat(
            page.getByText("Look at what is named")
                .or(page.getByText("Published as edition " + edition)))
        .isVisible();
    if (page.getByLabel("I have looked").count() > 0) {
      page.getByLabel("I have looked").check();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publish")).click();
    }
    assertThat(page.getByText("Published as edition " + edition)).isVisible();

    // It is on the sheet at once: 2015 was not among the shipped years.
    assertThat(sheet()).containsPattern(",ReReferral,.*,2015,");

    page.navigate(home() + "/figures/imports");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo edition " + edition))
        .click();
    assertThat(page.getByText("Edition " + edition + " is undone: edition " + (edition + 1)))
        .isVisible();
    assertThat(
            jdbc.sql("select count(*) from figure where to_edition is null")
                .query(Long.class)
                .single())
        .isEqualTo(before);
    assertThat(
            page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo edition " + edition)))
        .hasCount(0);
    assertThat(page.getByText("published as edition " + edition + ", undone since")).isVisible();
  }

  @Test
  void aFaultyFileIsNamedLineByLineAtAnyWidth() {
    String[] lines = Bench.text("indicators-england.csv.gz").split("\n");
    StringBuilder file = new StringBuilder(lines[0]).append('\n');
    for (int i = 1; i < 400; i++) {
      file.append(i == 7 ? lines[i].substring(0, lines[i].lastIndexOf(',')) + ",n/a" : lines[i])
          .append('\n');
    }
    Page page = signedIn("data", 390);
    page.navigate(home() + "/figures/imports");
    page.getByLabel("Local Authority Interactive Tool").check();
    page.getByLabel("File", new Page.GetByLabelOptions().setExact(true))
        .setInputFiles(
            new FilePayload(
                "faulty.csv", "text/csv", file.toString().getBytes(StandardCharsets.UTF_8)));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bring and check")).click();
    assertThat(page.getByText("“n/a” is neither a number nor one of the publisher’s symbols"))
        .isVisible();
    assertThat(page.getByText("Line 8", new Page.GetByTextOptions().setExact(true))).isVisible();
    clean(page, "figure-import-390");
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Throw this file away"))
        .click();
    assertThat(page.getByText("Nothing of it counts")).isVisible();
    clean(page, "figure-imports-390");
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
  }

  @Test
  void whileAFileIsCheckedThePageSaysHowFarItIsAndAnInterruptedOneCanBeThrownAway() {
    long id =
        imports.bring(
            Kind.LAIT,
            "under-way.csv",
            new ByteArrayInputStream(Bench.bytes("indicators-england.csv.gz")),
            Optional.empty(),
            "data");
    Page page = signedIn("data", 1280);
    page.navigate(home() + "/figures/imports/" + id);
    assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
    clean(page, "figure-import-progress");
    imports.check(id);
    // The page's script sees it.
    assertThat(page.getByText("There is nothing to publish")).isVisible();

    jdbc.sql("update figure_import set state = 'READING' where id = :id").param("id", id).update();
    page.reload();
    assertThat(page.getByText("The check was interrupted")).isVisible();
    clean(page, "figure-import-interrupted");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Throw this file away"))
        .click();
    assertThat(page.getByText("Nothing of it counts")).isVisible();
  }

  @Test
  void theQuarterlyReturnIsDownloadedFilledInAndComesBack() throws IOException {
    Page page = signedIn("data", 1280);
    page.navigate(home() + "/figures/imports");
    page.getByText("Define an indicator that we do not have").click();
    page.getByLabel("Code").fill("EXAMPLE_VISITS");
    page.getByLabel("Topic").fill("Example");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
        .fill("Example: visits in time");
    page.getByLabel("Unit").fill("% of visits");
    page.getByLabel("Which direction is good").selectOption("high");
    page.getByLabel("What a period is").selectOption("Quarter");
    page.getByLabel("The region collects it itself").check();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Define the indicator"))
        .click();
    assertThat(page.getByText("The indicator EXAMPLE_VISITS is defined")).isVisible();

    byte[] template =
        Visitor.signIn(home(), "data", PASSWORD)
            .get("/figures/imports/return-template.xlsx")
            .body();
    ByteArrayOutputStream filled = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(template))) {
      Sheet sheet = workbook.getSheet(ReturnWorkbook.SHEET);
      assertThat(sheet.getDataValidations()).hasSize(2);
      sheet.getRow(1).getCell(1).setCellValue("2018-19 Q2");
      sheet.getRow(5).getCell(2).setCellValue(81.5);
      sheet.getRow(6).getCell(2).setCellValue("c");
      workbook.write(filled);
    }
    page.getByLabel("quarterly return (Excel)").check();
    page.getByLabel("File", new Page.GetByLabelOptions().setExact(true))
        .setInputFiles(
            new FilePayload("return.xlsx", "application/octet-stream", filled.toByteArray()));
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Bring and check")).click();
    assertThat(page.getByText("Example: visits in time, Brighton and Hove, 2018-19 Q2"))
        .isVisible();
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publish")).click();
    assertThat(page.getByText("Published as edition")).isVisible();
  }

  @Test
  void theOfficeAndTheLeadLookAndAllOthersAreTurnedAway() {
    for (String username : List.of("office", "lead")) {
      Visitor visitor = Visitor.signIn(home(), username, PASSWORD);
      String page = new String(visitor.get("/figures/imports").body(), StandardCharsets.UTF_8);
      assertThat(page)
          .contains("Edition 1", "The data lead brings figures in")
          .doesNotContain("Bring and check", "Undo");
      assertThat(visitor.post("/figures/imports/editions/2/undo", List.of()).statusCode())
          .isEqualTo(403);
      assertThat(visitor.post("/figures/imports/1/publish", List.of()).statusCode()).isEqualTo(403);
      assertThat(visitor.post("/figures/imports/indicators", List.of()).statusCode())
          .isEqualTo(403);
    }
    Visitor director = Visitor.signIn(home(), "dcs-846", PASSWORD);
    for (String path :
        List.of(
            "/figures/imports",
            "/figures/imports/1",
            "/figures/imports/1/mapping",
            "/figures/imports/1/progress",
            "/figures/imports/return-template.xlsx")) {
      assertThat(director.get(path).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(new String(director.get("/figures/imports").body(), StandardCharsets.UTF_8))
        .isNotBlank();
    assertThat(director.post("/figures/imports/1/throw-away", List.of()).statusCode())
        .isEqualTo(403);
  }

  private String sheet() {
    return new String(
        Visitor.signIn(home(), "dcs-846", PASSWORD).get("/data-sheets/846/figures.csv").body(),
        StandardCharsets.UTF_8);
  }

  private Page signedIn(String username, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(width, 900).setLocale("en-GB"));
    Page page = context.newPage();
    page.navigate(home() + "/sign-in?next=/");
    page.locator("#username").fill(username);
    page.locator("#password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
    page.waitForURL(home() + "/");
    return page;
  }

  /** Accessible, and kept as a picture to look at. */
  private static void clean(Page page, String name) {
    page.waitForLoadState(LoadState.LOAD);
    TestBrowser.picture(page, name);
    assertThat(Axe.violations(page)).as(name).isEmpty();
  }

  private String home() {
    return "http://localhost:" + port;
  }
}
