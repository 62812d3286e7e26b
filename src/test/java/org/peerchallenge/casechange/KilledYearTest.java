package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.Patience.await;
import static org.peerchallenge.ShortForm.FULL;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.DatabaseConnections;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.notice.MoodyMailServer;
import org.peerchallenge.notice.NodesMail;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.UndeliveredNotice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A whole year whose application is killed at random moments, in the middle of steps, of sending
 * forms and of mails, while the mail server refuses, delays and drops: beside the same year left in
 * peace no notice and no document is missing, none is there twice, no mail is accepted twice, and
 * what nobody can know is counted and shown. By a seed.
 */
class KilledYearTest extends TurnTest {

  private static final int KILLS = FULL ? 50 : 6;
  private static final long SEED = Long.getLong("peerchallenge.seed", 1);

  /** What the office gets of mails that were refused, which the year left in peace has none of. */
  private static final String OF_REFUSALS = "mails-undelivered";

  /** A step of a year sends more, but not in every other class's company. */
  private static final long LATEST = 400;

  /** How long (milliseconds) a living application waits for a connection, as it does anywhere. */
  private static final long PATIENT = 30_000;

  /** How many messages are left at least to what goes on after a kill. */
  private static final long REST = 60;

  /** How many messages each step of the year in peace sent, and what was there at its end. */
  private static List<Long> messagesInPeace;

  private static Map<String, Integer> noticesInPeace;
  private static Map<String, Integer> documentsInPeace;

  @Autowired private DataSource dataSource;
  @Autowired private Notices outbox;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private Clock clock;

  private final Random random = new Random(SEED);
  private final List<Long> messages = new ArrayList<>();

  /** In which step of the year each of them comes, or in one soon after. */
  private final List<Integer> kills = new ArrayList<>();

  private final List<String> died = new ArrayList<>();
  private MoodyMailServer server;
  private IntSupplier mails = () -> 0;
  private HikariDataSource pool;

  /** Whether the next to die gets its last message, or its mail, through. */
  private boolean last;

  static Stream<Integer> kills() {
    return Stream.of(0, KILLS);
  }

  @Override
  protected void arrange() {
    if (FULL) {
      super.arrange();
    } else {
      testYear.region(3).year().group(1, "2019-02-04", "801", "802-803");
    }
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

  @AfterEach
  void leaveInPeace() throws Exception {
    DatabaseConnections.revive();
    DatabaseConnections.whenKilled(() -> {});
    if (pool != null) {
      pool.setConnectionTimeout(PATIENT);
    }
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest(name = "{0} kills")
  @MethodSource("kills")
  void nothingIsLostAndNothingIsThereTwice(int planned) throws Exception {
    pool = dataSource.unwrap(HikariDataSource.class);
    setStartTimers();
    if (planned > 0) {
      server = new MoodyMailServer(new Random(random.nextLong()));
      mails =
          NodesMail.dispatcher(
                  jdbc, transactions, events, clock, server.port(), this::perhapsKilledAtTheMail)
              ::dispatchDue;
      for (int i = 0; i < planned; i++) {
        // Steps and mails follow for each of them.
        kills.add(random.nextInt(messagesInPeace.size() / 2));
      }
      kills.sort(null);
      DatabaseConnections.whenKilled(() -> pool.setConnectionTimeout(250));
    }
    long start = System.nanoTime();
    walk();
    System.out.printf(
        "A year with %d kills: %d messages to the database, %d s%n",
        planned,
        messages.stream().mapToLong(n -> n).sum(),
        (System.nanoTime() - start) / 1_000_000_000);
    if (planned == 0) {
      messagesInPeace = messages;
      noticesInPeace = notices();
      documentsInPeace = documents();
      assertThat(documentsInPeace).isNotEmpty();
      return;
    }
    assertThat(died).as("kills").hasSize(planned);
    sendTheRest();
    noticesAreRight();
    assertThat(differences(documentsInPeace, documents())).as("documents, seed %d", SEED).isEmpty();
    yearsEnd.isWell("a year with " + planned + " kills");
  }

  /** As {@link #walkToTheEnd}, going on after each kill with what was being done. */
  private void walk() {
    LocalDate day = today();
    while (day.isBefore(TestYear.CLOSES.plusDays(2))) {
      goOn(() -> doAll(task -> true));
      day = day.plusDays(day.isBefore(LocalDate.of(2019, 4, 15)) ? STEP : 40);
      LocalDate then = day;
      goOn(() -> moveTo(then));
    }
    goOn(() -> doAll(task -> true));
  }

  private void goOn(Runnable work) {
    long before = DatabaseConnections.sent();
    again(work);
    messages.add(DatabaseConnections.sent() - before);
  }

  private void again(Runnable work) {
    boolean first = true;
    for (boolean done = false; !done; first = false) {
      arm(first);
      String end = "went on";
      try {
        work.run();
      } catch (RuntimeException | AssertionError e) {
        if (!DatabaseConnections.isDead()) {
          throw e;
        }
        end = e.toString();
      }
      done = !DatabaseConnections.isDead();
      if (!done) {
        // Counted by the kill itself: what failed by it may have been caught.
        died.add(end);
        restart();
      }
    }
  }

  /** Every second kill waits for a mail instead, but not for longer than a step of the year. */
  private boolean isTheNextAtAMail() {
    return died.size() % 2 == 1 && kills.get(died.size()) == messages.size();
  }

  private boolean isTime() {
    return died.size() < kills.size() && kills.get(died.size()) <= messages.size();
  }

  private void arm(boolean first) {
    if (isTime()) {
      last = random.nextBoolean();
      if (!isTheNextAtAMail()) {
        long most = first ? Math.min(LATEST, messagesInPeace.get(messages.size())) : REST;
        DatabaseConnections.killAfter(1 + random.nextLong(Math.max(1, most)), last);
      }
    }
  }

  /**
   * Before a mail is handed over, or when the server has taken it.
   *
   * @param taken whether it has
   */
  private void perhapsKilledAtTheMail(boolean taken) {
    if (isTime() && isTheNextAtAMail() && taken == last) {
      DatabaseConnections.kill();
      throw new IllegalStateException("The application was killed");
    }
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
    // What it was sending is old by the database's own time.
    jdbc.sql("update notice set claimed_at = claimed_at - interval '20 minutes'").update();
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
    assertThat(differences(noticesInPeace, now)).as("notices, seed %d", SEED).isEmpty();
    assertThat(new HashSet<>(server.accepted()))
        .as("accepted twice, seed %d", SEED)
        .hasSameSizeAs(server.accepted());
    Set<String> sent = ids("sent");
    Set<String> unsure = ids("unsure");
    assertThat(server.accepted()).as("sent, seed %d", SEED).containsAll(sent);
    assertThat(server.accepted()).doesNotContainAnyElementsOf(ids("failed"));
    Set<String> known = new HashSet<>(sent);
    known.addAll(unsure);
    assertThat(known).as("known, seed %d", SEED).containsAll(server.accepted());
    assertThat(outbox.undelivered().stream().filter(UndeliveredNotice::perhapsSent).count())
        .as("in doubt and shown, seed %d", SEED)
        .isEqualTo(unsure.size());
    assertThat(waiting()).isZero();
    System.out.printf(
        "Killed year, seed %d: %d kills; notices %d, lost 0, accepted twice 0, in doubt %d, refused for good %d; documents %d, missing 0, doubled 0%n",
        SEED,
        died.size(),
        now.values().stream().mapToInt(n -> n).sum(),
        unsure.size(),
        ids("failed").size(),
        documentsInPeace.size());
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
          regexp_replace(n.loop, '[0-9a-f-]{36}|[0-9]{9,}|^[0-9]+$', '#'), n.recipient_email, n.template, n.subject)
        from notice n left join act_hi_procinst p on p.id_ = n.process_instance_id
        where n.template <> '%s'
        """
            .formatted(OF_REFUSALS));
  }

  private Map<String, Integer> documents() {
    return counted(
        """
        select concat_ws(' | ', owner_key, kind, version, title, file_name, media_type)
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
