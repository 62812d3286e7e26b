package org.peerchallenge.engine;

import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Refused;

/**
 * A feature's side of forms that only a diagram knows by name. A form that Java knows has a class
 * of its own, a {@link TaskForm}; any other is kept by {@link Submissions} alone.
 */
public interface FormHandler {

  /** Whether it looks after the form of this task. */
  boolean looksAfter(FormTask task);

  /** What the form shows when it is opened, key by key. */
  FormValues show(FormTask task);

  /**
   * Takes what a person sent, in the transaction that completes the task.
   *
   * @param values the valid values of all visible fields; an empty field is {@code null}
   * @throws Refused when it cannot be taken; nothing is changed then
   */
  void submit(FormTask task, FormValues values, Author author);
}
