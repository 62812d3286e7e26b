package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.junit.jupiter.api.Test;

class LockConflictsTest {

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void aTransactionThatCollidedRunsAnewUntilItGoesThrough() {
    LockConflicts.repeat(() -> collideUntil(3));

    assertThat(runs).hasValue(3);
  }

  @Test
  void afterFiveCollisionsItIsToldAndNothingElseIsEverRepeated() {
    assertThatThrownBy(() -> LockConflicts.repeat(() -> collideUntil(9)))
        .isInstanceOf(OptimisticLockingException.class);
    assertThat(runs).hasValue(5);

    runs.set(0);
    assertThatThrownBy(
            () ->
                LockConflicts.repeat(
                    () -> {
                      runs.incrementAndGet();
                      throw new IllegalStateException("refused");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(runs).hasValue(1);
  }

  private void collideUntil(int run) {
    if (runs.incrementAndGet() < run) {
      throw new OptimisticLockingException("somebody sent a form");
    }
  }
}
