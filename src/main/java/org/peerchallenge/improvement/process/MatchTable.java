package org.peerchallenge.improvement.process;

import java.util.Map;
import org.peerchallenge.engine.DecisionTables;
import org.peerchallenge.improvement.MatchRule;
import org.peerchallenge.improvement.Pair;
import org.springframework.stereotype.Component;

/** Asks the decision table {@code match-asks-and-offers}. */
@Component
class MatchTable implements MatchRule {

  private final DecisionTables tables;

  MatchTable(DecisionTables tables) {
    this.tables = tables;
  }

  @Override
  public Verdict judge(Pair pair) {
    return tables
        .ask(
            "match-asks-and-offers",
            Map.of(
                "sameEntry", pair.sameEntry(),
                "offerWithdrawn", pair.offerWithdrawn(),
                "sameTheme", pair.sameTheme(),
                "sameGroup", pair.sameGroup(),
                "wordsInCommon", pair.wordsInCommon()))
        .stream()
        .findFirst()
        .map(answer -> new Verdict((String) answer.get("match"), (String) answer.get("reason")))
        // A table without an answer that can be used proposes nothing.
        .orElse(new Verdict("no", ""));
  }
}
