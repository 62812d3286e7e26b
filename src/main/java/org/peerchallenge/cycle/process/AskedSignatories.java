package org.peerchallenge.cycle.process;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryWithdrew;
import org.peerchallenge.cycle.Memoranda;
import org.peerchallenge.engine.EngineAsSystem;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who has left the year, or has answered, is not asked for its memorandum any more. */
@Component
class AskedSignatories {

  private static final String[] ASKED = {
    "userTask_acceptMemorandum", "userTask_acceptMemorandumLate"
  };

  private final TaskService tasks;
  private final EngineAsSystem asSystem;

  AskedSignatories(TaskService tasks, EngineAsSystem asSystem) {
    this.tasks = tasks;
    this.asSystem = asSystem;
  }

  @EventListener
  void on(EntryWithdrew withdrew) {
    askNoMore(withdrew.entry().cycle(), Memoranda.groups(withdrew.entry()), "");
  }

  /**
   * Takes back the same question where it was asked twice: version 0.1.0 asked anew when an entry
   * was split before its memorandum was accepted.
   *
   * @param signatory the group that was asked
   * @param answered the task that is being sent
   */
  void answered(CycleKey year, String signatory, String answered) {
    askNoMore(year, List.of(signatory), answered);
  }

  private void askNoMore(CycleKey year, List<String> signatories, String butFor) {
    asSystem.run(
        () -> {
          // By the group alone: a variable of a task that a colleague sends meanwhile is gone.
          tasks
              .createTaskQuery()
              .processInstanceBusinessKey(year.value())
              .taskDefinitionKeyIn(ASKED)
              .taskCandidateGroupIn(signatories)
              .includeAssignedTasks()
              .list()
              .stream()
              .filter(task -> !task.getId().equals(butFor))
              .forEach(this::close);
          return null;
        });
  }

  private void close(Task task) {
    // Whoever had it open did not do it.
    tasks.setAssignee(task.getId(), null);
    // The loop waits in a job of its own behind each task: nobody is held up by this.
    tasks.complete(task.getId());
  }
}
