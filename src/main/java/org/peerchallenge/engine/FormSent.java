package org.peerchallenge.engine;

import java.util.Map;

/**
 * Told inside the transaction that completes a task by its form.
 *
 * @param values the valid values of all visible fields; an empty field is {@code null}
 */
public record FormSent(FormTask task, Map<String, Object> values, Author author) {}
