package org.peerchallenge.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.springframework.stereotype.Component;

/**
 * Asks the newest deployed version of a decision table and leaves no trace. The engine's own
 * decision service keeps a history row for every input and output: right for a step of a process,
 * too much for a table that pages and forms ask hundreds of times about figures that anyone can
 * look up.
 */
@Component
public class DecisionTables {

  private final RepositoryService repository;
  private final Unrestricted unrestricted;
  private final DmnEngine tables =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
  private final Map<String, DmnDecision> parsed = new ConcurrentHashMap<>();

  DecisionTables(RepositoryService repository, Unrestricted unrestricted) {
    this.repository = repository;
    this.unrestricted = unrestricted;
  }

  /**
   * The answers of all rules that apply, each by the names of its outputs.
   *
   * @param facts every input of the table; null where it is not known
   * @throws IllegalStateException when the table is not deployed
   */
  public List<Map<String, Object>> ask(String table, Map<String, Object> facts) {
    return tables
        .evaluateDecisionTable(unrestricted.ask(() -> newest(table)), facts)
        .getResultList();
  }

  private DmnDecision newest(String table) {
    DecisionDefinition definition =
        repository
            .createDecisionDefinitionQuery()
            .decisionDefinitionKey(table)
            .latestVersion()
            .singleResult();
    if (definition == null) {
      throw new IllegalStateException("The decision table " + table + " is not deployed");
    }
    return parsed.computeIfAbsent(definition.getId(), id -> parse(table, id));
  }

  private DmnDecision parse(String table, String definitionId) {
    try (InputStream model = repository.getDecisionModel(definitionId)) {
      return tables.parseDecision(table, model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
