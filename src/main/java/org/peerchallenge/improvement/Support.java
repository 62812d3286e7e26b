package org.peerchallenge.improvement;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Help that the region gives in the year ahead.
 *
 * @param cost in pounds, where it is known
 */
public record Support(String what, String forWhom, String when, Optional<BigDecimal> cost) {

  public Support {
    cost.filter(pounds -> pounds.signum() < 0)
        .ifPresent(
            pounds -> {
              throw new IllegalArgumentException("A cost cannot be " + pounds);
            });
  }
}
