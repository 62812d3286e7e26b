package org.peerchallenge.tasklist;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.EngineAsSystem;
import org.springframework.stereotype.Service;

/** Says what a task is about: "Brighton and Hove, 2018-19". */
@Service
public class Cases {

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final Cycles cycles;
  private final EngineAsSystem asSystem;

  Cases(RuntimeService runtime, TaskService tasks, Cycles cycles, EngineAsSystem asSystem) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.cycles = cycles;
    this.asSystem = asSystem;
  }

  /** The titles of the tasks' cases by task id, for tasks that somebody may see already. */
  public Map<String, String> titles(Collection<Task> tasks) {
    Set<String> instances =
        tasks.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
    if (instances.isEmpty()) {
      return Map.of();
    }
    List<ProcessInstance> found =
        asSystem.run(
            () -> runtime.createProcessInstanceQuery().processInstanceIds(instances).list());
    Map<String, String> titles = new LinkedHashMap<>();
    for (Task task : tasks) {
      found.stream()
          .filter(instance -> instance.getId().equals(task.getProcessInstanceId()))
          .findFirst()
          .ifPresent(instance -> titles.put(task.getId(), title(task, instance.getBusinessKey())));
    }
    return titles;
  }

  /** A director may be asked for a team for two days: whose guest they are is said. */
  private String title(Task task, String businessKey) {
    String subject = subject(task, businessKey);
    boolean guest =
        GroupKey.is(businessKey)
            && EntryKey.is(subject)
            && cycles.guests(GroupKey.of(businessKey)).contains(EntryKey.of(subject));
    return title(subject)
        + (guest ? ", as a guest of group " + GroupKey.of(businessKey).number() : "");
  }

  /**
   * The key of what a task is about: its case, or the one entry of a group whose turn it is, as in
   * a session of a challenge day.
   */
  String subject(Task task, String businessKey) {
    if (!GroupKey.is(businessKey)) {
      return businessKey;
    }
    Object entry = asSystem.run(() -> tasks.getVariable(task.getId(), "entry"));
    return entry instanceof String key && EntryKey.is(key) ? key : businessKey;
  }

  /**
   * For people, whatever the business key stands for; the key itself when it stands for nothing.
   */
  public String title(String businessKey) {
    boolean known =
        EntryKey.is(businessKey) && cycles.findEntry(EntryKey.of(businessKey)).isPresent()
            || GroupKey.is(businessKey) && cycles.findGroup(GroupKey.of(businessKey)).isPresent()
            || isYear(businessKey);
    return known ? cycles.title(businessKey) : businessKey == null ? "" : businessKey;
  }

  private static boolean isYear(String businessKey) {
    try {
      return businessKey != null && CycleKey.of(businessKey) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
