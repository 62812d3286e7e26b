package org.peerchallenge.engine;

import java.time.LocalDate;
import java.util.Optional;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.kernel.EnglandTime;

/**
 * When a task may be called overdue: from the day after its due date, unless it is optional. A task
 * is optional when its diagram gives it less than the usual priority, {@value #USUAL}: nobody waits
 * for it, and silence ends it. It is welcome and never overdue, on no page, list, mail or figure.
 */
public final class Urgency {

  public static final int USUAL = Task.PRIORITY_NORMAL;

  /** What a diagram gives to a task that is optional. */
  public static final int OPTIONAL = 10;

  private Urgency() {}

  public static boolean isOptional(Task task) {
    return task.getPriority() < USUAL;
  }

  /** The day on which it is due in England; empty when it has no date. */
  public static Optional<LocalDate> due(Task task) {
    return Optional.ofNullable(task.getDueDate()).map(date -> EnglandTime.day(date.toInstant()));
  }

  public static boolean isOverdue(Task task, LocalDate today) {
    return !isOptional(task) && due(task).filter(day -> day.isBefore(today)).isPresent();
  }
}
