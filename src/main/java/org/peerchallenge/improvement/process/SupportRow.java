package org.peerchallenge.improvement.process;

import java.math.BigDecimal;
import java.util.Optional;
import org.peerchallenge.improvement.Support;
import org.springframework.lang.Nullable;

/** Support of the region as a row of a form. */
record SupportRow(String what, String who, String when, @Nullable BigDecimal cost) {

  static SupportRow of(Support support) {
    return new SupportRow(
        support.what(), support.forWhom(), support.when(), support.cost().orElse(null));
  }

  Support support() {
    return new Support(what, who, when, Optional.ofNullable(cost));
  }
}
