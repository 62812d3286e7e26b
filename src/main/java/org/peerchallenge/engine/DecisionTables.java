package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.delegate.DmnEvaluatedDecisionRule;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks a decision table, as it is deployed newest or with a case, and leaves no trace. The engine's
 * own decision service keeps a history row for every input and output: right for a step of a
 * process, too much for a table that pages and forms ask hundreds of times about figures that
 * anyone can look up. And what it could not evaluate would roll back the work of whoever asked.
 */
@Component
public class DecisionTables {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionTables.class);

  /**
   * A rule that applied.
   *
   * @param place where it stands, in words for an analyst: file, table and rule
   * @param answers by the names of the outputs
   * @param fault what is wrong with the answers; empty when they can be used
   */
  public record Row(String place, Map<String, Object> answers, Optional<String> fault) {}

  /**
   * Somebody must hear that a row, or a whole table, could not be used in a step.
   *
   * @param place file, table and row
   * @param problem what is wrong; never what people wrote
   */
  public record Unusable(
      String processInstanceId, String activityId, String place, String problem) {}

  /** A table that could not be asked; the message names its file. */
  public static class DecisionFailed extends RuntimeException {

    private final String place;

    DecisionFailed(String place, String problem, Throwable cause) {
      super(place + ": " + problem, cause);
      this.place = place;
    }

    /** File and table. */
    public String place() {
      return place;
    }
  }

  private record Parsed(
      DmnDecision decision, String title, Map<String, String> places, RecentAnswers answers) {}

  private final RepositoryService repository;
  private final EngineAsSystem asSystem;
  private final RequestMemory memory;
  private final Map<String, TableContract> contracts;
  private final DmnEngine tables;
  private final ThreadLocal<List<DmnEvaluatedDecisionRule>> applied = new ThreadLocal<>();
  private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

  DecisionTables(
      RepositoryService repository,
      EngineAsSystem asSystem,
      RequestMemory memory,
      List<TableContracts> contracts) {
    this.memory = memory;
    this.repository = repository;
    this.asSystem = asSystem;
    this.contracts =
        contracts.stream()
            .flatMap(one -> one.contracts().stream())
            .collect(Collectors.toMap(TableContract::table, Function.identity()));
    DmnEngineConfiguration configuration =
        DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
    // Of all that is known of an evaluation, the result alone does not say which rules made it.
    configuration
        .getCustomPostDecisionTableEvaluationListeners()
        .add(event -> applied.set(event.getMatchingRules()));
    this.tables = configuration.buildEngine();
  }

  /**
   * The answers of all rules that apply, each by the names of its outputs. A rule whose answer
   * cannot be used is left out and reported in the log: it stops neither the others nor the page.
   *
   * @param facts every input of the table; null where it is not known
   * @throws IllegalStateException when the table is not deployed
   * @throws DecisionFailed when it cannot be evaluated; the message names file and table
   */
  public List<Map<String, Object>> ask(String table, Map<String, ?> facts) {
    return usable(rows(table, facts));
  }

  /**
   * As {@link #ask} for each of many facts, in their order: the newest table is looked up once.
   *
   * @throws IllegalStateException when the table is not deployed
   * @throws DecisionFailed when it cannot be evaluated for one of them
   */
  public List<List<Map<String, Object>>> askEach(
      String table, List<? extends Map<String, ?>> facts) {
    Parsed asked = newestOnce(table);
    return facts.stream().map(one -> usable(rows(asked, table, one))).toList();
  }

  private static List<Map<String, Object>> usable(List<Row> rows) {
    return rows.stream()
        .filter(
            row -> {
              row.fault().ifPresent(fault -> LOG.error("{}: {}", row.place(), fault));
              return row.fault().isEmpty();
            })
        .map(Row::answers)
        .toList();
  }

  /**
   * As {@link #ask}, of the version that was deployed with a process: a year that runs keeps the
   * table that it began with.
   *
   * @param processDefinitionId of the case that asks
   */
  public List<Map<String, Object>> askOfCase(
      String processDefinitionId, String table, Map<String, ?> facts) {
    return usable(rows(asSystem.run(() -> ofCase(processDefinitionId, table)), table, facts));
  }

  /** As {@link #ask}, with those whose answers cannot be used, and where each rule stands. */
  public List<Row> rows(String table, Map<String, ?> facts) {
    return rows(newestOnce(table), table, facts);
  }

  /** Looked up once in a request that only reads. */
  private Parsed newestOnce(String table) {
    return memory.recall("decision table", table, () -> asSystem.run(() -> newest(table)));
  }

  private List<Row> rows(Parsed asked, String table, Map<String, ?> facts) {
    return asked.answers().to(facts, known -> evaluate(asked, table, known));
  }

  private List<Row> evaluate(Parsed asked, String table, Map<String, Object> facts) {
    applied.set(List.of());
    try {
      tables.evaluateDecisionTable(asked.decision(), new HashMap<>(facts));
      List<Row> rows = new ArrayList<>();
      for (DmnEvaluatedDecisionRule rule : applied.get()) {
        Map<String, Object> answers = new LinkedHashMap<>();
        rule.getOutputEntries()
            .forEach((output, value) -> answers.put(output, value.getValue().getValue()));
        rows.add(
            new Row(
                asked.title() + asked.places().getOrDefault(rule.getId(), ""),
                Collections.unmodifiableMap(answers),
                fault(table, answers)));
      }
      return List.copyOf(rows);
    } catch (RuntimeException e) {
      throw new DecisionFailed(
          asked.title(), "cannot answer for %s: %s".formatted(facts, reason(e)), e);
    } finally {
      applied.remove();
    }
  }

  /**
   * Refuses an answer that a step got from the engine and that cannot be used.
   *
   * @throws DecisionFailed naming file, output and answer
   */
  public void mustAnswer(String table, String output, Object answer) {
    Optional.ofNullable(contracts.get(table))
        .map(contract -> contract.answers().get(output))
        .flatMap(known -> known.fault(answer))
        .ifPresent(
            fault -> {
              throw new DecisionFailed(
                  "processes/%s.dmn, column “%s”".formatted(table, output), fault, null);
            });
  }

  /** What is wrong with answers, with the output's name; empty when they can be used. */
  Optional<String> fault(String table, Map<String, ?> answers) {
    return Optional.ofNullable(contracts.get(table)).stream()
        .flatMap(contract -> contract.answers().entrySet().stream())
        .flatMap(
            known ->
                known
                    .getValue()
                    .fault(answers.get(known.getKey()))
                    .map(fault -> "column “" + known.getKey() + "”: " + fault)
                    .stream())
        .findFirst();
  }

  private Parsed ofCase(String processDefinitionId, String table) {
    String deployment = repository.getProcessDefinition(processDefinitionId).getDeploymentId();
    return repository
        .createDecisionDefinitionQuery()
        .deploymentId(deployment)
        .decisionDefinitionKey(table)
        .list()
        .stream()
        .findFirst()
        .map(one -> parsed.computeIfAbsent(one.getId(), id -> parse(table, id)))
        // A diagram that was deployed by itself asks the newest.
        .orElseGet(() -> newest(table));
  }

  private Parsed newest(String table) {
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

  private Parsed parse(String table, String definitionId) {
    try (InputStream model = repository.getDecisionModel(definitionId)) {
      byte[] bytes = model.readAllBytes();
      DmnDecision decision = tables.parseDecision(table, new ByteArrayInputStream(bytes));
      Map<String, String> places = new HashMap<>();
      int number = 0;
      for (Rule rule :
          Dmn.readModelFromStream(new ByteArrayInputStream(bytes))
              .getModelElementsByType(Rule.class)) {
        number++;
        places.put(rule.getId(), ", rule " + number);
      }
      return new Parsed(
          decision,
          "processes/%s.dmn, “%s”".formatted(table, decision.getName()),
          places,
          new RecentAnswers(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
