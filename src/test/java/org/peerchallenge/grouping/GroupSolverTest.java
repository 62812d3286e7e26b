package org.peerchallenge.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.buildin.hardsoft.HardSoftScore;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peerchallenge.ShortForm;
import org.peerchallenge.grouping.GroupWishes.Away;
import org.peerchallenge.grouping.GroupWishes.Neighbours;
import org.peerchallenge.grouping.GroupWishes.PinnedMeeting;
import org.slf4j.LoggerFactory;

/**
 * Invented regions of 10 to 30 entries: no hard rule is broken, counted anew without the solver;
 * what is pinned stays. A thousand of them with the profile full.
 */
class GroupSolverTest {

  private static final LocalDate FIRST = LocalDate.of(2020, 1, 27);
  private static final int REGIONS = ShortForm.FULL ? 1_000 : 12;

  /** Without an application nobody quietens the solver, which writes a line for each step. */
  static {
    ((Logger) LoggerFactory.getLogger("ai.timefold.solver")).setLevel(Level.WARN);
  }

  /** Steps, not seconds: the same on every machine. */
  private final GroupSolver solver =
      new GroupSolver(new TerminationConfig().withStepCountLimit(2_000));

  @Test
  void noHardRuleIsBrokenInInventedRegions() {
    // As many at once as there are cores.
    List<Solved> all =
        IntStream.rangeClosed(1, REGIONS).parallel().mapToObj(this::solve).sorted().toList();
    System.out.printf(
        "%d regions: hard rules broken %d, better than chance %d, in wishes alone %d; median %d ms,"
            + " 95th %d, slowest %d%n",
        REGIONS,
        all.stream().mapToInt(one -> one.broken().size()).sum(),
        all.stream().filter(Solved::better).count(),
        all.stream().filter(Solved::keepsMoreWishes).count(),
        all.get(REGIONS / 2).ms(),
        all.get(REGIONS * 95 / 100).ms(),
        all.get(REGIONS - 1).ms());

    assertThat(all)
        .hasSize(REGIONS)
        .allSatisfy(
            one -> {
              assertThat(one.broken()).as("region %d", one.seed()).isEmpty();
            });
    assertThat(all).allMatch(Solved::better, "better than chance");
    // Chance breaks rules, and so now and then keeps more of the wishes.
    assertThat(all.stream().filter(Solved::keepsMoreWishes).count() * 100)
        .as("regions in which more wishes are kept than by chance, of %d", REGIONS)
        .isGreaterThanOrEqualTo(REGIONS * 99L);
  }

  /** What became of an invented region; ordered by how long it took. */
  private record Solved(
      int seed, List<String> broken, boolean better, boolean keepsMoreWishes, long ms)
      implements Comparable<Solved> {
    @Override
    public int compareTo(Solved other) {
      return Long.compare(ms, other.ms);
    }
  }

  private Solved solve(int seed) {
    HardSoftScore chance = solver.scored(shuffled(region(seed), seed)).score();
    long began = System.nanoTime();
    Grouping solved = solver.solve(region(seed));
    long ms = (System.nanoTime() - began) / 1_000_000;
    List<String> broken = new ArrayList<>(words(solved).broken());
    if (solved.score().hardScore() != 0) {
      broken.add("The solver counts " + solved.score());
    }
    solved.places().stream()
        .filter(place -> place.meeting() == null)
        .forEach(place -> broken.add(place.entry() + " has no group"));
    return new Solved(
        seed,
        broken,
        solved.score().compareTo(chance) > 0,
        solved.score().softScore() > chance.softScore(),
        ms);
  }

  @Test
  void whatIsPinnedStaysWhenItIsSolvedAgain() {
    Grouping first = solver.solve(region(7));
    Meeting group = first.meetings().get(1);
    String pinned = first.members(group).get(0);
    GroupWishes wishes =
        new GroupWishes(
            first.wishes().smallest(),
            first.wishes().largest(),
            Neighbours.TOGETHER,
            first.wishes().days(),
            first.wishes().away(),
            Map.of(pinned, group.number()),
            Map.of(group.number(), new PinnedMeeting(group.day(), group.facilitator())));

    Grouping second = solver.solve(region(7, wishes));

    Meeting same = second.meetings().get(1);
    assertThat(second.members(same)).contains(pinned);
    assertThat(same.day()).isEqualTo(group.day());
    assertThat(same.facilitator()).isEqualTo(group.facilitator());
    assertThat(words(second).broken()).isEmpty();
  }

  @Test
  void whatCannotBeKeptIsSaidInWords() {
    Grouping base = region(3);
    LocalDate only = base.wishes().days().get(0);
    Grouping solved =
        solver.solve(
            region(
                3,
                new GroupWishes(
                    2,
                    5,
                    Neighbours.EITHER,
                    List.of(only),
                    List.of(new Away("e0", only, only)),
                    Map.of(),
                    Map.of())));

    assertThat(solved.score().hardScore()).isNegative();
    assertThat(words(solved).broken()).anyMatch(line -> line.contains("e0 is away"));
  }

  @Test
  void eachGroupIsExplained() {
    Grouping solved = solver.solve(region(5));
    GroupWords words = words(solved);

    for (Meeting meeting : solved.meetings()) {
      assertThat(words.why(meeting)).isNotEmpty().allMatch(line -> line.endsWith("."));
    }
  }

  private static GroupWords words(Grouping groups) {
    return new GroupWords(groups, Map.of());
  }

  private static Grouping region(int seed) {
    return region(seed, null);
  }

  /** A region that has a way out: days and facilitators enough. */
  static Grouping region(int seed, GroupWishes asked) {
    Random random = new Random(seed);
    int entries = 10 + random.nextInt(21);
    int meetings = (entries + 2) / 3;
    List<String> keys = IntStream.range(0, entries).mapToObj(i -> "e" + i).toList();
    List<String> facilitators =
        IntStream.range(0, 3 + meetings / 2).mapToObj(i -> "facilitator-" + i).toList();
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate day = FIRST; days.size() < 20; day = day.plusDays(1)) {
      if (day.getDayOfWeek().getValue() < 6) {
        days.add(day);
      }
    }
    List<Away> away = new ArrayList<>();
    for (int i = 0; i < entries / 2; i++) {
      LocalDate from = days.get(random.nextInt(days.size()));
      away.add(new Away(keys.get(random.nextInt(entries)), from, from.plusDays(random.nextInt(7))));
    }
    LocalDate ill = days.get(random.nextInt(days.size()));
    away.add(new Away(facilitators.get(0), ill, ill.plusDays(10)));
    List<Pair> pairs = new ArrayList<>();
    for (int a = 0; a < entries; a++) {
      for (int b = a + 1; b < entries; b++) {
        String one = keys.get(a);
        String other = keys.get(b);
        pairs.add(new Pair(Pair.Kind.MILES, one, other, 5 + random.nextInt(90)));
        if (random.nextInt(10) == 0) {
          pairs.add(new Pair(Pair.Kind.MET, one, other, 1));
        }
        if (random.nextInt(8) == 0) {
          pairs.add(new Pair(Pair.Kind.NEIGHBOURS, one, other, 1));
        }
        if (random.nextInt(3) > 0) {
          pairs.add(new Pair(Pair.Kind.ALIKE, one, other, 1));
        }
      }
    }
    for (int i = 0; i < 2; i++) {
      int a = random.nextInt(entries - 1);
      pairs.add(new Pair(Pair.Kind.SHARED_DIRECTOR, keys.get(a), keys.get(a + 1), 1));
      pairs.add(new Pair(Pair.Kind.SHARED_DIRECTOR, keys.get(a + 1), keys.get(a), 1));
    }
    GroupWishes wishes =
        asked != null
            ? asked
            : new GroupWishes(
                2, 4, Neighbours.values()[random.nextInt(3)], days, away, Map.of(), Map.of());
    List<Meeting> groups =
        IntStream.rangeClosed(1, meetings)
            .mapToObj(
                number -> {
                  PinnedMeeting pinned = wishes.pinnedMeetings().get(number);
                  return pinned == null
                      ? new Meeting(number, null, null, false)
                      : new Meeting(number, pinned.day(), pinned.facilitator(), true);
                })
            .toList();
    List<Place> places =
        keys.stream()
            .map(
                key -> {
                  Integer pinned = wishes.pinnedPlaces().get(key);
                  return new Place(
                      key, pinned == null ? null : groups.get(pinned - 1), pinned != null);
                })
            .toList();
    return new Grouping(wishes, pairs, facilitators, places, groups);
  }

  /** The same region with everybody in a group by chance. */
  static Grouping shuffled(Grouping region, int seed) {
    Random random = new Random(seed);
    List<LocalDate> days = region.wishes().days();
    List<Meeting> meetings =
        region.meetings().stream()
            .map(
                meeting ->
                    new Meeting(
                        meeting.number(),
                        days.get(random.nextInt(days.size())),
                        "facilitator-" + meeting.number() % 3,
                        false))
            .toList();
    List<Place> order = new ArrayList<>(region.places());
    Collections.shuffle(order, random);
    List<Place> places =
        IntStream.range(0, order.size())
            .mapToObj(
                i -> new Place(order.get(i).entry(), meetings.get(i % meetings.size()), false))
            .toList();
    return new Grouping(region.wishes(), region.pairs(), region.facilitators(), places, meetings);
  }
}
