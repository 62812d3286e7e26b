package org.peerchallenge.improvement;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Map;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.DailyNotices;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks directors once a quarter, in one line of a digest, whether what stands in the register still
 * holds, and what came of their asks; until 15 months after the summit.
 */
@Component
class StillValid implements DailyNotices {

  private static final int MONTHS = 3;
  private static final int FOLLOWED = 15;

  private final Impact impact;
  private final Cycles cycles;
  private final Notices notices;
  private final Clock clock;

  StillValid(Impact impact, Cycles cycles, Notices notices, Clock clock) {
    this.impact = impact;
    this.cycles = cycles;
    this.notices = notices;
    this.clock = clock;
  }

  @Override
  @Transactional
  public void post() {
    LocalDate today = LocalDate.now(clock);
    for (Cycle cycle : cycles.all()) {
      if (cycle.isOpen() && !today.isAfter(cycle.summit().plusMonths(FOLLOWED))) {
        cycles.entries(cycle.key()).forEach(entry -> ask(cycle, entry, today));
      }
    }
  }

  private void ask(Cycle cycle, Entry entry, LocalDate today) {
    int count = impact.toLookAt(cycle.key(), entry.key(), today.minusMonths(MONTHS));
    if (count == 0) {
      return;
    }
    String quarter = today.getYear() + " Q" + today.get(IsoFields.QUARTER_OF_YEAR);
    for (var person : cycles.people(entry.key(), Role.DCS)) {
      notices.post(
          new Notice(
              new NoticeKey("register of " + entry.key(), "still-valid", quarter),
              new Recipient(person.name(), person.email()),
              "register-still-valid",
              Map.of("what", Impact.shortened(entry.name()), "count", count),
              "/register/" + cycle.key() + "/impact"));
    }
  }
}
