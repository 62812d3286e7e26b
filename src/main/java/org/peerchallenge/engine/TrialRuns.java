package org.peerchallenge.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.peerchallenge.engine.Sandbox.Asked;
import org.peerchallenge.engine.Sandbox.Awaited;
import org.peerchallenge.engine.Sandbox.Choice;
import org.peerchallenge.engine.Sandbox.Question;
import org.peerchallenge.kernel.Refused;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Trial runs of a set in a sandbox: somebody begins one case and answers for everybody, while no
 * mail goes out and nothing of ours is written.
 *
 * <p>A run is the list of what was done in it. The sandbox itself is kept in memory as long as it
 * is used; on another node, or after a pause, it is made again from the list.
 */
@Service
public class TrialRuns implements DisposableBean {

  /**
   * One thing that was done.
   *
   * @param kind begin, answer, timer, message or finding
   * @param what the diagram, step, timer, message or variable
   * @param index which of the open tasks or timers
   * @param values answers by key; at the beginning the case and the samples
   */
  public record Deed(String kind, String what, int index, TreeMap<String, String> values)
      implements Serializable {}

  /** An open task, as the page shows it. */
  public record Shown(
      int index,
      String step,
      String name,
      String who,
      Optional<Date> due,
      String diagram,
      String businessKey,
      List<Question> questions) {}

  /** The next timer. */
  public record Next(int index, String name, Date when) {}

  /** Where a run stands. */
  public record State(
      Instant now,
      List<Shown> tasks,
      List<Next> timers,
      List<Awaited> messages,
      List<Choice> choices,
      List<String> log) {}

  private static final class Open {

    private final Sandbox sandbox;
    private final List<Deed> done = new ArrayList<>();
    private Instant used;

    Open(Sandbox sandbox) {
      this.sandbox = sandbox;
    }
  }

  private static final int MOST = 4;
  private static final int MOST_DEEDS = 300;
  private static final Duration IDLE = Duration.ofMinutes(20);

  private final Catalogue catalogue;
  private final List<DiagramBean> calls;
  private final CaseWords words;
  private final HikariDataSource pool;
  private final Clock clock;
  private final Map<String, Open> open = new LinkedHashMap<>();

  TrialRuns(
      Catalogue catalogue,
      List<DiagramBean> calls,
      CaseWords words,
      HikariDataSource pool,
      Clock clock) {
    this.catalogue = catalogue;
    this.calls = calls;
    this.words = words;
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * Does the last of these deeds; the others were done before.
   *
   * @param run names the run, for one person
   * @throws Refused when it cannot be tried, or too many are
   */
  public synchronized State after(String run, FileSet files, List<Deed> deeds) {
    if (deeds.isEmpty() || deeds.size() > MOST_DEEDS) {
      throw new Refused("A trial run has at most " + MOST_DEEDS + " steps. Begin again.");
    }
    Open one = open.get(run);
    boolean goesOn =
        one != null
            && deeds.size() >= one.done.size()
            && deeds.subList(0, one.done.size()).equals(one.done);
    if (!goesOn) {
      close(run);
      one = new Open(sandbox(files, deeds.get(0)));
      open.put(run, one);
    }
    for (Deed deed : deeds.subList(one.done.size(), deeds.size())) {
      act(one.sandbox, deed);
      one.done.add(deed);
    }
    one.used = Instant.now();
    return state(one.sandbox);
  }

  /** Where a run stands after exactly these deeds; empty when it was put away meanwhile. */
  public synchronized Optional<State> now(String run, List<Deed> deeds) {
    Open one = open.get(run);
    if (one == null || !one.done.equals(deeds)) {
      return Optional.empty();
    }
    one.used = Instant.now();
    return Optional.of(state(one.sandbox));
  }

  /** Ends a run; nothing of it stays. */
  public synchronized void close(String run) {
    Open one = open.remove(run);
    if (one != null) {
      one.sandbox.close();
    }
  }

  @Scheduled(fixedDelay = 60_000)
  synchronized void closeIdle() {
    List<String> idle =
        open.entrySet().stream()
            .filter(e -> e.getValue().used != null)
            .filter(e -> e.getValue().used.plus(IDLE).isBefore(Instant.now()))
            .map(Map.Entry::getKey)
            .toList();
    idle.forEach(this::close);
  }

  @Override
  public synchronized void destroy() {
    List.copyOf(open.keySet()).forEach(this::close);
  }

  private Sandbox sandbox(FileSet files, Deed begin) {
    if (open.size() >= MOST) {
      throw new Refused(
          "Others try changes at the moment. A run that nobody uses ends after 20 minutes.");
    }
    Map<String, Object> samples = new HashMap<>(begin.values());
    samples.remove("case");
    try {
      return new Sandbox(files, catalogue, database(), calls, words, samples, clock.instant());
    } catch (Sandbox.SandboxUnusable e) {
      throw new Refused(e.getMessage());
    }
  }

  private String[] database() {
    return new String[] {pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()};
  }

  private static void act(Sandbox sandbox, Deed deed) {
    switch (deed.kind()) {
      case "begin" -> {
        Map<String, Object> variables = new HashMap<>();
        deed.values()
            .forEach(
                (name, value) -> variables.put(name.toLowerCase(java.util.Locale.ROOT), value));
        // Loops and reviews name themselves; a case of an entry has no entry beside its key.
        variables.keySet().retainAll(List.of("review"));
        sandbox.begin(deed.what(), deed.values().get("case"), variables);
      }
      case "answer" -> {
        List<Asked> tasks = sandbox.open();
        if (deed.index() < tasks.size() && tasks.get(deed.index()).step().equals(deed.what())) {
          Asked asked = tasks.get(deed.index());
          Map<String, Object> answers = new HashMap<>();
          for (Question question : asked.questions()) {
            String given = deed.values().getOrDefault(question.key(), "");
            answers.put(question.key(), question.yesOrNo() ? given.equals("true") : given);
          }
          sandbox.answer(asked.id(), answers);
        }
      }
      case "timer" -> {
        if (deed.index() < sandbox.timers().size()) {
          sandbox.ring(sandbox.timers().get(deed.index()).id());
        }
      }
      case "message" -> sandbox.tell(deed.what(), deed.values().get("case"), Map.of());
      case "finding" ->
          sandbox
              .findings()
              .put(deed.what(), deed.values().getOrDefault("value", "").equals("true"));
      default -> throw new Refused("There is nothing called " + deed.kind());
    }
  }

  private static State state(Sandbox sandbox) {
    List<Shown> tasks = new ArrayList<>();
    for (Asked asked : sandbox.open()) {
      tasks.add(
          new Shown(
              tasks.size(),
              asked.step(),
              asked.name(),
              String.join(", ", asked.who()),
              asked.due(),
              asked.diagram(),
              asked.businessKey(),
              asked.questions()));
    }
    List<Next> timers = new ArrayList<>();
    for (Sandbox.Timer timer : sandbox.timers()) {
      timers.add(new Next(timers.size(), timer.name(), timer.when()));
    }
    return new State(
        sandbox.now(),
        tasks,
        timers,
        sandbox.messages(),
        sandbox.choices(),
        List.copyOf(sandbox.log()));
  }
}
