package org.peerchallenge.engine;

import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.peerchallenge.kernel.EnglandTime;

/**
 * What a diagram says of a task that its case comes to next, for the step before, which tells
 * people of it. The engine's model of a process has it; its public interface evaluates no
 * expression.
 */
public final class TaskAhead {

  private TaskAhead() {}

  /**
   * When the task would be due if it began now, so that mail and task say the same day whatever an
   * analyst writes. Empty where the diagram has no such task any more, or it has no date.
   *
   * @param taskId the id in the diagram, such as {@code userTask_checkFacts}
   */
  public static Optional<LocalDate> due(DelegateExecution execution, String taskId) {
    return Optional.ofNullable(
            ((ExecutionEntity) execution).getProcessDefinition().findActivity(taskId))
        .map(ActivityImpl::getActivityBehavior)
        .filter(UserTaskActivityBehavior.class::isInstance)
        .map(task -> ((UserTaskActivityBehavior) task).getTaskDefinition().getDueDateExpression())
        .map(rule -> (Date) rule.getValue(execution))
        .map(date -> date.toInstant().atZone(EnglandTime.ZONE).toLocalDate());
  }
}
