package org.peerchallenge.challenge;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When, where and how a group meets. */
@Service
public class Days {

  private record Confirmed(LocalTime starts, String link, String note, OffsetDateTime confirmed) {}

  /** Working days before the day on which a review ends that is not written. */
  private static final int DAYS_SEEN_BEFORE = 15;

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final WorkingDays workingDays;
  private final Messages messages;
  private final Clock clock;

  Days(JdbcClient jdbc, Cycles cycles, WorkingDays workingDays, Messages messages, Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.workingDays = workingDays;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * The day of a group as it stands.
   *
   * @throws java.util.NoSuchElementException when the year has no such group
   */
  public Day of(GroupKey key) {
    Group group = cycles.group(key);
    Optional<Confirmed> confirmed =
        jdbc.sql(
                """
                select starts, link, note, confirmed from challenge_day
                where peer_group = :group
                """)
            .param("group", key.value())
            .query(Confirmed.class)
            .optional();
    return new Day(
        key,
        group.day(),
        confirmed.map(Confirmed::starts).orElse(Day.USUAL_START),
        group.mode(),
        group.venue(),
        confirmed.map(Confirmed::link).orElse(""),
        confirmed.map(Confirmed::note).orElse(""),
        group.members(),
        confirmed.map(c -> c.confirmed().toInstant()));
  }

  /**
   * Refuses a date so near that reviews would end or the reading pack would go out by it at once:
   * that is only done where it is seen before, see the page of changes.
   *
   * @throws Refused with words for the person
   */
  public void refuseToMoveUnseen(GroupKey key, LocalDate date) {
    boolean moved = !cycles.group(key).day().equals(date);
    boolean near = !workingDays.plus(date, -DAYS_SEEN_BEFORE).isAfter(LocalDate.now(clock));
    if (moved && near) {
      throw new Refused(
          "On "
              + EnglishText.day(date)
              + " a review could end, or the reading pack go out, at once. Move the day at “Change"
              + " this case”, where you see what would happen before it does.");
    }
  }

  /**
   * Confirms or changes the day. Due dates, invitations and the reading pack follow.
   *
   * @throws Refused when the date is past or no working day
   */
  @Transactional
  public void confirm(
      GroupKey key,
      LocalDate date,
      LocalTime starts,
      Mode mode,
      String venue,
      String link,
      String note,
      String username) {
    if (date.isBefore(LocalDate.now(clock))) {
      throw new Refused(EnglishText.weekday(date) + " is past. Please choose a day to come.");
    }
    if (!workingDays.isWorkingDay(date)) {
      throw new Refused(
          EnglishText.weekday(date) + " is not a working day. Please choose another.");
    }
    Day before = of(key);
    jdbc.sql(
            """
            insert into challenge_day (peer_group, starts, link, note, confirmed_by, confirmed)
            values (:group, :starts, :link, :note, :username, :now)
            on conflict (peer_group) do update set starts = excluded.starts,
              link = excluded.link, note = excluded.note, confirmed_by = excluded.confirmed_by,
              confirmed = excluded.confirmed
            """)
        .param("group", key.value())
        .param("starts", starts)
        .param("link", mode == Mode.IN_PERSON || link == null ? "" : link)
        .param("note", note == null ? "" : note)
        .param("username", username)
        .param("now", EnglandTime.now(clock))
        .update();
    cycles.moveDay(key, date, mode, mode == Mode.VIRTUAL || venue == null ? "" : venue);
    Day after = of(key);
    // What the cycle keeps is told by it; hour and link are ours to tell.
    if (!after.begins().equals(before.begins()) || !after.place().equals(before.place())) {
      messages.tell(Message.DAY_MOVED, key.value(), Map.of());
    }
  }
}
