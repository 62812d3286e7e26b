package org.peerchallenge.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

  @Test
  void workingDaysBeforeAnAnchorAreCountedBackwards() {
    assertThat(Rule.parse("10 working days before assessmentDue"))
        .isEqualTo(new Rule(-10, true, Rule.Anchor.assessmentDue));
  }

  @Test
  void calendarDaysAfterAnAnchorAreCountedForwards() {
    assertThat(Rule.parse("90 days after summit"))
        .isEqualTo(new Rule(90, false, Rule.Anchor.summit));
    assertThat(Rule.parse("1 working day after today"))
        .isEqualTo(new Rule(1, true, Rule.Anchor.today));
  }

  @Test
  void anAnchorAloneIsARule() {
    assertThat(Rule.parse("yearCloses")).isEqualTo(new Rule(0, false, Rule.Anchor.yearCloses));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ten days before summit",
        "10 days summit",
        "10 weeks after summit",
        "5 days after theSummit",
        "5  days after summit",
        "-5 days after summit"
      })
  void anythingElseIsRefusedWithTheTextAndTheAllowedAnchors(String text) {
    assertThatThrownBy(() -> Rule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("assessmentDue, packDue, challengeDay, summit, yearCloses");
  }
}
