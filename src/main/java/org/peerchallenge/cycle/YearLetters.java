package org.peerchallenge.cycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a year writes to everybody who takes part in it. */
@Service
public class YearLetters {

  private static final String TASKS = "/camunda/app/tasklist/default/";
  private static final List<Role> READERS =
      List.of(
          Role.DCS, Role.TEAM, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE, Role.TRUST_CHIEF_EXECUTIVE);

  private final Cycles cycles;
  private final Notices notices;

  YearLetters(Cycles cycles, Notices notices) {
    this.cycles = cycles;
    this.notices = notices;
  }

  /** Tells everybody who takes part that the year is called off. */
  @Transactional
  public void yearCalledOff(NoticeKey key, CycleKey year, List<Person> beside) {
    Map<String, Person> readers = new LinkedHashMap<>();
    for (Entry entry : cycles.entries(year)) {
      for (Role role : READERS) {
        cycles.people(entry.key(), role).forEach(p -> readers.putIfAbsent(p.username(), p));
      }
      cycles
          .people(entry.key(), Role.FACILITATOR)
          .forEach(p -> readers.putIfAbsent(p.username(), p));
    }
    beside.forEach(p -> readers.putIfAbsent(p.username(), p));
    for (Person reader : readers.values()) {
      notices.post(
          new Notice(
              key,
              new Recipient(reader.name(), reader.email()),
              "year-called-off",
              Map.of("what", year.label()),
              "/"));
    }
  }

  /** Tells the people of these entries, and the facilitators, that the year has begun. */
  @Transactional
  public void yearStarted(NoticeKey key, List<EntryKey> entries) {
    for (EntryKey entry : entries) {
      Map<String, Person> readers = new LinkedHashMap<>();
      for (Role role : READERS) {
        cycles.people(entry, role).forEach(p -> readers.putIfAbsent(p.username(), p));
      }
      cycles.people(entry, Role.FACILITATOR).forEach(p -> readers.putIfAbsent(p.username(), p));
      Map<String, Object> model =
          Map.of("what", cycles.title(entry), "due", EnglishText.day(cycles.assessmentDue(entry)));
      for (Person reader : readers.values()) {
        notices.post(
            new Notice(
                key, new Recipient(reader.name(), reader.email()), "year-started", model, TASKS));
      }
    }
  }
}
