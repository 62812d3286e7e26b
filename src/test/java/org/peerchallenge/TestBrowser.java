package org.peerchallenge;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real browser of the tests: an installed Chromium or Chrome, else Debian's package, else
 * Playwright's own download. A machine on which none can be had fails the test. Chromium without
 * its windows comes first: the same engine for 40 % less processor time (docs/measurements/
 * build.md).
 */
public final class TestBrowser {

  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final Path SHOTS = Path.of("target/screenshots");

  static {
    // Tasklist comes up slowly on a machine that does other things.
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  private TestBrowser() {}

  private static Browser shared;

  /** One for all tests of this JVM, which ends it; each opens contexts of its own. */
  public static synchronized Browser shared() {
    if (shared == null) {
      Playwright playwright = playwright();
      shared = launch(playwright);
      Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    }
    return shared;
  }

  /** Fills in and sends the page of signing in, which is open; what comes then is the caller's. */
  public static void signIn(Page page, String username, String password) {
    page.getByLabel("User name").fill(username);
    page.getByLabel("Password").fill(password);
    page.locator("#sign-in button[type=submit]").click();
  }

  /**
   * A picture of the whole page for people to look at, in the full form alone.
   *
   * @param name of the file in {@code target/screenshots}, without its ending
   */
  public static void picture(Page page, String name) {
    if (ShortForm.FULL) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")).setFullPage(true));
    }
  }

  /** Playwright's driver; it downloads browsers of its own only when {@link #launch} must. */
  public static Playwright playwright() {
    boolean mayDownload = installed().isEmpty() && !installDebians();
    return Playwright.create(
        new Playwright.CreateOptions()
            .setEnv(mayDownload ? Map.of() : Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** A browser without a window. */
  public static Browser launch(Playwright playwright) {
    BrowserType.LaunchOptions options = new BrowserType.LaunchOptions().setArgs(ARGUMENTS);
    installed().ifPresent(options::setExecutablePath);
    return playwright.chromium().launch(options);
  }

  private static Optional<Path> installed() {
    return Stream.of(
            "chromium-headless-shell",
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable")
        .flatMap(name -> Stream.of("/usr/bin/" + name, "/usr/local/bin/" + name))
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean installDebians() {
    try {
      Process install =
          new ProcessBuilder("apt-get", "install", "-y", "chromium-headless-shell")
              .inheritIO()
              .start();
      if (!install.waitFor(5, TimeUnit.MINUTES)) {
        install.destroyForcibly();
      }
      return installed().isPresent();
    } catch (IOException e) {
      // No Debian machine: Playwright's own download is left.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted while installing Chromium", e));
    }
  }
}
