package org.peerchallenge.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueDateRuleTest {

  @Test
  void workingDaysBeforeAnAnchorAreCountedBackwards() {
    assertThat(DueDateRule.parse("10 working days before assessmentDue"))
        .isEqualTo(new DueDateRule(-10, true, DueDateRule.Anchor.assessmentDue, Optional.empty()));
  }

  @Test
  void calendarDaysAfterAnAnchorAreCountedForwards() {
    assertThat(DueDateRule.parse("90 days after summit"))
        .isEqualTo(new DueDateRule(90, false, DueDateRule.Anchor.summit, Optional.empty()));
    assertThat(DueDateRule.parse("1 working day after today"))
        .isEqualTo(new DueDateRule(1, true, DueDateRule.Anchor.today, Optional.empty()));
  }

  @Test
  void anAnchorAloneIsARule() {
    assertThat(DueDateRule.parse("yearCloses"))
        .isEqualTo(new DueDateRule(0, false, DueDateRule.Anchor.yearCloses, Optional.empty()));
  }

  @Test
  void aSecondRuleCountsWhereItIsLater() {
    assertThat(
            DueDateRule.parse("10 working days before summit, or 3 working days after today").or())
        .contains(DueDateRule.parse("3 working days after today"));
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
    assertThatThrownBy(() -> DueDateRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("assessmentDue, packDue, challengeDay, summit, yearCloses");
  }
}
