package org.peerchallenge;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How tests wait for what happens beside them: up to a minute, so that a busy machine fails none,
 * and not a moment longer than it takes.
 */
public final class Patience {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Patience() {}

  public static ConditionFactory await() {
    return Awaitility.await().atMost(LONGEST);
  }

  /**
   * @param forWhat said when it does not come
   */
  public static ConditionFactory await(String forWhat) {
    return Awaitility.await(forWhat).atMost(LONGEST);
  }
}
