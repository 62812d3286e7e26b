package org.peerchallenge.cycle.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.variable.Variables;
import org.peerchallenge.cycle.ArrangementCheck;
import org.peerchallenge.cycle.Fact;
import org.peerchallenge.cycle.Warning;
import org.peerchallenge.engine.Unrestricted;
import org.springframework.stereotype.Component;

/** Asks group-check.dmn: Java collects the facts, the table decides. */
@Component
class AskGroupCheck implements ArrangementCheck {

  private final DecisionService decisions;
  private final Unrestricted unrestricted;

  AskGroupCheck(DecisionService decisions, Unrestricted unrestricted) {
    this.decisions = decisions;
    this.unrestricted = unrestricted;
  }

  @Override
  public List<Warning> warnings(List<Fact> facts) {
    return unrestricted.ask(() -> ask(facts));
  }

  private List<Warning> ask(List<Fact> facts) {
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
    DmnDecisionTableResult result =
        decisions.evaluateDecisionTableByKey(
            "group-check",
            Variables.putValue("fact", fact.what()).putValue("number", fact.number()));
    return result.isEmpty() ? Optional.empty() : Optional.of(result.getSingleEntry());
  }
}
