package org.peerchallenge.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of two settings who may read, the one for fewer wins. */
class VisibilityTest {

  @Test
  void theNarrowerOfTwoWinsWhicheverIsAsked() {
    for (Visibility one : Visibility.values()) {
      for (Visibility other : Visibility.values()) {
        Visibility expected = Visibility.values()[Math.min(one.ordinal(), other.ordinal())];
        assertThat(one.narrower(other)).isEqualTo(expected);
        assertThat(other.narrower(one)).isEqualTo(expected);
      }
    }
  }
}
