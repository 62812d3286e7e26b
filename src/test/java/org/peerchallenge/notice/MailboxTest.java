package org.peerchallenge.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What comes to the mailbox, over real IMAP. */
class MailboxTest {

  private static final DataSource DB = TestDatabase.migratedDatabase();
  private static final JdbcClient JDBC = JdbcClient.create(DB);
  private static final URI BASE = URI.create("https://peer.example");

  @RegisterExtension
  static final GreenMailExtension SERVER =
      new GreenMailExtension(ServerSetupTest.IMAP.dynamicPort());

  private final Clock clock = Clock.fixed(Instant.parse("2019-01-07T09:00:00Z"), ZoneOffset.UTC);
  private final Replies replies = new Replies(JDBC, clock);
  private Appointments appointments;
  private GreenMailUser user;
  private Mailbox mailbox;

  @BeforeEach
  void inviteAda() throws Exception {
    JDBC.sql("truncate notice, notice_rhythm, invitation, invitation_reply cascade").update();
    Notices notices =
        new Notices(
            JDBC,
            new NoticeTemplates(BASE, "Example region"),
            new CalendarPart(clock),
            event -> {},
            clock,
            BASE);
    appointments =
        new Appointments(
            JDBC, notices, replies, clock, "Peer challenge <pc@peer.example>", BASE.toString());
    ZonedDateTime day = ZonedDateTime.parse("2019-02-04T09:30:00Z[Europe/London]");
    appointments.bring(
        new Appointment(
            "2019/group-2", day, day.plusHours(6), "Hall", "Challenge day", "Group 2", "/", "day"),
        Map.of("ada@example.org", "Ada", "ben@example.org", "Ben"),
        new NoticeKey("instance", "invite", ""));
    user = SERVER.setUser("pc@peer.example", "pc", "secret-of-a-test");
    mailbox =
        new Mailbox(
            new IncomingMail(JDBC, replies),
            new DataSourceTransactionManager(DB),
            JDBC,
            "imap",
            "127.0.0.1",
            SERVER.getImap().getPort(),
            "pc",
            "secret-of-a-test");
  }

  @Test
  void theInvitationIsFromItsOrganiser() {
    assertThat(JDBC.sql("select calendar from notice limit 1").query(String.class).single())
        .contains("mailto:pc@peer.example");
  }

  @Test
  void aCalendarsAnswerIsKeptForWhoSentItAlone() throws Exception {
    deliver(reply("ada@example.org", "ada@example.org", "ACCEPTED"));
    deliver(reply("ada@example.org", "ben@example.org", "DECLINED"));
    assertThat(mailbox.look()).isEqualTo(1);
    assertThat(answers()).containsExactly("ada@example.org ACCEPTED");
    deliver(reply("Ada@Example.org", "ada@example.org", "TENTATIVE"));
    assertThat(mailbox.look()).isEqualTo(1);
    assertThat(answers()).containsExactly("ada@example.org TENTATIVE");
    assertThat(mailbox.look()).as("read once").isZero();
  }

  @Test
  void whatIsForPeopleStaysUnread() throws Exception {
    deliver(
        "From: ada@example.org\r\nTo: pc@peer.example\r\nSubject: A question\r\n\r\nHello?\r\n");
    deliver(reply("ada@example.org", "ada@example.org", "NEEDS-ACTION"));
    deliver("From: x\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nnonsense");
    assertThat(mailbox.look()).isZero();
    assertThat(answers()).isEmpty();
    assertThat(SERVER.getManagers().getImapHostManager().getInbox(user).getMessages())
        .hasSize(3)
        .noneMatch(one -> one.getFlags().contains(Flags.Flag.SEEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/rfc822-headers", "message/rfc822"})
  void aMailThatCameBackIsGivenToTheOfficeAndADelayIsNot(String returned) throws Exception {
    JDBC.sql("update notice set state = 'sent', sent_at = now()").update();
    String id =
        JDBC.sql("select message_id from notice where recipient_email = 'ada@example.org'")
            .query(String.class)
            .single();
    deliver(report("delayed", "4.4.1", id, returned));
    assertThat(mailbox.look()).isZero();
    deliver(report("failed", "5.1.1", "<unknown@elsewhere>", returned));
    assertThat(mailbox.look()).isZero();
    deliver(report("failed", "5.1.1", id, returned));
    assertThat(mailbox.look()).isEqualTo(1);
    assertThat(
            JDBC.sql("select state || ' ' || last_error from notice where message_id = :id")
                .param("id", id)
                .query(String.class)
                .single())
        .startsWith("failed It came back")
        .contains("5.1.1");
    assertThat(
            JDBC.sql("select count(*) from notice where state = 'sent'").query(Long.class).single())
        .isEqualTo(1);
  }

  private List<String> answers() {
    List<String> answers = new ArrayList<>();
    for (Invited one : appointments.of("2019/group-2")) {
      one.reply().ifPresent(reply -> answers.add(one.email() + " " + reply));
    }
    return answers;
  }

  private String reply(String from, String attendee, String status) {
    String uid =
        appointments.of("2019/group-2").stream()
            .filter(one -> one.email().equals(attendee))
            .findFirst()
            .orElseThrow()
            .uid();
    return """
        From: %s
        To: pc@peer.example
        Subject: Accepted
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary=b

        --b
        Content-Type: text/plain

        An answer
        --b
        Content-Type: text/calendar; charset=utf-8; method=REPLY

        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Example//EN
        METHOD:REPLY
        BEGIN:VEVENT
        UID:%s
        DTSTAMP:20190107T100000Z
        DTSTART:20190204T093000Z
        ATTENDEE;PARTSTAT=%s:mailto:%s
        ORGANIZER:mailto:pc@peer.example
        END:VEVENT
        END:VCALENDAR
        --b--
        """
        .formatted(from, uid, status, attendee)
        .replace("\n", "\r\n");
  }

  /**
   * A delivery status notification.
   *
   * @param returned what stands in it of the mail: its headers, or all of it
   */
  private static String report(String action, String status, String id, String returned) {
    return """
        From: mailer-daemon@example.org
        To: pc@peer.example
        Subject: Undelivered
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        It could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; example.org

        Final-Recipient: rfc822; ada@example.org
        Action: %s
        Status: %s
        --b
        Content-Type: %s

        Message-ID: %s
        Subject: An invitation
        Content-Type: text/plain

        You are invited.
        --b--
        """
        .formatted(action, status, returned, id)
        .replace("\n", "\r\n");
  }

  private void deliver(String mail) throws Exception {
    user.deliver(
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
  }
}
