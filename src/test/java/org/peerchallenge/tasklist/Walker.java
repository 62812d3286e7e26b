package org.peerchallenge.tasklist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.ShortForm.FULL;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.peerchallenge.Axe;
import org.peerchallenge.TestBrowser;

/** One person at one browser, whose clicks and presses of keys are counted. */
final class Walker {

  private final String base;
  private final String password;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private int clicks;
  private int keys;

  Walker(String base, String password, BrowserContext context) {
    this.base = base;
    this.password = password;
    page = context.newPage();
    page.setDefaultTimeout(60_000);
    page.onConsoleMessage(
        message -> {
          // axe looks for our imported style beside the page, and Tasklist for the task that was
          // just
          // sent: neither finds it, and nobody misses it.
          if (message.type().equals("error") && !message.location().contains("/default/")) {
            complaints.add(message.text() + " " + message.location());
          }
        });
    page.onPageError(complaints::add);
  }

  Page page() {
    return page;
  }

  /** What went wrong in the browser's eyes. */
  List<String> complaints() {
    return complaints;
  }

  /** "12 clicks, 40 keys". */
  int clicks() {
    return clicks;
  }

  int keys() {
    return keys;
  }

  /** The link of a mail counts as the click that it is. */
  void openFromMail(String path, String username) {
    clicks++;
    page.navigate(base + path);
    assertThat(page.getByLabel("User name")).isVisible();
    type(page.getByLabel("User name"), username);
    type(page.getByLabel("Password"), password);
    press("Enter");
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  void click(Locator place) {
    clicks++;
    place.click();
  }

  /** As a hand does: what moves between the button's going down and coming up must not lose it. */
  void clickSlowly(Locator place) {
    clicks++;
    place.click(new Locator.ClickOptions().setDelay(200));
  }

  /**
   * In a tab of its own the browser shows a page, and not why it refuses to; no step of a count.
   */
  void opensATab(Locator link) {
    Page tab = page.waitForPopup(link::click);
    assertThat(tab.locator("main h1:visible").first()).isVisible();
    tab.close();
  }

  void check(Locator place) {
    clicks++;
    place.check();
  }

  /** Writes into a field that Tab has reached, one key a letter. */
  void type(Locator place, String text) {
    keys += text.length() + 1;
    place.fill(text);
  }

  void press(String key) {
    keys++;
    page.keyboard().press(key);
  }

  /** A dialogue of the operating system: one click opens it, one chooses, one closes. */
  void choose(Locator input, Path... files) {
    clicks += 2 + files.length;
    input.setInputFiles(files);
  }

  /** Nothing that axe reports, with all of its rules. */
  void nothingToReport(String state) {
    assertThat(Axe.violations(page)).as("axe on: " + state).isEmpty();
  }

  /** Nothing moves sideways at 400 % zoom; in the full form pictures for people to look at. */
  void photograph(String state) {
    int height = page.viewportSize().height;
    int width = page.viewportSize().width;
    for (int wanted : FULL ? new int[] {1280, 768, 390} : new int[0]) {
      page.setViewportSize(wanted, height);
      TestBrowser.picture(page, "journey-" + state + "-" + wanted);
    }
    // 1,280 pixels at 400 % zoom.
    page.setViewportSize(320, 256);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .as("width at 400 %% zoom: " + state)
        .isLessThanOrEqualTo(320);
    page.setViewportSize(width, height);
  }
}
