package org.peerchallenge.cycle.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.process.ReminderSchedule.Stage;
import org.peerchallenge.engine.DecisionTables.Row;

class ReminderScheduleTest {

  private final List<Map<String, ?>> asked = new ArrayList<>();

  @Test
  void theTableIsAskedOnceForAllTasksOfOneKindAtOneDistance() {
    ReminderSchedule schedule = schedule(new Row("", answers("7 days before"), Optional.empty()));
    for (int i = 0; i < 4; i++) {
      assertThat(schedule.stages("userTask_sign", 7, 0))
          .containsExactly(new Stage("7 days before", "people"));
    }
    schedule.stages("userTask_sign", 6, 0);

    assertThat(asked).hasSize(2);
    assertThat(schedule.unusable()).isEmpty();
  }

  @Test
  void aRowThatCannotBeUsedIsSetAsideAndNamedOnce() {
    ReminderSchedule schedule =
        schedule(
            new Row("reminder-schedule.dmn, rule 1", answers("x"), Optional.of("is too long")),
            new Row("reminder-schedule.dmn, rule 2", answers("due today"), Optional.empty()));

    assertThat(schedule.stages("userTask_sign", 0, 0))
        .containsExactly(new Stage("due today", "people"));
    schedule.stages("userTask_sign", 1, 0);
    assertThat(schedule.unusable())
        .containsOnly(Map.entry("reminder-schedule.dmn, rule 1", "is too long"));
  }

  private ReminderSchedule schedule(Row... rows) {
    return new ReminderSchedule(
        (table, facts) -> {
          asked.add(facts);
          return List.of(rows);
        });
  }

  private static Map<String, Object> answers(String stage) {
    return Map.of("stage", stage, "receiver", "people");
  }
}
