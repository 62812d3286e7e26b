package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Checks diagrams, decision tables and forms, together, before they are deployed: the engine itself
 * notices most faults only when somebody meets them.
 */
@Component
class FileCheck {

  /**
   * A fault, in words that tell an analyst where to click.
   *
   * @param element the element's name and id; empty when the whole file is meant
   */
  record Fault(String file, String element, String problem) {
    @Override
    public String toString() {
      return file + (element.isEmpty() ? "" : ", " + element) + ": " + problem;
    }
  }

  private final Expressions expressions;
  private final ObjectMapper json;
  private final List<TableContract> contracts;

  FileCheck(Expressions expressions, ObjectMapper json, List<TableContract> contracts) {
    this.expressions = expressions;
    this.json = json;
    this.contracts = contracts;
  }

  /** Every fault of a set of files; none when it may be deployed. */
  List<Fault> faults(FileSet files) {
    List<Fault> faults = new ArrayList<>();
    Set<String> forms = stems(files.ending("form"));
    Set<String> decisions = stems(files.ending("dmn"));
    Set<String> processes = stems(files.ending("bpmn"));

    FormCheck formCheck = new FormCheck(json, faults);
    files.ending("form").forEach(formCheck::check);
    DecisionCheck decisionCheck = new DecisionCheck(contracts, faults);
    files.ending("dmn").forEach(decisionCheck::check);
    DiagramCheck diagramCheck = new DiagramCheck(expressions, forms, decisions, processes, faults);
    files.ending("bpmn").forEach(diagramCheck::check);

    unused(forms, diagramCheck.usedForms())
        .forEach(f -> faults.add(new Fault("forms/" + f + ".form", "", "no task uses this form")));
    unused(expressions.delegates(), diagramCheck.usedDelegates())
        .forEach(d -> faults.add(new Fault("processes", "", "no step calls ${" + d + "}")));
    for (Map.Entry<String, String> formOf : diagramCheck.startForms().entrySet()) {
      formCheck.onlyFlags(formOf.getKey());
    }
    return faults;
  }

  private static Set<String> stems(List<FileSet.File> files) {
    Set<String> stems = new TreeSet<>();
    files.forEach(file -> stems.add(file.stem()));
    return stems;
  }

  private static Set<String> unused(Set<String> all, Set<String> used) {
    Set<String> unused = new TreeSet<>(all);
    unused.removeAll(used);
    return unused;
  }
}
