package org.peerchallenge.engine;

import org.peerchallenge.kernel.Refused;

/**
 * One form of Tasklist: what it shows when it is opened and what comes back when it is sent, each
 * as a record whose components are called as the form's keys.
 *
 * <p>{@link FormRef} says which form it is. Records and file are compared whenever files are
 * checked. A form without such a class is kept and shown by {@link Submissions} alone.
 *
 * <p>What a component may be: text, an enum of the answers, a number, {@code boolean}, a date, a
 * time, a list of these, or a list of records for the rows of a dynamic list. What may stay empty
 * is {@link java.util.Optional} or marked {@code @Nullable}; a list is never null. An enum's
 * constants name their answers with {@code @JsonProperty}, as does a component whose key is not a
 * Java name; {@code @JsonUnwrapped} puts the components of another record among the form's own.
 *
 * @param <F> what is shown: values of fields, {@link Option options} under their {@code valuesKey},
 *     and what the form's texts and conditions ask for; {@link Nothing} when that is nothing
 * @param <S> what is sent: the fields that people fill in; {@link Flag flags} go to the process too
 */
public interface TaskForm<F extends Record, S extends Record> {

  /** For a form that shows nothing but its questions. */
  record Nothing() {}

  /** One of the answers that a form offers under a {@code valuesKey}. */
  record Option(String label, String value) {}

  /** What the form shows when it is opened. */
  F show(FormTask task);

  /**
   * Takes what a person sent, in the transaction that completes the task.
   *
   * @throws Refused when it cannot be taken; nothing is changed then
   */
  void submit(FormTask task, S sent, Author author);
}
