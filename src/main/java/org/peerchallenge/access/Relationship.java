package org.peerchallenge.access;

/**
 * The relationship of a reader to what would be read, today: the columns of the table in {@link
 * ReadingPolicy}.
 */
public enum Relationship {
  /** Director of one of the entry's authorities, or acting for that director on agreed days. */
  DIRECTOR,
  /** In the team of one of its authorities. */
  TEAM,
  /** Lead member, chief executive or trust chief executive of one of its authorities. */
  LEADER,
  /** Director of another authority of the group; asked of a whole group, of any of it. */
  PEER_DIRECTOR,
  PEER_TEAM,
  PEER_LEADER,
  /** Came to the group's day, and belongs to one of its authorities still. */
  CAME,
  /** Director of whichever authority of the region. */
  ANY_DIRECTOR,
  /** Lead member, chief executive or trust chief executive of whichever authority. */
  ANY_LEADER,
  /** Assigned to the review, and a reviewer still. */
  REVIEWER,
  /** Facilitates this group, and a facilitator still. */
  FACILITATOR,
  OFFICE,
  /** The peer challenge lead, who reads what the office reads. */
  LEAD,
  DATA,
  ANALYST,
  /** Signed in as administrator of the engine, for emergencies; reads nothing that people wrote. */
  ADMINISTRATOR,
  /** Holds any role in the year's work: everybody but data leads, analysts and administrators. */
  TAKES_PART
}
