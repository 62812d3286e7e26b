package org.peerchallenge.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

  @Test
  void workingDaysBeforeAnAnchorAreCountedBackwards() {
    assertThat(Rule.parse("10 working days before assessmentDue"))
        .isEqualTo(new Rule(-10, true, Rule.Anchor.assessmentDue, Optional.empty()));
  }

  @Test
  void calendarDaysAfterAnAnchorAreCountedForwards() {
    assertThat(Rule.parse("90 days after summit"))
        .isEqualTo(new Rule(90, false, Rule.Anchor.summit, Optional.empty()));
    assertThat(Rule.parse("1 working day after today"))
        .isEqualTo(new Rule(1, true, Rule.Anchor.today, Optional.empty()));
  }

  @Test
  void anAnchorAloneIsARule() {
    assertThat(Rule.parse("yearCloses"))
        .isEqualTo(new Rule(0, false, Rule.Anchor.yearCloses, Optional.empty()));
  }

  @Test
  void aSecondRuleCountsWhereItIsLater() {
    assertThat(Rule.parse("10 working days before summit, or 3 working days after today").or())
        .contains(Rule.parse("3 working days after today"));
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
