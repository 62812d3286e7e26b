package org.peerchallenge.engine;

import java.util.Map;
import java.util.Optional;

/**
 * What the handler of a form knows of the task whose form is shown or sent.
 *
 * @param form the form's id, which is its file's stem
 * @param taskKey the id of the user task in the diagram
 * @param assignee who has the task
 * @param variables every engine variable that the task sees: keys, dates and flags
 */
public record FormTask(
    String taskId,
    String form,
    String taskKey,
    String taskName,
    Optional<String> assignee,
    String processInstanceId,
    String businessKey,
    Map<String, Object> variables) {

  /**
   * A variable of the process as text.
   *
   * @throws IllegalStateException when the process has no such variable
   */
  public String variable(String name) {
    Object value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "The task '%s' of %s has no variable '%s'".formatted(taskKey, businessKey, name));
    }
    return value.toString();
  }

  /** Tells this task apart from its siblings in a multi-instance; empty outside one. */
  public String loop() {
    return Steps.loop(variables::get);
  }
}
