package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;
import static org.peerchallenge.ShortForm.FULL;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.DatabaseConnections;
import org.peerchallenge.Fault;
import org.peerchallenge.FaultPoint;
import org.peerchallenge.Faults;
import org.peerchallenge.Faults.Moment;
import org.peerchallenge.Invariants;
import org.peerchallenge.benchmark.imports.FigureImport;
import org.peerchallenge.benchmark.imports.Imports;
import org.peerchallenge.benchmark.imports.Kind;
import org.peerchallenge.change.Proposal;
import org.peerchallenge.change.Proposals;
import org.peerchallenge.cockpit.NineOClock;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.TimeMachine.Failure;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.notice.MoodyMailServer;
import org.peerchallenge.notice.NodesMail;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.UndeliveredNotice;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A whole year, with figures imported and diagrams changed in it, to which everything happens that
 * can: at named points ({@link FaultPoint}) or anywhere a statement fails or hangs, an answer is
 * lost, a connection is cut, application or database is killed, a disk is full or slow, the clock
 * jumps, while the mail server refuses, delays and drops. After each fault the invariants hold and
 * every incident is said in the office's words and healed by its button; beside the same year left
 * in peace no text that was acknowledged, no notice and no document is missing, none is there
 * twice, and no mail is accepted twice. By a seed.
 */
class FaultyYearTest extends TurnTest {

  private static final int FAULTS = Integer.getInteger("peerchallenge.faults", FULL ? 200 : 20);

  /** All of them, or those that are asked for, such as DIES. */
  private static final List<Fault> KINDS =
      Stream.of(System.getProperty("peerchallenge.fault", "").split(","))
          .filter(kind -> !kind.isBlank())
          .map(Fault::valueOf)
          .collect(
              Collectors.collectingAndThen(
                  Collectors.toList(), asked -> asked.isEmpty() ? List.of(Fault.values()) : asked));

  /** What the office gets of mails that were refused and steps that failed: none in peace. */
  private static final Set<String> OF_FAULTS = Set.of("mails-undelivered", "incident-to-office");

  /** What the office reads of a failure that nobody knows. */
  private static final String UNKNOWN = "does not expect";

  /** A step of a year sends more messages, but not in every other class's company. */
  private static final long LATEST = 400;

  /** After so many steps in which its point was not reached, a fault comes wherever it can. */
  private static final int PATIENCE = 6;

  /** A full disk is full for so many statements at most: longer than a step is tried again. */
  private static final int LONGEST = 12;

  /** How long (milliseconds) a living application waits for a connection, as it does anywhere. */
  private static final long PATIENT = 30_000;

  private static final Pattern NUMBERED = Pattern.compile("Text no\\. (\\d+)\\.");
  private static final Pattern REPORT = Pattern.compile("name=\"Write the report back[^\"]*\"");
  private static final String DIAGRAM = "processes/report-back.bpmn";

  /** What each step of the year in peace reached, and what was there at its end. */
  private static List<Map<FaultPoint, Integer>> inPeace;

  private static Map<String, Integer> noticesInPeace;
  private static Map<String, Integer> documentsInPeace;

  /**
   * @param point null for any message to the database
   * @param count the how manieth time there, from the beginning of the step on
   * @param lasts how many further statements, or mails, it is the same for
   */
  private record Planned(
      int step, Fault fault, FaultPoint point, int count, Moment moment, int lasts) {

    @Override
    public String toString() {
      return "%s %s %s".formatted(fault, moment, point == null ? "anywhere" : point);
    }
  }

  @Autowired private DataSource dataSource;
  @Autowired private Notices outbox;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private Clock clock;
  @Autowired private NineOClock nine;
  @Autowired private Imports imports;
  @Autowired private Proposals proposals;
  @Autowired private ProposedFiles files;

  private final List<Map<FaultPoint, Integer>> reached = new ArrayList<>();
  private final List<Planned> planned = new ArrayList<>();
  private final List<String> happened = new ArrayList<>();

  /** What was sent and acknowledged: the text's number, and the task. */
  private final Map<String, String> acknowledged = new TreeMap<>();

  private final List<String> unexplained = new ArrayList<>();
  private Random random;
  private MoodyMailServer server;
  private IntSupplier mails = () -> 0;
  private HikariDataSource pool;
  private String name;

  /** Those to come, with how often their points are still passed before; the earliest first. */
  private final Map<Planned, Integer> toCome = new IdentityHashMap<>();

  /** A kill at any message of this step. */
  private Planned anywhere;

  private long deployments;
  private int texts;
  private int struck;
  private int atStepsBegin;

  /** So many of the planned ones have been among those to come. */
  private int armed;

  private int checked;
  private int lasting;
  private int fullHome;
  private int incidents;

  /** Null unless it was, and has not recovered. */
  private Instant databaseKilled;

  static Stream<Long> seeds() {
    String wanted = System.getProperty("peerchallenge.seed");
    long first = wanted == null ? 1 : Long.parseLong(wanted.split("-")[0]);
    // Zero is the year in peace, beside which the others are held.
    return Stream.of(0L, first);
  }

  @Override
  protected void arrange() {
    if (FULL) {
      super.arrange();
    } else {
      testYear.region(3).year().group(1, "2019-02-04", "801", "802-803");
    }
    transaction.executeWithoutResult(
        status -> {
          testYear.appoint("analyst", Role.ANALYST, null);
          testYear.appoint("data", Role.DATA, null);
        });
  }

  /** In the full form the reminders and digests of each morning as well. */
  @Override
  protected boolean takesPart(Job job) {
    return FULL || super.takesPart(job);
  }

  @Override
  protected List<IntSupplier> outboxes() {
    List<IntSupplier> outboxes = super.outboxes();
    outboxes.add(() -> mails.getAsInt());
    return outboxes;
  }

  /** Each text is another. */
  @Override
  protected String words() {
    return "Text no. %d. %s".formatted(++texts, TEXT);
  }

  @AfterEach
  void leaveInPeace() throws Exception {
    Faults.listenNoMore();
    DatabaseConnections.revive();
    DatabaseConnections.whenKilled(() -> {});
    if (pool != null) {
      pool.setConnectionTimeout(PATIENT);
    }
    if (server != null) {
      server.close();
    }
    deleteOwnDeployments();
    acknowledgeWhatIsWritten("off");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingIsLostAndNothingIsThereTwice(long seed) throws Exception {
    name = "seed " + seed;
    random = new Random(seed);
    pool = dataSource.unwrap(HikariDataSource.class);
    setStartTimers();
    // What a killed server has acknowledged must count, unlike in other tests.
    acknowledgeWhatIsWritten("on");
    // A test's database is a copy that stands in no log (wal_level=minimal), only in memory.
    jdbc.sql("checkpoint").update();
    deployments = repositoryService.createDeploymentQuery().count();
    int port = 0;
    if (seed != 0) {
      server = new MoodyMailServer(new Random(random.nextLong()));
      port = server.port();
      plan();
      DatabaseConnections.whenKilled(() -> pool.setConnectionTimeout(250));
    }
    mails =
        NodesMail.dispatcher(
                jdbc,
                transactions,
                events,
                clock,
                port,
                () -> fullHome-- > 0,
                taken ->
                    at(FaultPoint.MAIL_HANDED_OVER, taken ? Moment.AFTER : Moment.BEFORE, null))
            ::dispatchDue;
    Faults.listen(this::at);
    String figures = figures();
    Instant start = Instant.now();
    walk();
    Faults.listenNoMore();
    System.out.printf(
        "A year, %s: %d faults, %d texts acknowledged, %d incidents, %d s%n",
        name,
        happened.size(),
        acknowledged.size(),
        incidents,
        Duration.between(start, Instant.now()).toSeconds());
    nothingIsLost();
    assertThat(figures()).as("current figures, %s", name).isEqualTo(figures);
    if (seed == 0) {
      inPeace = reached;
      noticesInPeace = notices();
      documentsInPeace = documents();
      assertThat(documentsInPeace).isNotEmpty();
      return;
    }
    sendTheRest();
    assertThat(happened).as(name).hasSize(FAULTS);
    assertThat(unexplained).as("incidents that nobody explains, %s", name).isEmpty();
    noticesAreRight();
    assertThat(differences(documentsInPeace, documents())).as("documents, %s", name).isEmpty();
    yearsEnd.isWell(name);
  }

  /**
   * Stronger than what the test's server was started with. A connection begun before, as the pool
   * goes on to open some, does not know of it and goes; what is still being opened is not in the
   * pool, and may not be in the server's list yet.
   */
  private void acknowledgeWhatIsWritten(String setting) {
    String database = jdbc.sql("select current_database()").query(String.class).single();
    jdbc.sql("alter database %s set synchronous_commit = %s".formatted(database, setting)).update();
    Timestamp set = jdbc.sql("select clock_timestamp()").query(Timestamp.class).single();
    await("every connection knows the setting")
        .until(
            () -> {
              boolean allAreOpen =
                  pool.getHikariPoolMXBean().getTotalConnections() == pool.getMaximumPoolSize();
              boolean noneIsOld =
                  jdbc.sql(
                              """
                              select count(*) from pg_stat_activity
                              where datname = current_database() and backend_start <= :set
                                and application_name = current_setting('application_name')
                              """)
                          .param("set", set)
                          .query(Long.class)
                          .single()
                      == 0;
              if (!noneIsOld) {
                pool.getHikariPoolMXBean().softEvictConnections();
              }
              return allAreOpen && noneIsOld;
            });
    assertThat(jdbc.sql("show synchronous_commit").query(String.class).single()).isEqualTo(setting);
  }

  private void plan() {
    List<FaultPoint> points = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < FAULTS; i++) {
      if (points.isEmpty()) {
        inPeace.stream().flatMap(step -> step.keySet().stream()).distinct().forEach(points::add);
        points.sort(null);
        Collections.shuffle(points, random);
      }
      if (faults.isEmpty()) {
        faults.addAll(KINDS);
        Collections.shuffle(faults, random);
      }
      planned.add(planned(faults.remove(0), points.remove(0)));
    }
    planned.sort(Comparator.comparing(Planned::step));
  }

  private Planned planned(Fault fault, FaultPoint at) {
    FaultPoint point = fault == Fault.HOME_FULL ? FaultPoint.MAIL_HANDED_OVER : at;
    // A mail has no connection: what can happen to it is the mail server's mood.
    Fault what =
        point == FaultPoint.MAIL_HANDED_OVER && fault != Fault.HOME_FULL ? Fault.DIES : fault;
    List<Integer> steps =
        IntStream.range(0, inPeace.size())
            .filter(step -> inPeace.get(step).containsKey(point))
            .boxed()
            .toList();
    int step = steps.get(random.nextInt(steps.size()));
    Moment moment =
        point == FaultPoint.MAIL_HANDED_OVER
            ? random.nextBoolean() ? Moment.BEFORE : Moment.AFTER
            : Moment.values()[random.nextInt(Moment.values().length)];
    boolean anywhere = what == Fault.DIES && random.nextBoolean();
    return new Planned(
        step,
        what,
        anywhere ? null : point,
        1 + random.nextInt(inPeace.get(step).get(point)),
        fault == Fault.HOME_FULL ? Moment.BEFORE : moment,
        random.nextInt(LONGEST));
  }

  /** As {@link #walkToTheEnd}, going on after each fault with what was being done. */
  private void walk() {
    LocalDate day = today();
    int imported = 0;
    int changed = 0;
    for (int i = 0; day.isBefore(TestYear.CLOSES.plusDays(2)); i++) {
      goOn(this::everybodyWorks);
      if (i % 3 == 1) {
        String file = "figures-%s-%d.csv".formatted(name, ++imported);
        goOn(() -> importFigures(file));
      }
      if (i % 10 == 2) {
        String words = "Write the report back (%s, %d)".formatted(name, ++changed);
        goOn(() -> changeTheDiagram(words));
      }
      day = day.plusDays(day.isBefore(LocalDate.of(2019, 4, 15)) ? STEP : 40);
      Instant then = instant(day.atTime(9, 0));
      goOn(() -> passed(time.moveTo(then)));
    }
    goOn(this::everybodyWorks);
    // What is left happens to further files.
    while (happened.size() < planned.size()) {
      String file = "figures-%s-%d.csv".formatted(name, ++imported);
      goOn(() -> importFigures(file));
    }
    for (int edition : editions()) {
      goOn(() -> takeBack(edition));
    }
    assertThat(editions()).as(name).hasSize(2 * imported);
    assertThat(repositoryService.createDeploymentQuery().count())
        .as("deployments, %s", name)
        .isEqualTo(deployments + changed);
  }

  /** One step, over and over until it goes without a fault. */
  private void goOn(Runnable work) {
    reached.add(new EnumMap<>(FaultPoint.class));
    atStepsBegin = struck;
    int before;
    do {
      revive();
      arm();
      before = struck;
      try {
        comeBack();
        work.run();
      } catch (RuntimeException | AssertionError e) {
        if (struck == before && !DatabaseConnections.isDead()) {
          throw new AssertionError("%s, after %s".formatted(name, happened), e);
        }
      }
      if (DatabaseConnections.isDead() && anywhere != null) {
        happened(anywhere, "");
      }
    } while (struck > before);
    // Nothing is armed between two steps.
    DatabaseConnections.revive();
  }

  private void happened(Planned now, String where) {
    happened.add(now + where);
    toCome.remove(now);
    anywhere = null;
    struck++;
  }

  private synchronized void arm() {
    anywhere = null;
    // Once for each step: what has happened does not come again.
    for (; armed < planned.size() && planned.get(armed).step() <= step(); armed++) {
      toCome.put(planned.get(armed), planned.get(armed).count());
    }
    // A second time in a step, what is left of it is less.
    toCome.replaceAll((one, count) -> struck > atStepsBegin || one.step() < step() ? 1 : count);
    toCome.keySet().stream()
        .filter(one -> one.point() == null)
        .findFirst()
        .ifPresent(
            one -> {
              anywhere = one;
              DatabaseConnections.killAfter(1 + random.nextLong(LATEST), random.nextBoolean());
            });
  }

  private int step() {
    return reached.size() - 1;
  }

  /** What is reached while all is well is counted, and what is planned happens. */
  private synchronized void at(FaultPoint point, Moment moment, Connection connection)
      throws SQLException {
    if (moment == Moment.BEFORE) {
      reached.get(step()).merge(point, 1, Integer::sum);
      if (lasting > 0 && connection != null) {
        lasting--;
        struck++;
        Fault.DATABASE_FULL.happen(connection);
      }
    }
    for (Planned one : planned) {
      Integer count = toCome.get(one);
      // Late, it happens wherever it can.
      boolean late = one.step() < step() - PATIENCE && connection != null;
      if (count == null || one.point() == null || one.point() != point && !late) {
        continue;
      }
      int left = moment == Moment.BEFORE ? count - 1 : count;
      toCome.put(one, left);
      if (left <= 0 && moment.compareTo(one.moment()) >= 0) {
        happened(one, " at " + point);
        happen(one, connection);
        return;
      }
    }
  }

  private void happen(Planned now, Connection connection) throws SQLException {
    switch (now.fault()) {
      case DATABASE_FULL -> lasting = now.lasts();
      case DATABASE_KILLED -> databaseKilled = Instant.now();
      case HOME_FULL -> fullHome = 1 + now.lasts();
      case CLOCK_JUMPS ->
          ClockUtil.setCurrentTime(
              Date.from(clock.instant().plus(Duration.ofMinutes(random.nextInt(2880) - 1440))));
      default -> {
        // Happens to the connection alone.
      }
    }
    now.fault().happen(connection);
  }

  /** Application and database run again. */
  private void revive() {
    if (DatabaseConnections.isDead()) {
      restart();
    }
    if (databaseKilled != null) {
      // What was to end the application some messages from now is armed anew afterwards.
      DatabaseConnections.revive();
      pool.getHikariPoolMXBean().softEvictConnections();
      await("the database recovers")
          .ignoreExceptions()
          // It answers on until it has noticed that one of its processes is gone: others are new.
          .until(
              () ->
                  jdbc.sql(
                          """
                          select backend_start > :killed from pg_stat_activity
                          where backend_type = 'checkpointer'
                          """)
                      .param("killed", Timestamp.from(databaseKilled))
                      .query(Boolean.class)
                      .single());
      databaseKilled = null;
    }
  }

  /** Everything is tried again and explained. */
  private void comeBack() {
    // What was being sent is old by the database's own time.
    jdbc.sql("update notice set claimed_at = claimed_at - interval '20 minutes'").update();
    time.settle();
    for (int round = 0; round < 40; round++) {
      Optional<Instant> next = nextTry();
      if (next.isEmpty()) {
        break;
      }
      ClockUtil.setCurrentTime(Date.from(next.get()));
      time.settle();
    }
    healIncidents();
    if (struck > checked) {
      assertThat(Invariants.broken(jdbc)).as("invariants, %s, after %s", name, happened).isEmpty();
      checked = struck;
    }
  }

  /** When a step that failed, or a message, is tried again; empty when none waits for that. */
  private Optional<Instant> nextTry() {
    return jdbc.sql(
            """
            select min(due) from (
              select duedate_ at time zone 'Europe/London' as due from act_ru_job
                where exception_msg_ is not null and retries_ > 0
              union all select next_attempt from message_outbox) waiting
            where due > :now
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
        .single();
  }

  private void healIncidents() {
    for (NineOClock.Failed failed : nine.failed()) {
      incidents++;
      if (failed.words().contains(UNKNOWN)) {
        unexplained.add(
            failed.step() + ": " + managementService.getJobExceptionStacktrace(failed.job()));
      }
      try {
        assertThat(status("office", post("/office/steps/" + failed.job() + "/try-again")))
            .isEqualTo(302);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    time.settle();
    if (lasting == 0) {
      assertThat(nine.failed()).as("incidents that do not heal, %s", name).isEmpty();
    }
  }

  /** Steps may fail by a fault; {@link #goOn} looks whether one happened. */
  private static void passed(List<Failure> failures) {
    assertThat(failures).as("steps that failed").isEmpty();
  }

  /** Everybody does what they are asked; what is acknowledged is remembered. */
  private void everybodyWorks() {
    for (boolean busy = true; busy; ) {
      busy = false;
      for (Task task : taskService.createTaskQuery().active().initializeFormKeys().list()) {
        if (taskService.createTaskQuery().taskId(task.getId()).count() > 0) {
          NUMBERED
              .matcher(people.send(task).toString())
              .results()
              .forEach(text -> acknowledged.put(text.group(1), task.getTaskDefinitionKey()));
          busy = true;
        }
      }
      passed(time.settle());
    }
  }

  /** As the data lead goes on with what the page of the imports shows. */
  private void importFigures(String file) {
    FigureImport one =
        imports.all().stream()
            .filter(brought -> brought.fileName().equals(file))
            .findFirst()
            .orElseGet(() -> imports.find(brought(file)).orElseThrow());
    if (one.open() && one.state() != FigureImport.State.CHECKED) {
      one = imports.check(one.id());
    }
    if (one.open()) {
      try {
        imports.publish(one.id(), true, true, "data");
      } catch (Refused e) {
        // A killed database forgets what was read, and the page asks to check again.
        imports.check(one.id());
        imports.publish(one.id(), true, true, "data");
      }
    }
  }

  private long brought(String file) {
    String lines =
        """
        indicator_code,dfe_la_number,area_name,region,period,raw_value
        CIN,846,Brighton and Hove,South East,2018,%d
        CIN,850,Hampshire,South East,2018,250
        """
            .formatted(300 + Integer.parseInt(file.replaceAll(".*-|[.]csv", "")));
    return imports.bring(
        Kind.LAIT,
        file,
        new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
        Optional.empty(),
        "data");
  }

  /** The editions of this year and their undoing, the newest first. */
  private List<Integer> editions() {
    return jdbc.sql(
            """
            with mine as (select edition from figure_import where file_name like :mine)
            select number from figure_edition
            where number in (table mine) or undoes in (table mine) order by 1 desc
            """)
        .param("mine", "figures-" + name + "-%")
        .query(Integer.class)
        .list();
  }

  private void takeBack(int edition) {
    if (jdbc.sql("select count(*) from figure_edition where undoes = :edition")
            .param("edition", edition)
            .query(Integer.class)
            .single()
        == 0) {
      imports.undo(edition, "data");
    }
  }

  /** What is current, as one word. */
  private String figures() {
    return jdbc.sql(
            """
            select md5(string_agg(concat_ws('|', indicator_code, dfe_number, period_end, published, value), ','
              order by indicator_code, dfe_number, period_end)) from figure where to_edition is null
            """)
        .query(String.class)
        .single();
  }

  /** As analyst and office go on with what the page of the changes shows. */
  private void changeTheDiagram(String words) {
    FileSet wanted =
        new FileSet(
            files.inUse().files().stream()
                .map(file -> file.name().equals(DIAGRAM) ? renamed(file, words) : file)
                .toList());
    if (wanted.hash().equals(files.inUse().hash())) {
      return;
    }
    long id =
        proposals.all().stream()
            .filter(one -> one.hash().equals(wanted.hash()))
            .map(Proposal::id)
            .findFirst()
            .orElseGet(() -> proposals.bring(wanted, "A test", "analyst"));
    Proposal one = proposals.find(id).orElseThrow();
    if (one.state() == Proposal.State.DRAFT) {
      proposals.propose(id, "Words", "analyst");
    }
    if (one.state().compareTo(Proposal.State.APPROVED) < 0) {
      proposals.approve(id, one.hash(), files.inUseId(), "Yes", "office", true);
    }
    proposals.deploy(id, "office");
  }

  private static FileSet.File renamed(FileSet.File file, String words) {
    String text = new String(file.bytes(), StandardCharsets.UTF_8);
    return new FileSet.File(
        file.name(),
        REPORT
            .matcher(text)
            .replaceAll(Matcher.quoteReplacement("name=\"" + words + "\""))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Every text that was acknowledged is in our tables. */
  private void nothingIsLost() {
    Set<String> numbers = new HashSet<>();
    for (String table :
        jdbc.sql(
                """
                select table_name from information_schema.tables
                where table_schema = 'public' and table_name not like 'act\\_%'
                  and table_name not like 'figure%' and table_name not like '%content'
                """)
            .query(String.class)
            .list()) {
      jdbc.sql("select one::text from " + table + " one where one::text like '%Text no. %'")
          .query(String.class)
          .list()
          .forEach(
              row -> NUMBERED.matcher(row).results().forEach(found -> numbers.add(found.group(1))));
    }
    List<String> lost =
        acknowledged.entrySet().stream()
            .filter(one -> !numbers.contains(one.getKey()))
            .map(one -> one.getValue() + " " + one.getKey())
            .toList();
    assertThat(lost).as("texts acknowledged and lost, %s", name).isEmpty();
  }

  private void restart() {
    // The killed one's transactions end before anybody else goes on, as before a real restart.
    DatabaseConnections.revive();
    pool.setConnectionTimeout(PATIENT);
    pool.getHikariPoolMXBean().softEvictConnections();
    await("the killed application's connections are gone")
        .ignoreExceptions()
        .until(
            () ->
                jdbc.sql(
                            """
                        select count(*) from pg_stat_activity
                        where datname = current_database() and xact_start is not null
                          and pid <> pg_backend_pid()
                        """)
                        .query(Long.class)
                        .single()
                    == 0);
  }

  /** What was refused for now is tried again for two days. */
  private void sendTheRest() {
    for (int round = 0; round < 60 && waiting() > 0; round++) {
      setClock(clock.instant().atZone(EnglandTime.ZONE).toLocalDateTime().plusHours(2));
      mails.getAsInt();
    }
  }

  private void noticesAreRight() {
    Map<String, Integer> now = notices();
    assertThat(differences(noticesInPeace, now)).as("notices, %s", name).isEmpty();
    assertThat(new HashSet<>(server.accepted()))
        .as("accepted twice, %s", name)
        .hasSameSizeAs(server.accepted());
    Set<String> sent = ids("sent");
    Set<String> unsure = ids("unsure");
    assertThat(server.accepted()).as("sent, %s", name).containsAll(sent);
    assertThat(server.accepted()).doesNotContainAnyElementsOf(ids("failed"));
    Set<String> known = new HashSet<>(sent);
    known.addAll(unsure);
    assertThat(known).as("known, %s", name).containsAll(server.accepted());
    assertThat(outbox.undelivered().stream().filter(UndeliveredNotice::perhapsSent).count())
        .as("in doubt and shown, %s", name)
        .isEqualTo(unsure.size());
    assertThat(waiting()).isZero();
    System.out.printf(
        "Faulty year, %s: %d faults at %d points; texts acknowledged %d, lost 0; notices %d, lost 0, accepted twice 0, in doubt %d, refused for good %d; documents %d, missing 0, doubled 0; incidents %d, unexplained %d%n",
        name,
        happened.size(),
        happened.stream().map(one -> one.replaceAll(".* ", "")).distinct().count(),
        acknowledged.size(),
        now.values().stream().mapToInt(n -> n).sum(),
        unsure.size(),
        ids("failed").size(),
        documentsInPeace.size(),
        incidents,
        unexplained.size());
  }

  private long waiting() {
    return jdbc.sql("select count(*) from notice where state in ('new', 'claimed')")
        .query(Long.class)
        .single();
  }

  private Set<String> ids(String state) {
    return new HashSet<>(
        jdbc.sql("select message_id from notice where state = :state")
            .param("state", state)
            .query(String.class)
            .list());
  }

  /**
   * How often each notice is there, whatever ids its process, its task and its row have in this
   * year: a sequence's number that a killed step had is never given again.
   */
  private Map<String, Integer> notices() {
    return counted(
        """
        select concat_ws(' | ', coalesce(p.business_key_, p.proc_def_key_), n.activity_id,
          regexp_replace(n.loop, '[0-9a-f-]{36}|[0-9]{9,}|^[0-9]+$', '#'), n.recipient_email, n.template,
          regexp_replace(n.subject, 'Text no. [0-9]+', '#'))
        from notice n left join act_hi_procinst p on p.id_ = n.process_instance_id
        where n.template not in ('%s')
        """
            .formatted(String.join("', '", OF_FAULTS)));
  }

  private Map<String, Integer> documents() {
    return counted(
        """
        select concat_ws(' | ', owner_key, kind, version, regexp_replace(title, 'Text no. [0-9]+', '#'), file_name, media_type)
        from stored_document
        """);
  }

  /** What is there more or less often than in peace, and how often in both. */
  private static List<String> differences(Map<String, Integer> peace, Map<String, Integer> now) {
    return Stream.concat(peace.keySet().stream(), now.keySet().stream())
        .distinct()
        .filter(one -> !Objects.equals(peace.get(one), now.get(one)))
        .map(one -> "%s: %s, in peace %s".formatted(one, now.get(one), peace.get(one)))
        .toList();
  }

  private Map<String, Integer> counted(String sql) {
    return jdbc.sql(sql).query(String.class).list().stream()
        .collect(Collectors.toMap(one -> one, one -> 1, Integer::sum, TreeMap::new));
  }
}
