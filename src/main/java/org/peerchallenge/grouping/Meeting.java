package org.peerchallenge.grouping;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.time.LocalDate;

/** Planning entity: a group, with the day and the facilitator that the solver gives it. */
@PlanningEntity
public final class Meeting {

  /** Facilitator of groups in a region that has none yet. */
  static final String NOBODY = "";

  @PlanningId private Integer number;
  @PlanningPin private boolean pinned;

  @PlanningVariable(valueRangeProviderRefs = "days")
  private LocalDate day;

  @PlanningVariable(valueRangeProviderRefs = "facilitators")
  private String facilitator;

  /** For the solver, which copies it. */
  public Meeting() {}

  Meeting(int number, LocalDate day, String facilitator, boolean pinned) {
    this.number = number;
    this.day = day;
    this.facilitator = facilitator;
    this.pinned = pinned;
  }

  /** What is pinned stays. */
  void begin(LocalDate first, String one) {
    day = day == null ? first : day;
    facilitator = facilitator == null ? one : facilitator;
  }

  int number() {
    return number;
  }

  LocalDate day() {
    return day;
  }

  String facilitator() {
    return facilitator;
  }

  @Override
  public String toString() {
    return "Group " + number;
  }
}
