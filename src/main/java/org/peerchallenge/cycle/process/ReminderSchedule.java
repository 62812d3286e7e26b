package org.peerchallenge.cycle.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.peerchallenge.engine.DecisionTables;

/**
 * One day's answers of reminder-schedule.dmn: it is asked once for all tasks of one kind at one
 * distance, and what cannot be used is set aside.
 */
final class ReminderSchedule {

  /** A row of the table that applies: the stage, and who is told. */
  record Stage(String name, String receiver) {}

  private final BiFunction<String, Map<String, ?>, List<DecisionTables.Row>> table;
  private final Map<String, List<Stage>> asked = new HashMap<>();
  private final Map<String, String> unusable = new LinkedHashMap<>();

  ReminderSchedule(BiFunction<String, Map<String, ?>, List<DecisionTables.Row>> table) {
    this.table = table;
  }

  /**
   * The stages that are reached.
   *
   * @param kind id of the user task
   * @param days until it is due; negative when it is over
   * @param workingDaysOver since it was due
   */
  List<Stage> stages(String kind, int days, int workingDaysOver) {
    return asked.computeIfAbsent(
        kind + "/" + days,
        once -> ask(Map.of("kind", kind, "days", days, "workingDaysOver", workingDaysOver)));
  }

  /** What could not be used: file, table and row, and what is wrong. */
  Map<String, String> unusable() {
    return unusable;
  }

  private List<Stage> ask(Map<String, ?> facts) {
    List<Stage> stages = new ArrayList<>();
    try {
      for (DecisionTables.Row row : table.apply("reminder-schedule", facts)) {
        if (row.fault().isPresent()) {
          unusable.putIfAbsent(row.place(), row.fault().get());
        } else {
          stages.add(
              new Stage(
                  (String) row.answers().get("stage"), (String) row.answers().get("receiver")));
        }
      }
    } catch (DecisionTables.DecisionFailed e) {
      unusable.putIfAbsent(e.place(), e.getMessage().substring(e.place().length() + 2));
    }
    return stages;
  }
}
