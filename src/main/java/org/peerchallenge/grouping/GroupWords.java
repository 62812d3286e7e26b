package org.peerchallenge.grouping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.grouping.GroupWishes.Away;
import org.peerchallenge.kernel.EnglishText;

/** Says in words what speaks for proposed groups and against them, and which rule is broken. */
final class GroupWords {

  private final Grouping groups;
  private final Map<String, String> names;

  GroupWords(Grouping groups, Map<String, String> names) {
    this.groups = groups;
    this.names = names;
  }

  /** What speaks for a group and against it. */
  List<String> why(Meeting meeting) {
    List<String> members = groups.members(meeting);
    if (members.isEmpty()) {
      return List.of("Nobody is in it: take the group out of the year.");
    }
    List<String> why = new ArrayList<>();
    List<Pair> met = within(members, Pair.Kind.MET);
    why.add(
        met.isEmpty()
            ? "Nobody here was in one group last year."
            : "Were in one group last year: " + words(met) + ".");
    List<Pair> neighbours = within(members, Pair.Kind.NEIGHBOURS);
    why.add(
        neighbours.isEmpty()
            ? "No close statistical neighbours."
            : "Close statistical neighbours: " + words(neighbours) + ".");
    int alike = within(members, Pair.Kind.ALIKE).size();
    why.add(
        alike == members.size() * (members.size() - 1) / 2 && members.size() > 1
            ? "All are of one kind of authority."
            : "Different kinds of authority.");
    Optional<Pair> longest =
        within(members, Pair.Kind.MILES).stream().max(Comparator.comparingInt(Pair::amount));
    longest.ifPresent(
        pair ->
            why.add(
                "Longest way: about %d miles, %s to %s."
                    .formatted(pair.amount(), name(pair.one()), name(pair.other()))));
    if (groups.meetings().stream()
        .anyMatch(other -> other != meeting && other.day().equals(meeting.day()))) {
      why.add("Another group meets on this day too.");
    }
    if (meeting.facilitator().equals(Meeting.NOBODY)) {
      why.add("Nobody facilitates it yet.");
    }
    return why;
  }

  /** Hard rules that are not kept. */
  List<String> broken() {
    List<String> broken = new ArrayList<>();
    GroupWishes wishes = groups.wishes();
    for (Meeting meeting : groups.meetings()) {
      List<String> members = groups.members(meeting);
      String group = "Group " + meeting.number();
      if (members.size() > wishes.largest()) {
        broken.add(
            "%s has %d entries, more than %d.".formatted(group, members.size(), wishes.largest()));
      }
      if (!members.isEmpty() && members.size() < wishes.smallest()) {
        broken.add(
            "%s has %s, fewer than %d."
                .formatted(
                    group,
                    EnglishText.count(members.size(), "entry", "entries"),
                    wishes.smallest()));
      }
      for (Away away : wishes.away()) {
        if (away.covers(meeting.day())
            && (members.contains(away.who()) || meeting.facilitator().equals(away.who()))) {
          broken.add(
              "%s meets on %s, when %s is away."
                  .formatted(group, EnglishText.day(meeting.day()), name(away.who())));
        }
      }
    }
    twice(broken);
    return broken;
  }

  private void twice(List<String> broken) {
    for (Meeting one : groups.meetings()) {
      for (Meeting other : groups.meetings()) {
        if (one.number() >= other.number() || !one.day().equals(other.day())) {
          continue;
        }
        String both =
            "Groups %d and %d meet on %s"
                .formatted(one.number(), other.number(), EnglishText.day(one.day()));
        if (!one.facilitator().equals(Meeting.NOBODY)
            && one.facilitator().equals(other.facilitator())) {
          broken.add(both + " with one facilitator.");
        }
        List<String> here = groups.members(one);
        List<String> there = groups.members(other);
        groups.pairs().stream()
            .filter(pair -> pair.kind() == Pair.Kind.SHARED_DIRECTOR)
            .filter(pair -> here.contains(pair.one()) && there.contains(pair.other()))
            .forEach(
                pair ->
                    broken.add(
                        "%s, and %s and %s have one director."
                            .formatted(both, name(pair.one()), name(pair.other()))));
      }
    }
  }

  private List<Pair> within(List<String> members, Pair.Kind kind) {
    return groups.pairs().stream()
        .filter(pair -> pair.kind() == kind)
        .filter(pair -> members.contains(pair.one()) && members.contains(pair.other()))
        .toList();
  }

  private String words(List<Pair> pairs) {
    return EnglishText.list(
        pairs.stream().map(pair -> name(pair.one()) + " with " + name(pair.other())).toList());
  }

  private String name(String key) {
    return names.getOrDefault(key, key);
  }
}
