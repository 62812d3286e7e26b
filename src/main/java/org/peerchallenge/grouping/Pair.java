package org.peerchallenge.grouping;

/**
 * What two entries are to each other, known before anything is solved.
 *
 * @param amount how much of it: times, ranks, miles
 */
record Pair(Kind kind, String one, String other, int amount) {

  enum Kind {
    /** One person directs both: they cannot be in two groups on one day. */
    SHARED_DIRECTOR,
    /** They were in one group the year before. */
    MET,
    /** One is among the closest statistical neighbours of the other. */
    NEIGHBOURS,
    /** Both are counties, or both are not. */
    ALIKE,
    /** Miles between their main offices, as the crow flies. */
    MILES
  }
}
