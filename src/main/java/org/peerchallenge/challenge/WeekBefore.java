package org.peerchallenge.challenge;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.DailyNotices;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminder of a challenge day, a week before it: on the first working day on which it is at most
 * seven days away. A day that is moved is announced again.
 */
@Component
class WeekBefore implements DailyNotices {

  private static final int DAYS = 7;
  private static final int LONGEST_PLACE = 150;

  private final Cycles cycles;
  private final Days days;
  private final Teams teams;
  private final Notices notices;
  private final Clock clock;

  WeekBefore(Cycles cycles, Days days, Teams teams, Notices notices, Clock clock) {
    this.cycles = cycles;
    this.days = days;
    this.teams = teams;
    this.notices = notices;
    this.clock = clock;
  }

  @Override
  @Transactional
  public void post() {
    LocalDate today = LocalDate.now(clock);
    for (Cycle cycle : cycles.all()) {
      for (Group group : cycles.groups(cycle.key())) {
        boolean near = group.day().isAfter(today) && !group.day().isAfter(today.plusDays(DAYS));
        if (near) {
          remind(days.of(group.key()));
        }
      }
    }
  }

  private void remind(Day day) {
    GroupKey group = day.group();
    Map<String, Object> facts = new HashMap<>();
    facts.put("what", cycles.title(group));
    facts.put("due", EnglishText.weekday(day.date()) + ", " + EnglishText.time(day.starts()));
    String place = day.place().replaceAll("\\s+", " ").strip();
    facts.put(
        "place",
        place.length() <= LONGEST_PLACE ? place : place.substring(0, LONGEST_PLACE - 1) + "…");
    NoticeKey key = new NoticeKey("week before " + group, "remind", day.date().toString());
    teams
        .of(group)
        .forEach(one -> post(key, new Recipient(one.name(), one.email()), facts, day.page()));
    teams
        .facilitator(group)
        .ifPresent(one -> post(key, new Recipient(one.name(), one.email()), facts, day.page()));
  }

  private void post(NoticeKey key, Recipient person, Map<String, Object> facts, String page) {
    notices.post(new Notice(key, person, "day-in-one-week", facts, page));
  }
}
