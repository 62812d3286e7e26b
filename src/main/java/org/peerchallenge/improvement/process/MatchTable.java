package org.peerchallenge.improvement.process;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.peerchallenge.engine.Unrestricted;
import org.peerchallenge.improvement.MatchRule;
import org.peerchallenge.improvement.Pair;
import org.springframework.stereotype.Component;

/** Asks the decision table {@code match-asks-and-offers}. */
@Component
class MatchTable implements MatchRule {

  private final DecisionService decisions;
  private final Unrestricted unrestricted;

  MatchTable(DecisionService decisions, Unrestricted unrestricted) {
    this.decisions = decisions;
    this.unrestricted = unrestricted;
  }

  @Override
  public Verdict judge(Pair pair) {
    // The table is asked by the application, not by the person who looks at its answers.
    return unrestricted.ask(() -> ask(pair));
  }

  private Verdict ask(Pair pair) {
    DmnDecisionRuleResult result =
        decisions
            .evaluateDecisionTableByKey(
                "match-asks-and-offers",
                Map.of(
                    "sameEntry", pair.sameEntry(),
                    "offerWithdrawn", pair.offerWithdrawn(),
                    "sameTheme", pair.sameTheme(),
                    "sameGroup", pair.sameGroup(),
                    "wordsInCommon", pair.wordsInCommon()))
            .getSingleResult();
    return new Verdict(result.getEntry("match"), result.getEntry("reason"));
  }
}
