package org.peerchallenge.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mockingDetails;
import static org.peerchallenge.Patience.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.Axe;
import org.peerchallenge.TestBrowser;
import org.peerchallenge.TestDatabase;
import org.peerchallenge.TestProvider;
import org.peerchallenge.Visitor;
import org.peerchallenge.account.Throttle.Place;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** How people come in, stay in and are kept out, over HTTP and in a real browser. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
    properties = {
      "camunda.bpm.job-execution.enabled=false",
      "camunda.bpm.admin-user.id=admin",
      "camunda.bpm.admin-user.password=" + SignInIT.PASSWORD,
      "peerchallenge.message-sweep=P1D",
      "peerchallenge.trial-sweep=P1D",
      "peerchallenge.move-sweep=P1D",
      "peerchallenge.pack-sweep=P1D",
      "peerchallenge.notice.sweep=false",
      "peerchallenge.home=target/sign-in-home"
    })
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class SignInIT {

  static final String PASSWORD = "Seven-green-bottles";

  private static final String DATABASE = TestDatabase.freshJdbcUrl();
  private static final TestProvider PROVIDER = TestProvider.start();
  private static final LocalDateTime NOW = LocalDateTime.of(2018, 11, 30, 9, 0);
  private static final Pattern LINK = Pattern.compile("/invitation/[\\w-]{43}");

  private static int port;

  @Autowired private Region region;
  @Autowired private SignInInvitations ways;
  @Autowired private Passwords passwords;
  @Autowired private Throttle throttle;
  @MockitoSpyBean private Bcrypt bcrypt;
  @MockitoSpyBean private TimeCodes codes;
  @Autowired private SignIns signIns;
  @Autowired private Accounts accounts;
  @Autowired private IdentityService identity;
  @Autowired private TaskService tasks;
  @Autowired private RuntimeService runtime;
  @Autowired private RepositoryService repository;
  @Autowired private JdbcClient jdbc;

  private Playwright playwright;
  private Browser browser;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> DATABASE);
    properties.add("spring.datasource.username", () -> TestDatabase.USER);
    port = TestProvider.settle(properties);
    PROVIDER.register(properties, "ashshire", "Ashshire County Council", "846");
    PROVIDER.register(properties, "birchshire", "Birchshire Council", "802,803");
    PROVIDER.register(properties, "alliance", "The regional alliance", "");
  }

  @BeforeAll
  void open() {
    ClockUtil.setCurrentTime(Date.from(NOW.atZone(EnglandTime.ZONE).toInstant()));
    playwright = TestBrowser.playwright();
    browser = TestBrowser.launch(playwright);
    region.addAuthority(new Authority("846", "Ashshire", "E06000001", "unitary", Optional.empty()));
    repository
        .createDeployment()
        .addClasspathResource("front/rehearsal.bpmn")
        .addClasspathResource("front/rehearsal-writing.bpmn")
        .addClasspathResource("front/rehearsal-weight.dmn")
        .addClasspathResource("front/write-offers.form")
        .deploy();
    region.addAuthority(
        new Authority("802", "Birchshire", "E06000002", "unitary", Optional.empty()));
  }

  @BeforeEach
  void somebodyInEachRole() {
    jdbc.sql(
            "truncate account, sign_in_invitation, linked_identity, sign_in, sign_in_link, time_code, user_entities, user_credentials, role_held, delegation, notice")
        .update();
    person("anna", Role.DCS, "846");
    person("bela", Role.DCS, "802");
    person("olga", Role.OFFICE, null);
  }

  @AfterEach
  void leave() {
    ClockUtil.setCurrentTime(Date.from(NOW.atZone(EnglandTime.ZONE).toInstant()));
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    complaints.clear();
  }

  @AfterAll
  void close() {
    playwright.close();
    PROVIDER.close();
    ClockUtil.reset();
  }

  @Test
  void whoIsInvitedSignsInByTheirCouncilAndLandsWhereTheMailLedAndLeavesBothOnSigningOut() {
    ways.invite("anna", Optional.of("ashshire"), "olga");
    Page page = page();
    page.navigate(address(linkInTheMail()));
    assertThat(page.locator("h1")).hasText("Welcome, Example anna");
    shot(page, "invitation-provider");
    page.getByText("Sign in with Ashshire County Council").click();
    atTheProvider(page, "a-1", "{}");
    assertThat(page.locator("h1")).hasText("Welcome, Example anna");
    assertThat(complaints).isEmpty();

    page.getByText("Sign out").click();
    page.waitForURL(Pattern.compile(".*/sign-in.*"));
    assertThat(page.locator("h1")).hasText("Sign in");
    shot(page, "sign-in");
    page.setViewportSize(390, 844);
    shot(page, "sign-in-390");
    page.setViewportSize(1280, 850);

    Task task = signature();
    page.navigate(address("/tasks/" + task.getId()));
    assertThat(page.locator("h1")).hasText("Sign in");
    page.getByText("Ashshire County Council").click();
    atTheProvider(page, "a-1", "{}");
    page.waitForURL(Pattern.compile(".*/camunda/app/tasklist/.*" + task.getId() + ".*"));
    assertThat(page.locator("h1")).hasText("Sign the offers and asks");

    page.locator(".account a.dropdown-toggle").first().click();
    page.locator(".logout a").first().click();
    page.waitForURL(Pattern.compile(".*/sign-in.*"));
    page.navigate(address("/"));
    assertThat(page.locator("h1")).hasText("Sign in");
  }

  @Test
  void whoIsNotInvitedIsRefusedKindlyAndNothingIsMade() {
    long users = identity.createUserQuery().count();
    Page page = page();
    page.navigate(address("/sign-in"));
    page.getByText("Birchshire Council").click();
    atTheProvider(
        page,
        "x-1",
        "{\"email\": \"stranger@example.org\", \"email_verified\": true,"
            + " \"groups\": [\"camunda-admin\", \"office\"]}");
    assertThat(page.locator("h1")).hasText("You are not invited yet");
    shot(page, "not-invited");
    page.setViewportSize(390, 844);
    shot(page, "not-invited-390");
    page.navigate(address("/"));
    assertThat(page.locator("h1")).hasText("Sign in");
    assertThat(identity.createUserQuery().count()).isEqualTo(users);
    assertThat(links()).isZero();
  }

  @Test
  void whatAProviderSaysOfGroupsGivesNothing() {
    ways.invite("anna", Optional.of("ashshire"), "olga");
    Visitor anna =
        Visitor.fromProvider(
            address(""),
            "ashshire",
            "a-1",
            Map.of(
                "email",
                "anna@example.org",
                "email_verified",
                true,
                "groups",
                List.of("camunda-admin", "office"),
                "roles",
                List.of("camunda-admin")));

    assertThat(status(anna.get("/"))).isEqualTo(200);
    assertThat(status(anna.get("/people"))).isEqualTo(404);
    assertThat(status(anna.get("/camunda/app/admin/default/"))).isEqualTo(302);
    assertThat(status(anna.get(Visitor.ENGINE + "/deployment"))).isEqualTo(403);
    assertThat(groups("anna")).containsExactly("dcs-846");
  }

  @Test
  void anotherCouncilsProviderCannotVouchForAnybodyHere() {
    ways.invite("anna", Optional.of("ashshire"), "olga");
    Map<String, Object> asAnna = Map.of("email", "anna@example.org", "email_verified", true);

    // The right address, said by the provider of somebody else.
    assertThat(isIn(Visitor.fromProvider(address(""), "birchshire", "a-1", asAnna))).isFalse();
    assertThat(isIn(Visitor.fromProvider(address(""), "alliance", "a-1", asAnna))).isFalse();
    assertThat(links()).isZero();
    // The right provider, which has not checked the address.
    assertThat(
            isIn(
                Visitor.fromProvider(
                    address(""), "ashshire", "a-1", Map.of("email", "anna@example.org"))))
        .isFalse();
    assertThat(isIn(Visitor.fromProvider(address(""), "ashshire", "a-1", asAnna))).isTrue();
    // From now on it is the subject that counts, and nobody else with that address.
    assertThat(isIn(Visitor.fromProvider(address(""), "ashshire", "a-2", asAnna))).isFalse();
    assertThat(isIn(Visitor.fromProvider(address(""), "ashshire", "a-1", Map.of()))).isTrue();
  }

  @Test
  void aCouncilsProviderSignsInNobodyWhoseRolesReachBeyondIt() {
    assertThatThrownBy(() -> ways.invite("anna", Optional.of("birchshire"), "olga"))
        .hasMessageContaining("its own authorities alone");
    assertThatThrownBy(() -> ways.invite("olga", Optional.of("ashshire"), "olga"))
        .hasMessageContaining("its own authorities alone");

    ways.invite("anna", Optional.of("ashshire"), "olga");
    Visitor anna = Visitor.stranger(address(""));
    anna.get(linkInTheMail() + "/accept");
    anna.goThroughProvider("ashshire", "a-1", Map.of());
    assertThat(isIn(anna)).isTrue();
    region.appoint("anna", Role.OFFICE, null, LocalDate.of(2018, 1, 1));
    assertThat(isIn(anna)).isFalse();
  }

  @Test
  void anInvitationForAPasswordWorksOnceAndRunsOut() {
    ways.invite("anna", Optional.empty(), "olga");
    String link = linkInTheMail();
    Visitor anna = Visitor.stranger(address(""));
    assertThat(text(anna.get(link))).contains("Choose a password");
    assertThat(text(anna.postForm(link, chosen("short")))).contains("at least 12 characters");
    assertThat(text(anna.postForm(link, chosen("Example anna is me")))).contains("your own name");
    assertThat(text(anna.postForm(link, chosen("Password-2019!!")))).contains("tried first");
    assertThat(isIn(anna)).isFalse();
    assertThat(status(anna.postForm(link, chosen(PASSWORD)))).isIn(302, 303);
    assertThat(isIn(anna)).isTrue();

    assertThat(status(Visitor.stranger(address("")).get(link))).isEqualTo(404);
    assertThat(status(Visitor.stranger(address("")).postForm(link, chosen("Another-fine-one"))))
        .isEqualTo(404);
    Visitor.signIn(address(""), "anna", PASSWORD);

    ways.invite("bela", Optional.empty(), "olga");
    jdbc.sql("update sign_in_invitation set expires_at = :now")
        .param("now", java.sql.Timestamp.valueOf(NOW))
        .update();
    assertThat(status(Visitor.stranger(address("")).get(linkInTheMail()))).isEqualTo(404);
  }

  @Test
  void aNewWayInEndsTheOldOne() {
    passwords.set("anna", PASSWORD);
    Visitor before = Visitor.signIn(address(""), "anna", PASSWORD);
    ways.invite("anna", Optional.of("ashshire"), "olga");
    assertThat(isIn(before)).isTrue();
    Visitor anna = Visitor.stranger(address(""));
    anna.get(linkInTheMail() + "/accept");
    anna.goThroughProvider("ashshire", "a-1", Map.of());

    assertThat(isIn(anna)).isTrue();
    assertThat(isIn(before)).isFalse();
    assertThatThrownBy(() -> Visitor.signIn(address(""), "anna", PASSWORD))
        .hasMessageContaining("401");
  }

  @Test
  void aLinkByMailSignsInOnceAndForAQuarterOfAnHourAndUnknownAddressesHearTheSame() {
    signIns.note("anna", "password");
    Page page = page();
    page.navigate(address("/sign-in"));
    page.getByText("Sign in by a link in a mail").click();
    page.getByLabel("E-mail address").fill("nobody@example.org");
    page.getByText("Send me a link").click();
    String unknown = page.locator("main").innerText();
    shot(page, "sign-in-link");
    page.getByLabel("E-mail address").fill("ANNA@example.org");
    page.getByText("Send me a link").click();
    assertThat(page.locator("main").innerText()).isEqualTo(unknown);

    String link = linkToSignIn();
    page.navigate(address(link));
    page.navigate(address(link));
    page.getByText("Sign in", new Page.GetByTextOptions().setExact(true)).last().click();
    assertThat(page.locator("h1")).hasText("Welcome, Example anna");
    assertThat(jdbc.sql("select count(*) from notice").query(Long.class).single()).isEqualTo(1);
    assertThat(text(office().get("/people/anna"))).contains("by a link");

    Visitor again = Visitor.stranger(address(""));
    assertThat(status(again.get(link))).isEqualTo(404);
    assertThat(status(again.postForm(link, Map.of()))).isEqualTo(404);
    jdbc.sql("update sign_in_link set used_at = null, made_at = made_at - interval '16 minutes'")
        .update();
    assertThat(status(again.postForm(link, Map.of()))).isEqualTo(404);
    assertThat(isIn(again)).isFalse();
  }

  @Test
  void nobodyGetsALinkWhoWasNotLetInOrComesByAProviderOrIsLocked() throws Exception {
    ways.invite("anna", Optional.of("ashshire"), "olga");
    Visitor.fromProvider(
        address(""),
        "ashshire",
        "a-1",
        Map.of("email", "anna@example.org", "email_verified", true));
    signIns.note("bela", "password");
    accounts.lock("bela");
    person("carl", Role.TEAM, "846");
    jdbc.sql("truncate notice").update();
    for (String name : List.of("anna", "bela", "carl")) {
      Visitor.stranger(address(""))
          .postForm("/sign-in/link", Map.of("email", name + "@example.org"));
    }
    accounts.unlock("bela");
    Visitor.stranger(address("")).postForm("/sign-in/link", Map.of("email", "bela@example.org"));
    // One after the other: bela's second comes last.
    linkToSignIn();
    assertThat(jdbc.sql("select recipient_email from notice").query(String.class).list())
        .containsExactly("bela@example.org");
  }

  @Test
  void theOfficeIsAskedForASecondFactorWhichItSetsUpOnce() {
    doReturn(true).when(codes).isAskedOf("olga");
    passwords.set("olga", PASSWORD);
    Page page = page();
    page.navigate(address("/people"));
    TestBrowser.signIn(page, "olga", PASSWORD);
    assertThat(page.locator("h1")).hasText("One more step");
    shot(page, "second-factor");
    String secret = page.locator("#secret").innerText().replace(" ", "");
    page.navigate(address("/people"));
    assertThat(page.locator("h1")).hasText("Sign in");
    page.navigate(address("/sign-in/second-factor"));
    page.getByLabel("Code").fill("000000");
    page.getByText("Go on").click();
    assertThat(page.locator("[role=alert]")).containsText("not right");
    String code = codes.codeAt(secret, Instant.now());
    page.getByLabel("Code").fill(code);
    page.getByText("Go on").click();
    assertThat(page.locator("h1")).hasText("People");

    // A code is taken once; the next step's is right.
    Visitor olga = Visitor.stranger(address(""));
    assertThat(header(comeIn(olga, "olga", PASSWORD), "Location"))
        .isEqualTo("/sign-in/second-factor");
    assertThat(isIn(olga)).isFalse();
    assertThat(status(olga.postForm("/sign-in/second-factor", Map.of("code", code))))
        .isEqualTo(401);
    String next = codes.codeAt(secret, Instant.now().plusSeconds(30));
    assertThat(status(olga.postForm("/sign-in/second-factor", Map.of("code", next))))
        .isEqualTo(302);
    assertThat(isIn(olga)).isTrue();
  }

  @Test
  void aPasskeyMadeOnceSignsInWithoutAPasswordAndWithoutASecondFactor() {
    passwords.set("olga", PASSWORD);
    Page page = page();
    CDPSession device = page.context().newCDPSession(page);
    device.send("WebAuthn.enable");
    JsonObject authenticator = new JsonObject();
    authenticator.addProperty("protocol", "ctap2");
    authenticator.addProperty("transport", "internal");
    for (String able :
        List.of(
            "hasResidentKey",
            "hasUserVerification",
            "isUserVerified",
            "automaticPresenceSimulation")) {
      authenticator.addProperty(able, true);
    }
    JsonObject options = new JsonObject();
    options.add("options", authenticator);
    JsonObject added = device.send("WebAuthn.addVirtualAuthenticator", options);

    page.navigate(address("/sign-in?next=/password"));
    TestBrowser.signIn(page, "olga", PASSWORD);
    page.getByLabel("Which device is this?").fill("My laptop");
    page.getByText("Add a passkey").click();
    assertThat(page.locator("main")).containsText("My laptop, made");
    shot(page, "passkeys");

    doReturn(true).when(codes).isAskedOf("olga");
    page.getByText("Sign out").click();
    page.navigate(address("/people"));
    page.getByText("Sign in with a passkey").click();
    assertThat(page.locator("h1")).hasText("People");
    page.navigate(address("/people/olga"));
    assertThat(page.locator("main")).containsText("by a passkey");

    page.getByText("Sign out").click();
    aDeviceThatAsksItsOwnerForNothingIsNotTaken(page, device, added);

    accounts.lock("olga");
    page.navigate(address("/people"));
    page.getByText("Sign in with a passkey").click();
    assertThat(page.locator("#passkeys [role=alert]")).containsText("did not work");
    accounts.unlock("olga");
    page.reload();
    page.getByText("Sign in with a passkey").click();
    assertThat(page.locator("h1")).hasText("People");
    page.navigate(address("/password"));
    page.getByText("Forget it").click();
    assertThat(page.locator("[role=status]")).containsText("forgotten");
    page.getByText("Sign out").click();
    page.getByText("Sign in with a passkey").click();
    assertThat(page.locator("#passkeys [role=alert]")).containsText("did not work");
  }

  /** Found on a table, in a browser of somebody who has it ask for neither finger nor code. */
  private void aDeviceThatAsksItsOwnerForNothingIsNotTaken(
      Page page, CDPSession device, JsonObject added) {
    JsonObject verified = new JsonObject();
    verified.add("authenticatorId", added.get("authenticatorId"));
    verified.addProperty("isUserVerified", false);
    device.send("WebAuthn.setUserVerified", verified);
    page.route(
        "**/sign-in/passkey/options",
        route -> {
          APIResponse answer = route.fetch();
          route.fulfill(
              new Route.FulfillOptions()
                  .setResponse(answer)
                  .setBody(answer.text().replace("\"required\"", "\"discouraged\"")));
        });
    Response refused =
        page.waitForResponse(
            "**/sign-in/passkey",
            () -> {
              page.navigate(address("/people"));
              page.getByText("Sign in with a passkey").click();
            });
    assertThat(refused.status()).as("an answer came, without its owner").isEqualTo(400);
    assertThat(page.locator("#passkeys [role=alert]")).containsText("did not work");
    page.unroute("**/sign-in/passkey/options");
    verified.addProperty("isUserVerified", true);
    device.send("WebAuthn.setUserVerified", verified);
  }

  private String linkToSignIn() {
    return await()
        .until(
            () ->
                jdbc
                    .sql("select body_text from notice where template = 'sign-in-link'")
                    .query(String.class)
                    .list()
                    .stream()
                    .map(Pattern.compile("/sign-in/link/[\\w-]{43}")::matcher)
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .findFirst()
                    .orElse(null),
            link -> link != null);
  }

  @Test
  void aThousandWrongTriesForHerNameKeepHerOutNotOnce() {
    passwords.set("anna", PASSWORD);
    Visitor anna = Visitor.signIn(address(""), "anna", PASSWORD);
    int refused = 0;
    for (int n = 0; n < 1000; n++) {
      // Straight at the check, as from addresses of their own; over HTTP all come from this one.
      Place elsewhere = new Place("203.0.113." + n % 250, Optional.empty());
      throttle.attempt(elsewhere, "anna", () -> passwords.isRight("anna", "a guess"));
      if (n % 50 == 0) {
        Visitor.stranger(address(""))
            .postForm("/sign-in", Map.of("username", "anna", "password", "another guess"));
        refused += status(comeIn(anna, "anna", PASSWORD)) == 302 ? 0 : 1;
      }
    }
    assertThat(refused).isZero();
    // A stranger at her address has to wait by now, whatever he guesses: each wrong try that is
    // counted, which those during a wait are not, doubles the wait.
    AtomicBoolean counted = new AtomicBoolean();
    await()
        .until(
            () -> {
              throttle.attempt(
                  new Place("127.0.0.1", Optional.empty()),
                  "anna",
                  () -> {
                    counted.set(true);
                    return false;
                  });
              return counted.get();
            });
    assertThat(status(comeIn(Visitor.stranger(address("")), "anna", PASSWORD))).isEqualTo(401);
  }

  @Test
  void knownAndUnknownNamesAreAnsweredAlikeAndLongOnesAreNotRepeated() {
    passwords.set("anna", PASSWORD);
    String known = text(comeIn(Visitor.stranger(address("")), "anna", "a guess"));
    String unknown = text(comeIn(Visitor.stranger(address("")), "nora", "a guess"));
    assertThat(unknown.replace("nora", "anna")).isEqualTo(known);
    assertThat(text(comeIn(Visitor.stranger(address("")), "x".repeat(100_000), "a guess")))
        .doesNotContain("x".repeat(65));
    // Each costs one hash, so that no clock tells them apart.
    assertThat(hashes(() -> passwords.isRight("nora", "a guess")))
        .isEqualTo(hashes(() -> passwords.isRight("anna", "a guess")))
        .isEqualTo(1);
  }

  private long hashes(Runnable work) {
    clearInvocations(bcrypt);
    work.run();
    return mockingDetails(bcrypt).getInvocations().stream()
        .filter(call -> call.getMethod().getName().equals("check"))
        .count();
  }

  @Test
  void anOldHashIsRenewedAtTheNextSignInTheEmergencyAccountsToo() {
    for (String username : List.of("anna", "admin")) {
      String salt = "c2FsdA==";
      jdbc.sql("update act_id_user set pwd_ = :hash, salt_ = :salt where id_ = :id")
          .param("hash", "{SHA-512}" + new Sha512HashDigest().encrypt(PASSWORD + salt))
          .param("salt", salt)
          .param("id", username)
          .update();
      assertThat(status(comeIn(Visitor.stranger(address("")), username, "a guess"))).isEqualTo(401);
      assertThat(hash(username)).startsWith("{SHA-512}");
      Visitor.signIn(address(""), username, PASSWORD);
      assertThat(hash(username)).startsWith("{bcrypt-sha384}$2a$");
      Visitor.signIn(address(""), username, PASSWORD);
    }
  }

  @Test
  void theEmergencyAdministratorsNewPasswordEndsItsOtherSessions() {
    Visitor here = Visitor.signIn(address(""), "admin", PASSWORD);
    Visitor there = Visitor.signIn(address(""), "admin", PASSWORD);
    here.postForm(
        "/password",
        Map.of("current", PASSWORD, "password", "Eleven-brown-jugs", "again", "Eleven-brown-jugs"));
    assertThat(isIn(here)).isTrue();
    assertThat(isIn(there)).isFalse();
    passwords.set("admin", PASSWORD);
  }

  private String hash(String username) {
    return jdbc.sql("select pwd_ from act_id_user where id_ = :id")
        .param("id", username)
        .query(String.class)
        .single();
  }

  private static HttpResponse<byte[]> comeIn(Visitor visitor, String username, String password) {
    return visitor.postForm("/sign-in", Map.of("username", username, "password", password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/assets", "/assets/x", "/camunda/lib", "/sign-in", "/assets/..;/x"})
  void noHeaderOpensAPageToNobody(String prefix) {
    Visitor nobody =
        Visitor.stranger(address(""))
            .forging(
                Map.of(
                    "X-Forwarded-Prefix", prefix,
                    "X-Forwarded-Host", "forged.example.org",
                    "Forwarded", "host=forged.example.org;proto=https"));
    String trouble = "{\"part\": \"list\", \"what\": \"x\", \"page\": \"/\", \"browser\": \"x\"}";
    for (String page : List.of("/", "/people", "/password", "/tasks/cases?tasks=a", "/exports")) {
      HttpResponse<byte[]> answer = nobody.get(page);
      assertThat(status(answer)).as(page).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location").orElse(""))
          .as(page)
          .startsWith("/sign-in?next=");
    }
    assertThat(
            status(
                nobody.send(
                    "POST", "/tasks/troubles", "application/json", trouble.getBytes(UTF_8))))
        .isEqualTo(401);
    assertThat(jdbc.sql("select count(*) from notice").query(Long.class).single()).isZero();
  }

  @Test
  void signingInMakesANewSessionAndTheVendorsOwnEntranceIsClosed() {
    passwords.set("anna", PASSWORD);
    Visitor anna = Visitor.stranger(address(""));
    anna.get("/sign-in/with/ashshire");
    String before = anna.cookie("JSESSIONID");
    anna.postForm("/sign-in", Map.of("username", "anna", "password", PASSWORD));

    assertThat(before).isNotNull();
    assertThat(anna.cookie("JSESSIONID")).isNotEqualTo(before);
    assertThat(isIn(anna)).isTrue();
    Visitor other = Visitor.stranger(address(""));
    other.get("/camunda/app/tasklist/default/");
    assertThat(
            status(
                other.postForm(
                    "/camunda/api/admin/auth/user/default/login/tasklist",
                    Map.of("username", "anna", "password", PASSWORD))))
        .isIn(401, 403);
    assertThat(status(other.get(Visitor.ENGINE + "/task"))).isEqualTo(401);
  }

  @Test
  void aChangedPasswordEndsEveryOtherSessionAndALockEndsAll() {
    passwords.set("anna", PASSWORD);
    Visitor here = Visitor.signIn(address(""), "anna", PASSWORD);
    Visitor there = Visitor.signIn(address(""), "anna", PASSWORD);
    assertThat(
            text(
                here.postForm(
                    "/password", Map.of("current", "wrong", "password", "x", "again", "x"))))
        .contains("Your present password is not right");
    ClockUtil.setCurrentTime(Date.from(NOW.plusMinutes(1).atZone(EnglandTime.ZONE).toInstant()));
    assertThat(
            status(
                here.postForm(
                    "/password",
                    Map.of(
                        "current", PASSWORD,
                        "password", "Eleven-brown-jugs",
                        "again", "Eleven-brown-jugs"))))
        .isEqualTo(302);
    assertThat(isIn(here)).isTrue();
    assertThat(isIn(there)).isFalse();

    Visitor office = office();
    assertThat(status(office.postForm("/people/anna/lock", Map.of()))).isEqualTo(302);
    assertThat(isIn(here)).isFalse();
    assertThatThrownBy(() -> Visitor.signIn(address(""), "anna", "Eleven-brown-jugs"))
        .hasMessageContaining("401");
    office.postForm("/people/anna/unlock", Map.of());
    Visitor.signIn(address(""), "anna", "Eleven-brown-jugs");
  }

  @Test
  void twoSessionsOfOnePersonWhoseRoleEndsAreBothRefusedAtTheirNextRequestTheSignatureIncluded() {
    Task task = signature();
    String engineTask = Visitor.ENGINE + "/task/" + task.getId();
    passwords.set("anna", PASSWORD);
    Visitor one = Visitor.signIn(address(""), "anna", PASSWORD);
    Visitor two = Visitor.signIn(address(""), "anna", PASSWORD);
    one.openForm(task.getId());
    assertThat(status(two.get(engineTask + "/form-variables"))).isEqualTo(200);
    assertThat(text(two.get("/"))).contains("Sign the offers and asks");

    assertThat(
            status(
                office()
                    .postForm(
                        "/people/anna/roles/end",
                        Map.of("role", "dcs", "authority", "846", "when", "now"))))
        .isEqualTo(302);

    for (Visitor session : List.of(one, two)) {
      assertThat(status(session.submit(task.getId(), Map.of("mayOffer", "yes"))))
          .isGreaterThanOrEqualTo(400);
      assertThat(status(session.get(engineTask))).isGreaterThanOrEqualTo(400);
      assertThat(status(session.get(engineTask + "/form-variables"))).isEqualTo(403);
      assertThat(status(session.post(engineTask + "/claim", Map.of("userId", "anna"))))
          .isEqualTo(403);
      assertThat(text(session.get(Visitor.ENGINE + "/task"))).doesNotContain(task.getId());
      assertThat(text(session.get("/"))).doesNotContain("Sign the offers and asks");
      assertThat(status(session.get("/tasks/" + task.getId()))).isEqualTo(404);
    }
    Task after = tasks.createTaskQuery().taskId(task.getId()).singleResult();
    assertThat(after.getAssignee()).isNull();
    assertThat(
            jdbc.sql("select count(*) from submission where author = 'anna'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void whatAnotherSiteMakesABrowserSendIsRefused() {
    Visitor office = office();
    for (Map<String, String> from :
        List.of(
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Sec-Fetch-Site", "same-site"),
            Map.of("Origin", "https://elsewhere.example.org"),
            Map.of("Origin", "null"))) {
      assertThat(status(office.postForm("/people/anna/lock", Map.of(), from))).isEqualTo(403);
      assertThat(status(office.postForm("/sign-in", Map.of(), from))).isEqualTo(403);
    }
    assertThat(accounts.isLocked("anna")).isFalse();
  }

  @Test
  void browsersAreToldOnEveryPageWhatTheyMayDoWithIt() {
    Visitor office = office();
    for (String page :
        List.of("/", "/people", "/people/anna", "/password", "/sign-in", "/nothing")) {
      HttpResponse<byte[]> answer = office.get(page);
      assertThat(header(answer, "Content-Security-Policy"))
          .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
          .doesNotContain("unsafe");
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
      assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
      assertThat(header(answer, "Permissions-Policy")).contains("camera=()");
      assertThat(text(answer)).doesNotContain("<style", "style=\"", "<script>", "onclick=");
    }
    HttpResponse<byte[]> tasklist = office.get("/camunda/app/tasklist/default/");
    assertThat(tasklist.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("nonce-", "frame-ancestors 'none'");
    assertThat(tasklist.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(header(tasklist, "Cache-Control")).contains("no-store");
    assertThat(header(office.get(Visitor.ENGINE + "/task"), "Cache-Control")).contains("no-store");
    // Whether it is TLS is said by our address, and by no header.
    HttpResponse<byte[]> forged =
        office.get("/camunda/app/tasklist/default/", Map.of("X-Forwarded-Proto", "https"));
    assertThat(forged.headers().allValues("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void theEnginesOtherApplicationsAreHiddenFromThoseWhoHaveNoBusinessThere() {
    passwords.set("anna", PASSWORD);
    Visitor anna = Visitor.signIn(address(""), "anna", PASSWORD);
    Visitor office = office();
    Visitor admin = Visitor.signIn(address(""), "admin", PASSWORD);
    for (String app : List.of("welcome", "admin", "cockpit")) {
      String page = "/camunda/app/" + app + "/default/";
      assertThat(header(anna.get(page), "Location")).isEqualTo("/");
      assertThat(header(Visitor.stranger(address("")).get(page), "Location")).startsWith("/");
    }
    assertThat(status(office.get("/camunda/app/cockpit/default/"))).isEqualTo(200);
    assertThat(status(office.get("/camunda/app/admin/default/"))).isEqualTo(302);
    assertThat(status(admin.get("/camunda/app/admin/default/"))).isEqualTo(200);
    assertThat(status(admin.get("/camunda/app/welcome/default/"))).isEqualTo(302);
    assertThat(status(anna.get("/camunda/app/tasklist/default/"))).isEqualTo(200);
  }

  @Test
  void theOfficeLooksAfterPeopleOnPagesThatFitAPhone() {
    passwords.set("olga", PASSWORD);
    Page page = page();
    page.navigate(address("/people"));
    TestBrowser.signIn(page, "olga", PASSWORD);
    assertThat(page.locator("h1")).hasText("People");
    assertThat(page.locator(".warning")).containsText("Team, Birchshire");
    page.getByText("Add a person").click();
    shot(page, "people");
    page.locator("#name").fill("Example dora");
    page.locator("#email").fill("dora@example.org");
    page.locator("#username").fill("dora");
    page.getByText("Add", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("h1")).hasText("Example dora");
    page.locator("summary").first().click();
    page.locator("#role").selectOption("dcs");
    page.getByText("Appoint", new Page.GetByTextOptions().setExact(true)).last().click();
    assertThat(page.locator(".error")).containsText("Choose the authority");
    // The form is open, with what was chosen.
    assertThat(page.locator("#role")).isVisible();
    assertThat(page.locator("#role")).hasValue("dcs");
    page.locator("#authority").selectOption("846");
    page.locator("#as-ACTING").check();
    page.getByText("Appoint", new Page.GetByTextOptions().setExact(true)).last().click();
    assertThat(page.locator(".done")).containsText("Appointed");
    assertThat(page.locator("table").first()).containsText("Ashshire (acting)");
    assertThat(groups("dora")).containsExactly("dcs-846");
    page.getByText("Let somebody act for them").click();
    page.locator("#deputy").selectOption("bela");
    page.locator("#delegated-to").fill("2018-12-14");
    page.locator("#reason").fill("On leave.");
    page.getByText("Let them act").click();
    assertThat(page.locator(".done")).containsText("The delegation is made");
    assertThat(groups("bela")).containsExactly("dcs-802", "dcs-846");
    page.locator("#way").selectOption("ashshire");
    page.getByText("Send the invitation").click();
    assertThat(page.locator("dl.facts")).containsText("Ashshire County Council");
    shot(page, "person");
    page.setViewportSize(390, 844);
    shot(page, "person-390");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
    page.navigate(address("/people?search=dora"));
    shot(page, "people-390");
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
    page.setViewportSize(1280, 850);
    page.navigate(address("/people/dora"));
    page.getByText("End now").first().click();
    assertThat(page.locator(".done")).containsText("Ended");
    assertThat(groups("dora")).isEmpty();
    assertThat(groups("bela")).containsExactly("dcs-802");
    page.navigate(address("/password"));
    shot(page, "password");
    assertThat(complaints.stream().filter(one -> !one.contains("422"))).isEmpty();
  }

  private Page page() {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1280, 850).setLocale("en-GB"));
    contexts.add(context);
    Page page = context.newPage();
    page.setDefaultTimeout(20_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && message.location().contains(address(""))) {
            complaints.add(message.text() + " " + message.location());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  private static void atTheProvider(Page page, String subject, String claims) {
    page.locator("input[name=username]").fill(subject);
    page.locator("textarea[name=claims]").fill(claims);
    page.locator("input[type=submit], button[type=submit]").first().click();
  }

  private void person(String username, Role role, String dfeNumber) {
    region.addPerson(new Person(username, "Example " + username, username + "@example.org"));
    region.appoint(username, role, dfeNumber, LocalDate.of(2018, 1, 1));
  }

  /** A task of the director of 846. */
  private Task signature() {
    String instance = runtime.startProcessInstanceByKey("rehearsal-writing", "2019/846").getId();
    tasks.complete(of(instance, "userTask_writeOffers").getId());
    return of(instance, "userTask_signOffers");
  }

  private Task of(String instance, String key) {
    return tasks
        .createTaskQuery()
        .processInstanceId(instance)
        .taskDefinitionKey(key)
        .singleResult();
  }

  private String linkInTheMail() {
    return jdbc.sql("select body_text from notice order by id desc limit 1")
        .query(String.class)
        .single()
        .lines()
        .map(LINK::matcher)
        .filter(java.util.regex.Matcher::find)
        .map(java.util.regex.Matcher::group)
        .findFirst()
        .orElseThrow();
  }

  private Visitor office() {
    passwords.set("olga", PASSWORD);
    return Visitor.signIn(address(""), "olga", PASSWORD);
  }

  private static boolean isIn(Visitor visitor) {
    return status(visitor.get("/")) == 200;
  }

  private static int status(HttpResponse<byte[]> answer) {
    return answer.statusCode();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static Map<String, String> chosen(String password) {
    return Map.of("password", password, "again", password);
  }

  private List<String> groups(String username) {
    return identity.createGroupQuery().groupMember(username).list().stream()
        .map(Group::getId)
        .sorted()
        .toList();
  }

  private long links() {
    return jdbc.sql("select count(*) from linked_identity").query(Long.class).single();
  }

  /** Every page that is looked at is also one that everybody can use. */
  private static void shot(Page page, String name) {
    assertThat(Axe.violations(page)).as(name).isEmpty();
    TestBrowser.picture(page, name);
  }

  private static String address(String path) {
    return "http://localhost:" + port + path;
  }
}
