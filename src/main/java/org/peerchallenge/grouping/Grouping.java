package org.peerchallenge.grouping;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.ProblemFactProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardsoft.HardSoftScore;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Planning solution: all entries in groups, each group with a day and a facilitator. */
@PlanningSolution
public final class Grouping {

  @ProblemFactProperty private GroupWishes wishes;
  @ProblemFactCollectionProperty private List<Pair> pairs;
  @ProblemFactCollectionProperty private List<GroupWishes.Away> away;

  @ValueRangeProvider(id = "days")
  private List<LocalDate> days;

  @ValueRangeProvider(id = "facilitators")
  private List<String> facilitators;

  @PlanningEntityCollectionProperty private List<Place> places;

  @PlanningEntityCollectionProperty @ValueRangeProvider private List<Meeting> meetings;

  @PlanningScore private HardSoftScore score;

  /** For the solver, which copies it. */
  public Grouping() {}

  Grouping(
      GroupWishes wishes,
      List<Pair> pairs,
      List<String> facilitators,
      List<Place> places,
      List<Meeting> meetings) {
    this.wishes = wishes;
    this.pairs = pairs;
    this.away = wishes.away();
    // What is pinned is possible, whatever is wished now.
    this.days = union(wishes.days(), meetings.stream().map(Meeting::day).toList());
    this.facilitators =
        union(
            facilitators.isEmpty() ? List.of(Meeting.NOBODY) : facilitators,
            meetings.stream().map(Meeting::facilitator).toList());
    this.places = places;
    this.meetings = meetings;
  }

  private static <T> List<T> union(List<T> possible, List<T> pinned) {
    return Stream.concat(possible.stream(), pinned.stream().filter(Objects::nonNull))
        .distinct()
        .toList();
  }

  /** Puts everybody somewhere, in turn: the search begins there. */
  void begin() {
    for (int i = 0; i < meetings.size(); i++) {
      meetings.get(i).begin(days.get(i % days.size()), facilitators.get(i % facilitators.size()));
    }
    for (int i = 0; i < places.size(); i++) {
      places.get(i).begin(meetings.get(i % meetings.size()));
    }
  }

  GroupWishes wishes() {
    return wishes;
  }

  List<String> facilitators() {
    return facilitators;
  }

  List<Pair> pairs() {
    return pairs;
  }

  List<Place> places() {
    return places;
  }

  List<Meeting> meetings() {
    return meetings;
  }

  HardSoftScore score() {
    return score;
  }

  /** The local keys of a group's entries. */
  List<String> members(Meeting meeting) {
    return places.stream()
        .filter(place -> place.meeting().number() == meeting.number())
        .map(Place::entry)
        .sorted()
        .toList();
  }
}
