package org.peerchallenge;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.task.Task;

/**
 * Every state of every page and task form that people meet in a year: asked by axe at 1,280 and 390
 * pixels, and kept as a picture at 1,280, 820 and 390, with a list of all and a page for each role
 * to look at, under {@code target/states}.
 *
 * <p>A page's state is what stands on it, whatever it says: the kinds of its elements. A page of
 * another person or another day that has the same ones is the same state. A form has two: as it
 * opens, and after "Send" was pressed on it as it opened; nothing leaves the browser then.
 */
final class EveryState {

  private static final Path HOME = Path.of("target/states");
  private static final Pattern ELEMENT =
      Pattern.compile("<([a-z][a-z0-9]*)(?: [^>]*?class=\"([^\"]*)\")?[^>]*>");
  private static final String TASKLIST = "/camunda/app/tasklist/default/";

  /** A state, where it was met. */
  private record State(String role, String name, String moment, List<String> violations) {}

  private final String base;
  private final String password;
  private final Browser browser;
  private final Function<String, Visitor> as;
  private final Map<String, Page> windows = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final List<State> states = new ArrayList<>();

  EveryState(String base, String password, Browser browser, Function<String, Visitor> as) {
    this.base = base;
    this.password = password;
    this.browser = browser;
    this.as = as;
  }

  /** What is reached from the start page in two steps. */
  void pages(String person, String moment) {
    Visitor reader = as.apply(person);
    Set<String> kinds = new HashSet<>();
    Set<String> next = new LinkedHashSet<>(List.of("/"));
    for (int steps = 0; steps <= 2; steps++) {
      Set<String> found = new TreeSet<>();
      for (String address : next) {
        if (kinds.add(kind(address)) && !address.startsWith("/tasks/")) {
          text(reader.get(address))
              .ifPresent(
                  html -> {
                    page(person, address, html, moment);
                    found.addAll(EveryLink.onPage(html));
                  });
        }
      }
      next = found;
    }
    if (seen.add(role(person) + TASKLIST)) {
      open(person, TASKLIST).locator("h1:visible").first().waitFor();
      keep(person, "the list of tasks", moment);
    }
  }

  private void page(String person, String address, String html, String moment) {
    if (!address.startsWith("/camunda/") && seen.add(elements(html).toString())) {
      open(person, address);
      keep(person, kind(address), moment);
    }
  }

  /** A task as its person opens it, and after they pressed "Send" at once. */
  void task(Task task, String person, String moment) {
    String name = task.getTaskDefinitionKey().replace("userTask_", "");
    if (!seen.add(name)) {
      return;
    }
    Page page = open(person, "/tasks/" + task.getId());
    page.locator(".fjs-container .fjs-form").waitFor();
    page.locator(".peer-challenge-whose").waitFor();
    keep(person, name, moment);
    // What would be sent stays here: the year goes on by other hands.
    page.route("**/submit-form", route -> route.abort());
    Locator send = page.locator(".form-actions .btn-primary");
    if (send.isEnabled()) {
      send.click();
      page.locator(".peer-challenge-faults:not(:empty), .page-notifications .alert")
          .first()
          .waitFor();
      keep(person, name + ", sent at once", moment);
    }
    page.unroute("**/submit-form");
    page.navigate("about:blank");
  }

  /** The address of a task that somebody has sent. */
  void done(String taskId, String kind, String person, String moment) {
    if (seen.add("done " + kind)) {
      open(person, "/tasks/" + taskId);
      keep(person, kind.replace("userTask_", "") + ", done", moment);
    }
  }

  /** Writes the list and the pages to look at. */
  void write() throws IOException {
    Map<String, List<State>> byRole =
        states.stream()
            .collect(Collectors.groupingBy(State::role, TreeMap::new, Collectors.toList()));
    StringBuilder list = new StringBuilder();
    for (var role : byRole.entrySet()) {
      StringBuilder sheet = new StringBuilder("<!DOCTYPE html><meta charset=utf-8><style>");
      sheet.append("figure{display:inline-block;vertical-align:top;margin:8px;width:420px}");
      sheet.append("img{width:100%;border:1px solid}</style>");
      for (State state : role.getValue()) {
        list.append(
            "%s\t%s\t%s\t%d%n"
                .formatted(state.role, state.moment, state.name, state.violations.size()));
        for (int width : new int[] {1280, 820, 390}) {
          sheet.append(
              "<figure><figcaption>%s, %s, %d</figcaption><img src='%s'></figure>"
                  .formatted(state.name, state.moment, width, picture(state, width)));
        }
      }
      Files.writeString(HOME.resolve(role.getKey() + ".html"), sheet);
    }
    Files.writeString(HOME.resolve("states.txt"), list);
  }

  int count() {
    return states.size();
  }

  /** Every violation, with where it was found. */
  List<String> violations() {
    return states.stream()
        .flatMap(
            state ->
                state.violations.stream().map(one -> state.role + ", " + state.name + ": " + one))
        .toList();
  }

  private void keep(String person, String name, String moment) {
    Page page = windows.get(person);
    State state = new State(role(person), name, moment, new ArrayList<>());
    if (states.stream().anyMatch(one -> picture(one, 0).equals(picture(state, 0)))) {
      keep(person, name + " again", moment);
      return;
    }
    states.add(state);
    page.waitForTimeout(300);
    for (int width : new int[] {1280, 820, 390}) {
      page.setViewportSize(width, 900);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(HOME.resolve(picture(state, width)))
              .setFullPage(true));
      if (width != 820) {
        // The bar at the foot covers what is scrolled behind it: at the end of the page, nothing.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        axe(page, width, state);
      }
      int wide = (int) page.evaluate("document.documentElement.scrollWidth");
      if (wide > width) {
        state.violations.add("%d: the page is %d wide".formatted(width, wide));
      }
    }
    page.setViewportSize(1280, 900);
  }

  private static void axe(Page page, int width, State state) {
    Axe.violations(page).forEach(found -> state.violations.add(width + ": " + found));
  }

  private Page open(String person, String address) {
    Page page = windows.computeIfAbsent(person, this::signedIn);
    // A page of its own each time: Tasklist would go on in the old one.
    page.navigate("about:blank");
    page.navigate(base + address);
    return page;
  }

  private Page signedIn(String person) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setLocale("en-GB")
                .setTimezoneId("Europe/London"));
    Page page = context.newPage();
    page.setDefaultTimeout(60_000);
    page.navigate(base + "/sign-in?next=/accessibility");
    TestBrowser.signIn(page, person, password);
    page.waitForURL(url -> !url.contains("/sign-in"));
    return page;
  }

  private static String picture(State state, int width) {
    return "%s-%s-%d.png".formatted(state.role, state.name.replaceAll("[^A-Za-z0-9]+", "-"), width);
  }

  private static Optional<String> text(HttpResponse<byte[]> answer) {
    boolean page =
        answer.statusCode() == 200
            && answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
    return page ? Optional.of(new String(answer.body(), StandardCharsets.UTF_8)) : Optional.empty();
  }

  private static Set<String> elements(String html) {
    return ELEMENT
        .matcher(html)
        .results()
        .map((MatchResult one) -> one.group(1) + "." + one.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One for all indicators, and for all people. */
  private static String kind(String address) {
    return EveryLink.kind(address)
        .replaceAll("(/region/indicators|/people)/[^?]+", "$1/one")
        .replaceAll("\\?.*", "?");
  }

  private static String role(String person) {
    return EveryLink.role(person);
  }
}
