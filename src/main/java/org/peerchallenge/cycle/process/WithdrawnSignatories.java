package org.peerchallenge.cycle.process;

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
  private final EngineAsSystem asSystem;

  WithdrawnSignatories(TaskService tasks, EngineAsSystem asSystem) {
    this.tasks = tasks;
    this.asSystem = asSystem;
  }

  @EventListener
  void on(EntryWithdrew withdrew) {
    asSystem.run(
        () -> {
          for (Task task :
              tasks
                  .createTaskQuery()
                  .processInstanceBusinessKey(withdrew.entry().cycle().value())
                  .taskDefinitionKeyIn(ASKED)
                  .list()) {
            String signatory = (String) tasks.getVariable(task.getId(), "signatory");
            if (withdrew
                .entry()
                .authorities()
                .contains(Memoranda.signatory(signatory).dfeNumber())) {
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
