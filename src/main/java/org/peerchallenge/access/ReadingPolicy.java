package org.peerchallenge.access;

import static org.peerchallenge.access.Extent.NOTHING;
import static org.peerchallenge.access.Extent.STATUS;
import static org.peerchallenge.access.Extent.SUMMARY;
import static org.peerchallenge.access.Extent.WHOLE;
import static org.peerchallenge.access.Extent.WRITE;
import static org.peerchallenge.access.Relationship.ADMINISTRATOR;
import static org.peerchallenge.access.Relationship.ANALYST;
import static org.peerchallenge.access.Relationship.ANY_DIRECTOR;
import static org.peerchallenge.access.Relationship.ANY_LEADER;
import static org.peerchallenge.access.Relationship.CAME;
import static org.peerchallenge.access.Relationship.DATA;
import static org.peerchallenge.access.Relationship.DIRECTOR;
import static org.peerchallenge.access.Relationship.FACILITATOR;
import static org.peerchallenge.access.Relationship.LEAD;
import static org.peerchallenge.access.Relationship.LEADER;
import static org.peerchallenge.access.Relationship.OFFICE;
import static org.peerchallenge.access.Relationship.PEER_DIRECTOR;
import static org.peerchallenge.access.Relationship.PEER_LEADER;
import static org.peerchallenge.access.Relationship.PEER_TEAM;
import static org.peerchallenge.access.Relationship.REVIEWER;
import static org.peerchallenge.access.Relationship.TAKES_PART;
import static org.peerchallenge.access.Relationship.TEAM;

import org.peerchallenge.cycle.Visibility;

/**
 * The one rule who may read what. Every page, document, tab and export asks here; whatever is not
 * said gives nothing.
 *
 * <pre>
 *                        own          own       group     other      re-       facili-    office,
 *                        director,    leaders   peers     directors  viewer    tator      lead
 *                        team
 * draft                  write        if opened -         -          -         status     status
 * self-assessment,       read         read      read      by setting assigned  own group  read
 *   while it is shared
 * review                 read         if opened -         -          write     if agreed  read
 * day: who, when, where  read         read      read      -          -         own group  write
 * briefing, summit       read         read      read      read       read      read       write
 * reading pack           director,    -         director, -          -         own group  read
 *                        who came               who came
 * notes of the day       own session  if opened own day   -          -         write      read
 * report back            read         read      summary   -          -         write      read
 * asks, offers           write        read      read      read       read      read       read
 * case study             director     -         -         -          -         write      read
 *   once circulated      read         read      read      read       read      read       read
 * plan, once published   read         read      read      read       read      read       write
 * figures of the region  read         -         director  read       -         -          read
 *   that nobody publishes
 * who is who in a case   read         read      -         -          -        own group  read
 * arrangements, people,   -            -         -         -          -        -          write
 *   cases, undelivered                                                                   (office)
 * </pre>
 *
 * A guest of a group's day is a peer of the group until that day is over, and nothing after it.
 * Analysts and data leads read the published plan and the public figures, and no narrative; data
 * leads read all figures. The office writes; the peer challenge lead reads the same.
 */
public final class ReadingPolicy {

  /** How far a report back is. */
  public enum ReportStage {
    WRITTEN,
    WITH_HOST,
    SETTLED
  }

  /** How far a plan is. */
  public enum PlanStage {
    DRAFT,
    ASKED,
    PUBLISHED
  }

  /**
   * How far a review is.
   *
   * @param released to its authority, which may then reply
   * @param closed after the reply, or the time for one
   * @param facilitatorMayRead the authority agreed
   * @param opened to the authority's leaders by its director
   */
  public record ReviewStage(
      boolean released, boolean closed, boolean facilitatorMayRead, boolean opened) {}

  private ReadingPolicy() {}

  /** What is being written, and how far it is. */
  public static Extent draft(Reader reader, boolean openedToLeaders) {
    if (reader.is(DIRECTOR, TEAM)) {
      return WRITE;
    }
    if (openedToLeaders && reader.is(LEADER)) {
      return WHOLE;
    }
    return reader.is(FACILITATOR, OFFICE, LEAD) ? STATUS : NOTHING;
  }

  /**
   * The signed versions of a self-assessment.
   *
   * @param shared whether it is shared now: not before, and not after the share was withdrawn
   * @param openedTo the narrower of the cycle's setting and the owner's choice; the group at least
   */
  public static Extent selfAssessment(Reader reader, boolean shared, Visibility openedTo) {
    if (reader.is(DIRECTOR, TEAM)) {
      return WHOLE;
    }
    boolean reads =
        reader.is(LEADER, PEER_DIRECTOR, PEER_TEAM, REVIEWER, FACILITATOR, OFFICE, LEAD)
            || openedTo.compareTo(Visibility.ALL_DCS) >= 0 && reader.is(ANY_DIRECTOR)
            || openedTo == Visibility.ALL_DCS_AND_LEADERS && reader.is(ANY_LEADER);
    return shared && reads ? WHOLE : NOTHING;
  }

  /** The comments of a reviewer: private to the authority first, with a right of reply. */
  public static Extent review(Reader reader, ReviewStage stage) {
    if (reader.is(REVIEWER)) {
      return WRITE;
    }
    if (!stage.released()) {
      return NOTHING;
    }
    boolean reads =
        reader.is(DIRECTOR, TEAM)
            || stage.opened() && reader.is(LEADER)
            || stage.closed() && reader.is(OFFICE, LEAD)
            || stage.closed() && stage.facilitatorMayRead() && reader.is(FACILITATOR);
    return reads ? WHOLE : NOTHING;
  }

  /** When, where and who comes; asked of the group. */
  public static Extent day(Reader reader) {
    if (reader.is(OFFICE)) {
      return WRITE;
    }
    return reader.is(PEER_DIRECTOR, PEER_TEAM, PEER_LEADER, CAME, FACILITATOR, LEAD)
        ? WHOLE
        : NOTHING;
  }

  /** Briefing and summit: when and where; who comes is the office's. Asked of the region. */
  public static Extent meetings(Reader reader) {
    return reader.is(OFFICE) ? WRITE : reader.is(TAKES_PART) ? WHOLE : NOTHING;
  }

  /** The shared self-assessments of a group as one document; asked of the group. */
  public static Extent pack(Reader reader) {
    return reader.is(PEER_DIRECTOR, CAME, FACILITATOR, OFFICE, LEAD) ? WHOLE : NOTHING;
  }

  /** What the group learnt on its day; asked of the group. */
  public static Extent learning(Reader reader) {
    return reader.is(FACILITATOR) ? WRITE : pack(reader);
  }

  /** The notes of one entry's session. */
  public static Extent notes(Reader reader, boolean openedToLeaders) {
    if (reader.is(FACILITATOR)) {
      return WRITE;
    }
    boolean reads =
        reader.is(DIRECTOR, TEAM, PEER_DIRECTOR, CAME, OFFICE, LEAD)
            || openedToLeaders && reader.is(LEADER);
    return reads ? WHOLE : NOTHING;
  }

  /** A version of the report back. Its summary says nothing on risk. */
  public static Extent report(Reader reader, ReportStage stage) {
    if (reader.is(FACILITATOR)) {
      return WRITE;
    }
    if (reader.is(OFFICE, LEAD)) {
      return WHOLE;
    }
    return switch (stage) {
      case WRITTEN -> NOTHING;
      case WITH_HOST -> reader.is(DIRECTOR) ? WHOLE : NOTHING;
      case SETTLED ->
          reader.is(DIRECTOR, TEAM, LEADER)
              ? WHOLE
              : reader.is(PEER_DIRECTOR, CAME) ? SUMMARY : NOTHING;
    };
  }

  /** Whether somebody may ask for a settled report to be corrected. */
  public static boolean mayAskForCorrection(Reader reader) {
    return reader.is(DIRECTOR, FACILITATOR, OFFICE);
  }

  /** An ask or an offer in the region's register. */
  public static Extent register(Reader reader) {
    if (reader.is(DIRECTOR)) {
      return WRITE;
    }
    return reader.is(TAKES_PART) ? WHOLE : NOTHING;
  }

  /** A case study: agreed by its owner first, then everybody's. */
  public static Extent caseStudy(Reader reader, boolean circulated) {
    if (circulated && reader.is(TAKES_PART)) {
      return WHOLE;
    }
    return reader.is(DIRECTOR, FACILITATOR, OFFICE, LEAD) ? WHOLE : NOTHING;
  }

  /** What a plan rests on, with the entries that it comes from; asked of the region. */
  public static Extent findings(Reader reader) {
    return reader.is(OFFICE) ? WRITE : reader.is(LEAD) ? WHOLE : NOTHING;
  }

  /** A plan: the office's draft, what approvers are asked for, then everybody's. */
  public static Extent plan(Reader reader, PlanStage stage) {
    if (reader.is(OFFICE)) {
      return WRITE;
    }
    boolean reads =
        switch (stage) {
          case DRAFT -> reader.is(LEAD);
          case ASKED -> reader.is(LEAD, ANY_DIRECTOR, ANY_LEADER);
          case PUBLISHED -> !reader.standings().isEmpty();
        };
    return reads ? WHOLE : NOTHING;
  }

  /**
   * Figures that the region collects for itself. Directors read one another's, as they read one
   * another's data profiles; a team those of its own authority's sheet, which it writes from.
   */
  public static Extent unpublishedFigures(Reader reader) {
    return reader.is(DIRECTOR, TEAM, ANY_DIRECTOR, OFFICE, LEAD, DATA) ? WHOLE : NOTHING;
  }

  /** Who has read what is an authority's: for that authority. */
  public static Extent readingLog(Reader reader) {
    return reader.is(DIRECTOR, TEAM) ? WHOLE : NOTHING;
  }

  /** Who holds which role in an entry's case; its peers meet them on the day. */
  public static Extent whoIsWho(Reader reader) {
    return reader.is(DIRECTOR, TEAM, LEADER, FACILITATOR, OFFICE, LEAD) ? WHOLE : NOTHING;
  }

  /** People, their roles, invitations and accounts; an administrator helps in an emergency. */
  public static Extent people(Reader reader) {
    return reader.is(OFFICE, ADMINISTRATOR) ? WRITE : NOTHING;
  }

  /** Dates, groups and participants of a year, as they are arranged. */
  public static Extent arrangements(Reader reader) {
    return reader.is(OFFICE) ? WRITE : NOTHING;
  }

  /** Where each case stands, what is late or failed, which mails did not go out. */
  public static Extent officeWork(Reader reader) {
    return reader.is(OFFICE) ? WRITE : NOTHING;
  }

  /** How the application runs: counts and ages, and whether what must hold does. */
  public static Extent operation(Reader reader) {
    return reader.is(OFFICE, ADMINISTRATOR) ? WHOLE : NOTHING;
  }

  /** Camunda Cockpit, whose own rights say what is in it. */
  public static Extent cockpit(Reader reader) {
    return reader.is(OFFICE, LEAD, ANALYST, ADMINISTRATOR) ? WHOLE : NOTHING;
  }

  /** Files of figures that were brought, and what each would change. */
  public static Extent figureImports(Reader reader) {
    return reader.is(DATA) ? WRITE : reader.is(OFFICE, LEAD) ? WHOLE : NOTHING;
  }

  /** What changed diagrams, tables and forms would do to running cases. */
  public static Extent processChange(Reader reader) {
    return reader.is(ANALYST, OFFICE) ? WHOLE : NOTHING;
  }

  /** Approving changed files that touch what must never be skipped. */
  public static Extent processApproval(Reader reader) {
    return reader.is(OFFICE) ? WRITE : NOTHING;
  }

  /** The clock of the demo: everybody sees it, the office moves it. */
  public static Extent demoClock(Reader reader) {
    return reader.is(OFFICE) ? WRITE : NOTHING;
  }

  /** Everything that is held on an authority, for a freedom-of-information request. */
  public static Extent everythingHeld(Reader reader) {
    return reader.is(OFFICE) ? WHOLE : NOTHING;
  }
}
