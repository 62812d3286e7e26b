package org.peerchallenge.benchmark.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.ShortForm.FULL;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

/**
 * The sheet, the region's pages and the early warnings in a real browser, on a desk, a tablet and a
 * telephone.
 */
class SheetIT extends BrowserTest {

  /** Shows the same elements as a desk, so that axe finds there what it finds here. */
  private static final int TABLET = 768;

  @BeforeAll
  void open() {
    region.addAuthority(
        new Authority("846", "Brighton and Hove", "E06000043", "unitary", Optional.empty()));
    person("dcs-846", Role.DCS, "846");
    person("office", Role.OFFICE, null);
    shareAnAssessment();
  }

  private void person(String username, Role role, String dfeNumber) {
    region.addPerson(new Person(username, "Robin Example", username + "@example.org"));
    region.appoint(username, role, dfeNumber, LocalDate.of(2018, 9, 1));
    User user = identity.createUserQuery().userId(username).singleResult();
    user.setPassword(PASSWORD);
    identity.saveUser(user);
  }

  /** An example whose ratings are serious here, and mild there beside figures that stand out. */
  private void shareAnAssessment() {
    for (String row :
        List.of(
            "cycle (key, assessment_due, summit, closes, visibility, opened)"
                + " values ('2019', '2018-12-17', '2019-03-22', '2019-08-31', 'ALL_DCS', now())",
            "entry (key, cycle) values ('2019/846', '2019')",
            "entry_authority (entry, cycle, dfe_number, place) values ('2019/846', '2019', '846',"
                + " 0)",
            "assessment (entry, opened_at) values ('2019/846', now())",
            """
            assessment_version (entry, number, content, sha256, signer, signer_name, capacity, signed_at)
            values ('2019/846', 1, '{"signatures-of-risk":{"mostConcerned":["workforce"],
              "workforceRating":"seriousConcern","performanceRating":"noConcern"}}', repeat('0', 64), 'dcs-846',
              'Example', 'PERMANENT', now())
            """,
            """
            flagged_indicator (entry, place, indicator, reasons, dfe_number, code, topic, figures)
            values ('2019/846', 1, 'Example indicator, 2018', 'fourth quarter of England', '846', 'EXAMPLE',
              'Child Protection', '28.3; England 21.9; statistical neighbours 22.4'),
              ('2019/846', 2, 'Another example, 2018', 'one reason; another; a third', '846', 'EXAMPLE',
              'Children with SEN', '28.3; England 21.9; statistical neighbours 22.4')
            """)) {
      jdbc.sql("insert into " + row).update();
    }
    jdbc.sql("update assessment set shared_version = 1, shared_at = now()").update();
  }

  @Test
  void everyPageReadsWellOnEveryScreen() {
    for (int width : new int[] {1280, TABLET, 390}) {
      Page page = signedIn("office", width);
      for (String path :
          new String[] {
            "/data-sheets/846?year=2025",
            "/data-sheets/846?year=2018",
            "/region/indicators?year=2025",
            "/region/indicators/rereferral?year=2025",
            "/early-warnings/2019"
          }) {
        page.navigate(home() + path);
        page.waitForLoadState(LoadState.LOAD);
        String name = path.replaceAll("[^a-z0-9]+", "-").substring(1) + "-" + width;
        TestBrowser.picture(page, name);
        if (width == 390 || FULL) {
          assertThat(Axe.violations(page)).as(name).isEmpty();
        }
        // The page itself never moves sideways; a wide table moves in its own box.
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
            .as(name)
            .isLessThanOrEqualTo(width);
      }
      page.context().close();
    }
  }

  /** Beside a form, where it has half of the window, and on a telephone. */
  @Test
  void noColumnOfASheetIsCutOffOrIndentedInLittleRoom() {
    Page page = signedIn("dcs-846", 1280);
    page.navigate(home() + "/data-sheets/846?year=2018");
    for (int room : new int[] {610, 350}) {
      page.evaluate("room => document.querySelector('main').style.width = room + 'px'", room);
      assertThat(
              page.evaluate(
                  "[...document.querySelectorAll('.table-box:has(table.sheet)')]"
                      + ".filter(box => box.scrollWidth > box.clientWidth).length"))
          .as("cut off in %d pixels", room)
          .isEqualTo(0);
      assertThat(
              page.evaluate(
                  "[...document.querySelectorAll('table.sheet td')]"
                      + ".filter(cell => getComputedStyle(cell).paddingLeft !== '0px').length"))
          .as("indented in %d pixels", room)
          .isEqualTo(0);
    }
    page.context().close();
  }

  @Test
  void aDirectorChoosesOnATelephoneWithoutAnyScript() {
    Page page = signedIn("dcs-846", 390);
    page.navigate(home() + "/data-sheets/846?year=2018");
    page.getByLabel("Topic").selectOption("Children's Services Workforce");
    page.getByLabel("Compare with").selectOption("Kent");
    page.getByLabel("Order").selectOption("By position, weakest first");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show")).click();
    assertThat(page.locator("table.sheet tbody tr")).hasCount(5);
    assertThat(page.locator("td[data-label='Kent']").first()).isVisible();
    // What was chosen stays chosen, also in the files.
    assertThat(page.getByLabel("Compare with")).hasValue("886");
    assertThat(page.getByText("One side of A3 (PDF)"))
        .hasAttribute("href", "/data-sheets/846/sheet.pdf?year=2018&compare=886");
    assertThat(page.locator("h1")).hasText("Data sheet: Brighton and Hove");
    page.context().close();
  }

  @Test
  void theFilesComeToThoseSignedInAndToNobodyElse() {
    Visitor director = Visitor.signIn(home(), "dcs-846", PASSWORD);
    for (String file : new String[] {"sheet.pdf", "sheet.xlsx", "figures.csv"}) {
      assertThat(director.get("/data-sheets/846/" + file).statusCode()).as(file).isEqualTo(200);
      assertThat(Visitor.stranger(home()).get("/data-sheets/846/" + file).statusCode())
          .as(file)
          .isNotEqualTo(200);
    }
  }

  private Page signedIn(String username, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London"));
    Page page = context.newPage();
    page.navigate(home() + "/sign-in?next=/");
    page.locator("#username").fill(username);
    page.locator("#password").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true))
        .click();
    page.waitForURL(home() + "/");
    return page;
  }

  private String home() {
    return "http://localhost:" + port;
  }
}
