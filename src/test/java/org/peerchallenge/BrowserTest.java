package org.peerchallenge;

import com.microsoft.playwright.Browser;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The base of tests in a real browser: one application and one browser for all of them, the job
 * executor in the test's hand. Each class begins with no case, no person but {@code admin}, and the
 * figures as they are published.
 *
 * <p>The vendor's web applications know one engine in a JVM, the last that began. Who starts
 * another application ends it, and comes before these by the order of names.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "camunda.bpm.job-execution.enabled=false",
      "camunda.bpm.admin-user.id=admin",
      "camunda.bpm.admin-user.password=" + BrowserTest.PASSWORD,
      "peerchallenge.message-sweep=P1D",
      "peerchallenge.trial-sweep=P1D",
      "peerchallenge.pack-sweep=P1D",
      "peerchallenge.notice.sweep=false",
      "peerchallenge.home=target/browser-home"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BrowserTest {

  protected static final String PASSWORD = "A-test-password-1";

  private static final String DATABASE = TestDatabase.freshJdbcUrl();

  @LocalServerPort protected int port;
  @Autowired protected RuntimeService runtime;
  @Autowired protected JdbcClient jdbc;

  protected final Browser browser = TestBrowser.shared();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> DATABASE);
    properties.add("spring.datasource.username", () -> TestDatabase.USER);
  }

  @BeforeAll
  final void begin() {
    CleanSlate.make(runtime, jdbc);
  }

  @AfterAll
  final void leaveTheClock() {
    ClockUtil.reset();
  }
}
