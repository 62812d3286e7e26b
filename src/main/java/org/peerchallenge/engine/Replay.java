package org.peerchallenge.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricDetail;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstanceQuery;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.HistoricVariableUpdate;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Service;

/**
 * Replay of a past case: what people really did, and when, is done again in a sandbox with another
 * set of files, and what would have been asked of whom is compared with what was.
 *
 * <p>People's answers and what steps of the engine found out are taken from the engine's history;
 * timers ring by the rules of the new set.
 */
@Service
public class Replay {

  /** A case that can be replayed: one that nothing else began. */
  public record Past(String id, String diagram, String businessKey, Instant began) {}

  /** A task as it was, or as it would have been. */
  public record Task(String name, Instant asked, Optional<Instant> due) {}

  /**
   * What differs of one task of one case.
   *
   * @param was empty when it would be asked newly
   * @param is empty when it would not be asked any more
   */
  public record Differing(
      String businessKey, String step, Optional<Task> was, Optional<Task> is, String words) {}

  /**
   * What came of it.
   *
   * @param events how many deeds of people were done again
   * @param alike tasks that would have been asked on the same day and due on the same day
   * @param missed what was done then and could not be done now, in words
   */
  public record Result(int events, int alike, List<Differing> differing, List<String> missed) {}

  /** A task that was completed, or a message that was heard; the name as people know it. */
  private record Event(
      Instant when,
      boolean message,
      String what,
      String name,
      String businessKey,
      Map<String, Object> values) {}

  /** A list that somebody can still choose from: more than a region of 153 has years and days. */
  private static final int MOST_PAST = 1000;

  private final HistoryService history;
  private final Catalogue catalogue;
  private final List<DiagramBean> calls;
  private final CaseWords words;
  private final HikariDataSource pool;
  private final EngineAsSystem system;

  Replay(
      HistoryService history,
      Catalogue catalogue,
      List<DiagramBean> calls,
      CaseWords words,
      HikariDataSource pool,
      EngineAsSystem system) {
    this.history = history;
    this.catalogue = catalogue;
    this.calls = calls;
    this.words = words;
    this.pool = pool;
    this.system = system;
  }

  /** Cases that can be replayed, the newest first; reminders of a day are no case. */
  public List<Past> past() {
    return system.run(
        () ->
            cases().orderByProcessInstanceStartTime().desc().listPage(0, MOST_PAST).stream()
                .map(
                    one ->
                        new Past(
                            one.getId(),
                            one.getProcessDefinitionKey(),
                            one.getBusinessKey(),
                            one.getStartTime().toInstant()))
                .toList());
  }

  /** How many older cases {@link #past} leaves out. */
  public long leftOut() {
    return Math.max(0, system.run(() -> cases().count()) - MOST_PAST);
  }

  /** What has no key, such as the reminders of each day, would fill the list within a year. */
  private HistoricProcessInstanceQuery cases() {
    return history
        .createHistoricProcessInstanceQuery()
        .rootProcessInstances()
        .processInstanceBusinessKeyLike("%");
  }

  /**
   * Replays a case with a set of files.
   *
   * @param progress hears of each deed that was done again
   * @throws Refused when there is no such case, or the set cannot be tried
   */
  public Result of(FileSet files, String root, Progress progress) {
    return system.run(() -> replayed(files, root, progress));
  }

  private Result replayed(FileSet files, String root, Progress progress) {
    List<HistoricProcessInstance> tree =
        history.createHistoricProcessInstanceQuery().list().stream()
            .filter(one -> one.getRootProcessInstanceId().equals(root))
            .toList();
    HistoricProcessInstance top =
        tree.stream()
            .filter(one -> one.getId().equals(root))
            .findFirst()
            .orElseThrow(() -> new Refused("There is no such case."));
    Map<String, HistoricProcessInstance> instances = new HashMap<>();
    tree.forEach(one -> instances.put(one.getId(), one));
    Map<String, List<HistoricVariableUpdate>> updates = updates(instances.keySet());
    List<HistoricTaskInstance> tasks =
        history.createHistoricTaskInstanceQuery().rootProcessInstanceId(root).list();
    List<Event> events = events(instances, tasks, updates, files);
    List<String> missed = new ArrayList<>();
    Map<String, Object> samples = new HashMap<>();
    try (Sandbox sandbox =
        new Sandbox(
            files,
            catalogue,
            new String[] {pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()},
            calls,
            words,
            samples,
            top.getStartTime().toInstant())) {
      sandbox.remember(recorded(instances, updates));
      sandbox.begin(
          top.getProcessDefinitionKey(), top.getBusinessKey(), atTheBeginning(top, updates));
      for (int i = 0; i < events.size(); ) {
        progress.at(i, events.size());
        Instant moment = events.get(i).when();
        List<Event> together = new ArrayList<>();
        while (i < events.size() && events.get(i).when().equals(moment)) {
          together.add(events.get(i++));
        }
        ringUntil(sandbox, moment);
        sandbox.moveTo(moment);
        redo(sandbox, together, missed);
      }
      Instant end =
          top.getEndTime() == null
              ? events.isEmpty()
                  ? top.getStartTime().toInstant()
                  : events.get(events.size() - 1).when()
              : top.getEndTime().toInstant();
      ringUntil(sandbox, end);
      sandbox.log().stream().filter(line -> line.contains("could not go on")).forEach(missed::add);
      return compared(events.size(), tasks, instances, sandbox, missed);
    } catch (Sandbox.SandboxUnusable e) {
      throw new Refused(e.getMessage());
    }
  }

  /** What happened in one moment has no order but that one thing made another possible. */
  private void redo(Sandbox sandbox, List<Event> together, List<String> missed) {
    List<Event> left = new ArrayList<>(together);
    for (boolean busy = true; busy; ) {
      Optional<Event> next = left.stream().filter(event -> isDone(sandbox, event)).findFirst();
      next.ifPresent(left::remove);
      busy = next.isPresent();
    }
    left.stream()
        .map(
            event ->
                event.message()
                    ? "“%s” of %s came on %s: nobody would wait for it by then"
                        .formatted(event.name(), words.about(event.businessKey()), day(event))
                    : "“%s” of %s was done on %s: it would not be asked by then"
                        .formatted(event.name(), words.about(event.businessKey()), day(event)))
        .forEach(missed::add);
  }

  private static String day(Event event) {
    return Sandbox.day(event.when());
  }

  private static boolean isDone(Sandbox sandbox, Event event) {
    if (event.message()) {
      boolean heard = sandbox.hears(event.what(), event.businessKey());
      if (heard) {
        sandbox.tell(event.what(), event.businessKey(), event.values());
      }
      return heard;
    }
    Optional<String> open = sandbox.openTask(event.what(), event.businessKey());
    open.ifPresent(task -> sandbox.answer(task, event.values()));
    return open.isPresent();
  }

  private static void ringUntil(Sandbox sandbox, Instant moment) {
    Set<String> rung = new HashSet<>();
    while (true) {
      Optional<Sandbox.Timer> next =
          sandbox.timers().stream()
              .filter(timer -> !timer.when().toInstant().isAfter(moment))
              .filter(timer -> rung.add(timer.id()))
              .findFirst();
      if (next.isEmpty()) {
        return;
      }
      sandbox.ring(next.get().id());
    }
  }

  private Map<String, List<HistoricVariableUpdate>> updates(Set<String> instances) {
    Map<String, List<HistoricVariableUpdate>> updates = new HashMap<>();
    for (String instance : instances) {
      for (HistoricDetail detail :
          history
              .createHistoricDetailQuery()
              .processInstanceId(instance)
              .variableUpdates()
              .disableBinaryFetching()
              // By the clock alone, what happened in one moment has no order.
              .orderPartiallyByOccurrence()
              .asc()
              .list()) {
        if (detail instanceof HistoricVariableUpdate update) {
          updates.computeIfAbsent(instance, i -> new ArrayList<>()).add(update);
        }
      }
    }
    return updates;
  }

  /** What was known before anything happened. */
  private static Map<String, Object> atTheBeginning(
      HistoricProcessInstance top, Map<String, List<HistoricVariableUpdate>> updates) {
    Map<String, Object> known = new HashMap<>();
    for (HistoricVariableUpdate update : updates.getOrDefault(top.getId(), List.of())) {
      if (update.isInitial() && update.getTime().equals(top.getStartTime())) {
        known.put(update.getVariableName(), update.getValue());
      }
    }
    return known;
  }

  private List<Event> events(
      Map<String, HistoricProcessInstance> instances,
      List<HistoricTaskInstance> tasks,
      Map<String, List<HistoricVariableUpdate>> updates,
      FileSet files) {
    List<Event> events = new ArrayList<>();
    for (HistoricTaskInstance task : tasks) {
      if (task.getEndTime() != null && "completed".equals(task.getDeleteReason())) {
        Map<String, Object> values = new HashMap<>();
        for (HistoricVariableUpdate update :
            updates.getOrDefault(task.getProcessInstanceId(), List.of())) {
          // What its form wrote: at the moment at which it was completed, or as its own.
          boolean own =
              Objects.equals(update.getTaskId(), task.getId())
                  || task.getActivityInstanceId().equals(update.getActivityInstanceId());
          if (own) {
            values.put(update.getVariableName(), update.getValue());
          }
        }
        events.add(
            new Event(
                task.getEndTime().toInstant(),
                false,
                task.getTaskDefinitionKey(),
                String.valueOf(task.getName()),
                key(instances, task.getProcessInstanceId()),
                values));
      }
    }
    Map<String, String> messages = messages(files);
    for (String instance : instances.keySet()) {
      for (HistoricActivityInstance activity :
          history
              .createHistoricActivityInstanceQuery()
              .processInstanceId(instance)
              .finished()
              .list()) {
        String message = messages.get(activity.getActivityId());
        if (message != null && !activity.isCanceled()) {
          events.add(
              new Event(
                  activity.getEndTime().toInstant(),
                  true,
                  message,
                  Optional.ofNullable(activity.getActivityName()).orElse(message),
                  key(instances, instance),
                  Map.of()));
        }
      }
    }
    events.sort(Comparator.comparing(Event::when));
    return events;
  }

  private static String key(Map<String, HistoricProcessInstance> instances, String instance) {
    return String.valueOf(instances.get(instance).getBusinessKey());
  }

  /** Which event of the new set hears which message. */
  private static Map<String, String> messages(FileSet files) {
    Map<String, String> messages = new HashMap<>();
    for (FileSet.File file : files.ending("bpmn")) {
      try {
        Diagram diagram = Diagram.read(file);
        for (Diagram.Node node : diagram.nodes()) {
          diagram.message(node).ifPresent(name -> messages.put(node.id(), name));
        }
      } catch (org.xml.sax.SAXException | java.io.IOException e) {
        throw new Refused(file.name() + " cannot be read.");
      }
    }
    return messages;
  }

  /** What each step found out, the first time what it found first. */
  private Sandbox.Recorded recorded(
      Map<String, HistoricProcessInstance> instances,
      Map<String, List<HistoricVariableUpdate>> updates) {
    Map<String, List<Object>> found = new LinkedHashMap<>();
    updates.forEach(
        (instance, all) -> {
          HistoricProcessInstance one = instances.get(instance);
          for (HistoricVariableUpdate update : all) {
            String step = String.valueOf(update.getActivityInstanceId()).replaceFirst(":.*", "");
            String about = one.getProcessDefinitionKey() + " " + one.getBusinessKey() + " ";
            for (String from : List.of(step + " ", "")) {
              found
                  .computeIfAbsent(about + from + update.getVariableName(), k -> new ArrayList<>())
                  .add(update.getValue());
            }
          }
        });
    Map<String, Integer> times = new HashMap<>();
    return (diagram, businessKey, step, variable) -> {
      String about = diagram + " " + businessKey + " ";
      // What a step set in the scope around it is kept under that scope.
      String name =
          about + (found.containsKey(about + step + " " + variable) ? step + " " : "") + variable;
      List<Object> values = found.getOrDefault(name, List.of());
      if (values.isEmpty()) {
        return Optional.empty();
      }
      int time = times.merge(name, 1, Integer::sum) - 1;
      return Optional.ofNullable(values.get(Math.min(time, values.size() - 1)));
    };
  }

  private static Result compared(
      int events,
      List<HistoricTaskInstance> tasks,
      Map<String, HistoricProcessInstance> instances,
      Sandbox sandbox,
      List<String> missed) {
    Map<String, List<Task>> was = new TreeMap<>();
    tasks.stream()
        .sorted(Comparator.comparing(HistoricTaskInstance::getStartTime))
        .forEach(
            task ->
                was.computeIfAbsent(
                        key(instances, task.getProcessInstanceId())
                            + "\n"
                            + task.getTaskDefinitionKey(),
                        k -> new ArrayList<>())
                    .add(
                        new Task(
                            task.getName(),
                            task.getStartTime().toInstant(),
                            Optional.ofNullable(task.getDueDate()).map(Date::toInstant))));
    Map<String, List<Task>> is = new TreeMap<>();
    for (Sandbox.Moment moment : sandbox.everAsked()) {
      is.computeIfAbsent(
              moment.asked().businessKey() + "\n" + moment.asked().step(), k -> new ArrayList<>())
          .add(
              new Task(
                  moment.asked().name(), moment.when(), moment.asked().due().map(Date::toInstant)));
    }
    int alike = 0;
    List<Differing> differing = new ArrayList<>();
    Set<String> all = new java.util.TreeSet<>(was.keySet());
    all.addAll(is.keySet());
    for (String one : all) {
      List<Task> before = was.getOrDefault(one, List.of());
      List<Task> after = is.getOrDefault(one, List.of());
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        Optional<Task> old = i < before.size() ? Optional.of(before.get(i)) : Optional.empty();
        Optional<Task> now = i < after.size() ? Optional.of(after.get(i)) : Optional.empty();
        String words = words(old, now);
        if (words.isEmpty()) {
          alike++;
        } else {
          String[] key = one.split("\n");
          differing.add(new Differing(key[0], key[1], old, now, words));
        }
      }
    }
    return new Result(events, alike, differing, missed);
  }

  private static String words(Optional<Task> was, Optional<Task> is) {
    if (was.isEmpty()) {
      return "would be asked on " + Sandbox.day(is.orElseThrow().asked()) + ", and was not";
    }
    if (is.isEmpty()) {
      return "was asked on " + Sandbox.day(was.get().asked()) + ", and would not be";
    }
    List<String> words = new ArrayList<>();
    if (!day(was.get().asked()).equals(day(is.get().asked()))) {
      words.add(
          "asked on %s, was %s"
              .formatted(Sandbox.day(is.get().asked()), Sandbox.day(was.get().asked())));
    }
    if (!was.get().due().map(Replay::day).equals(is.get().due().map(Replay::day))) {
      words.add(
          "due %s, was %s"
              .formatted(
                  is.get().due().map(Sandbox::day).orElse("never"),
                  was.get().due().map(Sandbox::day).orElse("never")));
    }
    return words.stream().collect(Collectors.joining("; "));
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, EnglandTime.ZONE);
  }
}
