package org.peerchallenge.challenge;

import java.nio.charset.StandardCharsets;
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
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.notice.Invitation;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The appointments of a challenge day.
 *
 * <p>One appointment for each person and group, known by a uid that never changes: a moved day
 * moves the entry in people's calendars instead of adding a second one.
 */
@Service
public class Invitations {

  private record Sent(
      String email, String name, String uid, int sequence, String appointment, boolean cancelled) {}

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Days days;
  private final Teams teams;
  private final Notices notices;
  private final Clock clock;
  private final String organiser;
  private final String baseUrl;

  Invitations(
      JdbcClient jdbc,
      Cycles cycles,
      Days days,
      Teams teams,
      Notices notices,
      Clock clock,
      @Value("${peerchallenge.office-email}") String organiser,
      @Value("${peerchallenge.base-url:http://localhost:8080}") String baseUrl) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.days = days;
    this.teams = teams;
    this.notices = notices;
    this.clock = clock;
    this.organiser = organiser;
    this.baseUrl = baseUrl.replaceAll("/+$", "");
  }

  /**
   * Brings everybody's appointment up to date: invites who has none, updates what has changed,
   * withdraws it from who does not come any more. What is as it should be is left alone, so it may
   * run at any time and twice.
   */
  @Transactional
  public void send(GroupKey group, NoticeKey key) {
    Day day = days.of(group);
    String appointment =
        String.join("\n", day.begins().toString(), day.ends().toString(), day.place());
    Map<String, Sent> sent = new LinkedHashMap<>();
    sent(group).forEach(one -> sent.put(one.email(), one));
    Map<String, String> wanted = wanted(group);
    wanted.forEach(
        (email, name) -> {
          Sent before = sent.get(email);
          if (before == null) {
            post(
                day,
                key,
                keep(group, email, name, 0, appointment, false),
                "day-invitation",
                Map.of("due", EnglishText.weekday(day.date())));
          } else if (before.cancelled() || !before.appointment().equals(appointment)) {
            post(
                day,
                key,
                keep(group, email, name, before.sequence() + 1, appointment, false),
                before.cancelled() ? "day-invitation" : "day-moved",
                before.cancelled()
                    ? Map.of("due", EnglishText.weekday(day.date()))
                    : moved(before.appointment(), appointment));
          }
        });
    sent.values().stream()
        .filter(one -> !one.cancelled() && !wanted.containsKey(one.email()))
        .forEach(
            one ->
                post(
                    day,
                    key,
                    keep(
                        group,
                        one.email(),
                        one.name(),
                        one.sequence() + 1,
                        one.appointment(),
                        true),
                    "day-cancelled",
                    Map.of(
                        "due",
                        EnglishText.weekday(at(lines(one.appointment())[0]).toLocalDate()))));
  }

  /** Takes the day out of everybody's calendar. */
  @Transactional
  public void callOff(GroupKey group, NoticeKey key) {
    Day day = days.of(group);
    sent(group).stream()
        .filter(one -> !one.cancelled())
        .forEach(
            one ->
                post(
                    day,
                    key,
                    keep(
                        group,
                        one.email(),
                        one.name(),
                        one.sequence() + 1,
                        one.appointment(),
                        true),
                    "day-cancelled",
                    Map.of("due", EnglishText.day(at(lines(one.appointment())[0]).toLocalDate()))));
  }

  /** As {@link #send}, but nothing before the first invitations are out. */
  @Transactional
  public void update(GroupKey group, NoticeKey key) {
    if (!sent(group).isEmpty()) {
      send(group, key);
    }
  }

  private Map<String, String> wanted(GroupKey group) {
    Map<String, String> wanted = new LinkedHashMap<>();
    teams.of(group).forEach(one -> wanted.putIfAbsent(one.email(), one.name()));
    teams
        .facilitator(group)
        .ifPresent(one -> wanted.putIfAbsent(one.email().toLowerCase(Locale.ROOT), one.name()));
    return wanted;
  }

  private void post(Day day, NoticeKey key, Sent one, String template, Map<String, Object> facts) {
    String[] appointment = lines(one.appointment());
    String title = cycles.title(day.group());
    Map<String, Object> model = new HashMap<>(facts);
    model.put("what", title);
    Invitation invitation =
        new Invitation(
            one.uid(),
            one.sequence(),
            at(appointment[0]),
            at(appointment[1]),
            "Challenge day of " + title,
            appointment[2],
            one.cancelled()
                ? ""
                : "What to do before, during and after the day: " + baseUrl + day.page(),
            organiser,
            one.cancelled() ? Invitation.Method.CANCEL : Invitation.Method.REQUEST);
    notices.post(
        new Notice(
            // The same step may update an appointment more than once: the sequence tells which.
            new NoticeKey(
                key.processInstanceId(),
                key.activityId(),
                (key.loop() + " appointment " + one.sequence()).strip()),
            new Recipient(one.name(), one.email()),
            template,
            model,
            day.page(),
            Optional.of(invitation)));
  }

  /** What a person must change in the diary: the old and the new, and which of the two it is. */
  private static Map<String, Object> moved(String before, String now) {
    String[] old = lines(before);
    String[] next = lines(now);
    boolean time = !old[0].equals(next[0]) || !old[1].equals(next[1]);
    boolean place = !old[2].equals(next[2]);
    Map<String, Object> facts = new HashMap<>();
    if (time) {
      facts.put("oldTime", when(old));
      facts.put("due", when(next));
    }
    if (place) {
      facts.put("oldPlace", place(old));
      facts.put("newPlace", place(next));
    }
    return facts;
  }

  private static String when(String[] appointment) {
    return "%s, %tR to %tR"
        .formatted(
            EnglishText.weekday(at(appointment[0]).toLocalDate()),
            at(appointment[0]),
            at(appointment[1]));
  }

  /** Mail carries short facts: a long address is whole in the appointment. */
  private static String place(String[] appointment) {
    String place = appointment[2].replaceAll("\\s+", " ").strip();
    return place.isEmpty()
        ? "no place named"
        : place.length() <= 150 ? place : place.substring(0, 149) + "…";
  }

  /** Begin, end and place, as they are kept. */
  private static String[] lines(String appointment) {
    return appointment.split("\n", 3);
  }

  private static ZonedDateTime at(String local) {
    return LocalDateTime.parse(local).atZone(EnglandTime.ZONE);
  }

  private List<Sent> sent(GroupKey group) {
    return jdbc.sql(
            """
            select email, name, uid, sequence, appointment, cancelled from invitation
            where peer_group = :group order by email
            """)
        .param("group", group.value())
        .query(Sent.class)
        .list();
  }

  private Sent keep(
      GroupKey group,
      String email,
      String name,
      int sequence,
      String appointment,
      boolean cancelled) {
    String uid =
        UUID.nameUUIDFromBytes((group + "\n" + email).getBytes(StandardCharsets.UTF_8))
            + "@peer-challenge";
    jdbc.sql(
            """
            insert into invitation
              (peer_group, email, name, uid, sequence, appointment, cancelled, sent)
            values (:group, :email, :name, :uid, :sequence, :appointment, :cancelled, :now)
            on conflict (peer_group, email) do update set name = excluded.name,
              sequence = excluded.sequence, appointment = excluded.appointment,
              cancelled = excluded.cancelled, sent = excluded.sent
            """)
        .param("group", group.value())
        .param("email", email)
        .param("name", name)
        .param("uid", uid)
        .param("sequence", sequence)
        .param("appointment", appointment)
        .param("cancelled", cancelled)
        .param("now", EnglandTime.now(clock))
        .update();
    return new Sent(email, name, uid, sequence, appointment, cancelled);
  }
}
