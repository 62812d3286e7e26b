package org.peerchallenge.kernel.web;

import java.util.List;
import java.util.Map;

/** How a page says that something was not done: by the words of why, in its model or its flash. */
public final class Refusals {

  private static final List<String> NAMES = List.of("problem", "problems", "refused", "faults");

  private Refusals() {}

  /**
   * Whether a page says that something was not done.
   *
   * @param values a page's model, or what the next page is given
   */
  public static boolean areIn(Map<String, ?> values) {
    return NAMES.stream().anyMatch(name -> values.get(name) != null);
  }
}
