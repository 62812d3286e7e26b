package org.peerchallenge.grouping;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;

/** Planning entity: an entry, and the group that the solver puts it in. */
@PlanningEntity
public final class Place {

  @PlanningId private String entry;
  @PlanningPin private boolean pinned;
  @PlanningVariable private Meeting meeting;

  /** For the solver, which copies it. */
  public Place() {}

  Place(String entry, Meeting meeting, boolean pinned) {
    this.entry = entry;
    this.meeting = meeting;
    this.pinned = pinned;
  }

  /** What is pinned stays. */
  void begin(Meeting first) {
    meeting = meeting == null ? first : meeting;
  }

  /** The local key of the entry. */
  String entry() {
    return entry;
  }

  Meeting meeting() {
    return meeting;
  }

  @Override
  public String toString() {
    return entry;
  }
}
