package org.peerchallenge.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A BPMN message: what the application tells to processes that run.
 *
 * <p>The list is compared with the diagrams both ways, at start and by the file check: none is sent
 * that no diagram hears, and none is awaited that is not here. That each is sent somewhere is held
 * by StructureTest.
 */
public enum Message {
  /** An entry joined a year that is open; business key of the year. */
  ENTRY_JOINED("entryJoined", Sender.OFFICE),
  /** An entry takes no part any more; business key of the entry. */
  ENTRY_WITHDREW("entryWithdrew", Sender.OFFICE),
  /** A group was formed in a year that is open; business key of the year. */
  GROUP_FORMED("groupFormed", Sender.OFFICE),
  /** Who is in a group, or who comes for a member, has changed; business key of the group. */
  MEMBERS_CHANGED("membersChanged", Sender.DIRECTOR_OR_OFFICE),
  /** A group's day has another date, place or mode; business key of the group. */
  DAY_MOVED("dayMoved", Sender.OFFICE),
  /** All signatories of an entry accepted, or need not any more; business key of the entry. */
  MEMORANDUM_ACCEPTED("memorandumAccepted", Sender.YEAR),
  /** Another date for the self-assessment was asked for; business key of the entry. */
  TIMETABLE_ASKED("timetableAsked", Sender.DIRECTOR),
  /** A member's self-assessment was shared or is no longer; business key of the group. */
  ASSESSMENT_SHARED("assessmentShared", Sender.ASSESSMENT),
  /** Sections of a shared self-assessment are to be changed; business key of the entry. */
  AMENDMENT_WANTED("amendmentWanted", Sender.DIRECTOR),
  /** A review of a shared self-assessment was asked for; business key of the entry. */
  REVIEW_REQUESTED("reviewRequested", Sender.DIRECTOR_OR_PEER),
  /** A settled report is to be corrected; business key of the entry. */
  REPORT_CORRECTION_WANTED("reportCorrectionWanted", Sender.HOST),
  /** An entry came into a group of an open year; business key of the group. */
  MEMBER_JOINED("memberJoined", Sender.OFFICE),
  /** A group was merged into another one: its day is off; business key of the group. */
  DAY_CALLED_OFF("dayCalledOff", Sender.OFFICE),
  /** An entry was split, or joined with another one; business key of the former entry. */
  ENTRY_REPLACED("entryReplaced", Sender.OFFICE),
  /** The year was closed before the self-assessment was signed; business key of the entry. */
  CLOSED_UNFINISHED("closedUnfinished", Sender.OFFICE),
  /** A whole year was called off; business key of the year. */
  YEAR_CANCELLED("yearCancelled", Sender.OFFICE);

  /** Who sends a message: the pool that the diagrams show. */
  enum Sender {
    OFFICE("Programme office"),
    DIRECTOR("Director and team"),
    DIRECTOR_OR_OFFICE("Director, programme office"),
    DIRECTOR_OR_PEER("Director, or a peer"),
    HOST("Host, programme office"),
    YEAR("Year of the peer challenge"),
    ASSESSMENT("Self-assessment");

    private final String words;

    Sender(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Such as {@code directorOrOffice}, for ids in diagrams. */
    String stem() {
      String[] parts = name().toLowerCase(Locale.ROOT).split("_");
      StringBuilder stem = new StringBuilder(parts[0]);
      for (int i = 1; i < parts.length; i++) {
        stem.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
      }
      return stem.toString();
    }
  }

  private final String happened;
  private final Sender sender;

  Message(String happened, Sender sender) {
    this.happened = happened;
    this.sender = sender;
  }

  /** The name in the diagrams: {@code peerchallenge.entryJoined}. */
  public String bpmnName() {
    return "peerchallenge." + happened;
  }

  Sender sender() {
    return sender;
  }

  static Optional<Message> of(String bpmnName) {
    return Arrays.stream(values()).filter(one -> one.bpmnName().equals(bpmnName)).findFirst();
  }

  static boolean isSent(String bpmnName) {
    return of(bpmnName).isPresent();
  }
}
