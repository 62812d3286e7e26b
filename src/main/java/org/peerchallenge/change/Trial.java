package org.peerchallenge.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A set of files tried in the background, on running cases or on a past one, and what it showed.
 *
 * @param beside the deployment in use when it was asked for
 * @param what in words
 * @param doneSteps how far it is: cases tried, or deeds done again, of {@code allSteps}
 * @param problem why it failed, in words; empty otherwise
 */
public record Trial(
    long id,
    Kind kind,
    Optional<Long> proposal,
    String beside,
    Optional<String> pastCase,
    String what,
    String askedBy,
    Instant asked,
    State state,
    int attempts,
    int doneSteps,
    int allSteps,
    Optional<Shown> shown,
    String problem,
    Optional<Instant> ended) {

  /** What is tried. */
  public enum Kind {
    /** A proposed set on every running case. */
    PREVIEW,
    /** The set in use on the cases that began with an earlier one. */
    BEHIND,
    /** A proposed set on a past case. */
    REPLAY
  }

  /** How far it came. */
  public enum State {
    WAITING,
    DONE,
    FAILED
  }

  /**
   * A running case in words.
   *
   * @param diagram the id of its process
   * @param about the case's title
   * @param dates of its tasks and timers that would be others
   */
  public record Case(
      String processInstance,
      String diagram,
      String about,
      String waitsAt,
      boolean stranded,
      boolean canMove,
      String verdict,
      List<String> dates) {}

  /** A task of a past case that would have been asked otherwise. */
  public record Otherwise(String about, String task, String words) {}

  /**
   * What it showed; of a replay the deeds, tasks and what could not be done, otherwise the cases.
   *
   * @param missed what was done then and could not be done now
   */
  public record Shown(
      List<Case> cases, int deeds, int alike, List<Otherwise> otherwise, List<String> missed) {

    public long movable() {
      return cases.stream().filter(Case::canMove).count();
    }

    public long stranded() {
      return cases.stream().filter(Case::stranded).count();
    }
  }

  public boolean isWaiting() {
    return state == State.WAITING;
  }

  public boolean hasFailed() {
    return state == State.FAILED;
  }
}
