package org.peerchallenge.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.Faults;
import org.peerchallenge.Visitor;
import org.peerchallenge.casechange.TurnTest;

/**
 * What a section asks of the database that somebody takes on, opens, fills and sends in Tasklist.
 */
class StatementsOfATaskTest extends TurnTest {

  /** Each of the five requests asks twice who it is from; stock Camunda needs 70 in all. */
  private static final int MOST = 98;

  @Test
  void aTaskIsDoneInFewStatements() {
    String entry = year() + "/801";
    fromTasklist(task(entry, "userTask_writeContext"), Map.of());
    Task task = task(entry, "userTask_writeWholeStory");
    Visitor person = as(performer(task));

    long before = Faults.askedByPages();
    Map<String, Object> answers = opened(person, task, Map.of());
    assertThat(person.submit(task.getId(), answers).statusCode()).isEqualTo(204);

    assertThat(Faults.askedByPages() - before).isBetween(50L, (long) MOST);
  }
}
