package org.peerchallenge;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.pollinterval.IterativePollInterval;
import org.awaitility.pollinterval.PollInterval;

/**
 * How tests wait for what happens beside them: up to a minute, so that a busy machine fails none,
 * and not a moment longer than it takes.
 */
public final class Patience {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Asked at once, for it is often there already, and then less and less often. */
  private static final PollInterval MORE_AND_MORE_SELDOM =
      IterativePollInterval.iterative(
          last -> last.toMillis() < 50 ? last.multipliedBy(2) : Duration.ofMillis(100),
          Duration.ofMillis(5));

  private Patience() {}

  public static ConditionFactory await() {
    return patient(Awaitility.await());
  }

  /**
   * @param forWhat said when it does not come
   */
  public static ConditionFactory await(String forWhat) {
    return patient(Awaitility.await(forWhat));
  }

  private static ConditionFactory patient(ConditionFactory wait) {
    return wait.atMost(LONGEST).pollDelay(Duration.ZERO).pollInterval(MORE_AND_MORE_SELDOM);
  }
}
