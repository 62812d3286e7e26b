package org.peerchallenge.assessment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;

/** Tells people about a self-assessment: a short fact and a link, never what was written. */
@Service
public class AssessmentNotices {

  private final Notices notices;
  private final Cycles cycles;

  AssessmentNotices(Notices notices, Cycles cycles) {
    this.notices = notices;
    this.cycles = cycles;
  }

  /** Tells the team which sections came back. */
  public void sectionsReturned(EntryKey entry, NoticeKey key) {
    post(key, "sections-returned", entry, null, cycles.people(entry, Role.TEAM));
  }

  /** Tells the director that the whole was read and waits for the signature. */
  public void timeToSign(EntryKey entry, NoticeKey key) {
    post(key, "time-to-sign", entry, cycles.assessmentDue(entry), cycles.people(entry, Role.DCS));
  }

  /** A receipt for director and team: who signed which version, and when. */
  public void signed(SignedVersion version, NoticeKey key) {
    Map<String, Object> model = new HashMap<>();
    model.put("what", cycles.title(version.entry()));
    model.put("who", version.signerName());
    model.put("version", version.number());
    model.put("at", EnglishText.moment(version.signedAt()));
    model.put("sha256", version.sha256());
    post(
        key,
        "assessment-signed",
        model,
        "/assessments/" + version.entry(),
        owners(version.entry()));
  }

  /** Tells director and team what the office decided on another timetable. */
  public void timetableDecided(EntryKey entry, NoticeKey key) {
    post(key, "timetable-decided", entry, cycles.assessmentDue(entry), owners(entry));
  }

  /** Tells those who left that nothing is asked of them any more, and what stays theirs. */
  void withdrawn(EntryKey entry, NoticeKey key) {
    post(key, "entry-left", entry, null, owners(entry));
  }

  /** Tells the directors who go on, their facilitator and the office that a member left. */
  void withdrew(EntryKey entry, Group group, Collection<Person> people, NoticeKey key) {
    Map<String, Object> model = new HashMap<>();
    model.put("what", cycles.title(entry));
    model.put("due", EnglishText.day(group.day()));
    post(key, "entry-withdrew", model, group.key().page(), people);
  }

  /** Tells the authority who will review it. */
  void reviewerAssigned(Review review, Person reviewer) {
    post(
        new NoticeKey("review " + review.id(), "accepted", reviewer.username()),
        "reviewer-assigned",
        Map.of("what", cycles.title(review.entry()), "reviewer", reviewer.name()),
        "/assessments/" + review.entry(),
        cycles.people(review.entry(), Role.DCS));
  }

  List<Person> owners(EntryKey entry) {
    return Stream.of(Role.DCS, Role.TEAM)
        .flatMap(role -> cycles.people(entry, role).stream())
        .toList();
  }

  /** Posts one notice to each person, nobody twice. */
  void post(
      NoticeKey key, String template, EntryKey entry, LocalDate due, Collection<Person> people) {
    Map<String, Object> model = new HashMap<>();
    model.put("what", cycles.title(entry));
    if (due != null) {
      model.put("due", EnglishText.day(due));
    }
    post(key, template, model, "/assessments/" + entry, people);
  }

  private void post(
      NoticeKey key,
      String template,
      Map<String, Object> model,
      String page,
      Collection<Person> people) {
    Map<String, Person> once = new LinkedHashMap<>();
    people.forEach(person -> once.putIfAbsent(person.username(), person));
    for (Person person : once.values()) {
      notices.post(
          new Notice(key, new Recipient(person.name(), person.email()), template, model, page));
    }
  }
}
