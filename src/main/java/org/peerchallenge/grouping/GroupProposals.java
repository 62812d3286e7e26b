package org.peerchallenge.grouping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.peerchallenge.benchmark.Figures;
import org.peerchallenge.benchmark.Neighbour;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.grouping.GroupProposal.ProposedGroup;
import org.peerchallenge.grouping.GroupWishes.PinnedMeeting;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;

/** Proposes groups for the entries and the groups that a year has; changes nothing. */
@Service
public class GroupProposals {

  /** Farther down the list of ten, authorities are hardly alike. */
  private static final int CLOSEST = 5;

  private final Cycles cycles;
  private final Region region;
  private final Figures figures;
  private final Distances distances = Distances.ofMainOffices();
  private final Supplier<GroupSolver> solver = SingletonSupplier.of(GroupSolver::new);

  /** It takes a processor for seconds. */
  private final Semaphore one = new Semaphore(1);

  GroupProposals(Cycles cycles, Region region, Figures figures) {
    this.cycles = cycles;
    this.region = region;
    this.figures = figures;
  }

  /**
   * Solves for some seconds.
   *
   * @throws Refused in words when there is nothing to solve, or somebody else is solving
   */
  public GroupProposal propose(CycleKey year, GroupWishes wishes) {
    Grouping problem = problem(year, wishes);
    if (!one.tryAcquire()) {
      throw new Refused("Somebody else is looking for groups just now. Try again in ten seconds.");
    }
    try {
      long began = System.nanoTime();
      Grouping solved = solver.get().solve(problem);
      return proposal(year, solved, (System.nanoTime() - began) / 1_000_000);
    } finally {
      one.release();
    }
  }

  Grouping problem(CycleKey year, GroupWishes wishes) {
    List<Entry> entries = cycles.entries(year);
    List<Group> groups = cycles.groups(year);
    if (entries.isEmpty() || groups.isEmpty()) {
      throw new Refused("There is no entry, or no group to put one in. Add groups first.");
    }
    if (wishes.days().isEmpty()) {
      throw new Refused("No working day is left between these dates.");
    }
    Map<Integer, Meeting> meetings = new HashMap<>();
    for (Group group : groups) {
      PinnedMeeting pinned = wishes.pinnedMeetings().get(group.number());
      meetings.put(
          group.number(),
          pinned == null
              ? new Meeting(group.number(), null, null, false)
              : new Meeting(group.number(), pinned.day(), pinned.facilitator(), true));
    }
    List<Place> places =
        entries.stream()
            .map(entry -> entry.key().local())
            .map(
                entry -> {
                  Meeting pinned =
                      Optional.ofNullable(wishes.pinnedPlaces().get(entry))
                          .map(meetings::get)
                          .orElse(null);
                  return new Place(entry, pinned, pinned != null);
                })
            .toList();
    return new Grouping(
        wishes,
        pairs(cycles.cycle(year), entries),
        region.holders(Role.FACILITATOR).stream().map(Person::username).toList(),
        places,
        groups.stream().map(group -> meetings.get(group.number())).toList());
  }

  private List<Pair> pairs(Cycle year, List<Entry> entries) {
    List<Group> before =
        cycles.find(year.key().previous()).isPresent()
            ? cycles.groups(year.key().previous())
            : List.of();
    Map<String, List<String>> neighbours = new HashMap<>();
    Map<String, String> directors = new HashMap<>();
    Map<String, String> kinds = new HashMap<>();
    for (Entry entry : entries) {
      for (String number : entry.authorities()) {
        Authority authority = region.authority(number);
        neighbours.put(number, closest(number, year.assessmentDue()));
        kinds.merge(
            entry.key().local(), authority.kind(), (a, b) -> a.equals(b) ? a : "more than one");
        region
            .holders(Role.DCS, number)
            .forEach(person -> directors.put(number, person.username()));
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (Entry a : entries) {
      for (Entry b : entries) {
        String one = a.key().local();
        String other = b.key().local();
        if (one.equals(other)) {
          continue;
        }
        if (any(a, b, (x, y) -> directors.getOrDefault(x, x).equals(directors.get(y)))) {
          pairs.add(new Pair(Pair.Kind.SHARED_DIRECTOR, one, other, 1));
        }
        if (one.compareTo(other) > 0) {
          continue;
        }
        if (any(a, b, (x, y) -> before.stream().anyMatch(group -> met(group, x, y)))) {
          pairs.add(new Pair(Pair.Kind.MET, one, other, 1));
        }
        if (any(a, b, (x, y) -> neighbours.get(x).contains(y) || neighbours.get(y).contains(x))) {
          pairs.add(new Pair(Pair.Kind.NEIGHBOURS, one, other, 1));
        }
        if (kinds.get(one).equals(kinds.get(other))) {
          pairs.add(new Pair(Pair.Kind.ALIKE, one, other, 1));
        }
        distances
            .miles(a.authorities().get(0), b.authorities().get(0))
            .ifPresent(miles -> pairs.add(new Pair(Pair.Kind.MILES, one, other, miles)));
      }
    }
    return pairs;
  }

  private List<String> closest(String number, LocalDate on) {
    return figures.neighbours(number, on.getYear()).stream()
        .filter(neighbour -> neighbour.rank() <= CLOSEST)
        .map(Neighbour::dfeNumber)
        .toList();
  }

  private static boolean any(
      Entry a, Entry b, java.util.function.BiPredicate<String, String> what) {
    return a.authorities().stream()
        .anyMatch(x -> b.authorities().stream().anyMatch(y -> what.test(x, y)));
  }

  private static boolean met(Group group, String one, String other) {
    return List.of(one, other).stream()
        .allMatch(
            number ->
                group.members().stream().anyMatch(member -> member.authorities().contains(number)));
  }

  private GroupProposal proposal(CycleKey year, Grouping solved, long millis) {
    Map<String, String> names = new HashMap<>();
    cycles.entries(year).forEach(entry -> names.put(entry.key().local(), entry.name()));
    GroupWords words = new GroupWords(solved, names);
    return new GroupProposal(
        solved.meetings().stream()
            .map(
                meeting ->
                    new ProposedGroup(
                        meeting.number(),
                        solved.members(meeting),
                        meeting.day(),
                        meeting.facilitator(),
                        words.why(meeting)))
            .toList(),
        words.broken(),
        solved.score().softScore(),
        millis);
  }
}
