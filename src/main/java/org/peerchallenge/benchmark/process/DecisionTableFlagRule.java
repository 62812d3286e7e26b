package org.peerchallenge.benchmark.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.variable.Variables;
import org.peerchallenge.benchmark.FlagFacts;
import org.peerchallenge.benchmark.FlagRule;
import org.peerchallenge.engine.Unrestricted;
import org.springframework.stereotype.Component;

/**
 * Asks the newest deployed version of {@code indicator-flags.dmn}. Not through the engine's
 * decision service: that keeps a history row for every input and output of all 43 indicators at
 * each asking, of figures that anyone can look up.
 */
@Component
class DecisionTableFlagRule implements FlagRule {

  private static final String TABLE = "indicator-flags";

  private final RepositoryService repository;
  private final Unrestricted unrestricted;
  private final DmnEngine tables =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
  private final Map<String, DmnDecision> parsed = new ConcurrentHashMap<>();

  DecisionTableFlagRule(RepositoryService repository, Unrestricted unrestricted) {
    this.repository = repository;
    this.unrestricted = unrestricted;
  }

  @Override
  public List<String> reasons(FlagFacts facts) {
    return tables
        .evaluateDecisionTable(
            unrestricted.ask(this::newest),
            Variables.putValue("polarity", facts.polarity())
                .putValue("quartile", facts.quartile())
                .putValue("yearsWorsening", facts.yearsWorsening())
                .putValue("changeShare", facts.changeShare())
                .putValue("neighbourGapShare", facts.neighbourGapShare()))
        .<String>collectEntries("reason")
        .stream()
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private DmnDecision newest() {
    DecisionDefinition definition =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey(TABLE)
            .latestVersion()
            .singleResult();
    if (definition == null) {
      throw new IllegalStateException("The decision table " + TABLE + " is not deployed");
    }
    return parsed.computeIfAbsent(definition.getId(), this::parse);
  }

  private DmnDecision parse(String definitionId) {
    try (InputStream model = repository.getDecisionModel(definitionId)) {
      return tables.parseDecision(TABLE, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
