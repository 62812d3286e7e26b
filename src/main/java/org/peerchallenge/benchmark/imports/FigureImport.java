package org.peerchallenge.benchmark.imports;

import java.time.Instant;
import java.util.Optional;

/**
 * One file that was brought, and what became of it.
 *
 * @param modelYear which year's model a file of statistical neighbours is, where somebody said so
 * @param indicator of which indicator a table is that does not name it, where somebody said so
 * @param commas what a comma within a number means, where somebody said so
 * @param trouble what kept it from being read that is no fault of the file, in the system's words;
 *     it is tried again
 * @param linesRead how far its reading is
 * @param percentRead how much of the file that is; 100 while it is compared
 * @param found what the check found; empty before it ended, or when the file was refused
 * @param edition the edition that it became
 * @param endedBy who published it or threw it away
 */
public record FigureImport(
    long id,
    Kind kind,
    String fileName,
    long size,
    String sha256,
    String broughtBy,
    Instant broughtAt,
    Optional<String> mapping,
    Optional<Integer> modelYear,
    Optional<String> indicator,
    Optional<Commas> commas,
    State state,
    Optional<String> trouble,
    long linesRead,
    int percentRead,
    Optional<Integer> baseEdition,
    Optional<CheckResult> found,
    Optional<Integer> edition,
    Optional<String> endedBy,
    Optional<Instant> endedAt) {

  /** How far an import is. */
  public enum State {
    BROUGHT("waits to be checked"),
    READING("is being checked"),
    INTERRUPTED("was interrupted while it was checked"),
    ASKS("waits for an answer"),
    CHECKED("checked, not published"),
    REFUSED("cannot be published"),
    PUBLISHED("published"),
    THROWN_AWAY("thrown away");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Whether somebody must say first which columns are which indicators. */
  public boolean lacksMapping() {
    return kind == Kind.EES && mapping.isEmpty() && open();
  }

  /** How far it is, in words: what lacks its mapping waits for somebody, not for a check. */
  public String stateInWords() {
    return (state == State.BROUGHT && lacksMapping() ? State.ASKS : state).words();
  }

  /** Whether its check is yet to begin, and can. */
  public boolean waits() {
    return state == State.BROUGHT && !lacksMapping();
  }

  /** Whether anything can still be done with it. */
  public boolean open() {
    return state != State.PUBLISHED && state != State.THROWN_AWAY;
  }
}
