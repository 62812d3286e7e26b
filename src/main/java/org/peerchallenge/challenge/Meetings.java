package org.peerchallenge.challenge;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.Briefings;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.DailyNotices;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.notice.Appointment;
import org.peerchallenge.notice.Appointments;
import org.peerchallenge.notice.Invited;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The region's meetings of a year: its briefing and its summit. Once the office said when and
 * where, everybody concerned is invited; each working day brings the invitations up to date, so
 * that a moved summit and a new director need no hand.
 */
@Service
public class Meetings implements DailyNotices {

  /** Which meeting. */
  public enum Kind {
    BRIEFING("briefing"),
    SUMMIT("summit");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** As tables and addresses write it, and people say it. */
    public String id() {
      return id;
    }

    static Kind of(String id) {
      return id.equals(SUMMIT.id) ? SUMMIT : BRIEFING;
    }
  }

  /** A meeting as the office arranged it. */
  public record Meeting(
      Kind kind,
      LocalDate day,
      LocalTime starts,
      LocalTime ends,
      String place,
      String link,
      boolean calledOff) {

    String where() {
      return link.isEmpty() ? place : place.isEmpty() ? link : place + ", " + link;
    }
  }

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Briefings briefings;
  private final Appointments appointments;
  private final Clock clock;

  Meetings(
      JdbcClient jdbc, Cycles cycles, Briefings briefings, Appointments appointments, Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.briefings = briefings;
    this.appointments = appointments;
    this.clock = clock;
  }

  /** A meeting; empty before the office arranged it. */
  public Optional<Meeting> find(CycleKey year, Kind kind) {
    LocalDate summit = cycles.cycle(year).summit();
    return jdbc.sql(
            """
            select day, starts, ends, place, link, called_off from region_meeting
            where cycle = :year and kind = :kind
            """)
        .param("year", year.value())
        .param("kind", kind.id())
        .query(
            (row, n) ->
                new Meeting(
                    kind,
                    kind == Kind.SUMMIT ? summit : row.getObject("day", LocalDate.class),
                    row.getObject("starts", LocalTime.class),
                    row.getObject("ends", LocalTime.class),
                    row.getString("place"),
                    row.getString("link"),
                    row.getBoolean("called_off")))
        .optional();
  }

  /** Who was invited and what each answered. */
  public List<Invited> invited(CycleKey year, Kind kind) {
    return appointments.of(about(year, kind)).stream().filter(one -> !one.cancelled()).toList();
  }

  /**
   * Says when and where, and invites everybody, or tells them what changed.
   *
   * @param day of a briefing; a summit's stands with its year and is moved there
   * @throws Refused when the times make no sense or the day is past
   */
  @Transactional
  public void arrange(
      CycleKey year,
      Kind kind,
      LocalDate day,
      LocalTime starts,
      LocalTime ends,
      String place,
      String link,
      String username) {
    LocalDate on = kind == Kind.SUMMIT ? cycles.cycle(year).summit() : day;
    if (on == null || starts == null || ends == null) {
      throw new Refused("Please say on which day, from when and until when.");
    }
    if (!ends.isAfter(starts)) {
      throw new Refused("It must end after it starts.");
    }
    if (on.isBefore(LocalDate.now(clock))) {
      throw new Refused("That day is past. Nobody is invited to it.");
    }
    if (!link.isEmpty() && !link.startsWith("https://")) {
      throw new Refused("The link must begin with https://");
    }
    jdbc.sql(
            """
            insert into region_meeting
              (cycle, kind, day, starts, ends, place, link, called_off, changed_by, changed_at)
            values (:year, :kind, :day, :starts, :ends, :place, :link, false, :username, :now)
            on conflict (cycle, kind) do update set day = excluded.day, starts = excluded.starts,
              ends = excluded.ends, place = excluded.place, link = excluded.link,
              called_off = false, changed_by = excluded.changed_by,
              changed_at = excluded.changed_at
            """)
        .param("year", year.value())
        .param("kind", kind.id())
        .param("day", kind == Kind.SUMMIT ? null : on, java.sql.Types.DATE)
        .param("starts", starts)
        .param("ends", ends)
        .param("place", place)
        .param("link", link)
        .param("username", username)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    bring(year, kind);
  }

  /**
   * Calls a meeting off: it goes out of everybody's calendar.
   *
   * @throws Refused when there is none to come
   */
  @Transactional
  public void callOff(CycleKey year, Kind kind, String username) {
    Meeting meeting =
        find(year, kind)
            .filter(one -> !one.calledOff())
            .orElseThrow(() -> new Refused("There is none to call off."));
    if (isPast(meeting)) {
      throw new Refused("It was on " + EnglishText.day(meeting.day()) + ". What is past stays.");
    }
    jdbc.sql(
            """
            update region_meeting set called_off = true, changed_by = :username,
              changed_at = :now where cycle = :year and kind = :kind
            """)
        .param("username", username)
        .param("now", Timestamp.from(clock.instant()))
        .param("year", year.value())
        .param("kind", kind.id())
        .update();
    appointments.callOff(appointment(year, meeting), key(year, kind));
  }

  /** Empties the calendars of a year that is called off. */
  @Transactional
  public void callOff(CycleKey year, NoticeKey key) {
    for (Kind kind : Kind.values()) {
      find(year, kind)
          .filter(one -> !one.calledOff() && !isPast(one))
          .ifPresent(one -> callOff(year, kind, key.activityId()));
    }
  }

  @Override
  @Transactional
  public void post() {
    for (Cycle cycle : cycles.all()) {
      if (cycle.cancelledOn().isEmpty()) {
        for (Kind kind : Kind.values()) {
          bring(cycle.key(), kind);
        }
      }
    }
  }

  private void bring(CycleKey year, Kind kind) {
    find(year, kind)
        .filter(one -> !one.calledOff() && !isPast(one))
        .ifPresent(
            one -> appointments.bring(appointment(year, one), people(year, kind), key(year, kind)));
  }

  /** On its own day it may still be called off. */
  public boolean isPast(Meeting meeting) {
    return meeting.day().isBefore(LocalDate.now(clock));
  }

  private Map<String, String> people(CycleKey year, Kind kind) {
    Map<String, String> people = new LinkedHashMap<>();
    if (kind == Kind.BRIEFING) {
      briefings.people(year).keySet().forEach(person -> add(people, person));
    } else {
      for (Role role : List.of(Role.DCS, Role.TRUST_CHIEF_EXECUTIVE, Role.LEAD_MEMBER)) {
        cycles
            .entries(year)
            .forEach(
                entry -> cycles.people(entry.key(), role).forEach(person -> add(people, person)));
      }
    }
    return people;
  }

  private static void add(Map<String, String> people, Person person) {
    people.putIfAbsent(person.email().toLowerCase(Locale.ROOT), person.name());
  }

  private Appointment appointment(CycleKey year, Meeting meeting) {
    String what = meeting.kind().id() + " of " + cycles.cycle(year).label();
    return new Appointment(
        about(year, meeting.kind()),
        meeting.day().atTime(meeting.starts()).atZone(EnglandTime.ZONE),
        meeting.day().atTime(meeting.ends()).atZone(EnglandTime.ZONE),
        meeting.where(),
        "Peer challenge: " + what,
        what,
        "/meetings/" + year,
        "meeting");
  }

  private static String about(CycleKey year, Kind kind) {
    return year + "/" + kind.id();
  }

  /** The sequence of each invitation tells one change from the next. */
  private static NoticeKey key(CycleKey year, Kind kind) {
    return new NoticeKey("meeting " + about(year, kind), "invite", "");
  }
}
