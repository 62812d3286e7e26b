package org.peerchallenge.improvement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;

/** A decision table as it stands in {@code processes}, without a process around it. */
final class DecisionTable {

  private static final DmnEngine ENGINE =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

  private final DmnDecision decision;

  private DecisionTable(DmnDecision decision) {
    this.decision = decision;
  }

  static DecisionTable of(String id) {
    try (InputStream file = Files.newInputStream(Path.of("processes", id + ".dmn"))) {
      return new DecisionTable(ENGINE.parseDecision(id, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The outputs of the one rule that fits. */
  Map<String, Object> ask(VariableMap facts) {
    return ENGINE.evaluateDecisionTable(decision, facts).getSingleResult().getEntryMap();
  }
}
