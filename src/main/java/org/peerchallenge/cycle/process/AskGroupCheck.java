package org.peerchallenge.cycle.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.ArrangementCheck;
import org.peerchallenge.cycle.Fact;
import org.peerchallenge.cycle.Warning;
import org.peerchallenge.engine.DecisionTables;
import org.springframework.stereotype.Component;

/** Asks group-check.dmn: Java collects the facts, the table decides. */
@Component
class AskGroupCheck implements ArrangementCheck {

  private final DecisionTables tables;

  AskGroupCheck(DecisionTables tables) {
    this.tables = tables;
  }

  @Override
  public List<Warning> warnings(List<Fact> facts) {
    Map<String, Optional<String>> asked = new HashMap<>();
    List<Warning> warnings = new ArrayList<>();
    for (Fact fact : facts) {
      asked
          .computeIfAbsent(fact.what() + "/" + fact.number(), once -> reason(fact))
          .ifPresent(reason -> warnings.add(new Warning(fact.subject(), fact.what(), reason)));
    }
    return warnings;
  }

  private Optional<String> reason(Fact fact) {
    return tables.ask("group-check", Map.of("fact", fact.what(), "number", fact.number())).stream()
        .findFirst()
        .map(answer -> (String) answer.get("reason"));
  }
}
