package org.peerchallenge.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetupTest;
import com.microsoft.playwright.Page;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Method;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.TestBrowser;
import org.peerchallenge.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

class NoticesTest {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final URI BASE = URI.create("https://peer.example/");
  private static final DataSource DB = TestDatabase.migratedDatabase();
  private static final JdbcClient JDBC = JdbcClient.create(DB);
  private static final DataSourceTransactionManager TRANSACTIONS =
      new DataSourceTransactionManager(DB);

  @RegisterExtension
  static final GreenMailExtension MAIL_SERVER =
      new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort())
          .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());

  @TempDir Path folder;

  private final SettableClock clock = new SettableClock(Instant.parse("2018-11-30T09:00:00Z"));
  private final List<Object> events = new ArrayList<>();
  private Notices notices;

  @BeforeEach
  void emptyOutbox() {
    JDBC.sql("truncate notice, notice_rhythm, news_unsubscribe, mail_hold restart identity")
        .update();
    notices =
        new Notices(
            JDBC,
            new NoticeTemplates(BASE, "Example region"),
            new CalendarPart(clock),
            events::add,
            clock,
            BASE);
  }

  @Test
  void aNoticeThatIsPostedTwiceIsSentOnce() throws Exception {
    notices.post(dataSheet("step", "Ada@Example.org"));
    notices.post(dataSheet("step", "ada@example.org"));
    notices.post(dataSheet("step", "ben@example.org"));
    assertThat(dispatcher(files()).dispatchDue()).isEqualTo(2);
    assertThat(dispatcher(files()).dispatchDue()).isZero();
    assertThat(mails()).hasSize(2);
  }

  @Test
  void theOfficeStopsMailsSetsOneAsideAndSendsTheOthersOn() throws Exception {
    MailHold hold = new MailHold(JDBC, events::add, clock);
    notices.post(dataSheet("first", "ada@example.org"));
    assertThat(dispatcher(files()).dispatchDue()).isEqualTo(1);
    notices.post(dataSheet("wrong", "ben@example.org"));
    notices.post(dataSheet("right", "cleo@example.org"));

    assertThat(hold.hold("office")).isTrue();
    assertThat(hold.hold("lead")).as("pressed by another").isFalse();
    notices.post(
        new Notice(
            new NoticeKey("sign-in", "link", "1"),
            new Recipient("Dora", "dora@example.org"),
            "sign-in-link",
            Map.of("username", "dora"),
            "/sign-in/link/secret"));
    assertThat(dispatcher(files()).dispatchDue()).as("only who waits at a screen").isEqualTo(1);
    Sending sending = hold.sending();
    assertThat(sending.sent()).isEqualTo(2);
    assertThat(sending.waiting()).isEqualTo(2);
    assertThat(sending.heldBy()).contains("office");
    SentNotice wrong = notices.sent("ben@", Optional.empty(), 10).get(0);
    assertThat(wrong.onItsWay()).isTrue();
    assertThat(notices.setAside(wrong.id())).isTrue();

    assertThat(hold.release()).isTrue();
    assertThat(hold.release()).as("pressed twice").isFalse();
    assertThat(notices.setAside(notices.sent("cleo@", Optional.empty(), 10).get(0).id()))
        .as("what is not held leaves")
        .isFalse();
    assertThat(dispatcher(files()).dispatchDue()).isEqualTo(1);
    assertThat(hold.sending()).isEqualTo(new Sending(3, 0, Optional.empty(), Optional.empty()));
  }

  @Test
  void newsCanBeUnsubscribedFromByAMailProgramAndWhatMustBeActedOnCannot() throws Exception {
    Digests digests = new Digests(JDBC, notices, clock);
    digests.choose("ada@example.org", Rhythm.AT_ONCE);
    notices.post(notice("plan-published", Map.of("what", "2018-19")));
    notices.post(dataSheet("another", "ada@example.org"));
    dispatcher(files()).dispatchDue();
    Map<String, MimeMessage> bySubject = new java.util.HashMap<>();
    for (Path mail : mails()) {
      bySubject.put(read(mail).getSubject().substring(0, 8), read(mail));
    }
    assertThat(bySubject).hasSize(2);
    MimeMessage sheet = bySubject.remove("The data");
    assertThat(sheet.getHeader("List-Unsubscribe")).isNull();
    MimeMessage news = bySubject.values().iterator().next();
    assertThat(news.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    String address = news.getHeader("List-Unsubscribe")[0];
    assertThat(address).startsWith("<https://peer.example/unsubscribe/").endsWith(">");

    assertThat(digests.unsubscribe("a".repeat(43))).isFalse();
    String code = address.replaceAll("^.*/|>$", "");
    assertThat(digests.unsubscribe(code)).isTrue();
    assertThat(digests.unsubscribe(code)).as("pressed twice").isTrue();
    assertThat(digests.rhythm("Ada@example.org")).isEqualTo(Rhythm.NEVER);
    notices.post(
        new Notice(
            new NoticeKey("instance", "later", ""),
            new Recipient("Ada", "ada@example.org"),
            "plan-published",
            Map.of("what", "2018-19"),
            "/plan/2019"));
    digests.postNews("run", "news");
    assertThat(dispatcher(files()).dispatchDue()).isZero();
    assertThat(notices.sent("", Optional.of("ada@example.org"), 9).get(0).outcome())
        .contains("its reader looks at the page");
  }

  @Test
  void aNoticeOfAStepThatIsRolledBackIsNeverSent() {
    new TransactionTemplate(TRANSACTIONS)
        .executeWithoutResult(
            status -> {
              notices.post(dataSheet("step", "ada@example.org"));
              status.setRollbackOnly();
            });
    assertThat(dispatcher(files()).dispatchDue()).isZero();
  }

  @Test
  void withoutAMailServerEachMailIsAFileThatSortsByTheClock() throws Exception {
    clock.set("2019-06-03T07:30:00Z");
    notices.post(dataSheet("later", "ada@example.org"));
    clock.set("2018-11-30T09:00:00Z");
    notices.post(dataSheet("earlier", "ada@example.org"));
    clock.set("2019-06-03T08:00:00Z");
    dispatcher(files()).dispatchDue();
    // British summer time in June.
    assertThat(mails())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "2018-11-30T090000-000002-ada@example.org-the-data-sheet-is-ready-brighton-and-hove-2018-19.eml",
            "2019-06-03T083000-000001-ada@example.org-the-data-sheet-is-ready-brighton-and-hove-2018-19.eml");
  }

  @Test
  void aMailSaysWhatItIsAboutInTextAndHtmlAndCarriesALink() throws Exception {
    notices.post(dataSheet("step", "ada@example.org"));
    dispatcher(files()).dispatchDue();
    MimeMessage mail = read(mails().get(0));
    assertThat(mail.getSubject()).isEqualTo("The data sheet is ready: Brighton and Hove, 2018-19");
    assertThat(mail.getSentDate()).isEqualTo(clock.instant());
    assertThat(mail.getFrom()).containsExactly(new InternetAddress("office@peer.example"));
    assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("office@peer.example"));
    assertThat(mail.getHeader("List-Id"))
        .containsExactly("Peer challenge <peer-challenge.peer.example>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    List<String> parts = parts(mail);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0))
        .startsWith("Dear Ada Ó Example & Co,")
        .contains("to be signed by 17 December 2018.", "https://peer.example/tasks/7?a=1&b=2");
    assertThat(parts.get(1))
        .contains("Dear Ada Ó Example &amp; Co,", "<strong>17 December 2018</strong>")
        .contains("href=\"https://peer.example/tasks/7?a=1&amp;b=2\"");
  }

  @Test
  void theMessageIdStaysTheSameForOneNotice() throws Exception {
    notices.post(dataSheet("step", "ada@example.org"));
    dispatcher(files()).dispatchDue();
    String first = read(mails().get(0)).getMessageID();
    JDBC.sql("truncate notice, notice_rhythm, news_unsubscribe restart identity").update();
    clock.set("2018-12-01T09:00:00Z");
    notices.post(dataSheet("step", "ada@example.org"));
    dispatcher(files()).dispatchDue();
    assertThat(read(mails().get(1)).getMessageID()).isEqualTo(first).endsWith("@peer.example>");
    notices.post(dataSheet("another step", "ada@example.org"));
    dispatcher(files()).dispatchDue();
    assertThat(read(mails().get(2)).getMessageID()).isNotEqualTo(first);
  }

  @Test
  void aMailServerGetsTheSameMail() throws Exception {
    notices.post(dataSheet("step", "ada@example.org"));
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(MAIL_SERVER.getSmtp().getPort());
    assertThat(dispatcher(new SmtpRoute(sender, office(), office())).dispatchDue()).isEqualTo(1);
    MimeMessage[] received = MAIL_SERVER.getReceivedMessages();
    assertThat(received).hasSize(1);
    assertThat(received[0].getMessageID())
        .isEqualTo(JDBC.sql("select message_id from notice").query(String.class).single());
    assertThat(received[0].getSentDate()).isEqualTo(clock.instant());
    assertThat(parts(received[0])).hasSize(2);
  }

  @Test
  void anInvitationIsInEnglandsTimeAndItsUpdateReplacesIt() throws Exception {
    notices.post(invitation("first", 0, "2019-02-26T09:30:00Z", Invitation.Method.REQUEST));
    notices.post(invitation("moved", 1, "2019-06-26T08:30:00Z", Invitation.Method.REQUEST));
    notices.post(invitation("cancelled", 2, "2019-06-26T08:30:00Z", Invitation.Method.CANCEL));
    dispatcher(files()).dispatchDue();

    Calendar first = calendar(mails().get(0));
    VEvent event = (VEvent) first.getComponent("VEVENT").orElseThrow();
    assertThat(first.getProperty("METHOD").orElseThrow())
        .extracting(p -> ((Method) p).getValue())
        .isEqualTo("REQUEST");
    assertThat(first.getComponent("VTIMEZONE")).isPresent();
    assertThat(property(event, "DTSTART")).isEqualTo("20190226T093000");
    assertThat(event.getProperty("DTSTART").orElseThrow().toString())
        .contains("TZID=Europe/London");
    assertThat(property(event, "DTSTAMP")).isEqualTo("20181130T090000Z");
    assertThat(property(event, "SEQUENCE")).isEqualTo("0");
    assertThat(property(event, "SUMMARY")).isEqualTo("Challenge day; group 5, Hove");

    VEvent moved = (VEvent) calendar(mails().get(1)).getComponent("VEVENT").orElseThrow();
    assertThat(property(moved, "UID")).isEqualTo(property(event, "UID"));
    assertThat(property(moved, "SEQUENCE")).isEqualTo("1");
    // 08:30 UTC is 09:30 in the summer.
    assertThat(property(moved, "DTSTART")).isEqualTo("20190626T093000");

    Calendar cancelled = calendar(mails().get(2));
    assertThat(cancelled.toString()).contains("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2");

    assertThat(first.toString())
        .contains("ORGANIZER;CN=Peer challenge:mailto:office@peer.example", "TRIGGER:-P1D")
        .contains("DESCRIPTION:What to do before the day");
    assertThat(cancelled.toString()).doesNotContain("VALARM");
    MimeMultipart parts = (MimeMultipart) read(mails().get(0)).getContent();
    assertThat(parts.getBodyPart(2).getFileName()).isEqualTo("appointment.ics");
  }

  @Test
  void aWrongNoticeFailsWhenItIsPosted() {
    assertThatThrownBy(() -> notices.post(notice("no-such-notice", Map.of("what", "x"))))
        .hasMessageContaining("templates/notice/no-such-notice.txt");
    assertThatThrownBy(() -> notices.post(notice("../data-sheet-issued", Map.of("what", "x"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> notices.post(notice("data-sheet-issued", Map.of())))
        .hasMessage("The notice \"data-sheet-issued\" needs a value for \"what\"");
    assertThatThrownBy(
            () -> notices.post(notice("data-sheet-issued", Map.of("what", "secret ".repeat(29)))))
        .hasMessageContaining("203 characters")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(
            () -> notices.post(notice("data-sheet-issued", Map.of("what", new Object()))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(JDBC.sql("select count(*) from notice").query(Long.class).single()).isZero();
  }

  @Test
  void aNameWithALineBreakCannotAddAHeader() throws Exception {
    notices.post(notice("data-sheet-issued", Map.of("what", "Hove\r\nBcc: everyone@example.org")));
    dispatcher(files()).dispatchDue();
    MimeMessage mail = read(mails().get(0));
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject())
        .isEqualTo("The data sheet is ready: Hove Bcc: everyone@example.org");
  }

  @Test
  void aDigestGroupsItsTasksAndLinksEach() throws Exception {
    notices.post(
        notice(
            "task-digest",
            Map.of(
                "items",
                List.of(
                    new DigestItem(
                        "Write the budget section",
                        "Brighton and Hove, 2018-19",
                        "3 December 2018",
                        "/t/1",
                        false,
                        false),
                    new DigestItem(
                        "Name the team",
                        "Brighton and Hove, 2018-19",
                        "28 November 2018",
                        "/t/2",
                        true,
                        false)))));
    notices.post(
        new Notice(
            new NoticeKey("instance", "second", ""),
            new Recipient("Ada", "ada@example.org"),
            "task-digest",
            Map.of(
                "items",
                List.of(new DigestItem("Sign", "Hove", "3 December 2018", "/t/3", false, false))),
            "/tasks"));
    dispatcher(files()).dispatchDue();
    String text = parts(read(mails().get(0))).get(0);
    assertThat(text)
        .containsSubsequence(
            "Overdue",
            "- Name the team, Brighton and Hove, 2018-19, was due 28 November 2018",
            "https://peer.example/t/2",
            "Due soon",
            "- Write the budget section",
            "https://peer.example/t/1");
    assertThat(parts(read(mails().get(1))).get(0)).contains("Due soon").doesNotContain("Overdue");
    assertThat(parts(read(mails().get(1))).get(1))
        .doesNotContain("Overdue")
        .contains("href=\"https://peer.example/t/3\"");
  }

  static Stream<String> everyTemplate() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/templates/notice"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt") && !name.startsWith("layout"))
          .map(name -> name.substring(0, name.length() - 4))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("everyTemplate")
  void everyTemplateNeedsNoMoreThanWhatItsSenderGives(String template) {
    Map<String, Object> model = model(template);
    RenderedMail without =
        new NoticeTemplates(BASE, "Example region").render(notice(template, model));
    model.put("due", "17 December 2018");
    RenderedMail with = new NoticeTemplates(BASE, "Example region").render(notice(template, model));
    for (RenderedMail words : List.of(without, with)) {
      assertThat(words.subject()).isNotBlank().doesNotContain("$", "&amp;");
      assertThat(words.text())
          .startsWith("Dear Ada")
          .doesNotContain("[(", "[#", "[/", "null", "\n\n\n\n");
      assertThat(words.html()).doesNotContain(" th:", "<th:", "null").contains("</html>");
    }
    assertThat(without.text()).doesNotContain("17 December 2018");
    // Text and HTML are written apart and must not drift apart.
    assertThat(plain(with.html())).contains(plainBody(with.text()));
  }

  @Test
  void everyMailFitsATelephone() throws Exception {
    try (Page telephone = TestBrowser.shared().newPage()) {
      telephone.setViewportSize(320, 640);
      for (String template : everyTemplate().toList()) {
        Map<String, Object> model = model(template);
        model.computeIfPresent("what", (name, value) -> "Llanfair".repeat(20));
        telephone.setContent(
            new NoticeTemplates(BASE, "Example region").render(notice(template, model)).html());
        assertThat(telephone.evaluate("document.documentElement.scrollWidth"))
            .as("Pixels that “%s” needs", template)
            .isEqualTo(320);
      }
    }
  }

  private static Map<String, Object> model(String template) {
    Map<String, Object> model = new HashMap<>();
    if (template.equals("day-in-one-week")) {
      model.put("what", "Group 1");
      model.put("due", "a day");
    } else if (template.equals("task-digest")) {
      model.put(
          "items",
          List.of(new DigestItem("Sign", "Hove", "3 December 2018", "/t/3", false, false)));
    } else if (template.equals("register-still-valid")) {
      model.put("what", "Brighton & Hove");
      model.put("count", 2);
    } else if (template.equals("sides-introduced")) {
      model.put("asks", "Brighton & Hove");
      model.put("offers", "Kent");
      model.put("theme", "Workforce");
    } else if (template.equals("invitation-to-sign-in")) {
      model.put("username", "dcs-846");
      model.put("way", "with a password that you choose");
      model.put("until", "7 December 2018");
    } else if (template.equals("sign-in-link")) {
      model.put("username", "dcs-846");
    } else if (template.equals("assessment-signed")) {
      model.put("what", "Brighton & Hove, 2018-19");
      model.put("who", "Example dcs-846");
      model.put("version", 1);
      model.put("at", "14 December 2018, 10:15");
      model.put("sha256", "a".repeat(64));
    } else if (template.equals("machine-trouble")) {
      model.put("why", "No space left on device");
    } else if (template.equals("table-trouble")) {
      model.put("place", "processes/reminder-schedule.dmn, rule 4");
      model.put("problem", "“ofice” is none of deputy, office, people");
    } else if (template.equals("from-the-diagram")) {
      model.put("what", "Brighton & Hove, 2018-19");
      model.put("topic", "The plan is near");
      model.put("lines", List.of("Please keep the day free.", "The draft comes next."));
    } else if (template.equals("news-digest")) {
      model.put("news", List.of(new NewsItem("A case study", "/case-studies/1")));
      model.put("count", 2);
      model.put("first", "A case study");
    } else {
      model.put("what", "Brighton & Hove, 2018-19");
      List.of("title", "who", "at", "version", "sha256", "reviewer")
          .forEach(fact -> model.put(fact, "An example"));
    }
    return model;
  }

  @Test
  void aFailedAttemptIsRepeatedLaterAndLaterAndThenGivenToTheOffice() {
    notices.post(dataSheet("step", "ada@example.org"));
    AtomicInteger attempts = new AtomicInteger();
    NoticeDispatcher dispatcher =
        dispatcher(
            mail -> {
              attempts.incrementAndGet();
              throw new IllegalStateException("mail server is away");
            });
    for (Duration wait :
        List.of(
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(1))) {
      clock.forward(wait.minusSeconds(1));
      int before = attempts.get();
      if (!wait.isZero()) {
        dispatcher.dispatchDue();
        assertThat(attempts).hasValue(before);
      }
      clock.forward(Duration.ofSeconds(1));
      dispatcher.dispatchDue();
      assertThat(attempts).hasValue(before + 1);
    }
    assertThat(events).as("nobody is told of a fault that may pass").noneMatch(this::isSummary);
    for (int hour = 0; hour < 60; hour++) {
      clock.forward(Duration.ofHours(1));
      dispatcher.dispatchDue();
    }
    assertThat(attempts).hasValue(50);
    assertThat(events)
        .filteredOn(this::isSummary)
        .singleElement()
        .satisfies(
            event -> {
              NoticesFailed failed = (NoticesFailed) event;
              assertThat(failed.count()).isEqualTo(1);
              assertThat(failed.inDoubt()).isZero();
            });
    UndeliveredNotice undelivered = notices.undelivered().get(0);
    assertThat(undelivered.reason()).contains("mail server is away");
    assertThat(notices.sendAgain(undelivered.id())).isTrue();
    assertThat(dispatcher(files()).dispatchDue()).isEqualTo(1);
    assertThat(notices.undelivered()).isEmpty();
  }

  @Test
  void theOfficeIsNotToldThatItCouldNotBeTold() {
    notices.post(notice("incident-to-office", Map.of("what", "Brighton and Hove")));
    NoticeDispatcher dispatcher =
        dispatcher(
            mail -> {
              throw new IllegalStateException("mail server is away");
            });
    for (int attempt = 0; attempt < 50; attempt++) {
      dispatcher.dispatchDue();
      clock.forward(Duration.ofDays(1));
    }
    assertThat(notices.undelivered()).hasSize(1);
    assertThat(events).noneMatch(this::isSummary);
  }

  @Test
  void aNodeThatDiesWhileSendingLeavesANoticeToTheOfficeAndNobodySendsItAgain() {
    notices.post(dataSheet("step", "ada@example.org"));
    NoticeDispatcher dying =
        dispatcher(
            mail -> {
              // What kill -9 leaves behind: a claim, and nobody who answers for it.
              throw new ThreadDeathInTest();
            });
    assertThatThrownBy(dying::dispatchDue).isInstanceOf(ThreadDeathInTest.class);

    NoticeDispatcher other = dispatcher(files());
    assertThat(other.dispatchDue()).isZero();
    assertThat(notices.undelivered()).as("the first node may still be alive").isEmpty();

    // A demo's clock may jump over months while a mail is on its way.
    clock.forward(Duration.ofDays(90));
    other.dispatchDue();
    assertThat(notices.undelivered()).isEmpty();

    JDBC.sql("update notice set claimed_at = claimed_at - interval '16 minutes'").update();
    assertThat(other.dispatchDue()).isZero();
    assertThat(notices.undelivered()).singleElement().matches(UndeliveredNotice::perhapsSent);
    assertThat(events).filteredOn(this::isSummary).hasSize(1);
    assertThat(other.dispatchDue()).isZero();
    assertThat(events).filteredOn(this::isSummary).as("told once").hasSize(1);

    assertThat(notices.setAside(notices.undelivered().get(0).id())).isTrue();
    assertThat(notices.undelivered()).isEmpty();
    assertThat(other.dispatchDue()).isZero();
  }

  @Test
  void manyDispatchersAtOnceSendEveryNoticeOnce() throws Exception {
    int count = 200;
    for (int i = 0; i < count; i++) {
      notices.post(dataSheet("step " + i, "ada@example.org"));
    }
    Map<Long, AtomicInteger> sent = new ConcurrentHashMap<>();
    MailRoute counting =
        mail -> {
          sent.computeIfAbsent(mail.id(), id -> new AtomicInteger()).incrementAndGet();
          Thread.yield();
        };
    var threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> nodes = new ArrayList<>();
      for (int node = 0; node < 8; node++) {
        NoticeDispatcher dispatcher = dispatcher(counting);
        nodes.add(dispatcher::dispatchDue);
      }
      int total = 0;
      int busy = 0;
      for (var result : threads.invokeAll(nodes)) {
        total += result.get();
        busy += result.get() > 0 ? 1 : 0;
      }
      assertThat(total).isEqualTo(count);
      assertThat(busy).as("dispatchers that had a share").isGreaterThan(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(sent).hasSize(count);
    assertThat(sent.values()).allMatch(times -> times.get() == 1);
  }

  private boolean isSummary(Object event) {
    return event instanceof NoticesFailed;
  }

  private NoticeDispatcher dispatcher(MailRoute route) {
    return new NoticeDispatcher(JDBC, TRANSACTIONS, route, events::add, clock);
  }

  private MailRoute files() {
    return new FileRoute(folder, office(), office());
  }

  private static InternetAddress office() {
    try {
      return new InternetAddress("office@peer.example");
    } catch (jakarta.mail.internet.AddressException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Notice dataSheet(String step, String email) {
    return new Notice(
        new NoticeKey("instance", step, ""),
        new Recipient("Ada Ó Example & Co", email),
        "data-sheet-issued",
        Map.of("what", "Brighton and Hove, 2018-19", "due", "17 December 2018"),
        "/tasks/7?a=1&b=2");
  }

  private static Notice notice(String template, Map<String, Object> model) {
    return new Notice(
        new NoticeKey("instance", "step", ""),
        new Recipient("Ada", "ada@example.org"),
        template,
        model,
        "/tasks");
  }

  private static Notice invitation(
      String step, int sequence, String start, Invitation.Method method) {
    ZonedDateTime from = Instant.parse(start).atZone(ZoneId.of("UTC"));
    return new Notice(
        new NoticeKey("instance", step, ""),
        new Recipient("Ada", "ada@example.org"),
        "day-moved",
        Map.of("what", "Group 5, 2018-19"),
        "/tasks",
        Optional.of(
            new Invitation(
                "2019-group-5@peer.example",
                sequence,
                from,
                from.plusHours(7),
                "Challenge day; group 5, Hove",
                "Hove Town Hall",
                "What to do before the day",
                "office@peer.example",
                method)));
  }

  private List<Path> mails() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static MimeMessage read(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return new MimeMessage(Session.getInstance(new Properties()), in);
    }
  }

  private static List<String> parts(MimeMessage mail) throws Exception {
    MimeMultipart multipart = (MimeMultipart) mail.getContent();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < multipart.getCount(); i++) {
      BodyPart part = multipart.getBodyPart(i);
      parts.add(
          new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .replace("\r\n", "\n"));
    }
    return parts;
  }

  private static Calendar calendar(Path mail) throws Exception {
    return new CalendarBuilder()
        .build(new StringReader(parts(read(mail)).get(2).replace("\n", "\r\n")));
  }

  private static String property(VEvent event, String name) {
    return event.getProperty(name).orElseThrow().getValue();
  }

  private static String plain(String html) {
    return html.replaceAll("(?s)<style.*?</style>", "")
        .replaceAll("<[^>]+>", " ")
        .replace("&amp;", "&")
        .replace('’', '\'')
        .replaceAll("\\s+", " ")
        .replace(" .", ".")
        .replace(" ,", ",")
        .replace(" :", ":");
  }

  /** What a template itself says, without greeting, links and list marks. */
  private static String plainBody(String text) {
    return Arrays.stream(text.substring(0, text.indexOf("Open it here")).split("\n"))
        .skip(1)
        .map(String::strip)
        .filter(line -> !line.startsWith("https://"))
        .map(line -> line.startsWith("- ") ? line.substring(2).replaceFirst(", ", " ") : line)
        .reduce("", (a, b) -> a + " " + b)
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** Stands for a node that is gone: no handler of ours catches an Error. */
  private static final class ThreadDeathInTest extends Error {}

  /** The clock that the demo moves. */
  private static final class SettableClock extends Clock {
    private Instant now;

    SettableClock(Instant now) {
      this.now = now;
    }

    void set(String instant) {
      now = Instant.parse(instant);
    }

    void forward(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return LONDON;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
