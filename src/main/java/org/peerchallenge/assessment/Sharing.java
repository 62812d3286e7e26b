package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What follows a signature: readers, reading pack, review; and what follows a withdrawal. */
@Service
public class Sharing {

  private final Assessments assessments;
  private final Reviews reviews;
  private final Timetables timetables;
  private final AssessmentNotices notices;
  private final Cycles cycles;
  private final Region region;
  private final Messages messages;
  private final JdbcClient jdbc;

  Sharing(
      Assessments assessments,
      Reviews reviews,
      Timetables timetables,
      AssessmentNotices notices,
      Cycles cycles,
      Region region,
      Messages messages,
      JdbcClient jdbc) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.timetables = timetables;
    this.notices = notices;
    this.cycles = cycles;
    this.region = region;
    this.messages = messages;
    this.jdbc = jdbc;
  }

  /**
   * Opens the newest signed version to its readers. The group's directors, its facilitator and the
   * authority's own leaders are told; of an amendment also everybody who read an earlier version.
   */
  @Transactional
  public void share(EntryKey entry, NoticeKey key) {
    SignedVersion version = assessments.share(entry);
    if (assessments.state(entry) == State.UNSHARED) {
      // Withdrawn from its readers meanwhile: signing an amendment does not open it again.
      return;
    }
    List<Person> told = new ArrayList<>();
    cycles.groupOf(entry).ifPresent(group -> told.addAll(group(entry, group)));
    told.addAll(cycles.people(entry, Role.LEAD_MEMBER));
    told.addAll(cycles.people(entry, Role.CHIEF_EXECUTIVE));
    if (version.number() > 1) {
      told.addAll(readersSoFar(entry));
    }
    notices.post(
        key, "assessment-shared", entry, cycles.groupOf(entry).map(Group::day).orElse(null), told);
    cycles
        .groupOf(entry)
        .ifPresent(
            group ->
                messages.tell("peerchallenge.assessmentShared", group.key().value(), Map.of()));
    reviews.askAsDeclared(entry);
  }

  /** Closes what is open of an entry that left the year. */
  @Transactional
  public void withdraw(EntryKey entry, NoticeKey key) {
    assessments.withdraw(entry);
    timetables.withdraw(entry);
    reviews.withdraw(entry);
    cycles
        .lastGroupOf(entry)
        .ifPresent(
            group -> {
              List<Person> people = group(entry, group);
              group.facilitator().map(region::person).ifPresent(people::add);
              people.addAll(region.holders(Role.OFFICE));
              notices.withdrew(entry, group, people, key);
            });
  }

  private List<Person> group(EntryKey entry, Group group) {
    List<Person> people = new ArrayList<>();
    group.members().stream()
        .filter(member -> !member.equals(entry))
        .forEach(member -> people.addAll(cycles.people(member, Role.DCS)));
    people.addAll(cycles.people(entry, Role.FACILITATOR));
    return people;
  }

  private List<Person> readersSoFar(EntryKey entry) {
    return jdbc
        .sql("select distinct reader from reading where entry = :entry and number is not null")
        .param("entry", entry.value())
        .query(String.class)
        .list()
        .stream()
        .flatMap(reader -> region.findPerson(reader).stream())
        .toList();
  }
}
