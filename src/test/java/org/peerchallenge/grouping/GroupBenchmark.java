package org.peerchallenge.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peerchallenge.grouping.GroupWishes.Neighbours;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;

/**
 * The South East of 2019, weighed by the solver's own wishes: the groups that the programme had, a
 * thousand by chance, and what the solver finds in its six seconds. The wishes are ours, so this
 * says nothing of how good the programme's groups were for other reasons.
 */
class GroupBenchmark {

  private static final int BY_CHANCE = 1_000;
  private static final int CLOSEST = 5;
  private static final double MOST_SECONDS = 10;

  static {
    ((Logger) LoggerFactory.getLogger("ai.timefold.solver")).setLevel(Level.WARN);
  }

  private record Row(String dfe, String kind, int group, LocalDate day, String entry) {}

  @Test
  void theGroupsOf2019BesideChanceAndTheSolver() throws IOException {
    List<Row> rows =
        lines("demo/authorities.csv").stream()
            .map(c -> new Row(c[0], c[3], Integer.parseInt(c[4]), LocalDate.parse(c[5]), c[7]))
            .toList();
    List<LocalDate> days =
        LocalDate.of(2019, 1, 28)
            .datesUntil(LocalDate.of(2019, 3, 9))
            .filter(day -> day.getDayOfWeek().getValue() < 6)
            .toList();
    for (Neighbours wish : Neighbours.values()) {
      GroupWishes wishes = new GroupWishes(2, 4, wish, days, List.of(), Map.of(), Map.of());
      GroupSolver solver = new GroupSolver();
      int theirs = solver.scored(own(rows, wishes)).score().softScore();
      int[] chance = new int[BY_CHANCE];
      for (int i = 0; i < BY_CHANCE; i++) {
        chance[i] = solver.scored(byChance(rows, wishes, i)).score().softScore();
      }
      Arrays.sort(chance);
      long began = System.nanoTime();
      Grouping solved = solver.solve(open(rows, wishes));
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "neighbours %-8s solver %d (hard %d) in %.1f s; programme of 2019 %d; by chance median %d,"
              + " best of %d %d%n",
          wish,
          solved.score().softScore(),
          solved.score().hardScore(),
          seconds,
          theirs,
          chance[BY_CHANCE / 2],
          BY_CHANCE,
          chance[BY_CHANCE - 1]);
      assertThat(solved.score().hardScore()).isZero();
      assertThat(solved.score().softScore()).isGreaterThanOrEqualTo(theirs);
      assertThat(seconds).isLessThan(MOST_SECONDS);
    }
  }

  private static Grouping own(List<Row> rows, GroupWishes wishes) throws IOException {
    Map<Integer, Meeting> meetings = new TreeMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    for (Row row : rows) {
      Meeting meeting =
          meetings.computeIfAbsent(
              row.group(), n -> new Meeting(n, row.day(), "facilitator-" + n, false));
      places.putIfAbsent(row.entry(), new Place(row.entry(), meeting, false));
    }
    return grouping(rows, wishes, places, meetings);
  }

  private static Grouping open(List<Row> rows, GroupWishes wishes) throws IOException {
    Map<Integer, Meeting> meetings = new TreeMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    for (Row row : rows) {
      meetings.computeIfAbsent(row.group(), n -> new Meeting(n, null, null, false));
      places.putIfAbsent(row.entry(), new Place(row.entry(), null, false));
    }
    return grouping(rows, wishes, places, meetings);
  }

  private static Grouping byChance(List<Row> rows, GroupWishes wishes, int seed)
      throws IOException {
    Random random = new Random(seed);
    Map<Integer, Meeting> meetings = new TreeMap<>();
    for (Row row : rows) {
      meetings.computeIfAbsent(
          row.group(),
          n ->
              new Meeting(
                  n,
                  wishes.days().get(random.nextInt(wishes.days().size())),
                  "facilitator-" + n,
                  false));
    }
    List<String> entries = new ArrayList<>(rows.stream().map(Row::entry).distinct().toList());
    Collections.shuffle(entries, random);
    Map<String, Place> places = new LinkedHashMap<>();
    IntStream.range(0, entries.size())
        .forEach(
            i ->
                places.put(
                    entries.get(i),
                    new Place(entries.get(i), meetings.get(1 + i % meetings.size()), false)));
    return grouping(rows, wishes, places, meetings);
  }

  private static Grouping grouping(
      List<Row> rows, GroupWishes wishes, Map<String, Place> places, Map<Integer, Meeting> meetings)
      throws IOException {
    return new Grouping(
        wishes,
        pairs(rows),
        meetings.keySet().stream().map(n -> "facilitator-" + n).toList(),
        List.copyOf(places.values()),
        List.copyOf(meetings.values()));
  }

  private static List<Pair> pairs(List<Row> rows) throws IOException {
    Distances distances = Distances.ofMainOffices();
    Map<String, List<String>> closest = new LinkedHashMap<>();
    lines("figures/statistical-neighbours-south-east.csv").stream()
        .filter(c -> c[0].equals("2021") && Integer.parseInt(c[3]) <= CLOSEST)
        .forEach(c -> closest.computeIfAbsent(c[1], n -> new ArrayList<>()).add(c[4]));
    List<Pair> pairs = new ArrayList<>();
    for (Row a : rows) {
      for (Row b : rows) {
        if (a.entry().compareTo(b.entry()) >= 0) {
          continue;
        }
        if (closest.getOrDefault(a.dfe(), List.of()).contains(b.dfe())
            || closest.getOrDefault(b.dfe(), List.of()).contains(a.dfe())) {
          pairs.add(new Pair(Pair.Kind.NEIGHBOURS, a.entry(), b.entry(), 1));
        }
        if (a.kind().equals(b.kind())) {
          pairs.add(new Pair(Pair.Kind.ALIKE, a.entry(), b.entry(), 1));
        }
        distances
            .miles(a.dfe(), b.dfe())
            .ifPresent(m -> pairs.add(new Pair(Pair.Kind.MILES, a.entry(), b.entry(), m)));
      }
    }
    return pairs;
  }

  private static List<String[]> lines(String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new ClassPathResource(file).getInputStream(), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> line.split(",")).toList();
    }
  }
}
