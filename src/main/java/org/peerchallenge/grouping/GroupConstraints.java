package org.peerchallenge.grouping;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.count;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;
import static ai.timefold.solver.core.api.score.stream.Joiners.filtering;

import ai.timefold.solver.core.api.score.buildin.hardsoft.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.tri.TriConstraintStream;
import org.peerchallenge.grouping.GroupWishes.Away;
import org.peerchallenge.grouping.GroupWishes.Neighbours;

/**
 * The rules of groups: hard ones are never broken where they can be kept; soft ones are weighed.
 * The weights are ours, no source states them: a pair of last year outweighs all else.
 */
public final class GroupConstraints implements ConstraintProvider {

  static final int MET = 100;
  static final int NEIGHBOURS = 12;
  static final int ALIKE = 4;
  static final int MILES_FOR_ONE = 10;
  static final int UNEVEN = 5;
  static final int ONE_DAY = 20;

  @Override
  public Constraint[] defineConstraints(ConstraintFactory rules) {
    return new Constraint[] {
      tooLarge(rules),
      tooSmall(rules),
      away(rules),
      facilitatorAway(rules),
      facilitatorTwice(rules),
      directorTwice(rules),
      met(rules),
      neighboursTogether(rules),
      neighboursApart(rules),
      alike(rules),
      travel(rules),
      uneven(rules),
      oneDay(rules)
    };
  }

  private static Constraint tooLarge(ConstraintFactory rules) {
    return rules
        .forEach(Place.class)
        .groupBy(Place::meeting, count())
        .join(GroupWishes.class)
        .filter((meeting, size, wishes) -> size > wishes.largest())
        .penalize(HardSoftScore.ONE_HARD, (meeting, size, wishes) -> size - wishes.largest())
        .asConstraint("A group is too large");
  }

  private static Constraint tooSmall(ConstraintFactory rules) {
    return rules
        .forEach(Place.class)
        .groupBy(Place::meeting, count())
        .join(GroupWishes.class)
        .filter((meeting, size, wishes) -> size < wishes.smallest())
        .penalize(HardSoftScore.ONE_HARD, (meeting, size, wishes) -> wishes.smallest() - size)
        .asConstraint("A group is too small");
  }

  /** The day is the group's: without joining the group the solver would not see it change. */
  private static Constraint away(ConstraintFactory rules) {
    return rules
        .forEach(Away.class)
        .join(Place.class, equal(Away::who, Place::entry))
        .join(Meeting.class, equal((away, place) -> place.meeting(), meeting -> meeting))
        .filter((away, place, meeting) -> away.covers(meeting.day()))
        .penalize(HardSoftScore.ONE_HARD)
        .asConstraint("A group meets on a day off of an entry");
  }

  private static Constraint facilitatorAway(ConstraintFactory rules) {
    return rules
        .forEach(Away.class)
        .join(Meeting.class, equal(Away::who, Meeting::facilitator))
        .filter((away, meeting) -> away.covers(meeting.day()))
        .penalize(HardSoftScore.ONE_HARD)
        .asConstraint("A group meets on a day off of its facilitator");
  }

  private static Constraint facilitatorTwice(ConstraintFactory rules) {
    return rules
        .forEachUniquePair(Meeting.class, equal(Meeting::day), equal(Meeting::facilitator))
        .filter((one, other) -> !one.facilitator().equals(Meeting.NOBODY))
        .penalize(HardSoftScore.ONE_HARD)
        .asConstraint("A facilitator has two groups on one day");
  }

  /** Of four facts at most: the two groups are joined, and the places that lead to them. */
  private static Constraint directorTwice(ConstraintFactory rules) {
    return rules
        .forEachUniquePair(Meeting.class, equal(Meeting::day))
        .join(Pair.class, filtering((one, other, pair) -> isOf(pair, Pair.Kind.SHARED_DIRECTOR)))
        .ifExists(
            Place.class,
            equal((one, other, pair) -> one, Place::meeting),
            equal((one, other, pair) -> pair.one(), Place::entry))
        .ifExists(
            Place.class,
            equal((one, other, pair) -> other, Place::meeting),
            equal((one, other, pair) -> pair.other(), Place::entry))
        .penalize(HardSoftScore.ONE_HARD)
        .asConstraint("A director has two groups on one day");
  }

  private static boolean isOf(Pair pair, Pair.Kind kind) {
    return pair.kind() == kind;
  }

  private static Constraint met(ConstraintFactory rules) {
    return together(rules, Pair.Kind.MET)
        .penalize(HardSoftScore.ofSoft(MET))
        .asConstraint("They met the year before");
  }

  private static Constraint neighboursTogether(ConstraintFactory rules) {
    return together(rules, Pair.Kind.NEIGHBOURS)
        .join(GroupWishes.class)
        .filter((pair, one, other, wishes) -> wishes.neighbours() == Neighbours.TOGETHER)
        .reward(HardSoftScore.ofSoft(NEIGHBOURS))
        .asConstraint("Statistical neighbours meet");
  }

  private static Constraint neighboursApart(ConstraintFactory rules) {
    return together(rules, Pair.Kind.NEIGHBOURS)
        .join(GroupWishes.class)
        .filter((pair, one, other, wishes) -> wishes.neighbours() == Neighbours.APART)
        .penalize(HardSoftScore.ofSoft(NEIGHBOURS))
        .asConstraint("Statistical neighbours would meet");
  }

  private static Constraint alike(ConstraintFactory rules) {
    return together(rules, Pair.Kind.ALIKE)
        .penalize(HardSoftScore.ofSoft(ALIKE))
        .asConstraint("Too many of one kind");
  }

  private static Constraint travel(ConstraintFactory rules) {
    return together(rules, Pair.Kind.MILES)
        .penalize(HardSoftScore.ONE_SOFT, (pair, one, other) -> pair.amount() / MILES_FOR_ONE)
        .asConstraint("Long journeys");
  }

  private static Constraint uneven(ConstraintFactory rules) {
    return rules
        .forEach(Place.class)
        .groupBy(Place::meeting, count())
        .penalize(HardSoftScore.ofSoft(UNEVEN), (meeting, size) -> size * size)
        .asConstraint("Groups of different sizes");
  }

  private static Constraint oneDay(ConstraintFactory rules) {
    return rules
        .forEachUniquePair(Meeting.class, equal(Meeting::day))
        .penalize(HardSoftScore.ofSoft(ONE_DAY))
        .asConstraint("Two groups meet on one day");
  }

  private static TriConstraintStream<Pair, Place, Place> together(
      ConstraintFactory rules, Pair.Kind kind) {
    return pairs(rules, kind).filter((pair, one, other) -> one.meeting() == other.meeting());
  }

  private static TriConstraintStream<Pair, Place, Place> pairs(
      ConstraintFactory rules, Pair.Kind kind) {
    return rules
        .forEach(Pair.class)
        .filter(pair -> pair.kind() == kind)
        .join(Place.class, equal(Pair::one, Place::entry))
        .join(Place.class, equal((pair, one) -> pair.other(), Place::entry));
  }
}
