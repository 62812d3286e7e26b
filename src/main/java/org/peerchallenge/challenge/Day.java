package org.peerchallenge.challenge;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.kernel.EnglishText;

/**
 * The challenge day of a group: as confirmed, or as arranged while nobody has confirmed it.
 *
 * @param venue empty while nobody knows, or when people meet by video
 * @param link empty when people meet in one room
 * @param members the entries of today, in the order of their sessions
 */
public record Day(
    GroupKey group,
    LocalDate date,
    LocalTime starts,
    Mode mode,
    String venue,
    String link,
    String note,
    List<EntryKey> members,
    Optional<Instant> confirmed) {

  /** When sessions begin while nobody has said otherwise. */
  static final LocalTime USUAL_START = LocalTime.of(9, 30);

  private static final int SESSION_MINUTES = 120;
  private static final int BREAK_MINUTES = 15;
  private static final int LUNCH_MINUTES = 45;
  private static final int LEARN_MINUTES = 30;

  /** One line of the agenda; the entry is empty for what the whole group does. */
  public record Slot(LocalDateTime from, LocalDateTime to, Optional<EntryKey> entry, String what) {

    public String times() {
      return EnglishText.time(from.toLocalTime()) + "–" + EnglishText.time(to.toLocalTime());
    }
  }

  /** One activity of a session. */
  public record Activity(String name, int minutes) {}

  /** The five activities of a session; the sixth, learn, closes the day. */
  public static final List<Activity> ACTIVITIES =
      List.of(
          new Activity("Present", 15),
          new Activity("Explore", 70),
          new Activity("Affirm", 5),
          new Activity("Balcony", 20),
          new Activity("Reflect", 10));

  /** Two hours for each entry, breaks between, lunch after the second when more follow. */
  public List<Slot> agenda() {
    List<Slot> slots = new ArrayList<>();
    LocalDateTime now = date.atTime(starts);
    for (int i = 0; i < members.size(); i++) {
      LocalDateTime end = now.plusMinutes(SESSION_MINUTES);
      slots.add(new Slot(now, end, Optional.of(members.get(i)), "Session"));
      boolean lunch = i == 1 && members.size() > 2;
      now = end.plusMinutes(lunch ? LUNCH_MINUTES : BREAK_MINUTES);
      slots.add(new Slot(end, now, Optional.empty(), lunch ? "Lunch" : "Break"));
    }
    slots.add(new Slot(now, now.plusMinutes(LEARN_MINUTES), Optional.empty(), "Learn"));
    return slots;
  }

  public LocalDateTime begins() {
    return date.atTime(starts);
  }

  public LocalDateTime ends() {
    List<Slot> agenda = agenda();
    return agenda.get(agenda.size() - 1).to();
  }

  /** Where people find each other, as an invitation says it. */
  public String place() {
    String room = venue.isBlank() ? "Place to be told" : venue;
    String video = link.isBlank() ? "By video, link to be told" : link;
    return switch (mode) {
      case IN_PERSON -> room;
      case VIRTUAL -> video;
      case HYBRID -> room + " · " + video;
    };
  }

  /** The page of the day. */
  public String page() {
    return group.page();
  }
}
