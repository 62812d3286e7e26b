package org.peerchallenge.challenge;

import java.util.Optional;
import org.peerchallenge.access.Extent;
import org.peerchallenge.access.Reader;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.Relationship;
import org.peerchallenge.access.RelationshipResolver;
import org.peerchallenge.assessment.SharingChoices;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.springframework.stereotype.Service;

/**
 * Asks {@link ReadingPolicy} who may read what of a day, a report and the register; and says who
 * has read it.
 */
@Service
public class Readers {

  private final RelationshipResolver relationships;
  private final SharingChoices choices;
  private final Cycles cycles;
  private final Teams teams;

  Readers(RelationshipResolver relationships, SharingChoices choices, Cycles cycles, Teams teams) {
    this.relationships = relationships;
    this.choices = choices;
    this.cycles = cycles;
    this.teams = teams;
  }

  /** Whether the person changes what the office looks after; the peer challenge lead reads it. */
  public boolean isOffice(String username) {
    return relationships.of(username).is(Relationship.OFFICE);
  }

  /**
   * Whether the person is a director, or a director's deputy, of one of the entry's authorities.
   */
  public boolean isDirector(String username, EntryKey entry) {
    return relationships.of(username, entry).is(Relationship.DIRECTOR);
  }

  /** When, where and who of a day. */
  public boolean mayReadDay(String username, GroupKey group) {
    return ReadingPolicy.day(reader(username, group)).isAtLeast(Extent.WHOLE);
  }

  public boolean mayReadPack(String username, GroupKey group) {
    return ReadingPolicy.pack(reader(username, group)).isAtLeast(Extent.WHOLE);
  }

  public boolean mayReadLearning(String username, GroupKey group) {
    return ReadingPolicy.learning(reader(username, group)).isAtLeast(Extent.WHOLE);
  }

  /** The notes of one session of the group's day. */
  public boolean mayReadNotes(String username, GroupKey group, EntryKey entry) {
    Reader reader =
        relationships.of(username, entry).with(Relationship.CAME, isAttendee(username, group));
    return ReadingPolicy.notes(reader, choices.opened(entry).notes()).isAtLeast(Extent.WHOLE);
  }

  /** How much of a version of a report the person reads. */
  public Extent mayRead(String username, Report report) {
    ReadingPolicy.ReportStage stage =
        switch (report.state()) {
          case WRITTEN -> ReadingPolicy.ReportStage.WRITTEN;
          case WITH_HOST -> ReadingPolicy.ReportStage.WITH_HOST;
          case SETTLED -> ReadingPolicy.ReportStage.SETTLED;
        };
    return ReadingPolicy.report(reader(username, report.entry()), stage);
  }

  /** Whether the person reads the entry's report, or its summary, once it is settled. */
  public boolean willReadReport(String username, EntryKey entry) {
    return ReadingPolicy.report(reader(username, entry), ReadingPolicy.ReportStage.SETTLED)
        != Extent.NOTHING;
  }

  public boolean mayAskForCorrection(String username, EntryKey entry) {
    return ReadingPolicy.mayAskForCorrection(relationships.of(username, entry));
  }

  /** Who has read a report is for its owner. */
  public boolean mayReadLog(String username, EntryKey entry) {
    return ReadingPolicy.readingLog(relationships.of(username, entry)).isAtLeast(Extent.WHOLE);
  }

  /** What the year found, with the entries that it comes from. */
  public boolean mayReadFindings(String username) {
    return ReadingPolicy.findings(relationships.of(username)).isAtLeast(Extent.WHOLE);
  }

  /** The register and what was circulated: everybody who takes part, nobody else. */
  public boolean takesPart(String username) {
    return ReadingPolicy.register(relationships.of(username)).isAtLeast(Extent.WHOLE);
  }

  public boolean mayRead(String username, CaseStudy caseStudy) {
    return ReadingPolicy.caseStudy(
            relationships.of(username, caseStudy.entry()),
            caseStudy.state() == CaseStudy.State.CIRCULATED)
        .isAtLeast(Extent.WHOLE);
  }

  private Reader reader(String username, GroupKey group) {
    return relationships.of(username, group).with(Relationship.CAME, isAttendee(username, group));
  }

  private Reader reader(String username, EntryKey entry) {
    boolean came =
        cycles.groupOf(entry).filter(group -> isAttendee(username, group.key())).isPresent();
    return relationships.of(username, entry).with(Relationship.CAME, came);
  }

  /** Whoever came to the day reads on while they belong to one of its authorities. */
  private boolean isAttendee(String username, GroupKey group) {
    return relationships.belongsTo(username, group) && isNamed(username, group);
  }

  private boolean isNamed(String username, GroupKey group) {
    return teams.of(group).stream()
        .map(Attendee::username)
        .flatMap(Optional::stream)
        .anyMatch(username::equals);
  }
}
