package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sharing of what was signed: readers, reading pack and review follow; and its withdrawal. */
@Service
public class Sharing {

  private final Assessments assessments;
  private final Reviews reviews;
  private final Timetables timetables;
  private final AssessmentNotices notices;
  private final Cycles cycles;
  private final Region region;
  private final Messages messages;
  private final ReadingLog readings;
  private final SharingChoices choices;
  private final Reading reading;

  Sharing(
      Assessments assessments,
      Reviews reviews,
      Timetables timetables,
      AssessmentNotices notices,
      Cycles cycles,
      Region region,
      Messages messages,
      ReadingLog readings,
      SharingChoices choices,
      Reading reading) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.timetables = timetables;
    this.notices = notices;
    this.cycles = cycles;
    this.region = region;
    this.messages = messages;
    this.readings = readings;
    this.choices = choices;
    this.reading = reading;
  }

  /**
   * Opens the newest signed version to its readers. The group's directors, its facilitator and the
   * authority's own leaders are told; of an amendment also everybody who read an earlier version
   * and may read this one.
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
        new NoticeKey(key.processInstanceId(), key.activityId(), (key.loop() + " own").strip()),
        "own-assessment-shared",
        entry,
        null,
        notices.owners(entry));
    notices.post(
        key, "assessment-shared", entry, cycles.groupOf(entry).map(Group::day).orElse(null), told);
    cycles
        .groupOf(entry)
        .ifPresent(
            group -> messages.tell(Message.ASSESSMENT_SHARED, group.key().value(), Map.of()));
    reviews.askAsDeclared(entry);
  }

  /**
   * Changes who may read a shared self-assessment: narrower, as wide again as it was signed, or
   * nobody any more. Who loses it is told, and loses it with this transaction; a pack that is out
   * is made anew without it.
   *
   * @param mayRead empty withdraws the share from everybody
   * @throws Refused with words for the person
   */
  @Transactional
  public void change(EntryKey entry, Optional<Visibility> mayRead, String reason, String chosenBy) {
    State state = assessments.state(entry);
    if (state != State.SHARED && state != State.UNSHARED) {
      throw new Refused("Nothing is shared that could be changed.");
    }
    if (reason == null || reason.isBlank()) {
      throw new Refused("Please give a reason; it is kept, and your readers may ask for it.");
    }
    Visibility declared = assessments.declaredVisibility(entry);
    if (mayRead.filter(wanted -> wanted.compareTo(declared) > 0).isPresent()) {
      throw new Refused(
          "It was signed for fewer readers. Amend the section “Sharing and declaration” to widen"
              + " it.");
    }
    if (choices.latest(entry).map(SharingChoices.Choice::mayRead).equals(Optional.of(mayRead))) {
      throw new Refused("It is shared like this already.");
    }
    List<Person> lost = readersSoFar(entry);
    choices.choose(entry, mayRead, reason, chosenBy);
    lost.removeIf(person -> reads(person, entry));
    NoticeKey key =
        new NoticeKey("sharing " + entry, "change", String.valueOf(choices.all(entry).size()));
    if (mayRead.isEmpty()) {
      cycles.groupOf(entry).ifPresent(group -> lost.addAll(group(entry, group)));
      lost.addAll(region.holders(Role.OFFICE));
    }
    notices.post(key, "share-withdrawn", entry, null, lost);
    if (state == State.UNSHARED) {
      List<Person> told = new ArrayList<>();
      cycles.groupOf(entry).ifPresent(group -> told.addAll(group(entry, group)));
      notices.post(
          key,
          "assessment-shared",
          entry,
          cycles.groupOf(entry).map(Group::day).orElse(null),
          told);
    }
    cycles
        .groupOf(entry)
        .ifPresent(
            group -> messages.tell(Message.ASSESSMENT_SHARED, group.key().value(), Map.of()));
  }

  /** Ends a self-assessment that was not signed when its year closed; what was written stays. */
  @Transactional
  public void closeUnfinished(EntryKey entry) {
    assessments.endUnfinished(entry);
    timetables.withdraw(entry);
  }

  /** Closes what is open of an entry in whose place others go on; they carry what was written. */
  @Transactional
  public void handOn(EntryKey entry) {
    assessments.withdraw(entry);
    timetables.withdraw(entry);
    reviews.withdraw(entry);
  }

  /** Closes what is open of an entry whose year was called off; nobody is told by it. */
  @Transactional
  public void callOff(EntryKey entry) {
    closeUnfinished(entry);
    reviews.withdraw(entry);
  }

  /** Closes what is open of an entry that left the year. */
  @Transactional
  public void withdraw(EntryKey entry, NoticeKey key) {
    assessments.withdraw(entry);
    timetables.withdraw(entry);
    reviews.withdraw(entry);
    notices.withdrawn(entry, key);
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

  /** Who read a signed version and may today: roles end, and groups change. */
  private List<Person> readersSoFar(EntryKey entry) {
    return readings.readersOf(entry).stream()
        .flatMap(reader -> region.findPerson(reader).stream())
        .filter(person -> reads(person, entry))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private boolean reads(Person person, EntryKey entry) {
    return reading.access(person.username(), entry).compareTo(Reading.Access.SHARED) >= 0;
  }
}
