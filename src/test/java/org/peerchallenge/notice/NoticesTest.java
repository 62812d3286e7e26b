package org.peerchallenge.notice;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class NoticesTest {

  @TempDir Path folder;

  @Test
  void aPostedNoticeBecomesAMail() throws Exception {
    DataSource db = TestDatabase.migratedDatabase();
    JdbcClient jdbc = JdbcClient.create(db);
    Clock clock = Clock.fixed(Instant.parse("2018-11-30T09:00:00Z"), ZoneId.of("Europe/London"));
    URI base = URI.create("https://peer.example");
    Notices notices =
        new Notices(jdbc, new NoticeTemplates(base), new CalendarPart(clock), e -> {}, clock, base);
    NoticeDispatcher dispatcher =
        new NoticeDispatcher(
            jdbc,
            new DataSourceTransactionManager(db),
            new FileRoute(folder, new InternetAddress("a@b.example")),
            e -> {},
            clock);
    ZonedDateTime start = ZonedDateTime.of(2019, 2, 26, 9, 30, 0, 0, ZoneId.of("Europe/London"));
    notices.post(
        new Notice(
            new NoticeKey("p", "a", ""),
            new Recipient("Ada Example", "ada@example.org"),
            "day-invitation",
            Map.of("what", "Group 5, 2018-19", "due", "26 February 2019"),
            "/tasks/1",
            Optional.of(
                new Invitation(
                    "group-5@peer.example",
                    0,
                    start,
                    start.plusHours(7),
                    "Challenge day of group 5",
                    "Hove",
                    "office@example.org",
                    Invitation.Method.REQUEST))));
    notices.post(
        new Notice(
            new NoticeKey("p", "b", ""),
            new Recipient("Ada Example", "ada@example.org"),
            "task-digest",
            Map.of(
                "items",
                List.of(
                    new DigestItem(
                        "Write budget",
                        "Brighton and Hove, 2018-19",
                        "3 December 2018",
                        "/t/1",
                        false),
                    new DigestItem(
                        "Name the team",
                        "Brighton and Hove, 2018-19",
                        "1 December 2018",
                        "/t/2",
                        true))),
            "/tasks/1"));
    assertThat(dispatcher.dispatchDue()).isEqualTo(2);
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly(
              "2018-11-30T090000-000001-ada@example.org-invitation-to-the-challenge-day-group-5-2018-19.eml",
              "2018-11-30T090000-000002-ada@example.org-your-tasks-in-the-peer-challenge.eml");
    }
  }
}
