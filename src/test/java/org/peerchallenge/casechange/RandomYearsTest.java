package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.ShortForm;
import org.peerchallenge.cockpit.CaseHistory;
import org.peerchallenge.cockpit.CaseSearch;
import org.peerchallenge.cockpit.HistoryBesideEngine;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.cycle.TestYear;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random years: ten turns at random moments, whatever is offered by then with random answers, while
 * people do some of their work. Every year comes to its end: no step fails, nothing is stuck, no
 * text is lost. Any seed can be repeated; all of them run with the profile full.
 */
class RandomYearsTest extends TurnTest {

  private static final int TURNS = 10;

  /** What is asked at random is refused in words half of the time. */
  private static final int MOST_TRIES = 20;

  private static final int SEEDS = 50;
  private static final int SEEDS_OF_THE_NORMAL_BUILD = 1;

  @Autowired private Pauses pauses;
  @Autowired private CaseSearch search;
  @Autowired private CaseHistory history;

  static Stream<Long> seeds() {
    String wanted = System.getProperty("peerchallenge.seed");
    if (wanted != null) {
      String[] range = wanted.split("-");
      return LongStream.rangeClosed(
              Long.parseLong(range[0]), Long.parseLong(range[range.length - 1]))
          .boxed();
    }
    boolean full = ShortForm.FULL;
    return LongStream.rangeClosed(1, full ? SEEDS : SEEDS_OF_THE_NORMAL_BUILD).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aYearWithTurnsAtRandomMomentsComesToItsEnd(long seed) throws Exception {
    Random random = new Random(seed);
    List<String> done = new ArrayList<>();
    int refused = 0;
    LocalDate day = today();
    for (int turn = 0; turn < TURNS; turn++) {
      day = day.plusDays(3 + random.nextInt(9));
      moveTo(day);
      int share = random.nextInt(100);
      doAll(
          task ->
              Math.floorMod(task.getTaskDefinitionKey().hashCode() + key(task).hashCode(), 100)
                  < share);
      String kind = "";
      for (int tries = 0; kind.isEmpty() && tries < MOST_TRIES; tries++) {
        kind = turn(random);
        refused += kind.isEmpty() ? 1 : 0;
      }
      yearsEnd.onlyWhoIsInIsAsked("year " + seed + ", turn " + turn + ": " + kind);
      if (!kind.isEmpty()) {
        done.add(kind);
      }
    }
    for (var pause : pauses.all()) {
      change("office", pause.entry().value(), "resume", "due", "");
    }
    System.out.printf("Year %d: turns %s, refused in words %d%n", seed, done, refused);
    walkToTheEnd();
    new HistoryBesideEngine(search, history, cycles, engine)
        .compareAll(path -> page("office", path));
    assertThat(done).as("turns done in year %d", seed).hasSize(TURNS);
    yearsEnd.isWell("year " + seed);
  }

  /** One change with random answers; the empty text when it was refused. */
  private String turn(Random random) throws Exception {
    List<CaseKey> cases = new ArrayList<>(List.of(new CaseKey("2019")));
    cycles.entries(TestYear.YEAR).stream()
        .map(Entry::key)
        .forEach(key -> cases.add(new CaseKey(key.value())));
    cycles.groups(TestYear.YEAR).stream()
        .filter(group -> !group.members().isEmpty())
        .forEach(group -> cases.add(new CaseKey(group.key().value())));
    CaseKey about = cases.get(random.nextInt(cases.size()));
    List<ChangeKind> kinds =
        requests.possible("office", about).stream()
            .filter(kind -> !List.of("call-off-year", "close-year").contains(kind.id()))
            // Two entries are needed for a year; withdrawals come last in a test of the rest.
            .filter(
                kind -> !kind.id().equals("withdraw") || cycles.entries(TestYear.YEAR).size() > 3)
            .toList();
    ChangeKind kind = kinds.get(random.nextInt(kinds.size()));
    List<String> fields = new ArrayList<>();
    for (ChangeField field : kind.fields(about)) {
      fields.add(field.name());
      String answer = answer(field, random);
      // The one of the office makes all these changes.
      fields.add(
          field.name().equals("leaver") && answer.equals("office") ? "facilitator-4" : answer);
    }
    HttpResponse<byte[]> answer =
        proposed("office", about.value(), kind.id(), fields.toArray(String[]::new));
    if (answer.statusCode() == 400) {
      assertThat(text(answer)).contains("Not possible");
      return "";
    }
    assertThat(answer.statusCode()).as("%s %s: %s", kind.id(), fields, text(answer)).isEqualTo(302);
    long id = numberIn(answer);
    assertThat(requests.request(id).effects().fails()).as("%s %s", kind.id(), fields).isEmpty();
    confirm("office", id);
    return kind.id();
  }

  private String answer(ChangeField field, Random random) {
    return switch (field.type()) {
      case DATE -> today().plusDays(1 + random.nextInt(60)).toString();
      case TIME -> "09:30";
      case TEXT -> random.nextBoolean() ? "Town Hall" : "";
      case TICK -> random.nextBoolean() ? "yes" : "";
      case CHOICE ->
          field.options().isEmpty()
              ? ""
              // A leaver without a successor is another test's.
              : field.options().get(random.nextInt(field.options().size())).value();
    };
  }
}
