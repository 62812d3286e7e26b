package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.IntervalTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** In process tests nothing happens by itself: a test does each step when it means to. */
class ScheduledWorkTest extends EngineTest {

  /** Closes trial runs that nobody used for long; no test has one that old. */
  private static final String OLD_TRIALS = "TrialRuns.closeIdle";

  @Autowired private List<ScheduledTaskHolder> holders;

  @Test
  void nothingRunsBesideATest() {
    List<ScheduledTask> repeated =
        holders.stream()
            .flatMap(holder -> holder.getScheduledTasks().stream())
            .filter(task -> task.getTask() instanceof IntervalTask)
            .filter(task -> !task.toString().endsWith(OLD_TRIALS))
            .toList();
    assertThat(repeated).as("work that the application repeats").isNotEmpty();
    assertThat(repeated)
        .allSatisfy(
            task ->
                assertThat(((IntervalTask) task.getTask()).getIntervalDuration())
                    .as(task.toString())
                    .isGreaterThanOrEqualTo(Duration.ofDays(1)));
  }
}
