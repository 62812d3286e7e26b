package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelException;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.ModelParseException;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.peerchallenge.engine.FileCheck.Fault;

/** Checks decision tables: ids, that every cell is FEEL, and that answers are words we know. */
final class DecisionCheck {

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();
  private final List<TableContract> contracts;
  private final List<Fault> faults;

  DecisionCheck(List<TableContract> contracts, List<Fault> faults) {
    this.contracts = contracts;
    this.faults = faults;
  }

  void check(FileSet.File file) {
    if (new String(file.bytes(), StandardCharsets.UTF_8).contains("\"Camunda Cloud\"")) {
      faults.add(
          new Fault(
              file.name(),
              "",
              "is a table of Camunda 8",
              "make it anew with File, New file, DMN diagram (Camunda 7)"));
      return;
    }
    DmnModelInstance model;
    try {
      model = Dmn.readModelFromStream(new ByteArrayInputStream(file.bytes()));
    } catch (DmnModelException | ModelParseException | ProcessEngineException e) {
      faults.add(new Fault(file.name(), "", "not a readable decision table: " + cause(e)));
      return;
    }
    checkLanguage(file, model.getDocument().getRootElement());
    checkCost(file, model.getDocument().getRootElement());
    List<Decision> decisions = List.copyOf(model.getModelElementsByType(Decision.class));
    if (decisions.size() != 1 || !file.stem().equals(decisions.get(0).getId())) {
      faults.add(
          new Fault(
              file.name(), "", "holds exactly one decision with the id “" + file.stem() + "”"));
    }
    for (Decision decision : decisions) {
      if (!DiagramCheck.isKept(decision.getCamundaHistoryTimeToLiveString())) {
        faults.add(
            new Fault(
                file.name(), decision.getId(), "set “History cleanup”, Time to live, P3650D"));
      }
      if (!(decision.getExpression() instanceof DecisionTable)) {
        faults.add(new Fault(file.name(), decision.getId(), "is no decision table"));
      }
      for (DecisionTable table : decision.getChildElementsByType(DecisionTable.class)) {
        int number = 0;
        for (Rule rule : table.getRules()) {
          number++;
          checkRule(file, rule, number);
          checkAnswers(file, table, rule, number);
        }
      }
    }
  }

  /** Other languages than FEEL are programmes. */
  private void checkLanguage(FileSet.File file, DomElement element) {
    String language = element.getAttribute("expressionLanguage");
    if (language != null && !language.equalsIgnoreCase("feel") && !language.endsWith("/FEEL/")) {
      faults.add(
          new Fault(
              file.name(),
              String.valueOf(element.getAttribute("id")),
              "“" + language + "” is not used here: choose FEEL as the expression language"));
    }
    element.getChildElements().forEach(child -> checkLanguage(file, child));
  }

  /**
   * A cell may run where a reader waits for an answer: what could take hours has no place in it.
   */
  private void checkCost(FileSet.File file, DomElement element) {
    if (element.getLocalName().equals("text") && FeelCost.isUnbounded(element.getTextContent())) {
      faults.add(
          new Fault(
              file.name(),
              String.valueOf(element.getParentElement().getAttribute("id")),
              "“"
                  + element.getTextContent().strip()
                  + "” could take very long: write it without loops, functions, powers or text"
                  + " patterns"));
    }
    element.getChildElements().forEach(child -> checkCost(file, child));
  }

  private void checkRule(FileSet.File file, Rule rule, int number) {
    int column = 0;
    for (InputEntry cell : rule.getInputEntries()) {
      column++;
      String text = cell.getTextContent().trim();
      if (!text.isEmpty() && !text.equals("-")) {
        var parsed = FEEL.parseUnaryTests(text);
        if (!parsed.isSuccess()) {
          cellFault(file, number, "input column " + column, text);
        }
      }
    }
    column = 0;
    for (OutputEntry cell : rule.getOutputEntries()) {
      column++;
      String text = cell.getTextContent().trim();
      if (!text.isEmpty() && !FEEL.parseExpression(text).isSuccess()) {
        cellFault(file, number, "output column " + column, text);
      }
    }
  }

  /** An answer that stands in a cell as such; what a cell computes is known only when asked. */
  private void checkAnswers(FileSet.File file, DecisionTable table, Rule rule, int number) {
    List<Output> outputs = List.copyOf(table.getOutputs());
    List<OutputEntry> cells = List.copyOf(rule.getOutputEntries());
    for (int column = 0; column < Math.min(outputs.size(), cells.size()); column++) {
      TableContract.Answer known = known(file.stem(), outputs.get(column).getName());
      String cell = cells.get(column).getTextContent().trim();
      if (known == null) {
        continue;
      }
      String element = "rule %d, output column %d".formatted(number, column + 1);
      if (cell.isEmpty()) {
        known.fault(null).ifPresent(fault -> faults.add(new Fault(file.name(), element, fault)));
        continue;
      }
      if (FeelCost.isUnbounded(cell)) {
        continue;
      }
      var said = FEEL.evaluateExpression(cell, Map.of());
      // A name without quotation marks evaluates to nothing when nobody is there to know it.
      if (said.isSuccess() && said.result() != null) {
        known
            .fault(said.result())
            .ifPresent(fault -> faults.add(new Fault(file.name(), element, fault)));
      }
    }
  }

  private TableContract.Answer known(String table, String output) {
    return contracts.stream()
        .filter(one -> one.table().equals(table))
        .map(one -> output == null ? null : one.answers().get(output))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private void cellFault(FileSet.File file, int rule, String column, String text) {
    faults.add(
        new Fault(file.name(), "rule " + rule + ", " + column, "“" + text + "” is not FEEL"));
  }

  private static String cause(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
