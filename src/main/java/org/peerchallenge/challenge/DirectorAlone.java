package org.peerchallenge.challenge;

import java.util.Map;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happens when an entry named nobody in time. */
@Service
public class DirectorAlone {

  private final Teams teams;
  private final Days days;
  private final Cycles cycles;
  private final Region region;
  private final Notices notices;

  DirectorAlone(Teams teams, Days days, Cycles cycles, Region region, Notices notices) {
    this.teams = teams;
    this.days = days;
    this.cycles = cycles;
    this.region = region;
    this.notices = notices;
  }

  /**
   * Takes the director as attending alone and tells the office; nothing when the entry has left.
   */
  @Transactional
  public void take(GroupKey group, EntryKey entry, NoticeKey key) {
    if (!teams.takeDirectorAlone(group, entry)) {
      return;
    }
    Day day = days.of(group);
    region
        .holders(Role.OFFICE)
        .forEach(
            person ->
                notices.post(
                    new Notice(
                        key,
                        new Recipient(person.name(), person.email()),
                        "director-alone",
                        Map.of("what", cycles.title(entry), "due", EnglishText.weekday(day.date())),
                        day.page())));
  }
}
