package org.peerchallenge.engine;

import java.util.Map;
import java.util.Set;

/**
 * A feature's side of its forms: it fills them when they are opened and takes what was written.
 *
 * <p>A form without a handler is kept by {@link Submissions} alone.
 */
public interface FormHandler {

  /** The ids of the forms that this handler looks after. */
  Set<String> forms();

  /**
   * Whether it looks after the form of this task: also of one that only the diagram of the case
   * knows by name.
   */
  default boolean looksAfter(FormTask task) {
    return forms().contains(task.form());
  }

  /**
   * What the form shows when it is opened: the fields' values, lists of options ({@code label} and
   * {@code value}) under their {@code valuesKey}, and texts that its expressions read.
   */
  Map<String, Object> show(FormTask task);

  /**
   * Takes what a person sent, in the transaction that completes the task.
   *
   * @param values the valid values of all visible fields; an empty field is {@code null}
   * @throws FormRejected when it cannot be taken; nothing is changed then
   */
  void submit(FormTask task, Map<String, Object> values, Author author);
}
