package org.peerchallenge.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peerchallenge.BrowserTest;
import org.peerchallenge.TestBrowser;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.TimeMachine;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How long somebody on a slow line (400 ms, 1 Mbit/s) waits from the link in a mail until the form
 * takes what they type, at the first visit and at the next, in our Tasklist and in the vendor's.
 */
class SlowLineBenchmark extends BrowserTest {

  private static final int LATENCY_MILLIS = 400;
  private static final int BYTES_A_SECOND = 1_000_000 / 8;
  private static final int VISITS = 3;

  /** A visit: seconds until the form is there, and what came over the line. */
  private record Visit(double seconds, int requests, long bytes) {

    @Override
    public String toString() {
      return "%.1f s, %d requests, %,d kB".formatted(seconds, requests, bytes / 1000);
    }
  }

  @Autowired private TaskService tasks;
  @Autowired private ManagementService management;

  private String taskId;

  @BeforeAll
  void aSectionToWrite() {
    openYearOfTwo(LocalDateTime.of(2018, 11, 30, 9, 0));
    givePasswords();
    runtime.startProcessInstanceByKey("self-assessment", TestYear.entry("801").value());
    assertThat(
            new TimeMachine(
                    management,
                    List.of(),
                    job -> job.getProcessDefinitionKey().equals("self-assessment"))
                .settle())
        .isEmpty();
    taskId =
        tasks.createTaskQuery().taskDefinitionKey("userTask_writeStrengths").singleResult().getId();
  }

  @Test
  void theFormComesOnASlowLineAlmostAsSoonAsTheVendors() {
    System.out.printf(
        "From the link of a mail to a form that takes keys, at %d ms and 1 Mbit/s:%n",
        LATENCY_MILLIS);
    for (int visit = 1; visit <= VISITS; visit++) {
      // A cache that a route has switched off is empty at each visit: the vendor's first alone.
      Visit stock = first(true);
      Visit ours = first(false);
      Visit next = next();
      System.out.printf(
          "  stock, first visit: %s; ours, first visit: %s; ours, the next: %s%n",
          stock, ours, next);
      assertThat(ours.seconds).isLessThan(stock.seconds * 1.5);
      assertThat(next.seconds).isLessThan(ours.seconds);
    }
  }

  private Visit first(boolean stock) {
    try (BrowserContext context = context()) {
      if (stock) {
        StockTasklist.in(context);
      }
      return visit(signedIn(context), stock);
    }
  }

  private Visit next() {
    try (BrowserContext context = context()) {
      Page page = signedIn(context);
      visit(page, false);
      return visit(page, false);
    }
  }

  private BrowserContext context() {
    return browser.newContext(
        new Browser.NewContextOptions().setLocale("en-GB").setTimezoneId("Europe/London"));
  }

  /** Signing in is the same page for both, and not on the slow line. */
  private Page signedIn(BrowserContext context) {
    Page page = context.newPage();
    page.setDefaultTimeout(180_000);
    page.navigate(address("/sign-in?next=/accessibility"));
    TestBrowser.signIn(page, "team-801", PASSWORD);
    page.waitForURL(url -> !url.contains("/sign-in"));
    return page;
  }

  private Visit visit(Page page, boolean stock) {
    page.navigate("about:blank");
    CDPSession devtools = page.context().newCDPSession(page);
    AtomicLong requests = new AtomicLong();
    AtomicLong bytes = new AtomicLong();
    devtools.on("Network.requestWillBeSent", event -> requests.incrementAndGet());
    devtools.on(
        "Network.loadingFinished",
        event -> bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
    devtools.send("Network.enable");
    JsonObject line = new JsonObject();
    line.addProperty("offline", false);
    line.addProperty("latency", LATENCY_MILLIS);
    line.addProperty("downloadThroughput", BYTES_A_SECOND);
    line.addProperty("uploadThroughput", BYTES_A_SECOND);
    devtools.send("Network.emulateNetworkConditions", line);
    long began = System.nanoTime();
    page.navigate(address("/tasks/" + taskId));
    // A form of the vendor's is to be claimed before it takes a key.
    page.locator(stock ? "button.claim" : ".peer-challenge-whose").waitFor();
    page.getByLabel("Title").first().waitFor();
    double seconds = (System.nanoTime() - began) / 1e9;
    devtools.detach();
    return new Visit(seconds, requests.intValue(), bytes.get());
  }

  private String address(String path) {
    return "http://localhost:" + port + path;
  }
}
