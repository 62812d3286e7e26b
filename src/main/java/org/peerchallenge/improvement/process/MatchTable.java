package org.peerchallenge.improvement.process;

import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.IdentityService;
import org.peerchallenge.improvement.MatchRule;
import org.peerchallenge.improvement.Pair;
import org.springframework.stereotype.Component;

/** Asks the decision table {@code match-asks-and-offers}. */
@Component
class MatchTable implements MatchRule {

  private final DecisionService decisions;
  private final IdentityService identity;

  MatchTable(DecisionService decisions, IdentityService identity) {
    this.decisions = decisions;
    this.identity = identity;
  }

  @Override
  public Verdict judge(Pair pair) {
    var who = identity.getCurrentAuthentication();
    // The table is asked by the application, not by the person who looks at its answers.
    identity.clearAuthentication();
    try {
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
    } finally {
      if (who != null) {
        identity.setAuthentication(who);
      }
    }
  }
}
