package org.peerchallenge.cockpit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.access.Extent;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.RelationshipResolver;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.challenge.Day;
import org.peerchallenge.challenge.Days;
import org.peerchallenge.challenge.EarlyWishes;
import org.peerchallenge.challenge.Readers;
import org.peerchallenge.challenge.ReadingPacks;
import org.peerchallenge.challenge.Register;
import org.peerchallenge.challenge.RegisterItem;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.changelog.CaseChange;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;

/**
 * The case of an entry or a group as one reader may see it: where it stands, people, dates,
 * documents, asks and offers, changes, readings. Each part asks the one reading rule; a part that
 * is not for the reader is empty.
 */
@Service
public class CaseFile {

  /** A page or a file. */
  public record Link(String label, String href) {}

  /** Somebody with a part in the case. */
  public record Who(String role, String name, String email) {}

  /** A date of the case. */
  public record When(LocalDate day, String what) {}

  /**
   * What one reader sees of a case.
   *
   * @param stage where it stands, in one sentence
   * @param early asks and offers of the shared self-assessment that the register does not have yet
   * @param told the changes that everybody of its authorities may know
   * @param readings who has read what of it, for its owner alone
   */
  public record View(
      String stage,
      List<When> dates,
      List<Who> people,
      List<Link> documents,
      List<RegisterItem> register,
      List<EarlyWishes.Wish> early,
      List<CaseChange> told,
      List<ReadingLog.Read> readings) {}

  private static final int READINGS_SHOWN = 20;

  private static final List<Role> OF_AUTHORITY =
      List.of(
          Role.DCS,
          Role.TEAM,
          Role.LEAD_MEMBER,
          Role.CHIEF_EXECUTIVE,
          Role.TRUST_CHIEF_EXECUTIVE,
          Role.FACILITATOR);

  private final RelationshipResolver relationships;
  private final Reading reading;
  private final Assessments assessments;
  private final Reviews reviews;
  private final Readers readers;
  private final Days days;
  private final ReadingPacks packs;
  private final Reports reports;
  private final Register register;
  private final EarlyWishes wishes;
  private final ChangeLog log;
  private final ReadingLog readings;
  private final Cycles cycles;
  private final Region region;

  CaseFile(
      RelationshipResolver relationships,
      Reading reading,
      Assessments assessments,
      Reviews reviews,
      Readers readers,
      Days days,
      ReadingPacks packs,
      Reports reports,
      Register register,
      EarlyWishes wishes,
      ChangeLog log,
      ReadingLog readings,
      Cycles cycles,
      Region region) {
    this.relationships = relationships;
    this.reading = reading;
    this.assessments = assessments;
    this.reviews = reviews;
    this.readers = readers;
    this.days = days;
    this.packs = packs;
    this.reports = reports;
    this.register = register;
    this.wishes = wishes;
    this.log = log;
    this.readings = readings;
    this.cycles = cycles;
    this.region = region;
  }

  /** An entry's case; empty for whoever may not know how far it is. */
  public Optional<View> of(EntryKey entry, String reader) {
    Access access = reading.access(reader, entry);
    if (access == Access.NONE && !reading.willRead(reader, entry)) {
      return Optional.empty();
    }
    boolean knowsPeople = knowsWhoIsWho(reader, entry);
    return Optional.of(
        new View(
            stage(entry, access),
            dates(entry, reader),
            knowsPeople ? people(entry, access) : List.of(),
            documents(entry, reader, access),
            readers.takesPart(reader)
                ? register.of(entry).stream()
                    .filter(item -> item.state() != RegisterItem.State.WITHDRAWN)
                    .sorted(Comparator.comparing(RegisterItem::kind))
                    .toList()
                : List.of(),
            wishes.of(entry, reader),
            knowsPeople ? told(entry.value()) : List.of(),
            readers.mayReadLog(reader, entry)
                ? readings.latest(entry, READINGS_SHOWN)
                : List.of()));
  }

  /** A group's case; empty for whoever has no part in its day. */
  public Optional<View> of(GroupKey group, String reader) {
    if (!readers.mayReadDay(reader, group)) {
      return Optional.empty();
    }
    Day day = days.of(group);
    List<Who> people = new ArrayList<>();
    cycles
        .group(group)
        .facilitator()
        .flatMap(region::findPerson)
        .ifPresent(person -> people.add(who(Role.FACILITATOR.words(), person)));
    day.members()
        .forEach(
            member ->
                cycles
                    .people(member, Role.DCS)
                    .forEach(
                        person ->
                            people.add(who("Director, " + cycles.entry(member).name(), person))));
    return Optional.of(
        new View(
            "The day is "
                + (day.confirmed().isEmpty() ? "arranged, and not confirmed yet." : "confirmed."),
            List.of(challengeDay(group, "Challenge day")),
            people,
            ofGroup(group, reader),
            List.of(),
            List.of(),
            told(group.value()),
            List.of()));
  }

  private List<CaseChange> told(String key) {
    return log.told(key).stream().map(one -> NineOClock.inEnglish(one, Map.of())).toList();
  }

  private boolean knowsWhoIsWho(String reader, EntryKey entry) {
    return ReadingPolicy.whoIsWho(relationships.of(reader, entry)).isAtLeast(Extent.WHOLE);
  }

  private String stage(EntryKey entry, Access access) {
    if (access == Access.NONE) {
      return "The self-assessment is not shared with you yet.";
    }
    String state = "The self-assessment is " + assessments.state(entry).words();
    Optional<SignedVersion> signed =
        access.compareTo(Access.SHARED) < 0
            ? Optional.empty()
            : access.compareTo(Access.OPENED) >= 0
                ? assessments.latestSigned(entry)
                : assessments.shared(entry);
    return state
        + signed
            .map(
                one ->
                    "; %s signed version %d on %s"
                        .formatted(
                            one.signerName(), one.number(), EnglishText.moment(one.signedAt())))
            .orElse("")
        + ".";
  }

  private List<When> dates(EntryKey entry, String reader) {
    List<When> dates = new ArrayList<>();
    boolean agreed = cycles.entry(entry).agreedDue().isPresent();
    dates.add(
        new When(
            cycles.assessmentDue(entry),
            "Self-assessment due" + (agreed ? " (its own agreed date)" : "")));
    cycles
        .groupOf(entry)
        .map(Group::key)
        .filter(group -> readers.mayReadDay(reader, group))
        .ifPresent(group -> dates.add(challengeDay(group, "Challenge day")));
    cycles.guestOf(entry).stream()
        .map(Group::key)
        .filter(group -> readers.mayReadDay(reader, group))
        .map(group -> challengeDay(group, "As a guest, the day of group " + group.number()))
        .forEach(dates::add);
    dates.add(new When(cycles.cycle(entry.cycle()).summit(), "Summit"));
    return dates;
  }

  private When challengeDay(GroupKey group, String what) {
    Day day = days.of(group);
    return new When(day.date(), what + ", from " + day.starts() + ". " + day.place());
  }

  private List<Who> people(EntryKey entry, Access access) {
    List<Who> people = new ArrayList<>();
    for (Role role : OF_AUTHORITY) {
      cycles.people(entry, role).forEach(person -> people.add(who(role.words(), person)));
    }
    // Whether a review goes on is its authority's and the office's: leaders may not know.
    if (access == Access.OWN) {
      reviews
          .open(entry)
          .flatMap(review -> review.reviewer())
          .flatMap(region::findPerson)
          .ifPresent(person -> people.add(who(Role.REVIEWER.words(), person)));
    }
    return people;
  }

  private static Who who(String role, Person person) {
    return new Who(role, person.name(), person.email());
  }

  private List<Link> documents(EntryKey entry, String reader, Access access) {
    List<Link> documents = new ArrayList<>();
    documents.add(new Link("Self-assessment", "/assessments/" + entry));
    if (access.compareTo(Access.SHARED) >= 0) {
      documents.add(new Link("Evidence files", "/assessments/" + entry + "/evidence"));
    }
    Entry known = cycles.entry(entry);
    for (String dfeNumber : known.authorities()) {
      documents.add(
          new Link(
              "Data sheet of " + region.authority(dfeNumber).name(), "/data-sheets/" + dfeNumber));
    }
    cycles
        .groupOf(entry)
        .map(Group::key)
        .ifPresent(group -> documents.addAll(ofGroup(group, reader)));
    reports
        .latest(entry)
        .filter(report -> readers.mayRead(reader, report) != Extent.NOTHING)
        .ifPresent(report -> documents.add(new Link("Report back", Reports.page(entry))));
    return documents;
  }

  private List<Link> ofGroup(GroupKey group, String reader) {
    List<Link> documents = new ArrayList<>();
    if (readers.mayReadDay(reader, group)) {
      documents.add(new Link("Challenge day of " + cycles.title(group), group.page()));
      documents.add(new Link("Running order (PDF)", group.page() + "/running-order"));
      documents.add(new Link("Running order (Word)", group.page() + "/running-order/word"));
    }
    if (readers.mayReadPack(reader, group) && packs.readable(group).isPresent()) {
      documents.add(new Link("Reading pack (PDF)", group.page() + "/pack"));
      packs
          .readableWord(group)
          .ifPresent(
              one -> documents.add(new Link("Reading pack (Word)", group.page() + "/pack/word")));
    }
    return documents;
  }
}
