package org.peerchallenge.attack;

import java.util.List;
import java.util.Set;

/**
 * One way to read or write, as it was found in the running application.
 *
 * @param pattern its path with {@code {variables}}
 * @param parameters those that a request may carry beside the path
 * @param accept what it answers with: two that do it differently are two ways in; "" for any
 * @param body what it takes: "form", "json", "file" or "" for nothing
 * @param source the class that answers
 */
record Endpoint(
    String method,
    String pattern,
    List<Parameter> parameters,
    String accept,
    String body,
    String source) {

  /** A request parameter. */
  record Parameter(String name, Class<?> type, boolean required) {}

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  boolean reads() {
    return READING.contains(method);
  }

  /** How tables and messages name it. */
  String name() {
    return method + " " + pattern;
  }
}
