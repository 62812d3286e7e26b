package org.peerchallenge.cycle.process;

import java.util.Map;
import java.util.Set;
import org.peerchallenge.engine.TableContract;
import org.springframework.stereotype.Component;

/** What {@code reminder-schedule} may answer: a stage, and whom {@link Reminders} can tell. */
@Component
class ReminderContract implements TableContract {

  @Override
  public String table() {
    return "reminder-schedule";
  }

  @Override
  public Map<String, Input> inputs() {
    return Map.of(
        "kind",
        Input.idOfUserTask(),
        "days",
        Input.everyNumber(),
        "workingDaysOver",
        Input.of("integer"));
  }

  @Override
  public Map<String, Answer> answers() {
    return Map.of(
        "stage",
        Answer.text(100, "reminder.stage"),
        "receiver",
        Answer.word(Set.of("people", "office", "deputy")));
  }
}
