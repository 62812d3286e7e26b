package org.peerchallenge.engine;

import org.peerchallenge.kernel.FormValues;

/**
 * Told inside the transaction that completes a task by its form.
 *
 * @param values the valid values of all visible fields; an empty field is {@code null}
 */
public record FormSent(FormTask task, FormValues values, Author author) {}
