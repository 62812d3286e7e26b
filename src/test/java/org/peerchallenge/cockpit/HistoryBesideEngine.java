package org.peerchallenge.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.peerchallenge.cockpit.CaseSearch.Hit;
import org.peerchallenge.cockpit.CaseSearch.State;
import org.peerchallenge.cockpit.CaseSearch.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.HistoryPicture.Passage;

/**
 * Compares search and history of every case that is there with what the engine's own services say,
 * asked one by one.
 */
public final class HistoryBesideEngine {

  /** A page of ours as the office reads it. */
  @FunctionalInterface
  public interface Page {
    String at(String path) throws Exception;
  }

  private static final Pattern STEP = Pattern.compile("data-step=\"([^\"]+)\"");
  private static final int SEARCHES = 60;

  private final CaseSearch search;
  private final CaseHistory history;
  private final Cycles cycles;
  private final HistoryService historyService;
  private final TaskService taskService;
  private final IdentityService identityService;

  public HistoryBesideEngine(
      CaseSearch search, CaseHistory history, Cycles cycles, ProcessEngine engine) {
    this.search = search;
    this.history = history;
    this.cycles = cycles;
    this.historyService = engine.getHistoryService();
    this.taskService = engine.getTaskService();
    this.identityService = engine.getIdentityService();
  }

  public void compareAll(Page page) throws Exception {
    eachInstanceShowsWhatTheEngineHolds(page);
    everySearchFindsWhatTheEngineFinds();
  }

  private void eachInstanceShowsWhatTheEngineHolds(Page page) throws Exception {
    List<HistoricProcessInstance> all = historyService.createHistoricProcessInstanceQuery().list();
    assertThat(all).hasSizeGreaterThan(9);
    assertThat(all).anyMatch(one -> one.getEndTime() != null);
    int steps = 0;
    for (HistoricProcessInstance one : all) {
      List<HistoricActivityInstance> held =
          historyService
              .createHistoricActivityInstanceQuery()
              .processInstanceId(one.getId())
              .list();
      assertThat(history.steps(one.getId()))
          .as("steps of %s", one.getBusinessKey())
          .extracting(HistoryBesideEngine::line)
          .containsExactlyInAnyOrderElementsOf(
              held.stream().map(HistoryBesideEngine::line).toList());
      passagesAreCounted(one.getId(), held);
      String text = page.at("/office/history/" + one.getId());
      Set<String> shown = new HashSet<>();
      for (Matcher step = STEP.matcher(text); step.find(); ) {
        shown.add(step.group(1).replace("&#58;", ":"));
      }
      assertThat(shown)
          .isEqualTo(
              held.stream().map(HistoricActivityInstance::getId).collect(Collectors.toSet()));
      assertThat(page.at("/office/history/" + one.getId() + "/diagram.svg")).startsWith("<svg");
      steps += held.size();
    }
    System.out.printf("%d instances, %d steps shown as the engine holds them%n", all.size(), steps);
  }

  private static String line(CaseHistory.Step one) {
    return String.join(
        " ",
        one.id(),
        one.activity(),
        String.valueOf(one.started()),
        one.ended().map(String::valueOf).orElse("open"),
        one.became(),
        one.who());
  }

  private static String line(HistoricActivityInstance one) {
    return String.join(
        " ",
        one.getId(),
        one.getActivityId(),
        String.valueOf(one.getStartTime().toInstant()),
        one.getEndTime() == null ? "open" : String.valueOf(one.getEndTime().toInstant()),
        one.getEndTime() == null ? "open" : isDone(one) ? "done" : "ended without being done",
        one.getAssignee() == null ? "" : "Person " + one.getAssignee());
  }

  private static boolean isDone(HistoricActivityInstance one) {
    return !one.isCanceled()
        && (one.getAssignee() != null || !one.getActivityType().equals("userTask"));
  }

  private void passagesAreCounted(String instance, List<HistoricActivityInstance> held) {
    Map<String, long[]> counted = new TreeMap<>();
    for (HistoricActivityInstance one : held) {
      long[] counts = counted.computeIfAbsent(one.getActivityId(), a -> new long[3]);
      counts[one.getEndTime() == null ? 1 : isDone(one) ? 0 : 2]++;
    }
    Map<String, Passage> passages = history.passages(instance);
    assertThat(passages.keySet()).isEqualTo(counted.keySet());
    passages.forEach(
        (id, passage) ->
            assertThat(new long[] {passage.done(), passage.open(), passage.ended()})
                .as(id)
                .containsExactly(counted.get(id)));
  }

  private void everySearchFindsWhatTheEngineFinds() {
    Random random = new Random(20190222);
    List<String> authorities = List.of("", "801", "802", "804", "806");
    List<String> people = List.of("", "team-801", "PERSON DCS-80", "office", "nobody at all", "%");
    List<String> steps =
        List.of("", "userTask_writeContext", "userTask_signOffSelfAssessment", "userTask_nothing");
    List<String> years = List.of("", "2019", "2020");
    int found = 0;
    for (int i = 0; i < SEARCHES; i++) {
      Wanted wanted =
          new Wanted(
              pick(authorities, random),
              pick(people, random),
              pick(steps, random),
              pick(years, random),
              pick(List.of(State.values()), random),
              1);
      Set<String> expected = byTheEngine(wanted);
      CaseSearch.Found answer = search.find(wanted);
      assertThat(answer.counted()).as("%s", wanted).isEqualTo(expected.size());
      assertThat(answer.hits().stream().map(Hit::instance))
          .as("%s", wanted)
          .hasSize(Math.min(expected.size(), CaseSearch.SHOWN))
          .allMatch(expected::contains);
      assertThat(search.find(wanted, 0)).as("instance by instance, %s", wanted).isEqualTo(answer);
      found += expected.size();
    }
    assertThat(found).isPositive();
    assertThat(search.steps().stream().map(CaseSearch.Step::id).collect(Collectors.toSet()))
        .isEqualTo(
            historyService.createHistoricTaskInstanceQuery().list().stream()
                .map(task -> task.getTaskDefinitionKey())
                .collect(Collectors.toSet()));
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  /** Asked instance by instance, by the engine's own services. */
  private Set<String> byTheEngine(Wanted wanted) {
    Set<String> found = new TreeSet<>();
    for (HistoricProcessInstance one : historyService.createHistoricProcessInstanceQuery().list()) {
      String key = one.getBusinessKey() == null ? "" : one.getBusinessKey();
      boolean running = one.getEndTime() == null;
      // The daily reminders are of no case.
      if (!key.isEmpty()
          && fits(wanted.year(), year -> key.equals(year) || key.startsWith(year + "/"))
          && fits(wanted.authority(), number -> isOf(key, number))
          && (wanted.state() == State.ALL || (wanted.state() == State.RUNNING) == running)
          && tasksFit(one.getId(), wanted)) {
        found.add(one.getId());
      }
    }
    return found;
  }

  private static boolean fits(String wanted, Predicate<String> test) {
    return wanted.isEmpty() || test.test(wanted);
  }

  private boolean isOf(String key, String number) {
    return EntryKey.is(key) && EntryKey.of(key).authorities().contains(number)
        || key.contains("/group-") && wasIn(GroupKey.of(key), number);
  }

  /** Whether an entry of the authority is in the group, or was when it withdrew. */
  private boolean wasIn(GroupKey group, String number) {
    return historyService.createHistoricProcessInstanceQuery().list().stream()
        .map(HistoricProcessInstance::getBusinessKey)
        .filter(key -> key != null && EntryKey.is(key))
        .map(EntryKey::of)
        .filter(entry -> entry.authorities().contains(number))
        .anyMatch(entry -> cycles.lastGroupOf(entry).map(Group::key).equals(Optional.of(group)));
  }

  private boolean tasksFit(String instance, Wanted wanted) {
    if (wanted.person().isEmpty() && wanted.step().isEmpty()) {
      return true;
    }
    return historyService
        .createHistoricTaskInstanceQuery()
        .processInstanceId(instance)
        .list()
        .stream()
        .filter(task -> fits(wanted.step(), step -> step.equals(task.getTaskDefinitionKey())))
        .anyMatch(
            task ->
                wanted.person().isEmpty()
                    || named(task.getAssignee(), wanted.person())
                    || task.getEndTime() == null
                        && task.getAssignee() == null
                        && taskService.getIdentityLinksForTask(task.getId()).stream()
                            .filter(link -> link.getGroupId() != null)
                            .flatMap(
                                link ->
                                    identityService
                                        .createUserQuery()
                                        .memberOfGroup(link.getGroupId())
                                        .list()
                                        .stream())
                            .anyMatch(user -> named(user.getId(), wanted.person())));
  }

  private static boolean named(String username, String part) {
    return username != null
        && (username.equals(part)
            || ("person " + username).contains(part.toLowerCase(java.util.Locale.UK)));
  }
}
