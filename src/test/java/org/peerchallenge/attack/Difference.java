package org.peerchallenge.attack;

import java.util.Set;

/**
 * One thing that is otherwise in one of two worlds.
 *
 * @param local first DfE number of the entry that it is of, in 2019
 */
record Difference(String local, Kind kind) {

  /** What can differ. */
  enum Kind {
    /** Another text of another length, other ratings, more drafts, comments and files. */
    TEXT,
    /** Signs in time instead of late. */
    IN_TIME,
    /** Does not ask for a review. */
    NO_REVIEW,
    /** Its work rests, and an inspection is the reason. */
    INSPECTION
  }

  /**
   * Whether this person may know of it, by the table of who may read what.
   *
   * @param written every text that is in the world
   */
  boolean mayBeKnownTo(String reader, Set<Marker> written) {
    return switch (kind) {
      case TEXT ->
          written.stream()
              .filter(one -> one.owner().equals(local) && one.year().equals("2019"))
              .filter(one -> !Expected.isEverybodys(one))
              .anyMatch(one -> Expected.mayRead(reader, one));
      case IN_TIME -> Expected.mayKnowStatus(reader, "2019" + local);
      case NO_REVIEW -> Expected.mayKnowOfReview(reader, local);
      case INSPECTION -> Expected.mayKnowOfInspection(reader, "2019" + local);
    };
  }

  @Override
  public String toString() {
    return kind + " of " + local;
  }
}
