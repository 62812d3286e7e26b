package org.peerchallenge.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;
import static org.peerchallenge.ShortForm.FULL;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peerchallenge.BrowserTest;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.TimeMachine;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A session as a facilitator writes it down while people talk: list after list at the pace of a
 * typist, over a connection that goes away in the middle of words. Every entry must arrive.
 *
 * <p>It is opened once more before it is sent, with more rows than the vendor shows at first.
 *
 * <p>In full it has 300 entries and five cuts in two hours: what is typed is typed at a typist's
 * pace, and while others talk the browser's clock is moved on, so that everything that waits in the
 * page for its time, as saving and asking for news, comes as often as in two hours. The server's
 * clock is not moved. -Dpeerchallenge.seed repeats the moments of one run.
 */
class LiveSessionIT extends BrowserTest {

  private static final int ENTRIES = FULL ? 300 : 30;
  private static final int CUTS = FULL ? 5 : 2;

  /** Milliseconds a letter; 100 words a minute are 120, the short form is faster than anybody. */
  private static final int PACE = FULL ? 60 : 2;

  /** In full, the minutes that the browser lives through. */
  private static final Duration LASTS = Duration.ofHours(2);

  private static final long SEED = Long.getLong("peerchallenge.seed", 12);
  private static final Pattern SAVED = Pattern.compile("^Saved (today|on) .* by .*");

  /** A list of the form: how a row is begun, and what is typed into it, Tab by Tab. */
  private enum Kind {
    ANSWERS("Answers worth keeping", 2, true),
    STRENGTHS("Strengths", 1, false),
    COMMITMENTS("Commitments", 2, false),
    ASKS("Asks of the region", 1, false),
    OFFERS("Offers to the region", 1, false);

    private final String list;
    private final int fields;

    /** Enter is a line of the text there, so that Ctrl and Enter together begin the next row. */
    private final boolean longText;

    Kind(String list, int fields, boolean longText) {
      this.list = list;
      this.fields = fields;
      this.longText = longText;
    }
  }

  @Autowired private TaskService tasks;
  @Autowired private ManagementService management;

  private final List<String> typed = new ArrayList<>();
  private Walker facilitator;
  private Page page;

  @BeforeAll
  void aDayOnWhichTheGroupMeets() {
    openYearOfTwo(LocalDateTime.of(2019, 2, 26, 9, 30));
    givePasswords();
    runtime
        .createProcessInstanceByKey("challenge-day")
        .businessKey(TestYear.group(1).value())
        .startBeforeActivity("serviceTask_gatherSessions")
        .execute();
    assertThat(
            new TimeMachine(
                    management,
                    List.of(),
                    job -> job.getProcessDefinitionKey().equals("challenge-day"))
                .settle())
        .isEmpty();
  }

  /** Leaving a row empty brings its message, and with it the button moves away under the finger. */
  @Test
  void eachTapOnATabletAddsARowThoughTheOneAboveIsEmpty() {
    List<Task> sessions =
        tasks.createTaskQuery().taskDefinitionKey("userTask_recordSession").list();
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(820, 1180)
                .setHasTouch(true)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London"));
    Walker tablet = new Walker("http://localhost:" + port, PASSWORD, context);
    tablet.openFromMail("/tasks/" + sessions.get(sessions.size() - 1).getId(), "facilitator-1");
    Locator rows = tablet.page().getByLabel("The strength, in a few words");
    for (int row = 0; row < 3; row++) {
      tablet.page().getByLabel("Add new: Strengths").tap();
      assertThat(rows).hasCount(row + 1);
      assertThat(rows.nth(row)).isFocused();
    }
    context.close();
  }

  @Test
  void everythingThatIsTypedWhilePeopleTalkArrivesOverAConnectionThatIsCut() {
    Task session =
        tasks.createTaskQuery().taskDefinitionKey("userTask_recordSession").list().get(0);
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1024, 768)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London"));
    facilitator = new Walker("http://localhost:" + port, PASSWORD, context);
    page = facilitator.page();
    if (FULL) {
      page.clock().install();
    }
    facilitator.openFromMail("/tasks/" + session.getId(), "facilitator-1");
    page.getByLabel("Concerns that the presenter named").click();
    say("Invented concerns for a test.");

    Random random = new Random(SEED);
    TreeSet<Integer> cuts = new TreeSet<>();
    while (cuts.size() < CUTS) {
      cuts.add(1 + random.nextInt(ENTRIES - 4));
    }
    int clicksBefore = facilitator.clicks();
    double opened = browsersTime();
    long began = System.nanoTime();
    int number = 0;
    int away = 0;
    for (Kind kind : Kind.values()) {
      begin(kind);
      for (int row = 0; row < ENTRIES / Kind.values().length; row++) {
        if (row > 0) {
          next(kind);
        }
        for (int field = 0; field < kind.fields; field++) {
          if (field > 0) {
            facilitator.press("Tab");
          }
          boolean cut = field == 0 && cuts.contains(number);
          if (cut) {
            say("%s %d, half ".formatted(kind, number));
            context.setOffline(true);
            away = 3;
            say("typed without a connection");
            typed.add("%s %d, half typed without a connection".formatted(kind, number));
          } else {
            String text = "%s %d, line %d, as somebody said it".formatted(kind, number, field);
            say(text);
            typed.add(text);
          }
        }
        number++;
        talkUntil(opened + LASTS.toMillis() * number / ENTRIES);
        if (away > 0 && --away == 0) {
          context.setOffline(false);
        }
      }
    }
    context.setOffline(false);
    double seconds = (System.nanoTime() - began) / 1e9;
    double minutes = (browsersTime() - opened) / 60_000;
    int clicks = facilitator.clicks() - clicksBefore;

    String last = typed.get(typed.size() - 1);
    await("the last words are saved").until(() -> draft(session).contains(last));
    assertThat(page.locator(".peer-challenge-draft-line")).hasText(SAVED);
    String draft = draft(session);
    List<String> notSaved = typed.stream().filter(text -> !draft.contains(text)).toList();
    page.reload();
    page.locator(".form-actions .btn-primary").waitFor();
    page.locator(".form-actions .btn-primary").click();
    page.waitForURL("**/tasks/" + session.getId() + "/sent");
    String sent =
        jdbc.sql("select content::text from submission where task_id = :task")
            .param("task", session.getId())
            .query(String.class)
            .single();
    List<String> notSent = typed.stream().filter(text -> !sent.contains(text)).toList();
    System.out.printf(
        "A live session, seed %d: %d entries of %d texts in %.0f s, by the browser's clock %.0f"
            + " minutes, connection cut %d times; not saved %d, not sent %d; %.2f clicks an entry%n",
        SEED,
        ENTRIES,
        typed.size(),
        seconds,
        minutes,
        CUTS,
        notSaved.size(),
        notSent.size(),
        (double) clicks / ENTRIES);
    if (FULL) {
      assertThat(minutes).as("minutes").isGreaterThanOrEqualTo(LASTS.toMinutes());
    }
    assertThat(notSaved).as("not saved, seed %d", SEED).isEmpty();
    assertThat(notSent).as("not sent, seed %d", SEED).isEmpty();
    assertThat(clicks).as("clicks").isLessThanOrEqualTo(Kind.values().length);
    context.close();
  }

  /** In full, the rest of an entry's time: nobody types, and everything in the page goes on. */
  private void talkUntil(double moment) {
    double rest = moment - browsersTime();
    if (FULL && rest > 0) {
      page.clock().runFor((long) Math.ceil(rest));
    }
  }

  private double browsersTime() {
    return ((Number) page.evaluate("Date.now()")).doubleValue();
  }

  private String draft(Task session) {
    return jdbc.sql("select content::text from draft where task_id = :task")
        .param("task", session.getId())
        .query(String.class)
        .single();
  }

  private void begin(Kind kind) {
    facilitator.click(page.getByLabel("Add new: " + kind.list));
    awaitRow(kind, 1);
  }

  private void next(Kind kind) {
    int before = rows(kind).count();
    facilitator.press(kind.longText ? "Control+Enter" : "Enter");
    awaitRow(kind, before + 1);
  }

  /** Whoever types on before the row is there writes into the one before, as the eye sees. */
  private void awaitRow(Kind kind, int wanted) {
    assertThat(rows(kind)).hasCount(wanted);
    assertThat(
            rows(kind).last().locator("input:not([type=hidden]), textarea, [role=textbox]").first())
        .isFocused();
  }

  private Locator rows(Kind kind) {
    return page.locator(".fjs-form-field-dynamiclist")
        .filter(new Locator.FilterOptions().setHas(page.getByLabel("Add new: " + kind.list)))
        .locator(".fjs-repeat-row-container");
  }

  private void say(String text) {
    page.keyboard().type(text, new Keyboard.TypeOptions().setDelay(PACE));
  }
}
