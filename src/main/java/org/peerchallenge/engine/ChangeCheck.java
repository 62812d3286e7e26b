package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.peerchallenge.engine.Diagram.Node;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FileCheck.Severity;
import org.xml.sax.SAXException;

/**
 * Compares a set with the one that is in use: ids that changed, were exchanged or used again strand
 * the cases that wait there, and what was removed is named where it stood.
 */
final class ChangeCheck {

  private static final Set<String> WAITING =
      Set.of(
          "userTask",
          "intermediateCatchEvent",
          "boundaryEvent",
          "callActivity",
          "serviceTask",
          "businessRuleTask",
          "subProcess",
          "eventBasedGateway");

  private final FileSet inUse;
  private final FileSet proposed;
  private final ObjectMapper json;
  private final List<Fault> faults;

  ChangeCheck(FileSet inUse, FileSet proposed, ObjectMapper json, List<Fault> faults) {
    this.inUse = inUse;
    this.proposed = proposed;
    this.json = json;
    this.faults = faults;
  }

  void check() {
    for (FileSet.File old : inUse.files()) {
      Optional<FileSet.File> now =
          proposed.files().stream().filter(f -> f.name().equals(old.name())).findFirst();
      if (now.isEmpty()) {
        faults.add(
            new Fault(
                old.name(),
                "",
                "is gone, and is in use",
                "put the file back, or take out what uses it as well",
                old.isA("yaml") ? Severity.ERROR : Severity.WARNING));
      } else if (old.isA("bpmn")) {
        diagrams(old, now.get());
      } else if (old.isA("yaml") && !java.util.Arrays.equals(old.bytes(), now.get().bytes())) {
        faults.add(
            new Fault(
                old.name(),
                "",
                "what must never be skipped was changed",
                "have the programme office look at it",
                Severity.WARNING));
      }
    }
  }

  private void diagrams(FileSet.File old, FileSet.File now) {
    Diagram before;
    Diagram after;
    try {
      before = Diagram.read(old);
      after = Diagram.read(now);
    } catch (SAXException | IOException e) {
      // Whoever reads the file says so.
      return;
    }
    Map<String, Node> gone = new TreeMap<>();
    for (Node node : before.nodes()) {
      if (WAITING.contains(node.kind()) && after.node(node.id()).isEmpty()) {
        gone.put(node.id(), node);
      }
    }
    for (Node node : gone.values()) {
      Optional<Node> renamed =
          after
              .all(node.kind())
              .filter(n -> before.node(n.id()).isEmpty())
              .filter(n -> !n.name().isEmpty() && n.name().equals(node.name()))
              .findFirst();
      if (renamed.isPresent()) {
        faults.add(
            new Fault(
                after.file(),
                renamed.get().title(),
                "its id was “" + node.id() + "”: cases that wait there would be stranded",
                "write " + node.id() + " back under General, ID; the name may change freely",
                Severity.WARNING));
      } else {
        faults.add(
            new Fault(
                after.file(),
                node.title(),
                "was removed: cases that wait there would be stranded",
                "see in the preview which cases wait there, before it is deployed",
                Severity.WARNING));
      }
    }
    Set<String> told = new TreeSet<>();
    for (Node node : before.nodes()) {
      Optional<Node> same = after.node(node.id());
      if (same.isEmpty() || !WAITING.contains(node.kind())) {
        continue;
      }
      if (!same.get().kind().equals(node.kind())) {
        faults.add(
            new Fault(
                after.file(),
                same.get().title(),
                "was a %s and is a %s now: cases that wait there would be stranded"
                    .formatted(node.kind(), same.get().kind()),
                "draw a new step with an id of its own",
                Severity.WARNING));
      } else if (!node.name().isEmpty() && !same.get().name().equals(node.name())) {
        exchanged(before, after, node, same.get(), told);
      }
    }
  }

  /** A step that bears the id of another bears its cases, too. */
  private void exchanged(Diagram before, Diagram after, Node old, Node now, Set<String> told) {
    for (Node other : before.nodes()) {
      boolean took =
          !other.id().equals(old.id())
              && other.kind().equals(now.kind())
              && !other.name().isEmpty()
              && other.name().equals(now.name())
              && after.node(other.id()).filter(n -> n.name().equals(other.name())).isEmpty();
      if (took && told.add(other.id())) {
        faults.add(
            new Fault(
                after.file(),
                now.title(),
                "bears the id of “%s”; “%s” was %s: people would get the wrong task"
                    .formatted(old.name(), now.name(), other.id()),
                "write " + other.id() + " back under General, ID",
                Severity.WARNING));
        told.add(old.id());
        return;
      }
    }
  }

  /** Which diagram called a delegate, used a form or waited for a message, when it was in use. */
  Optional<Fault> lost(String what, String problem) {
    for (FileSet.File file : inUse.ending("bpmn")) {
      try {
        Diagram diagram = Diagram.read(file);
        for (Node node : diagram.nodes()) {
          if (node.camunda("delegateExpression").equals("${" + what + "}")
              || node.camunda("formRef").equals(what)) {
            String why = isThere(file, node) ? "was replaced by another" : "was removed";
            return Optional.of(
                new Fault(
                    file.name(),
                    node.title(),
                    problem + ": it " + why,
                    "put the step “"
                        + node.name()
                        + "” back as it was, or have "
                        + what
                        + " taken out of the application",
                    // Whoever removes a step means it; whoever replaces its delegate mistyped it.
                    isThere(file, node) && !node.is("userTask")
                        ? Severity.ERROR
                        : Severity.WARNING));
          }
        }
      } catch (SAXException | IOException e) {
        continue;
      }
    }
    return Optional.empty();
  }

  private boolean isThere(FileSet.File file, Node node) throws SAXException, IOException {
    for (FileSet.File one : proposed.files()) {
      if (one.name().equals(file.name())) {
        return Diagram.read(one).node(node.id()).isPresent();
      }
    }
    return false;
  }
}
