package org.peerchallenge.engine;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.engine.FileCheck.Fault;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Checks what diagrams hand over: inputs to delegates and tables, and cases to people to start. */
final class HandoverCheck {

  private final Catalogue catalogue;
  private final FileSet files;
  private final Map<String, Diagram> diagrams;
  private final List<Fault> faults;

  HandoverCheck(
      Catalogue catalogue, FileSet files, Map<String, Diagram> diagrams, List<Fault> faults) {
    this.catalogue = catalogue;
    this.files = files;
    this.diagrams = diagrams;
    this.faults = faults;
  }

  void check() {
    diagrams.values().forEach(this::checkInputs);
    diagrams.values().forEach(this::checkAsked);
    checkStarts();
  }

  /** What a diagram tells a delegate to do. */
  private void checkInputs(Diagram diagram) {
    diagram
        .all("serviceTask")
        .forEach(
            node -> {
              InputCheck check =
                  catalogue
                      .inputs()
                      .get(node.camunda("delegateExpression").replaceAll("[${}]", ""));
              if (check != null) {
                Map<String, String> inputs = new TreeMap<>();
                node.extensions("inputParameter")
                    .forEach(in -> inputs.put(in.getAttribute("name"), in.getTextContent()));
                check
                    .fault(inputs)
                    .ifPresent(
                        words ->
                            faults.add(
                                new Fault(
                                    diagram.file(),
                                    node.title(),
                                    words,
                                    "fill in the fields of the step's template, or under Inputs")));
              } else {
                node.extensions("inputParameter")
                    .map(in -> in.getAttribute("name"))
                    .findFirst()
                    .ifPresent(
                        name ->
                            faults.add(
                                new Fault(
                                    diagram.file(),
                                    node.title(),
                                    "is given “%s”, and this step reads no inputs".formatted(name),
                                    "delete it under Inputs")));
              }
            });
  }

  /** What a diagram gives to a table: each of its inputs once, from the variable of that name. */
  private void checkAsked(Diagram diagram) {
    for (Diagram.Node node : diagram.all("businessRuleTask").toList()) {
      Optional<TableContract> table =
          catalogue.contracts().stream()
              .filter(one -> one.table().equals(node.camunda("decisionRef")))
              .findFirst();
      if (table.isEmpty()) {
        continue;
      }
      Map<String, String> given = new TreeMap<>();
      for (Element in : node.extensions("inputParameter").toList()) {
        String name = in.getAttribute("name");
        String value = in.getTextContent().strip();
        String variable = value.replaceAll("\\$\\{(\\w+)}", "$1");
        String problem =
            !table.get().inputs().containsKey(name)
                ? "the table does not ask for it"
                : given.put(name, value) != null
                    ? "it is given twice"
                    : !variable.toLowerCase(Locale.ROOT).endsWith(name.toLowerCase(Locale.ROOT))
                        ? "it is given “" + value + "”"
                        : "";
        if (!problem.isEmpty()) {
          faults.add(
              new Fault(
                  diagram.file(),
                  node.title(),
                  "“%s” for the table “%s”: %s".formatted(name, table.get().table(), problem),
                  "under Inputs, give each of %s the variable whose name ends with it"
                      .formatted(String.join(", ", new TreeSet<>(table.get().inputs().keySet())))));
        }
      }
      Set<String> missing = askedBy(table.get());
      missing.removeAll(given.keySet());
      missing.removeAll(setBySteps());
      if (!missing.isEmpty()) {
        faults.add(
            new Fault(
                diagram.file(),
                node.title(),
                "the table “%s” is not given %s"
                    .formatted(table.get().table(), String.join(", ", missing)),
                "add it under Inputs"));
      }
    }
  }

  private Set<String> setBySteps() {
    return catalogue.delegates().values().stream()
        .map(Catalogue.Delegate::step)
        .filter(Objects::nonNull)
        .flatMap(step -> Stream.of(step.sets()))
        .map(Step.Sets::name)
        .collect(Collectors.toSet());
  }

  /** The inputs that a table's columns name. */
  private Set<String> askedBy(TableContract contract) {
    Set<String> asked = new TreeSet<>();
    for (FileSet.File file : files.ending("dmn")) {
      if (file.stem().equals(contract.table())) {
        try {
          Diagram.list(Diagram.parse(file.bytes()).getElementsByTagNameNS("*", "inputExpression"))
              .forEach(column -> asked.add(column.getTextContent().strip()));
        } catch (SAXException | IOException e) {
          // Said by the check of the table.
          asked.clear();
        }
      }
    }
    asked.retainAll(contract.inputs().keySet());
    return asked;
  }

  /** What no person starts and no diagram calls is not offered to people. */
  private void checkStarts() {
    Set<String> called =
        diagrams.values().stream()
            .flatMap(diagram -> diagram.all("callActivity"))
            .map(call -> call.element().getAttribute("calledElement"))
            .collect(Collectors.toSet());
    for (Diagram diagram : diagrams.values()) {
      Element process =
          (Element) diagram.document().getElementsByTagNameNS(Diagram.BPMN, "process").item(0);
      if (process == null) {
        // Told by the check of the diagram itself.
        continue;
      }
      boolean form =
          diagram.inside(diagram.process()).stream()
              .anyMatch(node -> node.is("startEvent") && !node.camunda("formRef").isEmpty());
      boolean offered =
          !process.getAttributeNS(Diagram.CAMUNDA, "isStartableInTasklist").equals("false");
      if (!form && offered && !called.contains(diagram.process())) {
        faults.add(
            new Fault(
                diagram.file(),
                process.getAttribute("id"),
                "is offered to people to start, and asks them nothing",
                "untick “Startable in Tasklist” of the diagram"));
      }
      if (form && process.getAttributeNS(Diagram.CAMUNDA, "candidateStarterGroups").isBlank()) {
        faults.add(
            new Fault(
                diagram.file(),
                process.getAttribute("id"),
                "nobody may start it",
                "write office under Candidate starter, Candidate starter groups"));
      }
    }
  }
}
