package org.peerchallenge.challenge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.notice.Appointment;
import org.peerchallenge.notice.Appointments;
import org.peerchallenge.notice.Invited;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Reply;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Invitations to a challenge day: for everybody who comes, and for the facilitator. */
@Service
public class Invitations {

  private final Cycles cycles;
  private final Days days;
  private final Teams teams;
  private final Appointments appointments;

  Invitations(Cycles cycles, Days days, Teams teams, Appointments appointments) {
    this.cycles = cycles;
    this.days = days;
    this.teams = teams;
    this.appointments = appointments;
  }

  /** Brings everybody's appointment up to date; it may run at any time and twice. */
  @Transactional
  public void send(GroupKey group, NoticeKey key) {
    appointments.bring(appointment(group), wanted(group), key);
  }

  /** Takes the day out of everybody's calendar. */
  @Transactional
  public void callOff(GroupKey group, NoticeKey key) {
    appointments.callOff(appointment(group), key);
  }

  /** As {@link #send}, but nothing before the first invitations are out. */
  @Transactional
  public void update(GroupKey group, NoticeKey key) {
    if (!appointments.of(group.value()).isEmpty()) {
      send(group, key);
    }
  }

  /** What each invited person answered, by e-mail address in small letters. */
  public Map<String, Reply> replies(GroupKey group) {
    Map<String, Reply> replies = new LinkedHashMap<>();
    List<Invited> invited = appointments.of(group.value());
    invited.stream()
        .filter(one -> !one.cancelled())
        .forEach(one -> one.reply().ifPresent(reply -> replies.put(address(one.email()), reply)));
    return replies;
  }

  private Appointment appointment(GroupKey group) {
    Day day = days.of(group);
    String title = cycles.title(group);
    return new Appointment(
        group.value(),
        day.begins().atZone(EnglandTime.ZONE),
        day.ends().atZone(EnglandTime.ZONE),
        day.place(),
        "Challenge day of " + title,
        title,
        day.page(),
        "day");
  }

  private Map<String, String> wanted(GroupKey group) {
    Map<String, String> wanted = new LinkedHashMap<>();
    teams.of(group).forEach(one -> wanted.putIfAbsent(one.email(), one.name()));
    teams.facilitator(group).ifPresent(one -> wanted.putIfAbsent(address(one.email()), one.name()));
    return wanted;
  }

  private static String address(String email) {
    return email.toLowerCase(Locale.ROOT);
  }
}
