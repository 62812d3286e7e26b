package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.DefaultBpmnParseFactory;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.peerchallenge.engine.FileCheck.Fault;

/**
 * The engine's own parsers, without an engine behind them: what they refuse cannot be deployed.
 *
 * <p>The engine offers its BPMN parser only to a deployment, and a deployment only on a database:
 * this is the one place that reaches for it.
 */
final class EngineParsers {

  private static final DmnEngine TABLES =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

  private EngineParsers() {}

  /** What the engine says of a diagram. */
  static List<Fault> diagram(FileSet.File file) {
    JuelExpressionManager expressions = new JuelExpressionManager();
    StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
    configuration.setExpressionManager(expressions);
    Context.setProcessEngineConfiguration(configuration);
    try {
      DeploymentEntity deployment = new DeploymentEntity();
      deployment.setId(file.name());
      BpmnParser parser = new BpmnParser(expressions, new DefaultBpmnParseFactory());
      parser.setParseListeners(List.of());
      parser
          .createParse()
          .sourceInputStream(new ByteArrayInputStream(file.bytes()))
          .deployment(deployment)
          .name(file.name())
          .execute();
      return List.of();
    } catch (ParseException e) {
      return e.getResorceReports().stream()
          .flatMap(report -> report.getErrors().stream())
          .map(
              problem ->
                  refused(
                      file,
                      problem.getMainElementId() == null ? "" : problem.getMainElementId(),
                      problem.getMessage()))
          .toList();
    } catch (ProcessEngineException e) {
      return List.of(refused(file, "", e.getMessage()));
    } finally {
      Context.removeProcessEngineConfiguration();
    }
  }

  /** What the engine says of a decision table. */
  static List<Fault> table(FileSet.File file) {
    try {
      TABLES.parseDecisions(new ByteArrayInputStream(file.bytes()));
      return List.of();
    } catch (DmnEngineException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return List.of(refused(file, "", root.getMessage()));
    }
  }

  /** What the rules of a table answer that apply; empty when it cannot be asked. */
  static Optional<List<Map<String, Object>>> answers(FileSet.File file, Map<String, ?> facts) {
    try {
      return Optional.of(
          TABLES
              .evaluateDecisionTable(
                  TABLES.parseDecision(file.stem(), new ByteArrayInputStream(file.bytes())),
                  new HashMap<String, Object>(facts))
              .getResultList());
    } catch (DmnEngineException | FeelException e) {
      // Said of the cell, or of the table.
      return Optional.empty();
    }
  }

  private static Fault refused(FileSet.File file, String element, String message) {
    return new Fault(
        file.name(),
        element,
        "the engine refuses it: " + message,
        "undo your last change at this place, or ask a developer");
  }
}
