package org.peerchallenge.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Cache of what a decision table answered to the facts that it was asked about last: an engine
 * makes all functions of its language anew for each cell, and pages ask about the same figures
 * again. A table that asks for the day, or for chance, is asked each time.
 */
final class RecentAnswers {

  /** Those of some regions' data sheets. */
  private static final int MOST_KEPT = 5_000;

  private static final Pattern OF_THE_MOMENT =
      Pattern.compile("\\b(now|today|random number)\\s*\\(");

  private final boolean keeps;
  private final Map<Map<String, Object>, List<DecisionTables.Row>> kept =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(
                Map.Entry<Map<String, Object>, List<DecisionTables.Row>> eldest) {
              return size() > MOST_KEPT;
            }
          });

  /**
   * Keeps nothing yet.
   *
   * @param table the table's file, whole
   */
  RecentAnswers(String table) {
    keeps = !OF_THE_MOMENT.matcher(table).find();
  }

  /**
   * What the table answers.
   *
   * @param facts plain values by the names of the inputs
   * @param asked evaluates the table
   */
  List<DecisionTables.Row> to(
      Map<String, ?> facts, Function<Map<String, Object>, List<DecisionTables.Row>> asked) {
    Map<String, Object> known = new HashMap<>(facts);
    List<DecisionTables.Row> before = keeps ? kept.get(known) : null;
    if (before != null) {
      return before;
    }
    List<DecisionTables.Row> rows = asked.apply(known);
    if (keeps) {
      kept.put(known, rows);
    }
    return rows;
  }
}
