package org.peerchallenge.engine;

import java.util.Arrays;

/**
 * A BPMN message: what the application tells to processes that run.
 *
 * <p>The list is compared with the diagrams both ways, at start and by the file check: none is sent
 * that no diagram hears, and none is awaited that is not here. That each is sent somewhere is held
 * by StructureTest.
 */
public enum Message {
  /** An entry joined a year that is open; business key of the year. */
  ENTRY_JOINED("entryJoined"),
  /** An entry takes no part any more; business key of the entry. */
  ENTRY_WITHDREW("entryWithdrew"),
  /** A group was formed in a year that is open; business key of the year. */
  GROUP_FORMED("groupFormed"),
  /** Who is in a group, or who comes for a member, has changed; business key of the group. */
  MEMBERS_CHANGED("membersChanged"),
  /** A group's day has another date, place or mode; business key of the group. */
  DAY_MOVED("dayMoved"),
  /** All signatories of an entry accepted, or need not any more; business key of the entry. */
  MEMORANDUM_ACCEPTED("memorandumAccepted"),
  /** Another date for the self-assessment was asked for; business key of the entry. */
  TIMETABLE_ASKED("timetableAsked"),
  /** A member's self-assessment was shared or is no longer; business key of the group. */
  ASSESSMENT_SHARED("assessmentShared"),
  /** Sections of a shared self-assessment are to be changed; business key of the entry. */
  AMENDMENT_WANTED("amendmentWanted"),
  /** A review of a shared self-assessment was asked for; business key of the entry. */
  REVIEW_REQUESTED("reviewRequested"),
  /** A settled report is to be corrected; business key of the entry. */
  REPORT_CORRECTION_WANTED("reportCorrectionWanted"),
  /** An entry came into a group of an open year; business key of the group. */
  MEMBER_JOINED("memberJoined"),
  /** A group was merged into another one: its day is off; business key of the group. */
  DAY_CALLED_OFF("dayCalledOff"),
  /** An entry was split, or joined with another one; business key of the former entry. */
  ENTRY_REPLACED("entryReplaced"),
  /** The year was closed before the self-assessment was signed; business key of the entry. */
  CLOSED_UNFINISHED("closedUnfinished"),
  /** A whole year was called off; business key of the year. */
  YEAR_CANCELLED("yearCancelled");

  private final String happened;

  Message(String happened) {
    this.happened = happened;
  }

  /** The name in the diagrams: {@code peerchallenge.entryJoined}. */
  public String bpmnName() {
    return "peerchallenge." + happened;
  }

  static boolean isSent(String bpmnName) {
    return Arrays.stream(values()).anyMatch(one -> one.bpmnName().equals(bpmnName));
  }
}
