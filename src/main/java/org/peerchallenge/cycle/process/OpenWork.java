package org.peerchallenge.cycle.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/** What is still open in the entries and groups of a year. */
@Component
class OpenWork {

  /** One kind of task that is open for an entry or group. */
  record Line(String what, String whose, String due) {}

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final Cycles cycles;

  OpenWork(TaskService tasks, RuntimeService runtime, Cycles cycles) {
    this.tasks = tasks;
    this.runtime = runtime;
    this.cycles = cycles;
  }

  /** One line for each kind of task of each entry or group, the longest due first. */
  List<Line> of(CycleKey cycle) {
    Map<String, ProcessInstance> instances =
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKeyLike(cycle + "/%")
            .list()
            .stream()
            .collect(Collectors.toMap(ProcessInstance::getId, Function.identity()));
    Map<String, Line> lines = new LinkedHashMap<>();
    for (Task task :
        tasks
            .createTaskQuery()
            .processInstanceBusinessKeyLike(cycle + "/%")
            .orderByDueDate()
            .asc()
            .list()) {
      String key = instances.get(task.getProcessInstanceId()).getBusinessKey();
      lines.computeIfAbsent(key + "/" + task.getTaskDefinitionKey(), once -> line(task, key));
    }
    return new ArrayList<>(lines.values());
  }

  private Line line(Task task, String businessKey) {
    String due =
        task.getDueDate() == null
            ? ""
            : EnglishText.day(task.getDueDate().toInstant().atZone(EnglandTime.ZONE).toLocalDate());
    return new Line(task.getName(), cycles.title(businessKey), due);
  }
}
