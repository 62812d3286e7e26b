package org.peerchallenge.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.ShortForm;
import org.peerchallenge.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * A mail server that refuses, delays, and drops the connection before and after it accepted, while
 * the node that sends is killed again and again: no notice is lost, none is accepted twice, and
 * what nobody can know is counted and shown. By a seed, so that what failed can be tried again.
 */
class MailCrashTest {

  private static final DataSource DB = TestDatabase.migratedDatabase();
  private static final JdbcClient JDBC = JdbcClient.create(DB);
  private static final DataSourceTransactionManager TRANSACTIONS =
      new DataSourceTransactionManager(DB);
  private static final URI BASE = URI.create("https://peer.example");

  private Instant now = Instant.parse("2018-12-03T09:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneId.of("Europe/London");
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @BeforeEach
  void empty() {
    JDBC.sql("truncate notice, notice_rhythm restart identity").update();
  }

  @Test
  void nothingIsLostAndNothingAcceptedTwiceHoweverServerAndNodeFail() throws Exception {
    boolean full = ShortForm.FULL;
    for (int seed = 1; seed <= (full ? 20 : 1); seed++) {
      run(new Random(seed), full ? 500 : 60, full ? 50 : 12, "seed " + seed);
    }
  }

  private void run(Random random, int notices, int kills, String seed) throws Exception {
    JDBC.sql("truncate notice restart identity").update();
    Notices outbox =
        new Notices(
            JDBC,
            new NoticeTemplates(BASE, "Example region"),
            new CalendarPart(clock),
            event -> {},
            clock,
            BASE);
    for (int i = 0; i < notices; i++) {
      outbox.post(
          new Notice(
              new NoticeKey("instance", "step " + i, ""),
              new Recipient("Ada", "ada" + i % 7 + "@example.org"),
              "data-sheet-issued",
              Map.of("what", "Example", "due", "17 December 2018"),
              "/tasks"));
    }
    int killed = 0;
    try (MoodyMailServer server = new MoodyMailServer(new Random(random.nextLong()))) {
      JavaMailSenderImpl sender = new JavaMailSenderImpl();
      sender.setHost("127.0.0.1");
      sender.setPort(server.port());
      InternetAddress office = new InternetAddress("office@peer.example");
      MailRoute smtp = new SmtpRoute(sender, office, office);
      for (int round = 0; round < 400 && waiting() > 0; round++) {
        int from = killed;
        int most = kills;
        NoticeDispatcher node =
            new NoticeDispatcher(
                JDBC,
                TRANSACTIONS,
                mail -> {
                  boolean dies = from < most && random.nextInt(4) == 0;
                  if (dies && random.nextBoolean()) {
                    throw new NodeKilled();
                  }
                  smtp.send(mail);
                  if (dies) {
                    throw new NodeKilled();
                  }
                },
                event -> {},
                clock);
        try {
          node.dispatchDue();
        } catch (NodeKilled e) {
          killed++;
        }
        now = now.plus(Duration.ofHours(2));
        // What a killed node left is old by the database's own time.
        JDBC.sql("update notice set claimed_at = claimed_at - interval '20 minutes'").update();
      }
      if (ShortForm.FULL) {
        assertThat(killed).as(seed).isEqualTo(kills);
      }
      assertThat(killed).as(seed).isPositive();
      Map<String, Long> states = states();
      assertThat(states.values().stream().mapToLong(Long::longValue).sum())
          .as(seed + ", lost")
          .isEqualTo(notices);
      assertThat(states.keySet()).as(seed).isSubsetOf("sent", "failed", "unsure");
      assertThat(new HashSet<>(server.accepted()))
          .as(seed + ", twice")
          .hasSameSizeAs(server.accepted());
      assertThat(server.accepted()).as(seed + ", sent").containsAll(ids("sent"));
      // Refused for good was never accepted; in doubt is what was, or was not, and is shown.
      assertThat(server.accepted()).as(seed).doesNotContainAnyElementsOf(ids("failed"));
      assertThat(outbox.undelivered().stream().filter(UndeliveredNotice::perhapsSent).count())
          .as(seed + ", in doubt")
          .isEqualTo(states.getOrDefault("unsure", 0L));
      Set<String> known = new HashSet<>(ids("sent"));
      known.addAll(ids("unsure"));
      assertThat(known).as(seed).containsAll(server.accepted());
    }
  }

  private static long waiting() {
    return JDBC.sql("select count(*) from notice where state in ('new', 'claimed')")
        .query(Long.class)
        .single();
  }

  private static Map<String, Long> states() {
    return JDBC
        .sql("select state, count(*) as n from notice group by state")
        .query()
        .listOfRows()
        .stream()
        .collect(
            java.util.stream.Collectors.toMap(
                row -> row.get("state").toString(), row -> (Long) row.get("n")));
  }

  private static List<String> ids(String state) {
    return JDBC.sql("select message_id from notice where state = :state")
        .param("state", state)
        .query(String.class)
        .list();
  }

  /** Stands for kill -9: no handler of ours catches an Error. */
  private static final class NodeKilled extends Error {}
}
