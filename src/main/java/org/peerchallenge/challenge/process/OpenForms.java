package org.peerchallenge.challenge.process;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Open tasks of a running case, by the form that each shows. */
@Component
class OpenForms {

  private final TaskService tasks;

  OpenForms(TaskService tasks) {
    this.tasks = tasks;
  }

  List<Task> of(DelegateExecution execution, Set<String> forms) {
    return tasks
        .createTaskQuery()
        .processInstanceId(execution.getProcessInstanceId())
        .initializeFormKeys()
        .list()
        .stream()
        .filter(task -> task.getCamundaFormRef() != null)
        .filter(task -> forms.contains(task.getCamundaFormRef().getKey()))
        .toList();
  }
}
