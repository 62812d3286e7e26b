package org.peerchallenge.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

class DigestsTest {

  private static final DataSource DB = TestDatabase.migratedDatabase();
  private static final JdbcClient JDBC = JdbcClient.create(DB);
  private static final URI BASE = URI.create("https://peer.example");
  private static final String ADA = "ada@example.org";

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

  private Notices notices;
  private Digests digests;

  @BeforeEach
  void empty() {
    JDBC.sql("truncate notice, notice_rhythm restart identity").update();
    notices =
        new Notices(
            JDBC,
            new NoticeTemplates(BASE, "South East England"),
            new CalendarPart(clock),
            event -> {},
            clock,
            BASE);
    digests = new Digests(JDBC, notices, clock);
  }

  @Test
  void goodNewsWaitsAndIsALineOfTheNextDigestOfTasksUnderItsTitle() {
    caseStudy("Talking with teenagers");
    caseStudy("A calmer front door");
    assertThat(states()).containsExactly("waiting", "waiting");

    digests.post(key("monday"), ada(), List.of(task("Name the team")));

    assertThat(states()).containsExactly("in-digest", "in-digest", "new");
    assertThat(body(3))
        .containsSubsequence(
            "Due soon",
            "Name the team",
            "Good to know",
            "Talking with teenagers",
            "https://peer.example/case-studies/",
            "A calmer front door");
  }

  @Test
  void newsWithoutATaskLeavesOnceAWeekUnlessItsReaderChoseOtherwise() {
    caseStudy("Talking with teenagers");
    int mails = 0;
    for (int day = 1; day <= 6; day++) {
      now = now.plus(Duration.ofDays(1));
      digests.postNews("run", "day " + day);
      mails += count("news-digest");
    }
    assertThat(mails).isZero();
    now = now.plus(Duration.ofDays(1));
    digests.postNews("run", "day 7");
    assertThat(count("news-digest")).isEqualTo(1);
    // One line is its own subject.
    assertThat(
            JDBC.sql("select subject from notice where template = 'news-digest'")
                .query(String.class)
                .single())
        .isEqualTo("A case study to learn from: Talking with teenagers");
    // And where its button leads.
    assertThat(
            JDBC.sql("select link_path from notice where template = 'news-digest'")
                .query(String.class)
                .single())
        .isEqualTo("/case-studies/1");

    digests.choose("Ada@Example.org", Rhythm.DAILY);
    caseStudy("A calmer front door");
    now = now.plus(Duration.ofDays(1));
    digests.postNews("run", "day 8");
    digests.postNews("run", "day 8");
    assertThat(count("news-digest")).isEqualTo(2);
    assertThat(states()).doesNotContain("waiting");
  }

  @Test
  void whoWantsMailsAtOnceGetsWhatWaitedAndWhatComes() {
    caseStudy("Talking with teenagers");
    digests.choose(ADA, Rhythm.AT_ONCE);
    caseStudy("A calmer front door");
    assertThat(states()).containsExactly("new", "new");
    digests.choose(ADA, Rhythm.WEEKLY);
    caseStudy("A third");
    assertThat(states()).containsExactly("new", "new", "waiting");
  }

  @Test
  void whatMustBeActedOnNeverWaits() {
    digests.choose(ADA, Rhythm.WEEKLY);
    notices.post(new Notice(key("sign"), ada(), "time-to-sign", Map.of("what", "Hove"), "/tasks"));
    assertThat(states()).containsExactly("new");
    for (String template : Notices.MAY_WAIT) {
      assertThat(NoticeTemplates.class.getResource("/templates/notice/" + template + ".txt"))
          .as(template)
          .isNotNull();
    }
  }

  @Test
  void thePageSaysWhatCameOfEach() {
    caseStudy("Talking with teenagers");
    assertThat(outcomes()).containsExactly("Waits for the next digest.");
    digests.post(key("monday"), ada(), List.of(task("Name the team")));
    assertThat(outcomes()).containsExactly("About to be sent.", "In a digest. About to be sent.");
    JDBC.sql("update notice set state = 'sent', sent_at = now() where template = 'task-digest'")
        .update();
    assertThat(outcomes())
        .containsExactly(
            "Sent: the mail server accepted it.",
            "In a digest. Sent: the mail server accepted it.");
    assertThat(notices.sent("TEENAGERS", Optional.empty(), 10)).hasSize(1);
    assertThat(notices.sent("", Optional.of("somebody@example.org"), 10)).isEmpty();
  }

  @Test
  void aSecretLinkIsInItsMailAlone() {
    notices.post(
        new Notice(
            key("link"), ada(), "sign-in-link", Map.of("username", "ada"), "/sign-in/link/secret"));
    assertThat(body(1)).contains("/sign-in/link/secret");
    assertThat(notices.sent("", Optional.empty(), 10))
        .extracting(SentNotice::linkPath)
        .containsExactly("/");
  }

  @Test
  void whatIsOptionalIsNeverOverdue() {
    digests.post(
        key("monday"),
        ada(),
        List.of(new DigestItem("Two minutes", "Group 1", "8 February 2019", "/t/1", false, true)));
    assertThat(body(1))
        .contains("Welcome, not required", "until 8 February 2019")
        .doesNotContain("Overdue", "Due soon");
    assertThatThrownBy(() -> new DigestItem("a", "b", "c", "/t", true, true))
        .hasMessageContaining("never overdue");
  }

  private int posted;

  private void caseStudy(String title) {
    posted++;
    notices.post(
        new Notice(
            key("case study " + posted),
            ada(),
            "case-study-circulated",
            Map.of("what", "Hove", "title", title),
            "/case-studies/" + posted));
  }

  private static NoticeKey key(String step) {
    return new NoticeKey("instance", step, "");
  }

  private static Recipient ada() {
    return new Recipient("Ada", ADA);
  }

  private static DigestItem task(String name) {
    return new DigestItem(name, "Hove", "8 February 2019", "/t/1", false, false);
  }

  private List<String> states() {
    return JDBC.sql("select state from notice order by id").query(String.class).list();
  }

  private List<String> outcomes() {
    return notices.sent("", Optional.of(ADA), 10).stream().map(SentNotice::outcome).toList();
  }

  private int count(String template) {
    return JDBC.sql("select count(*) from notice where template = :template")
        .param("template", template)
        .query(Integer.class)
        .single();
  }

  private static String body(long id) {
    return JDBC.sql("select body_text from notice where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }
}
