package org.peerchallenge.benchmark.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.peerchallenge.benchmark.FlagFacts;
import org.peerchallenge.benchmark.FlagRule;
import org.peerchallenge.engine.DecisionTables;
import org.springframework.stereotype.Component;

/** Asks the decision table {@code indicator-flags}. */
@Component
class DecisionTableFlagRule implements FlagRule {

  private final DecisionTables tables;

  DecisionTableFlagRule(DecisionTables tables) {
    this.tables = tables;
  }

  @Override
  public List<List<String>> reasons(List<FlagFacts> facts) {
    return tables
        .askEach("indicator-flags", facts.stream().map(DecisionTableFlagRule::inputs).toList())
        .stream()
        .map(
            answers ->
                answers.stream()
                    .map(answer -> (String) answer.get("reason"))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList())
        .toList();
  }

  private static Map<String, Object> inputs(FlagFacts facts) {
    Map<String, Object> inputs = new HashMap<>();
    inputs.put("polarity", facts.polarity());
    inputs.put("quartile", facts.quartile());
    inputs.put("yearsWorsening", facts.yearsWorsening());
    inputs.put("changeShare", facts.changeShare());
    inputs.put("neighbourGapShare", facts.neighbourGapShare());
    return inputs;
  }
}
