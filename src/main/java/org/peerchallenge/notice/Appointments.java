package org.peerchallenge.notice;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Invitations to appointments.
 *
 * <p>One for each person and appointment, known by a uid that never changes: a moved date moves the
 * entry in people's calendars instead of adding a second one.
 */
@Service
public class Appointments {

  static final String INVITED =
      """
      select peer_group as about, email, name, uid, sequence, appointment, cancelled, answer
      from invitation
      """;

  private final JdbcClient jdbc;
  private final Notices notices;
  private final Replies replies;
  private final Clock clock;
  private final String organiser;
  private final String baseUrl;

  Appointments(
      JdbcClient jdbc,
      Notices notices,
      Replies replies,
      Clock clock,
      @Value("${peerchallenge.mail-from}") String from,
      @Value("${peerchallenge.base-url:http://localhost:8080}") String baseUrl)
      throws AddressException {
    this.jdbc = jdbc;
    this.notices = notices;
    this.replies = replies;
    this.clock = clock;
    // Calendar programs trust an invitation whose organiser is the sender of its mail.
    this.organiser = new InternetAddress(from, true).getAddress();
    this.baseUrl = baseUrl.replaceAll("/+$", "");
  }

  /**
   * Brings everybody's appointment up to date: invites who has none, updates what has changed,
   * withdraws it from who does not come any more. What is as it should be is left alone, so it may
   * run at any time and twice.
   *
   * @param wanted name by e-mail address in small letters
   */
  @Transactional
  public void bring(Appointment now, Map<String, String> wanted, NoticeKey key) {
    String text = text(now);
    Map<String, Invited> before = new LinkedHashMap<>();
    of(now.about()).forEach(one -> before.put(one.email(), one));
    wanted.forEach(
        (email, name) -> {
          Invited so = before.get(email);
          String due = EnglishText.weekday(now.begins());
          if (so == null) {
            int first = 0;
            keep(now.about(), email, name, first, text, false);
            post(now, key, email, name, first, "invitation", Map.of("due", due));
          } else if (so.cancelled() || !text(so).equals(text)) {
            keep(now.about(), email, name, so.sequence() + 1, text, false);
            post(
                now,
                key,
                email,
                name,
                so.sequence() + 1,
                so.cancelled() ? "invitation" : "moved",
                so.cancelled() ? Map.of("due", due) : moved(so, now));
          }
        });
    before.values().stream()
        .filter(one -> !one.cancelled() && !wanted.containsKey(one.email()))
        .forEach(one -> cancel(now, one, key));
  }

  /** Takes the appointment out of everybody's calendar. */
  @Transactional
  public void callOff(Appointment appointment, NoticeKey key) {
    of(appointment.about()).stream()
        .filter(one -> !one.cancelled())
        .forEach(one -> cancel(appointment, one, key));
  }

  private void cancel(Appointment appointment, Invited one, NoticeKey key) {
    keep(one.about(), one.email(), one.name(), one.sequence() + 1, text(one), true);
    Appointment as =
        new Appointment(
            one.about(),
            one.begins(),
            one.ends(),
            one.place(),
            appointment.summary(),
            appointment.what(),
            appointment.page(),
            appointment.templates());
    post(
        as,
        key,
        one.email(),
        one.name(),
        one.sequence() + 1,
        "cancelled",
        Map.of("due", EnglishText.weekday(one.begins())));
  }

  private void post(
      Appointment appointment,
      NoticeKey key,
      String email,
      String name,
      int sequence,
      String kind,
      Map<String, Object> facts) {
    boolean cancelled = kind.equals("cancelled");
    String uid = uid(appointment.about(), email);
    Map<String, Object> model = new HashMap<>(facts);
    model.put("what", appointment.what());
    if (!cancelled) {
      model.put("reply", baseUrl + "/replies/" + replies.code(uid));
    }
    Invitation invitation =
        new Invitation(
            uid,
            sequence,
            appointment.begins(),
            appointment.ends(),
            appointment.summary(),
            appointment.place(),
            cancelled
                ? ""
                : "What to do before, during and after the day: " + baseUrl + appointment.page(),
            organiser,
            cancelled ? Invitation.Method.CANCEL : Invitation.Method.REQUEST);
    notices.post(
        new Notice(
            // The same step may update an appointment more than once: the sequence tells which.
            new NoticeKey(
                key.processInstanceId(),
                key.activityId(),
                (key.loop() + " appointment " + sequence).strip()),
            new Recipient(name, email),
            appointment.templates() + "-" + kind,
            model,
            appointment.page(),
            Optional.of(invitation)));
  }

  /** Everybody who was ever invited, by address. */
  public List<Invited> of(String about) {
    return jdbc.sql(INVITED + "where peer_group = :about order by email")
        .param("about", about)
        .query(Appointments::invited)
        .list();
  }

  /** What somebody is invited to, by time. */
  public List<Invited> ofPerson(String email) {
    return jdbc.sql(
            INVITED + "where lower(email) = :email and not cancelled order by appointment, uid")
        .param("email", email.toLowerCase(Locale.ROOT))
        .query(Appointments::invited)
        .list();
  }

  /** What a person must change in the diary: the old and the new, and which of the two it is. */
  private static Map<String, Object> moved(Invited before, Appointment now) {
    Map<String, Object> facts = new HashMap<>();
    if (!before.begins().equals(now.begins()) || !before.ends().equals(now.ends())) {
      facts.put("oldTime", when(before.begins(), before.ends()));
      facts.put("due", when(now.begins(), now.ends()));
    }
    if (!before.place().equals(now.place())) {
      facts.put("oldPlace", place(before.place()));
      facts.put("newPlace", place(now.place()));
    }
    return facts;
  }

  private static String when(ZonedDateTime begins, ZonedDateTime ends) {
    return "%s, %tR to %tR".formatted(EnglishText.weekday(begins), begins, ends);
  }

  /** Mail carries short facts: a long address is whole in the appointment. */
  private static String place(String whole) {
    String place = whole.replaceAll("\\s+", " ").strip();
    return place.isEmpty()
        ? "no place named"
        : place.length() <= 150 ? place : place.substring(0, 149) + "…";
  }

  private static String text(Appointment one) {
    return String.join(
        "\n",
        one.begins().toLocalDateTime().toString(),
        one.ends().toLocalDateTime().toString(),
        one.place());
  }

  private static String text(Invited one) {
    return String.join(
        "\n",
        one.begins().toLocalDateTime().toString(),
        one.ends().toLocalDateTime().toString(),
        one.place());
  }

  static Invited invited(ResultSet row, int number) throws SQLException {
    String[] lines = row.getString("appointment").split("\n", 3);
    return new Invited(
        row.getString("about"),
        row.getString("email"),
        row.getString("name"),
        row.getString("uid"),
        row.getInt("sequence"),
        LocalDateTime.parse(lines[0]).atZone(EnglandTime.ZONE),
        LocalDateTime.parse(lines[1]).atZone(EnglandTime.ZONE),
        lines[2],
        row.getBoolean("cancelled"),
        Reply.of(row.getString("answer")));
  }

  private static String uid(String about, String email) {
    return UUID.nameUUIDFromBytes((about + "\n" + email).getBytes(StandardCharsets.UTF_8))
        + "@peer-challenge";
  }

  /** Another date or place asks everybody again. */
  private void keep(
      String about, String email, String name, int sequence, String text, boolean cancelled) {
    jdbc.sql(
            """
            insert into invitation
              (peer_group, email, name, uid, sequence, appointment, cancelled, sent)
            values (:about, :email, :name, :uid, :sequence, :text, :cancelled, :now)
            on conflict (peer_group, email) do update set name = excluded.name,
              sequence = excluded.sequence, appointment = excluded.appointment,
              cancelled = excluded.cancelled, sent = excluded.sent,
              answer = null, answered_at = null
            """)
        .param("about", about)
        .param("email", email)
        .param("name", name)
        .param("uid", uid(about, email))
        .param("sequence", sequence)
        .param("text", text)
        .param("cancelled", cancelled)
        .param("now", EnglandTime.now(clock))
        .update();
  }
}
