package org.peerchallenge.improvement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row and boundary of {@code match-asks-and-offers}, and how words are counted. */
class MatchAsksAndOffersTest {

  private final DecisionTable table = DecisionTable.of("match-asks-and-offers");

  @ParameterizedTest
  @CsvSource({
    "true, false, true, 9, true, no, Nobody answers their own ask",
    "false, true, true, 9, true, no, The offer was withdrawn",
    "false, false, true, 2, false, yes, 'Same theme, and they speak of the same things'",
    "false, false, true, 1, true, possible, 'Same theme, and they know each other from the day'",
    "false, false, true, 1, false, possible, Same theme",
    "false, false, false, 3, false, possible, 'Another theme, but they speak of the same things'",
    "false, false, false, 2, true, no, Nothing in common",
    "false, false, false, 0, false, no, Nothing in common"
  })
  void theFirstRuleThatFitsDecides(
      boolean sameEntry,
      boolean offerWithdrawn,
      boolean sameTheme,
      int wordsInCommon,
      boolean sameGroup,
      String match,
      String reason) {
    VariableMap facts =
        Variables.putValue("sameEntry", sameEntry)
            .putValue("offerWithdrawn", offerWithdrawn)
            .putValue("sameTheme", sameTheme)
            .putValue("wordsInCommon", wordsInCommon)
            .putValue("sameGroup", sameGroup);

    assertThat(table.ask(facts)).isEqualTo(Map.of("match", match, "reason", reason));
  }

  @Test
  void missingFactsNeverMakeAMatch() {
    VariableMap facts = Variables.createVariables();
    for (String fact :
        new String[] {"sameEntry", "offerWithdrawn", "sameTheme", "wordsInCommon", "sameGroup"}) {
      facts.put(fact, null);
    }

    assertThat(table.ask(facts).get("match")).isEqualTo("no");
  }

  @Test
  void everydayWordsAndEndingsDoNotCount() {
    assertThat(
            CommonWords.count(
                "Help with re-referrals and neglect audits",
                "We can help: an audit of neglect, with other authorities"))
        .isEqualTo(2);
    assertThat(CommonWords.count("Support for children", "Children need support")).isZero();
  }
}
