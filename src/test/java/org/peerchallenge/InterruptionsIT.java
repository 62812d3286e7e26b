package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.ShortForm.FULL;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One person types a known text while one thing after another goes wrong, at random moments.
 *
 * <p><b>Typed more than one second before</b>: each key is stamped with {@link System#nanoTime()}
 * when the browser has acknowledged it; the interruption is stamped before anything is done for it.
 * What lies 1,000 ms or more between the two must be found again; what was typed later may be
 * missing, and the person types on from whatever is there.
 *
 * <p><b>Found again</b>: the task is opened as a person opens it, by its short link, signing in
 * when asked, and the field is read. Where two versions meet, the text counts as found when the
 * page offers both for choice; <b>overwritten silently</b> is a version that was saved and is
 * afterwards neither in the field, nor offered, nor among the earlier versions.
 */
class InterruptionsIT {

  private enum Interruption {
    RELOAD,
    TAB_CLOSED,
    BACK_BUTTON,
    OTHER_TASK,
    OTHER_TAB_OF_THE_TASK,
    SESSION_ENDED,
    NETWORK_CUT,
    SERVER_KILLED,
    DATABASE_RESTARTED,
    SECOND_TAB,
    COLLEAGUE,
    STORE_RESET
  }

  private record Key(String character, long at) {}

  private static final long A_SECOND = 1_000_000_000;
  private static final int ROUNDS = FULL ? 17 : 1;

  /** So many of them; all in the full form. */
  private static final int IN_EACH_BUILD = 7;

  /**
   * The ordinary build repeats one order of interruptions; the full form takes a new one each time.
   */
  private static final long SEED =
      Long.getLong("peerchallenge.seed", FULL ? System.nanoTime() : 9_458_261_269_989L);

  /** Latin with accents, Greek, Cyrillic, Arabic, Devanagari, Han, and beyond 16 bits. */
  private static final int[] LETTERS =
      "abcdefghij klmnopqr stuvwxyz éüñß Ωλ жщ عرب नमस 漢字 🙂𐍈".codePoints().toArray();

  @TempDir private Path folder;

  private final Random random = new Random(SEED);
  private final List<Key> typed = new ArrayList<>();
  private final Map<Interruption, Integer> lostBy = new EnumMap<>(Interruption.class);
  private Rehearsal rehearsal;
  private Browser browser;
  private BrowserContext robin;
  private Page page;
  private String taskId;
  private int counted;
  private int due;
  private int told;
  private int meetings;
  private final List<String> overwritten = new ArrayList<>();

  @BeforeEach
  void start() {
    rehearsal = new Rehearsal(folder);
    browser = TestBrowser.shared();
    taskId = rehearsal.tasks("userTask_writeOffers").get(0);
    robin = context();
    page = robin.newPage();
    page.navigate(rehearsal.address("/"));
    signIn(page, RehearsalApplication.ROBIN);
    open(page);
    mayWrite(page);
  }

  @AfterEach
  void stop() {
    if (robin != null) {
      robin.close();
    }
    if (rehearsal != null) {
      rehearsal.close();
    }
  }

  @Test
  void nothingTypedIsEverLostWhateverHappens() {
    List<Interruption> order = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Interruption> all = new ArrayList<>(List.of(Interruption.values()));
      Collections.shuffle(all, random);
      order.addAll(FULL ? all : all.subList(0, IN_EACH_BUILD));
    }
    long begun = System.nanoTime();
    for (Interruption one : order) {
      type(20 + random.nextInt(40));
      check(one, interrupt(one));
    }
    System.out.printf(
        "Loss test, seed %d: %d interruptions in %d s; characters lost of characters typed more"
            + " than one second before: %d of %d %s; meetings of two writers: %d, told: %d;"
            + " sections overwritten silently: %d%n",
        SEED,
        order.size(),
        (System.nanoTime() - begun) / A_SECOND,
        lost(),
        due,
        lostBy,
        meetings,
        told,
        overwritten.size());
    assertThat(lost()).as("characters lost, seed %d %s", SEED, lostBy).isZero();
    assertThat(overwritten).as("overwritten silently, seed %d", SEED).isEmpty();
    assertThat(told).as("meetings that were told, seed %d", SEED).isEqualTo(meetings);
  }

  private int lost() {
    return lostBy.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Gives back when the person stopped typing into this page. */
  private long interrupt(Interruption one) {
    long at = System.nanoTime();
    switch (one) {
      case RELOAD -> page.reload();
      case TAB_CLOSED -> closeTab();
      case BACK_BUTTON -> page.goBack(new Page.GoBackOptions().setWaitUntil(WaitUntilState.COMMIT));
      case OTHER_TASK -> {
        String other = rehearsal.tasks("userTask_writeLong").get(0);
        page.navigate(rehearsal.address("/camunda/app/tasklist/default/#/?task=" + other));
        page.locator(".fjs-container label", with("Budget: evidence")).waitFor();
        page.navigate(rehearsal.address("/camunda/app/tasklist/default/#/?task=" + taskId));
      }
      case OTHER_TAB_OF_THE_TASK -> {
        // The vendor's History, where it is hidden too.
        page.evaluate("document.querySelectorAll('.column-right .nav-tabs a')[1].click()");
        field(page).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        page.evaluate("document.querySelectorAll('.column-right .nav-tabs a')[0].click()");
      }
      case SESSION_ENDED -> {
        robin.clearCookies();
        type(20);
        at = System.nanoTime();
      }
      case NETWORK_CUT -> {
        robin.setOffline(true);
        type(30);
        at = System.nanoTime();
        // A minute in full, for some of them: the rest of the time nothing happens.
        page.waitForTimeout(FULL && random.nextInt(4) == 0 ? 60_000 : 1_000);
        robin.setOffline(false);
      }
      case SERVER_KILLED -> {
        rehearsal.killApplication();
        type(30);
        at = System.nanoTime();
        rehearsal.startApplication();
      }
      case DATABASE_RESTARTED -> {
        rehearsal.stopDatabase();
        type(30);
        at = System.nanoTime();
        rehearsal.startDatabase();
      }
      case SECOND_TAB -> secondTab();
      case COLLEAGUE -> colleague();
      case STORE_RESET -> {
        page.evaluate("localStorage.clear()");
        crashTab();
      }
    }
    return at;
  }

  /** Opens the task again as a person would, and compares. */
  private void check(Interruption one, long interruptedAt) {
    if (page.isClosed()) {
      page = robin.newPage();
    }
    open(page);
    String found = settleChoice(page);
    String all = text();
    int same = 0;
    while (same < Math.min(found.length(), all.length())
        && found.charAt(same) == all.charAt(same)) {
      same++;
    }
    int old = 0;
    int place = 0;
    int lost = 0;
    for (Key key : typed) {
      place += key.character().length();
      if (key.at() + A_SECOND <= interruptedAt) {
        old++;
        if (place > same) {
          lost++;
        }
      }
    }
    due += Math.max(0, old - counted);
    if (lost > 0) {
      lostBy.merge(one, lost, Integer::sum);
      System.out.printf("%s lost %d: typed «%s», found «%s»%n", one, lost, all, found);
    }
    typed.clear();
    found.codePoints().forEach(c -> typed.add(new Key(Character.toString(c), 0)));
    counted = typed.size();
    if (typed.size() > 4_000) {
      // A fresh page, so that no step takes longer than the one before.
      field(page).fill("");
      typed.clear();
      counted = 0;
      page.waitForTimeout(1_500);
    }
  }

  private void secondTab() {
    Page second = robin.newPage();
    open(second);
    String before = settleChoice(second);
    String theirs = " [second tab %d]".formatted(meetings);
    append(second, theirs);
    awaitSaved(second);
    type(25);
    meet(page, before + theirs, text());
    second.close();
    typedBecomes(settleChoice(page));
  }

  /** Sandy takes the task over on another computer while Robin's page stays open. */
  private void colleague() {
    long at = System.nanoTime();
    try (BrowserContext elsewhere = context()) {
      Page hers = elsewhere.newPage();
      hers.navigate(rehearsal.address("/"));
      signIn(hers, RehearsalApplication.SANDY);
      open(hers);
      call(hers, "unclaim", "{}");
      call(hers, "claim", "{\"userId\":\"" + RehearsalApplication.SANDY + "\"}");
      open(hers);
      mayWrite(hers);
      String read = field(hers).inputValue();
      loseIfMissing(read, at);
      String theirs = " [Sandy %d]".formatted(meetings);
      append(hers, theirs);
      awaitSaved(hers);
      type(25);
      meetings++;
      Locator offered = page.locator(".peer-challenge-panel");
      offered.waitFor();
      String kept = (String) offered.locator("textarea").first().evaluate("e => e.value");
      if (kept.equals(text())) {
        told++;
      } else {
        overwritten.add("offered «%s» instead of «%s»".formatted(kept, text()));
      }
      call(hers, "unclaim", "{}");
      Page mine = robin.newPage();
      open(mine);
      mayWrite(mine);
      page.close();
      page = mine;
      String now = settleChoice(page);
      isSomewhere(read + theirs);
      typedBecomes(now);
    }
  }

  private void loseIfMissing(String read, long at) {
    String old =
        typed.stream()
            .filter(key -> key.at() + A_SECOND <= at)
            .map(Key::character)
            .reduce("", String::concat);
    if (!read.startsWith(old)) {
      lostBy.merge(Interruption.COLLEAGUE, old.length(), Integer::sum);
      System.out.printf("A colleague reads «%s» instead of «%s»%n", read, old);
    }
  }

  /** The page must say that somebody else wrote, and neither version may be gone. */
  private void meet(Page mine, String theirs, String ours) {
    meetings++;
    Locator choice = mine.locator(".peer-challenge-panel fieldset");
    choice.waitFor();
    // What differs is marked within the texts, for who listens by words.
    String shown =
        String.join("\n", mine.locator(".peer-challenge-panel pre").allTextContents())
            .replace(" only here: ", "");
    if (shown.contains(theirs) && shown.contains(ours)) {
      told++;
    } else {
      overwritten.add("offered «%s» for «%s» and «%s»".formatted(shown, theirs, ours));
    }
    settleChoice(mine);
    isSomewhere(theirs);
    isSomewhere(ours);
  }

  /** In the draft or among its earlier versions, as the database has them. */
  private void isSomewhere(String text) {
    List<String> kept =
        rehearsal.ask(
            "select content::json->>'wholeStory' from draft where task_id = '%s' union all select content::json->>'wholeStory' from draft_history"
                .formatted(taskId));
    if (!kept.contains(text)) {
      overwritten.add(text);
    }
  }

  /** When two versions are offered, one of them is chosen at random; gives back the field. */
  private String settleChoice(Page one) {
    Locator choice = one.locator(".peer-challenge-panel fieldset");
    // Offered when the page has drawn the form, or not at all.
    one.locator(".peer-challenge-draft").first().waitFor();
    if (choice.count() > 0) {
      one.locator(
              ".peer-challenge-panel input[value="
                  + (random.nextBoolean() ? "ours" : "theirs")
                  + "]")
          .first()
          .check();
      one.locator(".peer-challenge-panel .btn-primary").click();
      one.waitForTimeout(300);
    }
    awaitSaved(one);
    return field(one).inputValue();
  }

  private void awaitSaved(Page one) {
    one.locator(".peer-challenge-draft[data-saved=yes]")
        .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
  }

  private void type(int characters) {
    field(page).focus();
    page.keyboard().press("Control+End");
    for (int i = 0; i < characters; i++) {
      String character = Character.toString(LETTERS[random.nextInt(LETTERS.length)]);
      page.keyboard().type(character);
      typed.add(new Key(character, System.nanoTime()));
      page.waitForTimeout(10 + random.nextInt(50));
    }
  }

  private void append(Page one, String text) {
    field(one).focus();
    one.keyboard().press("Control+End");
    one.keyboard().type(text);
  }

  private void typedBecomes(String text) {
    typed.clear();
    text.codePoints().forEach(c -> typed.add(new Key(Character.toString(c), System.nanoTime())));
    counted = typed.size();
  }

  private String text() {
    return typed.stream().map(Key::character).reduce("", String::concat);
  }

  private void closeTab() {
    page.close();
    page = robin.newPage();
  }

  /** The page has no chance to save once more, as it has when it is closed. */
  private void crashTab() {
    try {
      page.navigate("chrome://crash");
    } catch (PlaywrightException e) {
      // Nothing answers from a tab that has crashed.
    }
    closeTab();
  }

  private void open(Page one) {
    for (int attempt = 0; ; attempt++) {
      try {
        one.navigate(rehearsal.address("/tasks/" + taskId));
        if (one.url().contains("/sign-in")) {
          signIn(one, RehearsalApplication.ROBIN);
          one.navigate(rehearsal.address("/tasks/" + taskId));
        }
        field(one).waitFor(new Locator.WaitForOptions().setTimeout(20_000));
        return;
      } catch (PlaywrightException e) {
        // The application has just come back, or a page was still on its way elsewhere.
        if (attempt == 5) {
          throw e;
        }
        one.waitForTimeout(1_000);
      }
    }
  }

  /** Nobody has to: the first key does. */
  private void mayWrite(Page one) {
    one.waitForCondition(() -> field(one).isEditable());
  }

  private static Locator field(Page one) {
    return one.locator(".fjs-container textarea").first();
  }

  private static void signIn(Page one, String username) {
    TestBrowser.signIn(one, username, RehearsalApplication.PASSWORD);
    one.waitForURL(url -> !url.contains("/sign-in"));
  }

  /** As Tasklist calls the engine. */
  private void call(Page one, String what, String body) {
    Object status =
        one.evaluate(
            """
            async ([address, body]) => (await fetch(address, { method: 'POST', body, headers: {
              'Content-Type': 'application/json',
              'X-XSRF-TOKEN': (/XSRF-TOKEN=([^;]+)/.exec(document.cookie) || [])[1] } })).status
            """,
            List.of("/camunda/api/engine/engine/default/task/" + taskId + "/" + what, body));
    assertThat(status).as(what).isEqualTo(204);
  }

  private BrowserContext context() {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 850)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London"));
    context.setDefaultTimeout(30_000);
    return context;
  }

  private static Page.LocatorOptions with(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }
}
