package org.peerchallenge.improvement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;

/** The improvement plan of a year and the support for the year ahead, as they stand now. */
public record Plan(
    CycleKey cycle,
    State state,
    List<Theme> themes,
    List<Action> actions,
    List<Support> support,
    Optional<Summit> summit,
    Optional<Instant> publishedAt) {

  /** How far a plan is. */
  public enum State {
    /** The office is writing. */
    DRAFT,
    /** Directors and lead members are asked, or have been asked without approving it. */
    ASKED,
    /** Not approved by enough of them, and not asked again: there is no plan this year. */
    REFUSED,
    /** Approved: its text no longer changes. */
    PUBLISHED,
    /** Followed for a year; what is open belongs to the next. */
    CLOSED
  }

  public boolean isPublished() {
    return state == State.PUBLISHED || state == State.CLOSED;
  }
}
