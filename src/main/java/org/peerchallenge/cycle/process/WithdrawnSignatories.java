package org.peerchallenge.cycle.process;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.cycle.EntryWithdrew;
import org.peerchallenge.cycle.Memoranda;
import org.peerchallenge.engine.EngineAsSystem;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who has left the year is not asked for its memorandum any more. */
@Component
class WithdrawnSignatories {

  private static final String[] ASKED = {
    "userTask_acceptMemorandum", "userTask_acceptMemorandumLate"
  };

  private final TaskService tasks;
  private final Memoranda memoranda;
  private final EngineAsSystem asSystem;

  WithdrawnSignatories(TaskService tasks, Memoranda memoranda, EngineAsSystem asSystem) {
    this.tasks = tasks;
    this.memoranda = memoranda;
    this.asSystem = asSystem;
  }

  @EventListener
  void on(EntryWithdrew withdrew) {
    List<String> signatories = memoranda.signatories(List.of(withdrew.entry()));
    asSystem.run(
        () -> {
          for (Task task :
              tasks
                  .createTaskQuery()
                  .processInstanceBusinessKey(withdrew.entry().cycle().value())
                  .taskDefinitionKeyIn(ASKED)
                  .list()) {
            if (signatories.contains(tasks.getVariable(task.getId(), "signatory"))) {
              // Whoever had it open did not do it.
              tasks.setAssignee(task.getId(), null);
              // The loop waits in a job of its own behind each task: nobody is held up by this.
              tasks.complete(task.getId());
            }
          }
          return null;
        });
  }
}
