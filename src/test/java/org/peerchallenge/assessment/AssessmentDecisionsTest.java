package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;

class AssessmentDecisionsTest extends EngineTest {

  @Autowired private RatingRule rule;

  @ParameterizedTest(name = "{0}, quarter {1}, {2} years, {3}, {4}: {5} reasons")
  @CsvSource({
    "high, 1, 0, 0.0, 0.0, 0",
    "low, 4, 0, -0.2, -0.2, 1",
    "low, 3, 2, 0.05, 0.1, 1",
    "low, 2, 1, 0.1, 0.19, 1",
    "high, 1, 0, 0.099, 0.2, 1",
    "high, 4, 3, 0.5, 0.5, 4",
    // Without a good or bad direction nothing is flagged.
    "none, 4, 9, 0.9, 0.9, 0",
    // What is unknown counts as nothing.
    "low, , 0, , , 0",
    "low, , 2, , 0.3, 2",
    "low, 4, , , , 1",
    ", 4, 9, 0.9, 0.9, 0",
  })
  void indicatorsAreFlaggedByWhatIsKnown(
      String polarity, Integer quartile, Integer years, Double change, Double gap, int reasons) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("polarity", polarity);
    facts.put("quartile", quartile);
    facts.put("yearsWorsening", years);
    facts.put("changeShare", change);
    facts.put("neighbourGapShare", gap);

    assertThat(reasons("indicator-flags", facts)).hasSize(reasons);
  }

  @ParameterizedTest(name = "{0} unanswered, {1} without impact, {2} open: {3}")
  @CsvSource({
    "0, 0, 0, ''",
    "1, 0, 0, answer",
    "0, 2, 0, impact",
    "0, 0, 1, open",
    "3, 2, 1, answer impact open",
    ", , , ''",
  })
  void aReviewIsAdvisedForEachReasonThatHolds(
      Integer unanswered, Integer withoutImpact, Integer open, String words) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("unansweredFlags", unanswered);
    facts.put("strengthsWithoutImpact", withoutImpact);
    facts.put("openOfstedIssues", open);

    List<String> expected =
        Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).toList();
    List<String> reasons = reasons("review-advice", facts);
    assertThat(reasons).hasSize(expected.size());
    expected.forEach(word -> assertThat(String.join("; ", reasons)).contains(word));
  }

  @ParameterizedTest(name = "{0} {1}, {2} reasons: {3}")
  @CsvSource({
    "Child Protection, ReReferral, 1, performance:noConcern practiceLeadership:noConcern",
    "Child Protection, ReReferral, 3,"
        + " performance:noConcern performance:watch practiceLeadership:noConcern",
    "Children Looked After, LACHealth%, 1, performance:noConcern",
    "Adoption, %_of LAC Adopted, 2, performance:noConcern",
    "'Children''s Services Workforce', Work_Force_TO_Rate, 2, workforce:noConcern",
    "'Children''s Services Workforce', Work_Force_TO_Rate, 3, workforce:noConcern workforce:watch",
    "Children with SEN, SEN_EHC_Excpt_20wks, 1, leadingWithOthers:noConcern",
    "Economic Factors, 16-17_not known_NEET, 1, leadingWithOthers:noConcern",
    "A topic of the region, OWN, 4, ''",
  })
  void anIndicatorThatStandsOutIsShownBesideMildRatingsOfItsSignatures(
      String topic, String indicator, int reasons, String expected) {
    List<String> found =
        rule.of(topic, indicator, reasons).stream()
            .flatMap(
                spoken -> spoken.ratings().stream().map(one -> spoken.signature().id() + ":" + one))
            .sorted()
            .toList();
    assertThat(String.join(" ", found)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}: {2} figures with {1} reasons")
  @CsvSource({
    "PERFORMANCE, 3, 3",
    "LEADING_WITH_OTHERS, 3, 1",
    "PRACTICE_LEADERSHIP, 3, 2",
    "WORKFORCE, 3, 2",
    // Nothing speaks of it yet; who adds a line to data-and-ratings need not come here.
    "BUDGET, 3, 2",
  })
  void itTakesSeveralReasonsAndSeveralFiguresToSuggestASignature(
      SignatureOfRisk signature, int reasons, int figures) {
    assertThat(rule.threshold(signature)).contains(new RatingRule.Threshold(reasons, figures));
  }

  private List<String> reasons(String decision, Map<String, Object> facts) {
    return engine
        .getDecisionService()
        .evaluateDecisionTableByKey(decision)
        .variables(facts)
        .evaluate()
        .collectEntries("reason");
  }
}
