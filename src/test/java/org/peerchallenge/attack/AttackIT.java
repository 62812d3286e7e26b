package org.peerchallenge.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.cfg.auth.ResourceAuthorizationProvider;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.CleanSlate;
import org.peerchallenge.Invariants;
import org.peerchallenge.ShortForm;
import org.peerchallenge.Visitor;
import org.peerchallenge.attack.Switchboard.Measure;
import org.peerchallenge.operation.Invariant;
import org.peerchallenge.region.process.IdentitySync;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every kind of person tries every way to read or write, found in the running application, on cases
 * in every state. A text that comes to somebody whom the table does not name fails the build with
 * the request that showed it.
 *
 * <p>A new endpoint is attacked without anyone adding it. It then needs either somebody to whom the
 * table gives its text and who got it, or a line in {@link #WITHOUT_TEXT}; and if it writes, a line
 * in {@link Writes}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Invariants.class)
@Invariants.Except(
    value = {Invariant.TOKEN_AND_TABLE, Invariant.ENGINE_TABLES},
    because = "its world has rows of every state without their cases, and a comment to look for")
class AttackIT extends AttackedApplication {

  /** Why an endpoint that reads never shows what somebody wrote. */
  static final Map<String, String> WITHOUT_TEXT =
      Map.ofEntries(
          Map.entry("GET /", "names of tasks and cases, and links"),
          Map.entry(
              "GET /assessments/{year}/{numbers}/comments/{section}",
              "comments of colleagues, of which this region has none; CommentsTest"),
          Map.entry(
              "GET /register/{year}/impact",
              "what came of asks, of which this region has none; ImpactTest"),
          Map.entry("GET /actuator", "links to the health page"),
          Map.entry("GET /actuator/health", "up or down"),
          Map.entry("GET /actuator/health/**", "up or down"),
          Map.entry("GET /assessments/{year}", "names, states and dates"),
          Map.entry("GET /assets/now.json", "the time"),
          Map.entry("GET /camunda/app/{app}/locales/en.json", "words of the web applications"),
          Map.entry(
              "GET /assessments/{year}/{numbers}/data-sheets/{dfeNumber}",
              "published figures as they were issued"),
          Map.entry(
              "GET /assessments/{year}/{numbers}/public/{kind}",
              "needs one that was issued; PublicVersionTest issues one and tries it as others"),
          Map.entry(
              "GET /assessments/{year}/{numbers}/public/schedule",
              "needs a passage that was marked; PublicVersionTest tries it as others"),
          Map.entry(
              "GET /assessments/{year}/{numbers}/public/schedule/pdf",
              "needs a passage that was marked; PublicVersionTest tries it as others"),
          Map.entry(
              "GET /plan/{year}/minutes/{kind}",
              "votes, which nobody in this region has given; PlanPageTest tries it as others"),
          Map.entry("GET /meetings/{year}", "when and where, and who comes"),
          Map.entry("GET /calendar", "whether there is an address"),
          Map.entry("GET /calendars/{secret}/dates.ics", "opens with a secret address alone"),
          Map.entry("GET /replies/{code}", "opens with a secret link alone"),
          Map.entry("GET /unsubscribe/{code}", "opens with a secret link alone"),
          Map.entry("GET /notices/mine", "subjects of one's own mails"),
          Map.entry("GET /office/notices", "subjects of mails, and to whom"),
          Map.entry("GET /office/packs/{year}", "groups and what became of their packs"),
          Map.entry("GET /days/{year}/{number}/running-order", "names, times and places of a day"),
          Map.entry(
              "GET /days/{year}/{number}/running-order/word", "names, times and places of a day"),
          Map.entry("GET /cases/{year}/change", "kinds of change, dates and names"),
          Map.entry("GET /cases/{year}/{local}/change", "kinds of change, dates and names"),
          Map.entry("GET /changes/{id}", "what a change would do: steps, dates and names"),
          Map.entry("GET /concerns", "shows each their own; ConcernsTest tries it as everybody"),
          Map.entry("GET /concerns/{id}", "shown to named readers; ConcernsTest tries it"),
          Map.entry("GET /office", "steps, dates, and who did what"),
          Map.entry("GET /operation", "counts and ages"),
          Map.entry("GET /office/search", "names of cases and steps, and dates"),
          Map.entry("GET /office/history/{instance}", "steps, dates, and who did what"),
          Map.entry("GET /office/history/{instance}/diagram.svg", "a diagram with counts"),
          Map.entry("GET /office/first-page", "yes or no"),
          Map.entry("GET /arrangements/{year}/proposal", "names, days and published neighbours"),
          Map.entry("GET /office/audit", "what the office changed, when and why"),
          Map.entry("GET /days/{year}", "names, dates and places"),
          Map.entry("GET /days/room", "activities and prompts, the same for everybody"),
          Map.entry("GET /days/{year}/group-{number}", "leads on to the day"),
          Map.entry("GET /reports/{year}", "leads on to the days"),
          Map.entry("GET /process-change", "what differs in the process's files"),
          Map.entry("GET /process-change/cases", "steps that cases wait at"),
          Map.entry("GET /process-change/{id}", "what differs in the process's files"),
          Map.entry("GET /process-change/{id}/replay", "names and dates of tasks"),
          Map.entry("GET /process-change/{id}/trial", "a case in a sandbox"),
          Map.entry("GET /process-change/{id}/files.zip", "the process's files"),
          Map.entry("GET /process-change/{id}/pictures/{diagram}/{which}", "a diagram"),
          Map.entry("GET /error", "says that something failed"),
          Map.entry("GET /sign-in", "asks for name and password"),
          Map.entry("GET /sign-in/link", "asks for an address"),
          Map.entry("GET /sign-in/link/{token}", "opens with a secret link alone"),
          Map.entry("GET /sign-in/second-factor", "asks for a code"),
          Map.entry("GET /sign-in/not-invited", "says that nobody invited them"),
          Map.entry("GET /sign-in/with/{provider}", "leads on to a provider"),
          Map.entry("GET /invitation/{token}", "opens with a secret link alone"),
          Map.entry("GET /invitation/{token}/accept", "opens with a secret link alone"),
          Map.entry("GET /password", "asks for a new password"),
          Map.entry("GET /assessments/{year}/{numbers}/inspections", "published inspections"),
          Map.entry("GET /tasks/{id}/desk", "what a task is about, and links"),
          Map.entry("GET /tasks/{id}/guidance", "guidance for everybody"),
          Map.entry("GET /guidance/{form}", "guidance for everybody"),
          Map.entry(
              "GET /camunda/app/tasklist/scripts/{*file}", "the product's scripts, for everybody"),
          Map.entry("GET /accessibility", "a statement"),
          Map.entry("GET /figures/imports", "published figures"),
          Map.entry("GET /figures/imports/{id}", "published figures"),
          Map.entry("GET /figures/imports/{id}/progress", "counts of rows"),
          Map.entry("GET /figures/imports/{id}/mapping", "names of columns"),
          Map.entry("GET /figures/frameworks", "what Ofsted judges"),
          Map.entry("GET /figures/frameworks/{code}/report", "an empty form"),
          Map.entry("GET /figures/imports/return-template.xlsx", "an empty form"),
          Map.entry("GET /figures/imports/examples/{kind}.csv", "published figures"),
          Map.entry("GET /drafts/{taskId}/earlier", "who saved when, and how much"),
          Map.entry("GET /people", "names and roles, for the office"),
          Map.entry("GET /people/{username}", "names and roles, for the office"),
          Map.entry("GET /exports", "names of authorities, for the office"),
          Map.entry("GET /tasks/cases", "names and due dates of tasks"),
          Map.entry("GET /tasks/{id}", "leads on to Tasklist"),
          Map.entry("GET /plan/{year}/document", "made when the plan is put to the vote"),
          Map.entry("GET /plan/{year}/document/word", "made when the plan is put to the vote"),
          Map.entry("GET /plan/{year}/matches", "made when the office compares asks and offers"));

  /** What answers without signing in, and why. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /actuator/health",
          "GET /actuator/health/**",
          "GET /assets/now.json",
          "GET /camunda/app/{app}/locales/en.json",
          "GET /camunda/app/tasklist/scripts/{*file}",
          "GET /error",
          "GET /accessibility",
          "POST /error",
          "GET /sign-in",
          "GET /sign-in/not-invited",
          "GET /sign-in/link",
          "GET /sign-in/link/{token}",
          "GET /sign-in/second-factor",
          "GET /sign-in/with/{provider}",
          "GET /invitation/{token}",
          "GET /invitation/{token}/accept");

  /**
   * Takes nothing that could be malformed: ends the session, hands out a challenge (and keeps the
   * name it is for), or is the page that says that something failed.
   */
  private static final Set<String> UNHELPFUL =
      Set.of(
          "POST /sign-out",
          "POST /tasks/{id}/undo",
          "POST /password/passkeys/options",
          // Carry nothing that could be malformed: for the office they are right requests.
          "POST /notices/send-all-again",
          "POST /office/notices/hold",
          "POST /office/notices/release",
          "POST /office/packs/{year}",
          "POST /office/packs/{year}/stop",
          "POST /calendar",
          "POST /calendar/end",
          "POST /meetings/{year}/{kind}/call-off",
          "POST /assessments/{year}/{numbers}/public/issue",
          "POST /office/seen",
          "POST /process-change/folder",
          "POST /process-change/cases/preview",
          "GET /error",
          "POST /error");

  /** Every servlet's or handler's door: behind the first kind stands what is attacked here. */
  private static final Map<String, String> DOORS =
      Map.ofEntries(
          Map.entry("/", "our controllers, attacked one by one"),
          Map.entry("/camunda/api/admin/*", "JAX-RS resources, attacked one by one"),
          Map.entry("/camunda/api/cockpit/*", "JAX-RS resources, attacked one by one"),
          Map.entry("/camunda/api/engine/*", "JAX-RS resources, attacked one by one"),
          Map.entry("/camunda/api/tasklist/*", "JAX-RS resources, attacked one by one"),
          Map.entry("/camunda/api/welcome/*", "JAX-RS resources, attacked one by one"),
          Map.entry("/**", "files of the product: styles, scripts, icons"),
          Map.entry("/camunda/api/**", "the vendor's files of plugins"),
          Map.entry("/camunda/app/**", "the vendor's files"),
          Map.entry("/camunda/assets/**", "the vendor's files"),
          Map.entry("/camunda/favicon.ico", "an icon"),
          Map.entry("/camunda/lib/**", "the vendor's files"),
          Map.entry("/webjars/**", "the vendor's files"));

  @Autowired private IdentitySync identities;
  @Autowired private HikariDataSource pool;
  @Autowired private ProcessEngineConfigurationImpl engine;

  private Endpoints endpoints;
  private Attack attack;
  private Instant began;

  @BeforeAll
  void everythingIsThere() {
    began = Instant.now();
    CleanSlate.make(jdbc);
    world.seed();
    endpoints = new Endpoints(context, context.getServletContext());
    attack = new Attack(base(), jdbc, OPEN);
    attack.signIn(World.KINDS);
    attack.join(
        "uninvited",
        Visitor.fromProvider(
            base(),
            "council",
            "somebody",
            Map.of("email", "somebody@example.org", "email_verified", true)));
  }

  @AfterAll
  void leaveTheClock() {
    ClockUtil.reset();
    System.out.printf(
        "The attack: %s in %d s%n",
        attack.line(), Duration.between(began, Instant.now()).toSeconds());
  }

  @Test
  @Order(1)
  void everyDoorIsKnown() {
    assertThat(DOORS.keySet())
        .as("a servlet or handler that nobody wrote down: say in DOORS what stands behind it")
        .containsAll(endpoints.doors());
  }

  @Test
  @Order(2)
  void nobodyReadsWhatTheTableDoesNotGiveThem() {
    Set<Endpoint> shown = new HashSet<>();
    for (Endpoint endpoint : endpoints.ours()) {
      if (endpoint.reads() && attack.read(endpoint, !WITHOUT_TEXT.containsKey(endpoint.name()))) {
        shown.add(endpoint);
      }
      everyConnectionIsBack(endpoint);
    }
    assertThat(attack.leaks()).isEmpty();
    assertThat(attack.broken()).isEmpty();

    Set<String> unproven = new TreeSet<>();
    endpoints.ours().stream()
        .filter(Endpoint::reads)
        .filter(one -> !shown.contains(one) && !WITHOUT_TEXT.containsKey(one.name()))
        .forEach(one -> unproven.add(one.name() + " " + one.accept()));
    assertThat(unproven)
        .as(
            "nobody to whom the table gives it got a text from these, so that a refusal proves"
                + " nothing: give Values a value that leads to a case, or say in WITHOUT_TEXT why"
                + " there is never a text")
        .isEmpty();
  }

  @Test
  @Order(3)
  void theEnginesInterfaceGivesNobodyMore() {
    for (Endpoint endpoint : endpoints.engine()) {
      attack.engine(endpoint);
      everyConnectionIsBack(endpoint);
    }
    assertThat(attack.leaks()).isEmpty();
    assertThat(attack.broken()).isEmpty();
    assertThat(attack.formsShown()).as("forms that their own people opened").isPositive();
  }

  @Test
  @Order(4)
  void aCallOnTheListCarriesNoMoreThanItMay() {
    attack.carryMore("team-846", taskOf("userTask_writeStrengths"));
    attack.fromAnotherSite("/people/former-dcs-868/unlock");
    assertThat(attack.leaks()).isEmpty();
    assertThat(attack.broken()).isEmpty();
  }

  @Test
  @Order(4)
  void theEngineEvaluatesNothingThatIsSentToIt() {
    attack.expressions(
        Stream.of(TaskQueryDto.class.getMethods())
            .map(java.lang.reflect.Method::getName)
            .filter(name -> name.startsWith("set") && name.endsWith("Expression"))
            .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
            .distinct()
            .sorted()
            .toList());
    assertThat(attack.leaks()).isEmpty();
    assertThat(attack.broken()).isEmpty();
  }

  /**
   * A page that keeps one takes the whole application down when it has been opened thirty times.
   */
  private void everyConnectionIsBack(Endpoint endpoint) {
    // Often: it is asked after each of hundreds of endpoints.
    await(endpoint.name() + " gives every connection back")
        .pollInterval(Duration.ofMillis(2))
        .until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
  }

  @Test
  @Order(7)
  @EnabledIfSystemProperty(named = "peerchallenge.full", matches = "true")
  void everyPageOpenedFiftyTimesByEverybodyLeavesNothingBehind() {
    openEverything(5);
    Traces before = Traces.now();
    openEverything(50);
    Traces after = Traces.now();

    System.out.printf("Every page fifty times by everybody: %s before, %s after%n", before, after);
    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 10);
    assertThat(after.heapMegabytes()).isLessThanOrEqualTo(before.heapMegabytes() + 30);
  }

  private void openEverything(int times) {
    endpoints.ours().stream()
        .filter(Endpoint::reads)
        .forEach(
            endpoint -> {
              attack.open(endpoint, times);
              everyConnectionIsBack(endpoint);
            });
  }

  /** What stays in the application when its requests have ended. */
  private record Traces(int threads, long heapMegabytes) {
    static Traces now() {
      System.gc();
      return new Traces(
          ManagementFactory.getThreadMXBean().getThreadCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    }
  }

  @Test
  @Order(4)
  void whatCannotBeUnderstoodIsRefusedInWordsAndChangesNothing() {
    int howMany = Integer.getInteger("peerchallenge.malformed", ShortForm.FULL ? 10_000 : 300);
    long seed = Long.getLong("peerchallenge.seed", 11);
    attack.watchChanges();
    attack.forgetChanges();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    List<String> failed;
    try {
      failed =
          attack.malformed(
              endpoints.ours().stream().filter(e -> !UNHELPFUL.contains(e.name())).toList(),
              endpoints.engine(),
              howMany,
              seed);
      failed.addAll(
          attack.cutOff(
              endpoints.ours().stream()
                  .filter(e -> !e.reads() && !e.parameters().isEmpty() || e.body().equals("json"))
                  .filter(e -> !UNHELPFUL.contains(e.name()))
                  .toList()));
    } finally {
      root.detachAppender(log);
    }
    System.out.printf(
        "Malformed: %d requests, seed %d, answers by status %s%n",
        howMany, seed, attack.statuses());
    // A method that nobody knows is not implemented, and that is its answer.
    failed.removeIf(one -> one.endsWith(": 501"));
    SoftAssertions all = new SoftAssertions();
    all.assertThat(failed).as("answers of 500, seed %d", seed).isEmpty();
    all.assertThat(attack.changing()).as("what changed a table, seed %d", seed).isEmpty();
    all.assertThat(attack.changed()).as("tables that what was cut off changed").isEmpty();
    all.assertThat(log.list.stream().filter(event -> event.getThrowableProxy() != null))
        .as("stack traces in the log, seed %d", seed)
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEmpty();
    all.assertAll();
  }

  /** A file is kept, or refused in words; none comes to be a set that could be proposed. */
  @Test
  @Order(8)
  void aHostileFileIsAnsweredInWords() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    log.start();
    root.addAppender(log);
    try {
      assertThat(
              attack.hostileFiles(
                  endpoints.ours().stream().filter(e -> e.body().equals("file")).toList()))
          .as("answers of 500")
          .isEmpty();
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list.stream().filter(event -> event.getThrowableProxy() != null))
        .as("stack traces in the log")
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEmpty();
    for (String id : jdbc.sql("select id::text from process_proposal").query(String.class).list()) {
      assertThat(attack.status("analyst", "GET", "/process-change/" + id)).isEqualTo(200);
      attack.status("analyst", "POST", "/process-change/" + id + "/propose?reason=An+example");
    }
    assertThat(
            jdbc.sql("select source from process_proposal where state <> 'DRAFT'")
                .query(String.class)
                .list())
        .as("sets of files that could be proposed")
        .isEmpty();
  }

  private String taskOf(String key) {
    return jdbc.sql("select min(id_) from act_ru_task where task_def_key_ = :key")
        .param("key", key)
        .query(String.class)
        .single();
  }

  @Test
  @Order(5)
  void nobodyChangesWhatIsNotTheirs() {
    attack.watchChanges();
    Set<String> unknown = new TreeSet<>();
    Map<String, String> unproven = new TreeMap<>();
    List<Endpoint> writing = endpoints.ours().stream().filter(e -> !e.reads()).toList();
    for (Endpoint endpoint : writing) {
      if (!Writes.isKnown(endpoint)) {
        unknown.add(endpoint.name());
      }
      attack.write(endpoint);
      everyConnectionIsBack(endpoint);
    }
    assertThat(attack.leaks()).isEmpty();
    assertThat(unknown).as("say in Writes who may do this").isEmpty();

    for (Endpoint endpoint : Writes.inOrder(writing)) {
      if (!Writes.WITHOUT_CONTROL.containsKey(endpoint.name()) && !attack.changes(endpoint)) {
        unproven.put(endpoint.name() + " " + endpoint.accept(), attack.lastAnswer());
      }
    }
    assertThat(unproven)
        .as(
            "nobody who may do this changed anything by it, so that a refusal proves nothing:"
                + " give Values or Writes what a right request carries, or a reason")
        .isEmpty();
  }

  /** All of them in the full form, some by the seed in each build. */
  static List<Measure> taken() {
    return ShortForm.some(13, List.of(Measure.values()));
  }

  @ParameterizedTest
  @MethodSource("taken")
  @Order(6)
  void withAMeasureTakenAwayTheAttackFindsThatLeak(Measure measure) {
    Endpoint endpoint =
        Stream.concat(endpoints.ours().stream(), endpoints.engine().stream())
            .filter(
                one ->
                    one.name().equals(measure.endpoint)
                        || one.name().equals("GET " + measure.endpoint))
            .findFirst()
            .orElseThrow(() -> new AssertionError("There is no " + measure.endpoint));
    attack.only(
        List.of(
            "nobody",
            "no-role",
            "former-dcs-846",
            "former-team-886",
            "colleague-846",
            "dcs-846",
            "dcs-869",
            "dcs-871",
            "lead-member-846",
            "lead-member-870",
            "office",
            "facilitator-3",
            "analyst"));
    attack.seek(measure.shows);
    Switchboard.switchOff(measure);
    try {
      if (measure == Measure.GROUPS_FOLLOW_ROLES) {
        // As it would stand after a role had ended.
        engine.getIdentityService().createMembership("no-role", "team-846");
      } else if (measure == Measure.ENGINE_RIGHTS) {
        engine.setAuthorizationEnabled(false);
      } else if (measure == Measure.CANDIDATES_ONLY) {
        giveByHand(new DefaultAuthorizationProvider());
      }
      if (measure == Measure.SAME_SITE) {
        attack.fromAnotherSite("/people/former-dcs-868/unlock");
      } else if (measure == Measure.PLAIN_SEARCH || measure == Measure.NEVER) {
        attack.carryMore("team-846", taskOf("userTask_writeStrengths"));
      } else if (!endpoint.reads()) {
        attack.write(endpoint);
      } else if (endpoint.pattern().startsWith("/camunda/api")) {
        attack.engine(endpoint, true);
      } else {
        attack.read(endpoint, true);
      }
      assertThat(attack.provoked())
          .as("leaks without %s", measure)
          .anyMatch(leak -> leak.contains(measure.shows));
    } finally {
      Switchboard.switchAllOn();
      identities.sync();
      engine.setAuthorizationEnabled(true);
      attack.seek("");
      attack.only(List.of());
    }
  }

  /** Somebody who could gives a team's task to a director of another authority. */
  private void giveByHand(ResourceAuthorizationProvider rights) {
    ResourceAuthorizationProvider ours = engine.getResourceAuthorizationProvider();
    engine.setResourceAuthorizationProvider(rights);
    try {
      String task = taskOf("userTask_writeSinceLastYear");
      engine.getTaskService().setAssignee(task, null);
      engine.getTaskService().setAssignee(task, "dcs-869");
    } finally {
      engine.setResourceAuthorizationProvider(ours);
    }
  }

  /** In the same application: it would take as long to warm another as to ask it. */
  @Nested
  @Invariants.Except(
      value = {Invariant.TOKEN_AND_TABLE, Invariant.ENGINE_TABLES},
      because = "the same world, made twice")
  class InTwoWorlds extends TwoWorlds {}
}
