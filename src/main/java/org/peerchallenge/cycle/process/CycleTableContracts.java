package org.peerchallenge.cycle.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peerchallenge.cycle.Fact;
import org.peerchallenge.engine.TableContract;
import org.peerchallenge.engine.TableContract.Answer;
import org.peerchallenge.engine.TableContract.Input;
import org.peerchallenge.engine.TableContracts;
import org.springframework.stereotype.Component;

/**
 * Contracts of the tables about the year: a warning that fits its list, a reminder that {@link
 * Reminders} can send.
 */
@Component
class CycleTableContracts implements TableContracts {

  @Override
  public List<TableContract> contracts() {
    return List.of(
        TableContract.of(
            "group-check",
            Map.of("fact", Input.word(Fact.KINDS), "number", Input.of("integer")),
            Map.of("reason", Answer.text(400, "arrangement_warning.reason"))),
        TableContract.of(
                "reminder-schedule",
                Map.of(
                    "kind",
                    Input.idOfUserTask(),
                    "days",
                    Input.everyNumber(),
                    "workingDaysOver",
                    Input.count()),
                Map.of(
                    "stage",
                    Answer.text(100, "reminder.stage"),
                    "receiver",
                    Answer.word(Set.of("people", "office", "deputy"))))
            // A stage of a task is told to each person once.
            .actingOnceFor("kind")
            .readingAll());
  }
}
