package org.peerchallenge.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peerchallenge.BrowserTest;
import org.peerchallenge.cycle.TestYear;
import org.springframework.beans.factory.annotation.Autowired;

/** A facilitator and a director before, on and after the day, in a browser. */
class AroundTheDayIT extends BrowserTest {

  @Autowired private TaskService tasks;

  private final List<BrowserContext> contexts = new ArrayList<>();

  @BeforeAll
  void aDayOnWhichTheGroupMeets() {
    openYearOfTwo(LocalDateTime.of(2019, 2, 26, 9, 30));
    givePasswords();
  }

  @AfterEach
  void leave() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
  }

  private Page signedIn(String path, String username) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setLocale("en-GB").setTimezoneId("Europe/London"));
    contexts.add(context);
    Walker walker = new Walker("http://localhost:" + port, PASSWORD, context);
    walker.openFromMail(path, username);
    return walker.page();
  }

  @Test
  void asksAndOffersAreKeptAtOnePressAndSingleOnesChanged() {
    for (String title : List.of("An example ask", "Another ask", "A third ask")) {
      jdbc.sql(
              """
              insert into register_item (kind, entry, title, description, theme, contact, state,
                source, listed, changed)
              values ('ask', :entry, :title, '', '', '', 'listed', 'a test', now(), now())
              """)
          .param("entry", TestYear.entry("801").value())
          .param("title", title)
          .update();
    }
    runtime
        .createProcessInstanceByKey("report-back")
        .businessKey(TestYear.entry("801").value())
        .startBeforeActivity("userTask_validateAsksAndOffers")
        .setVariable("bestPractice", false)
        .execute();
    Task task =
        tasks.createTaskQuery().taskDefinitionKey("userTask_validateAsksAndOffers").singleResult();
    Page page = signedIn("/tasks/" + task.getId(), "dcs-801");
    Locator keep = page.getByLabel("Keep it, as it stands here");
    assertThat(keep).hasCount(3);

    page.getByText("Keep all as they stand").click();
    for (int row = 0; row < 3; row++) {
      assertThat(keep.nth(row)).isChecked();
    }
    page.getByLabel("Withdraw it").nth(1).check();
    page.getByLabel("In a few words").nth(2).fill("A third ask, in better words");
    page.locator(".form-actions .btn-primary").click();
    page.waitForURL("**/tasks/" + task.getId() + "/sent");

    assertThat(
            jdbc.sql("select title || ': ' || state from register_item order by id")
                .query(String.class)
                .list())
        .containsExactly(
            "An example ask: validated",
            "Another ask: withdrawn",
            "A third ask, in better words: validated");
    page.setViewportSize(390, 844);
    page.navigate("http://localhost:" + port + "/register/2019");
    assertThat(
            page.locator(".table-box")
                .first()
                .evaluate("box => box.scrollWidth <= box.clientWidth"))
        .as("the register on a telephone is read without moving it sideways")
        .isEqualTo(true);
  }

  @Test
  void theFacilitatorsStartPageNamesTheDay() {
    Page page = signedIn("/", "facilitator-1");
    assertThat(page.locator("main"))
        .containsText("Tuesday 26 February 2019: when, where, who, and the reading pack");
    page.navigate("http://localhost:" + port + "/reports/2019");
    assertThat(page.locator("h1")).containsText("Challenge days");
    assertThat(page.locator("h1 .year")).hasText("2018-19");
  }

  @Test
  void aFormOfAPageIsSentOnceHoweverOftenItsButtonIsPressed() {
    Page page = signedIn("/", "facilitator-1");
    List<Route> posts = new ArrayList<>();
    page.route("**/telephone", posts::add);
    page.locator("input[name=number]").fill("01632 960001");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save the number"))
        .evaluate(
            """
            button => {
              button.click();
              return new Promise(done => setTimeout(() => { button.click(); setTimeout(done, 100); }, 100));
            }
            """);
    assertThat(posts).as("sent while no answer comes").hasSize(1);
    posts.get(0).resume();
    assertThat(page.getByText("Your telephone number is saved.")).isVisible();
    assertThat(posts).hasSize(1);
  }

  @Test
  void allOfTheScreenForTheRoomIsInSight() {
    Page page = signedIn("/days/room?task=one", "facilitator-1");
    page.evaluate(
        """
        () => localStorage.setItem('peer-challenge-agenda:one', JSON.stringify({ at: 1, since: null,
          had: {}, activities: [{ number: '1', name: 'Present', minutes: 15 },
          { number: '2', name: 'Explore', minutes: 70 }, { number: '3', name: 'Affirm', minutes: 5 }] }))
        """);
    page.reload();
    for (int[] size :
        List.of(new int[] {1280, 720}, new int[] {1366, 768}, new int[] {1920, 1080})) {
      page.setViewportSize(size[0], size[1]);
      Locator next = page.getByText("Next: Affirm");
      assertThat(next).isVisible();
      assertThat((int) Math.ceil(next.boundingBox().y + next.boundingBox().height))
          .as("where the page ends at %d × %d", size[0], size[1])
          .isLessThanOrEqualTo(size[1]);
    }
  }
}
