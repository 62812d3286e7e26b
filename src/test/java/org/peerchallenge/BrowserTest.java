package org.peerchallenge;

import com.microsoft.playwright.Browser;
import java.time.LocalDateTime;
import java.util.Date;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

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
      "peerchallenge.move-sweep=P1D",
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
  @Autowired protected Region region;
  @Autowired protected IdentityService identity;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  protected final Browser browser = TestBrowser.shared();

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> DATABASE);
    properties.add("spring.datasource.username", () -> TestDatabase.USER);
  }

  @BeforeAll
  final void begin() {
    CleanSlate.make(jdbc);
  }

  @AfterAll
  final void leaveTheClock() {
    ClockUtil.reset();
  }

  /** An open year of the authorities 801 and 802, who meet in group 1, on a day of it. */
  protected final TestYear openYearOfTwo(LocalDateTime now) {
    ClockUtil.setCurrentTime(Date.from(now.atZone(EnglandTime.ZONE).toInstant()));
    TestYear year = new TestYear(region, tables, transaction);
    year.region(2).year().group(1, "2019-02-26", "801", "802");
    // Facilitators have their group once the year is open, and somebody's role begins.
    jdbc.sql("update cycle set opened = now()").update();
    year.appoint("colleague-801", Role.TEAM, "801");
    return year;
  }

  /** Whoever has been appointed can sign in. */
  protected final void givePasswords() {
    for (User user : identity.createUserQuery().list()) {
      user.setPassword(PASSWORD);
      identity.saveUser(user);
    }
  }
}
