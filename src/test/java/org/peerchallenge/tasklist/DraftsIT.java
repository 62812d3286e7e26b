package org.peerchallenge.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.BrowserTest;
import org.peerchallenge.RehearsalApplication;
import org.peerchallenge.Sampled;
import org.peerchallenge.TestBrowser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Writing a section in a real browser: lists, long text, drafts and their earlier versions. */
@Sampled(11)
class DraftsIT extends BrowserTest {

  private static final Pattern SAVED = Pattern.compile("^Saved (today|on) .* by .*");

  private final List<BrowserContext> contexts = new ArrayList<>();
  @Autowired private ApplicationContext application;

  private String taskId;
  private Page page;

  @BeforeAll
  void setUp() {
    RehearsalApplication.setUp(application);
  }

  @BeforeEach
  void openASectionThatNobodyHasTouched() {
    taskId =
        ask("select id_ from act_ru_task where task_def_key_ = 'userTask_writeOffers'"
                + " and assignee_ is null")
            .get(0);
    page = signIn(RehearsalApplication.ROBIN);
    takeOn(page);
  }

  @AfterEach
  void leave() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
  }

  @Test
  void rowsAreAddedMovedAndRemovedByKeyboardAndSentInTheirOrder() {
    String longText = "A long example, line by line.\n".repeat(120).strip();
    for (int row = 0; row < 4; row++) {
      if (row > 0) {
        press(page.getByLabel("Add new: Offers"));
      }
      page.getByLabel("Title of the offer").nth(row).fill("Offer " + (row + 1));
      page.getByLabel("Evidence of impact").nth(row).fill(row == 0 ? longText : "Short");
    }
    // One for the text above, one for each row.
    assertThat(page.locator(".peer-challenge-left")).hasCount(5);
    press(page.getByLabel("Move down: Offers, 1 of 4"));
    assertThat(page.getByLabel("Move down: Offers, 2 of 4")).isFocused();
    page.keyboard().press("Enter");
    assertThat(titles()).containsExactly("Offer 2", "Offer 3", "Offer 1", "Offer 4");
    press(page.getByLabel("Move up: Offers, 4 of 4"));
    press(page.getByLabel("Move up: Offers, 1 of 4"));
    press(page.getByLabel("Remove: Offers, 1 of 4"));
    assertThat(page.getByLabel("Remove: Offers, 1 of 3")).isFocused();
    assertThat(titles()).containsExactly("Offer 3", "Offer 4", "Offer 1");
    TestBrowser.picture(page, "list-of-rows");

    page.reload();
    assertThat(page.getByLabel("Title of the offer")).hasCount(3);
    assertThat(titles()).containsExactly("Offer 3", "Offer 4", "Offer 1");
    press(page.getByLabel("Move up: Offers, 3 of 3"));
    page.getByLabel("What joins your offers and asks").fill("An example.");
    page.getByLabel("No", new Page.GetByLabelOptions().setExact(true)).check();
    send();

    assertThat(sent("content->'offers'->1->>'title'")).isEqualTo("Offer 1");
    assertThat(sent("content->'offers'->1->>'evidence'")).isEqualTo(longText);
    assertThat(sent("jsonb_array_length(content->'offers')::text")).isEqualTo("3");
  }

  @Test
  void tenThousandCharactersOfARareScriptAreCountedAsTenThousandAndSentExact() {
    String text = "𐍈🙂ग़e\u0301 عربي漢字 ".repeat(800);
    String tenThousand =
        text.codePoints()
            .limit(10_000)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    Locator field = page.getByLabel("What joins your offers and asks");
    Locator left = page.locator(".peer-challenge-left").first();
    assertThat(left).hasText("0 words · 10,000 characters left");
    field.fill(tenThousand + "!");
    assertThat(left).containsText(" words · 1 character too many");
    page.getByLabel("Title of the offer").fill("One");
    page.getByLabel("Yes", new Page.GetByLabelOptions().setExact(true)).check();
    assertThat(page.locator(".form-actions .btn-primary")).isDisabled();

    field.fill(tenThousand);
    assertThat(left).containsText(" words · 0 characters left");
    assertThat(page.locator(".form-actions .btn-primary")).isEnabled();
    send();

    assertThat(sent("content->>'wholeStory'")).isEqualTo(tenThousand);
  }

  @Test
  void textFromWordArrivesWithoutRubbish() {
    Locator field = page.getByLabel("What joins your offers and asks");
    field.focus();
    page.evaluate(
        """
        () => {
          const data = new DataTransfer();
          data.setData('text/html', `<style>p{}</style><p>One&nbsp;<b>two</b></p>
            <p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Item</p>`);
          data.setData('text/plain', 'never');
          document.activeElement.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """);
    assertThat(field).hasValue("One two\n\n• Item");
    page.keyboard().press("Control+z");
    assertThat(field).hasValue("");
  }

  @Test
  void aDateIsTypedAsBritishPeopleWriteIt() {
    Locator field = page.getByLabel("Seen on");
    field.click();
    TestBrowser.picture(page, "date");
    page.keyboard().type("17/12/2018");
    page.keyboard().press("Tab");
    awaitSaved(page);

    assertThat(field).hasValue("17/12/2018");
    assertThat(
            ask(
                "select content::json->>'seenOn' from draft where task_id = '%s'"
                    .formatted(taskId)))
        .containsExactly("2018-12-17");
  }

  @Test
  void anEarlierVersionIsReadAndPutBack() {
    Locator field = page.getByLabel("What joins your offers and asks");
    String first = "The first version, which is long enough to be missed. ".repeat(6);
    field.fill(first);
    awaitSaved(page);
    field.fill("Short");
    awaitSaved(page);
    page.getByText("Earlier versions").click();
    Locator list = page.getByLabel("Earlier versions", new Page.GetByLabelOptions().setExact(true));
    list.getByText("Read").first().click();
    assertThat(list.getByLabel("What joins your offers and asks")).hasValue(first);
    TestBrowser.picture(page, "earlier-versions");
    list.getByText("Put this version back").click();
    assertThat(field).hasValue(first);
    awaitSaved(page);

    page.reload();
    assertThat(page.getByLabel("What joins your offers and asks")).hasValue(first);
  }

  @Test
  void twoWindowsThatWroteTheSameAreToldAndTheOtherFieldsAreTakenOver() {
    Page second = page.context().newPage();
    second.navigate(address("/tasks/" + taskId));
    second.getByLabel("What joins your offers and asks").fill("In the second window");
    second.getByLabel("Title of the offer").fill("Only there");
    awaitSaved(second);
    // The page may have said so of the first field alone.
    await()
        .untilAsserted(
            () ->
                assertThat(
                        ask(
                            "select task_id from draft where task_id = '%s' and content like '%%Only there%%'"
                                .formatted(taskId)))
                    .containsExactly(taskId));
    page.getByLabel("What joins your offers and asks").fill("In the first window");

    Locator choice = page.locator(".peer-challenge-panel");
    assertThat(choice).containsText("In the  only here: first window");
    assertThat(choice).containsText("In the  only here: second window");
    assertThat(choice.locator("h3")).isFocused();
    assertThat(choice.locator("mark")).hasCount(2);
    assertThat(choice.locator("input[value=both]")).isVisible();
    assertThat(page.getByLabel("Title of the offer")).hasValue("Only there");
    TestBrowser.picture(page, "two-versions");
    page.setViewportSize(390, 844);
    TestBrowser.picture(page, "two-versions-390");
    page.getByLabel("Title of the offer").focus();
    page.locator(".form-actions .btn-primary").click();
    assertThat(page.locator(".page-notifications")).containsText("choose which one goes on");
    assertThat(choice.locator("h3")).isFocused();
    choice.locator("input[value=theirs]").first().check();
    choice.getByText("Use what is chosen").click();
    assertThat(page.getByLabel("What joins your offers and asks")).hasValue("In the second window");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        ask(
                            "select content::json->>'wholeStory' from draft_history order by place"))
                    .contains("In the first window", "In the second window"));
  }

  @Test
  void whatWasTypedIsOfferedWhenTheTaskWasSentElsewhere() {
    Page second = page.context().newPage();
    second.navigate(address("/tasks/" + taskId));
    second.getByLabel("What joins your offers and asks").fill("Sent");
    second.getByLabel("Title of the offer").fill("One");
    second.getByLabel("No", new Page.GetByLabelOptions().setExact(true)).check();
    second.locator(".form-actions .btn-primary").click();
    second.waitForURL("**/tasks/" + taskId + "/sent");
    page.getByLabel("Evidence of impact").fill("Typed too late");

    Locator offered = page.locator(".peer-challenge-panel");
    assertThat(offered.locator("textarea").first()).hasValue(Pattern.compile("Typed too late"));
    TestBrowser.picture(page, "text-of-a-done-task");
    offered.getByText("I have what I need").click();
    assertThat(left(page)).isEmpty();
  }

  /** The news that a colleague took the task comes between two keys. */
  @Test
  void whoeverTypesOnWhileAColleagueTakesOverHasAllOfItOffered() {
    typeAndAwaitSaved("Begun by Robin");
    Page hers = signIn(RehearsalApplication.SANDY);
    hers.getByText("Take it over, with the draft").click();
    assertThat(hers.locator(".peer-challenge-whose")).containsText("You are working on this.");
    page.bringToFront();
    typeWhileNewsCome();
    assertThat(page.locator(".peer-challenge-panel textarea").first())
        .hasValue("Begun by Robin and typed on to the last key");
    assertThat(page.locator(".fjs-container textarea").first()).not().isEditable();
  }

  @Test
  void whoeverTypesOnWhileTheTaskEndsHasAllOfItOffered() {
    typeAndAwaitSaved("Begun by Robin");
    Page second = page.context().newPage();
    second.navigate(address("/tasks/" + taskId));
    second.getByLabel("Title of the offer").fill("One");
    second.getByLabel("No", new Page.GetByLabelOptions().setExact(true)).check();
    second.locator(".form-actions .btn-primary").click();
    second.waitForURL("**/tasks/" + taskId + "/sent");
    page.bringToFront();
    typeWhileNewsCome();
    assertThat(page.locator(".peer-challenge-panel textarea").first())
        .hasValue("Begun by Robin and typed on to the last key");
    assertThat(page.locator("h1:visible")).hasText("This task is done");
  }

  private void typeAndAwaitSaved(String text) {
    page.getByLabel("What joins your offers and asks").focus();
    page.keyboard().type(text);
    awaitSaved(page);
  }

  private void typeWhileNewsCome() {
    page.getByLabel("What joins your offers and asks").focus();
    page.keyboard().press("Control+End");
    for (char key : " and typed on to the last key".toCharArray()) {
      page.keyboard().type(String.valueOf(key));
      page.evaluate("dispatchEvent(new Event('focus'))");
      page.waitForTimeout(60);
    }
  }

  @Test
  void signingOutSavesTheLastWordsAndLeavesNothingInTheBrowser() {
    Locator field = page.getByLabel("What joins your offers and asks");
    field.focus();
    page.keyboard().type("The last words");
    page.evaluate("document.querySelector('.logout a').click()");
    page.waitForURL(Pattern.compile(".*/sign-in.*"));

    assertThat(left(page)).isEmpty();
    assertThat(
            ask(
                "select content::json->>'wholeStory' from draft where task_id = '%s'"
                    .formatted(taskId)))
        .containsExactly("The last words");
  }

  @Test
  void signingOutWithoutAConnectionAsksBeforeAnythingIsGone() {
    page.getByLabel("What joins your offers and asks").fill("Saved before");
    awaitSaved(page);
    page.route("**/drafts/**", Route::abort);
    page.getByLabel("What joins your offers and asks").fill("Saved before, and not after");
    page.evaluate("document.querySelector('.logout a').click()");

    Locator panel = page.locator(".peer-challenge-panel");
    assertThat(panel).containsText("Some of your text is not saved yet");
    panel.getByText("Stay signed in").click();
    assertThat(left(page)).hasSize(1);
  }

  @Test
  void aColleagueReadsWhatIsWrittenAndDoesNotWriteIntoIt() {
    page.getByLabel("What joins your offers and asks").fill("Written by Robin");
    awaitSaved(page);
    Page hers = signIn(RehearsalApplication.SANDY);

    assertThat(hers.getByLabel("What joins your offers and asks")).hasValue("Written by Robin");
    assertThat(hers.getByLabel("What joins your offers and asks")).not().isEditable();
    assertThat(hers.locator(".peer-challenge-draft-line")).containsText("by Robin Example");
    Locator earlier = hers.locator("button:text-is('Earlier versions')");
    earlier.click();
    assertThat(earlier).hasAttribute("aria-expanded", "true");
    TestBrowser.picture(hers, "a-colleague-reads");
  }

  @Test
  void lookingTakesNothingTheFirstKeyDoesAndColleaguesSeeWho() {
    Page hers = signIn(RehearsalApplication.SANDY);
    Locator field = hers.getByLabel("What joins your offers and asks");
    for (Page one : List.of(page, hers)) {
      assertThat(one.locator(".peer-challenge-whose")).containsText("Nobody is working on this.");
      assertThat(one.locator(".form-actions .btn-primary")).isEnabled();
    }
    page.reload();
    page.locator(".peer-challenge-draft").waitFor();
    assertThat(assignee()).as("after a look").containsExactly((String) null);

    page.getByLabel("What joins your offers and asks").focus();
    page.keyboard().type("B");
    assertThat(page.locator(".peer-challenge-whose")).containsText("You are working on this.");
    page.keyboard().type("egun by Robin");
    awaitSaved(page);
    assertThat(page.getByLabel("What joins your offers and asks")).hasValue("Begun by Robin");
    assertThat(assignee()).containsExactly(RehearsalApplication.ROBIN);

    hers.evaluate("dispatchEvent(new Event('focus'))");
    assertThat(hers.locator(".peer-challenge-whose"))
        .containsText("Robin Example is working on this, last saved today at");
    assertThat(field).not().isEditable();
    TestBrowser.picture(hers, "a-colleague-began");

    page.getByLabel("Title of the offer").fill("One");
    page.getByLabel("No", new Page.GetByLabelOptions().setExact(true)).check();
    send();
    hers.evaluate("dispatchEvent(new Event('focus'))");
    assertThat(hers.locator("h1:visible")).hasText("This task is done");
    assertThat(hers.locator(".peer-challenge-gone")).containsText("Robin Example sent it");
    assertThat(hers.locator(".form-actions")).isHidden();
    TestBrowser.picture(hers, "sent-by-a-colleague");
  }

  @Test
  void theAddressOfALostTaskAnswersInWords() {
    page.navigate(
        address("/camunda/app/tasklist/default/#/?task=11111111-1111-1111-1111-111111111111"));
    assertThat(page.locator("h1:visible")).hasText("This task is no longer there");
    page.getByText("See your tasks").click();
    assertThat(page.locator("h1:visible")).hasText("Your tasks");
  }

  @Test
  void aModuleThatDoesNotComeOffersToTryAgain() {
    Page slow = page.context().newPage();
    AtomicBoolean lost = new AtomicBoolean(true);
    slow.route(
        "**/scripts/peer-challenge.js*",
        route -> {
          if (!lost.get()) {
            route.resume();
          }
        });
    slow.navigate(address("/camunda/app/tasklist/default/"));
    Locator again = slow.locator(".peer-challenge-missing button");
    again.waitFor(new Locator.WaitForOptions().setTimeout(30_000));
    TestBrowser.picture(slow, "slow");
    lost.set(false);
    again.click();
    assertThat(slow.locator("h1:visible")).hasText("Your tasks");
    assertThat(again).hasCount(0);
  }

  @Test
  void sendingWithoutAConnectionIsSaidInPlainWordsAndWorksOnceItIsBack() {
    page.getByLabel("What joins your offers and asks").fill("An example.");
    page.getByLabel("Yes", new Page.GetByLabelOptions().setExact(true)).check();
    page.getByLabel("Title of the offer").first().fill("An offer");
    page.route("**/submit-form", Route::abort);
    page.locator(".form-actions .btn-primary").click();
    Locator said = page.locator(".page-notifications .alert:visible");
    assertThat(said).containsText("There is no connection just now.");
    assertThat(said).not().containsText("Origin");
    page.unroute("**/submit-form");
    send();
  }

  @Test
  void oneQuestionIsOneStopForTheKeyboardAndTheArrowsChoose() {
    Locator yes = page.getByLabel("Yes", new Page.GetByLabelOptions().setExact(true));
    Locator no = page.getByLabel("No", new Page.GetByLabelOptions().setExact(true));
    yes.focus();
    page.keyboard().press("Space");
    assertThat(yes).isChecked();
    page.keyboard().press("ArrowDown");
    assertThat(no).isFocused();
    assertThat(no).isChecked();
    assertThat(yes).not().isChecked();
    page.keyboard().press("Shift+Tab");
    assertThat(yes).not().isFocused();
  }

  @Test
  void everyWrongAnswerIsNamedAndLeadsToItsField() {
    page.getByLabel("What joins your offers and asks").fill("x".repeat(10_001));
    Locator faults = page.locator(".peer-challenge-faults");
    assertThat(faults).containsText("There is a problem with");
    assertThat(faults.locator("button").first()).hasText("What joins your offers and asks");
    assertThat(page.locator(".fjs-container"))
        .containsText("Please use no more than 10,000 characters.");
    faults.locator("button").first().click();
    assertThat(page.getByLabel("What joins your offers and asks")).isFocused();
    assertThat(faults).isInViewport();
    page.setViewportSize(390, 844);
    assertThat(page.locator(".form-actions .btn-primary")).isInViewport();
    TestBrowser.picture(page, "faults-390");
  }

  @Test
  void whatIsMissingInTheVendorsPartIsToldToThePersonAndOnceToTheOffice() {
    Page broken = contexts.get(0).newPage();
    broken.route(
        "**/scripts/peer-challenge.js*",
        route -> {
          var answer = route.fetch();
          route.fulfill(
              new Route.FulfillOptions()
                  .setResponse(answer)
                  .setBody(answer.text().replace("fjs-powered-by", "no-such-thing")));
        });
    for (int visit = 0; visit < 2; visit++) {
      Response told =
          broken.waitForResponse(
              "**/tasks/troubles",
              () -> broken.navigate(address("/camunda/app/tasklist/default/")));
      assertThat(told.status()).isEqualTo(204);
      assertThat(broken.locator(".peer-challenge-missing"))
          .containsText("Please tell the programme office");
      broken.navigate("about:blank");
    }
    assertThat(ask("select recipient_email from notice where template = 'tasklist-trouble'"))
        .containsExactly("office@example.org");
  }

  private List<String> titles() {
    @SuppressWarnings("unchecked")
    List<String> titles =
        (List<String>)
            page.locator(".fjs-repeat-row-container")
                .evaluateAll("rows => rows.map(row => row.querySelector('input').value)");
    return titles;
  }

  private static void press(Locator button) {
    button.focus();
    button.press("Enter");
  }

  /** Ends on the page that says so: a window closed on its way there can leave Chromium hanging. */
  private void send() {
    page.locator(".form-actions .btn-primary").click();
    page.waitForURL("**/tasks/" + taskId + "/sent");
    assertThat(ask("select task_id from submission where task_id = '" + taskId + "'")).hasSize(1);
    assertThat(ask("select task_id from draft where task_id = '" + taskId + "'")).isEmpty();
  }

  private String sent(String expression) {
    return ask("select %s from submission where task_id = '%s'".formatted(expression, taskId))
        .get(0);
  }

  private List<String> assignee() {
    return ask("select assignee_ from act_ru_task where id_ = '" + taskId + "'");
  }

  /** What is left in the browser's own store. */
  @SuppressWarnings("unchecked")
  private static List<String> left(Page one) {
    return (List<String>)
        one.evaluate(
            "Object.keys(localStorage).filter(key => key.startsWith('peer-challenge-draft'))");
  }

  private static void awaitSaved(Page one) {
    one.locator(".peer-challenge-draft[data-saved=yes]").waitFor();
    assertThat(one.locator(".peer-challenge-draft-line")).hasText(SAVED);
  }

  /** The only column of a query's rows. */
  private List<String> ask(String query) {
    return jdbc.sql(query).query(String.class).list();
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }

  private Page signIn(String username) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 850)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London"));
    contexts.add(context);
    Page one = context.newPage();
    one.navigate(address("/tasks/" + taskId));
    TestBrowser.signIn(one, username, RehearsalApplication.PASSWORD);
    one.locator(".peer-challenge-draft").waitFor();
    return one;
  }

  private static void takeOn(Page one) {
    Locator claim = one.locator("button.claim");
    one.waitForTimeout(300);
    if (claim.count() > 0 && claim.first().isVisible()) {
      claim.first().click();
    }
    assertThat(one.getByLabel("What joins your offers and asks")).isEditable();
  }
}
