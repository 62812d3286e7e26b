package org.peerchallenge.challenge;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.peerchallenge.challenge.SessionRecords.Practice;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Practice worth sharing, from a report to the region's directors; its owner decides. */
@Service
public class CaseStudies {

  private static final String CASE_STUDY =
      """
      select c.id, c.entry, c.practice, c.state, c.title, c.situation, c.action, c.impact,
        c.lessons, c.contact, c.wish
      from case_study c
      """;

  private record Row(
      long id,
      String entry,
      String practice,
      String state,
      String title,
      String situation,
      String action,
      String impact,
      String lessons,
      String contact,
      String wish) {

    CaseStudy caseStudy() {
      return new CaseStudy(
          id,
          EntryKey.of(entry),
          practice,
          CaseStudy.State.valueOf(state),
          title,
          situation,
          action,
          impact,
          lessons,
          contact,
          wish);
    }
  }

  /** In characters; a subject of a mail is short. */
  private static final int LONGEST_TITLE = 120;

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Notices notices;
  private final Clock clock;

  CaseStudies(JdbcClient jdbc, Cycles cycles, Notices notices, Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.notices = notices;
    this.clock = clock;
  }

  /** Notes which practice of a report is to be written up; what is already wanted stays. */
  @Transactional
  void want(Report report) {
    report.text().practices().stream()
        .filter(Practice::writeUp)
        .filter(
            practice ->
                of(report.entry()).stream()
                    .noneMatch(known -> known.practice().equalsIgnoreCase(practice.title())))
        .forEach(
            practice ->
                jdbc.sql(
                        """
                        insert into case_study (entry, report, practice, state, title, action, changed)
                        values (:entry, :report, :practice, 'WANTED', :practice, :action, :now)
                        on conflict do nothing
                        """)
                    .param("entry", report.entry().value())
                    .param("report", report.id())
                    .param("practice", practice.title())
                    .param("action", practice.description() == null ? "" : practice.description())
                    .param("now", now())
                    .update());
  }

  /** Those of an entry that are still to be written, the oldest first. */
  public List<CaseStudy> wanted(EntryKey entry) {
    return of(entry).stream().filter(one -> one.state() == CaseStudy.State.WANTED).toList();
  }

  public List<CaseStudy> of(EntryKey entry) {
    return jdbc
        .sql(CASE_STUDY + "where c.entry = :entry order by c.place")
        .param("entry", entry.value())
        .query(Row.class)
        .list()
        .stream()
        .map(Row::caseStudy)
        .toList();
  }

  /** What the owners of the year agreed to share. */
  public List<CaseStudy> agreed(CycleKey cycle) {
    return jdbc
        .sql(
            CASE_STUDY
                + """
                join entry e on e.key = c.entry
                where e.cycle = :cycle and c.state in ('AGREED', 'CIRCULATED') order by c.place
                """)
        .param("cycle", cycle.value())
        .query(Row.class)
        .list()
        .stream()
        .map(Row::caseStudy)
        .toList();
  }

  public Optional<CaseStudy> find(long id) {
    return jdbc.sql(CASE_STUDY + "where c.id = :id")
        .param("id", id)
        .query(Row.class)
        .optional()
        .map(Row::caseStudy);
  }

  /**
   * One case study.
   *
   * @throws NoSuchElementException when there is none with that number
   */
  public CaseStudy get(long id) {
    return find(id).orElseThrow(() -> new NoSuchElementException("There is no case study " + id));
  }

  /** Keeps a draft, which is for the owner alone. */
  @Transactional
  public void draft(
      long id,
      String title,
      String situation,
      String action,
      String impact,
      String lessons,
      String contact,
      String username) {
    jdbc.sql(
            """
            update case_study set state = 'DRAFTED', title = :title, situation = :situation,
              action = :action, impact = :impact, lessons = :lessons, contact = :contact,
              drafted_by = :username, changed = :now
            where id = :id
            """)
        .param("id", id)
        .param("title", title)
        .param("situation", situation)
        .param("action", action)
        .param("impact", impact)
        .param("lessons", lessons == null ? "" : lessons)
        .param("contact", contact == null ? "" : contact)
        .param("username", username)
        .param("now", now())
        .update();
  }

  /** Keeps the owner's decision. */
  @Transactional
  public void decide(long id, CaseStudy.State decision, String wish, String username) {
    jdbc.sql(
            """
            update case_study set state = :state, wish = :wish, decided_by = :username,
              changed = :now
            where id = :id
            """)
        .param("id", id)
        .param("state", decision.name())
        .param("wish", wish == null ? "" : wish)
        .param("username", username)
        .param("now", now())
        .update();
  }

  /**
   * Tells every director of the year that the case study is there to read.
   *
   * @throws IllegalStateException when its owner has not agreed
   */
  @Transactional
  public void circulate(long id, NoticeKey key) {
    CaseStudy caseStudy = get(id);
    if (!caseStudy.isAgreed()) {
      throw new IllegalStateException("Case study " + id + " was not agreed by its owner");
    }
    CycleKey cycle = caseStudy.entry().cycle();
    // Its owner agreed to these words; a mail carries no more of them.
    String title = caseStudy.title().replaceAll("\\s+", " ").strip();
    title = title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
    for (Entry entry : cycles.entries(cycle)) {
      for (Person person : cycles.people(entry.key(), Role.DCS)) {
        notices.post(
            new Notice(
                key,
                new Recipient(person.name(), person.email()),
                "case-study-circulated",
                Map.of("what", cycles.title(caseStudy.entry()), "title", title),
                "/case-studies/" + id));
      }
    }
    jdbc.sql("update case_study set state = 'CIRCULATED', changed = :now where id = :id")
        .param("id", id)
        .param("now", now())
        .update();
  }

  private OffsetDateTime now() {
    return EnglandTime.now(clock);
  }
}
