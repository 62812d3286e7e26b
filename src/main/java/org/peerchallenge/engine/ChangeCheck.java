package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.peerchallenge.engine.Diagram.Flow;
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
          "eventBasedGateway",
          // Cases wait there for their other branches.
          "parallelGateway",
          "inclusiveGateway");

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
      } else if (Arrays.equals(old.bytes(), now.get().bytes())) {
        continue;
      } else if (old.isA("bpmn")) {
        diagrams(old, now.get());
      } else if (old.isA("form")) {
        fields(old, now.get());
      } else if (old.isA("yaml")) {
        neverSkipped(old, now.get());
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
    listening(before, after);
    moved(before, after);
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

  /** A rule that is gone protects nobody. */
  private void neverSkipped(FileSet.File old, FileSet.File now) {
    List<SafeguardCheck.Safeguard> before;
    List<SafeguardCheck.Safeguard> after;
    try {
      before = SafeguardCheck.read(old.bytes(), json);
      after = SafeguardCheck.read(now.bytes(), json);
    } catch (IllegalArgumentException e) {
      // Whoever reads the file says so.
      return;
    }
    for (SafeguardCheck.Safeguard rule : before) {
      if (after.stream().noneMatch(one -> one.sameAs(rule))) {
        faults.add(
            new Fault(
                old.name(),
                rule.rule(),
                "this rule is gone, or asks for something else",
                "put it back as it was, or have the programme office approve it",
                Severity.WARNING));
      }
    }
  }

  /** An event on a border rings for the step that it stands at; an arrow leads where it leads. */
  private void moved(Diagram before, Diagram after) {
    for (Node node : before.nodes()) {
      String host = node.element().getAttribute("attachedToRef");
      after
          .node(node.id())
          .map(one -> one.element().getAttribute("attachedToRef"))
          .filter(other -> !host.isEmpty() && !other.isEmpty() && !other.equals(host))
          .ifPresent(
              other ->
                  faults.add(
                      new Fault(
                          after.file(),
                          after.node(node.id()).orElseThrow().title(),
                          "stood at “%s”, and stands at “%s” now"
                              .formatted(name(before, host), name(after, other)),
                          "drag it back to the border of “%s”, or delete it and draw a new one"
                              .formatted(name(before, host)),
                          Severity.WARNING)));
    }
    for (Flow flow : before.flows()) {
      for (Flow now : after.flows()) {
        Optional<Node> gateway = before.node(flow.source());
        boolean choice =
            now.id().equals(flow.id())
                && now.source().equals(flow.source())
                && gateway.filter(one -> before.out(one).size() > 1).isPresent();
        if (choice
            && !now.target().equals(flow.target())
            && before.node(now.target()).isPresent()
            && after.node(flow.target()).isPresent()) {
          faults.add(
              new Fault(
                  after.file(),
                  "%s, arrow %s"
                      .formatted(
                          gateway.get().title(),
                          now.name().isBlank() ? now.id() : "“" + now.name() + "”"),
                  "led to “%s”, and leads to “%s” now"
                      .formatted(name(before, flow.target()), name(after, now.target())),
                  "drag its end back to “%s”, if this was not meant"
                      .formatted(name(before, flow.target())),
                  Severity.WARNING));
        }
      }
    }
  }

  private static String name(Diagram diagram, String id) {
    return diagram.node(id).map(Node::name).filter(name -> !name.isEmpty()).orElse(id);
  }

  /** Whoever sends a message does not know that another event hears it now. */
  private void listening(Diagram before, Diagram after) {
    for (Node node : before.nodes()) {
      Optional<String> old = before.message(node);
      Optional<String> now = after.node(node.id()).flatMap(after::message);
      if (old.isPresent() && now.isPresent() && !old.equals(now)) {
        faults.add(
            new Fault(
                after.file(),
                after.node(node.id()).orElseThrow().title(),
                "waited for “%s” and waits for “%s” now".formatted(old.get(), now.get()),
                "choose " + old.get() + " under Message, or draw an event with an id of its own",
                Severity.WARNING));
      }
      after
          .node(node.id())
          .filter(same -> node.is("startEvent", "boundaryEvent") && ends(same) != ends(node))
          .ifPresent(
              same ->
                  faults.add(
                      new Fault(
                          after.file(),
                          same.title(),
                          ends(same)
                              ? "let go on what it stood beside, and ends it now"
                              : "ended what it stood beside, and lets it go on now",
                          "choose the event with %s border again (wrench)"
                              .formatted(ends(node) ? "the solid" : "the dashed"),
                          Severity.WARNING)));
    }
  }

  /** Whether an event ends what it stands beside. */
  private static boolean ends(Node event) {
    return event.isInterrupting()
        && !event.element().getAttribute("isInterrupting").equals("false");
  }

  /** A field that people filled in and cannot any more. */
  private void fields(FileSet.File old, FileSet.File now) {
    Map<String, FormSchema.Field> before = byKey(old);
    byKey(now)
        .forEach(
            (key, field) -> {
              FormSchema.Field was = before.get(key);
              if (was != null) {
                answers(now.name(), was, field);
              }
              if (was != null && rowsMayBeAdded(was) && !rowsMayBeAdded(field)) {
                faults.add(
                    new Fault(
                        now.name(),
                        "“" + field.label() + "” (" + field.key() + ")",
                        "people added rows to it, and nobody can any more",
                        "tick Allow add/delete items at the list",
                        Severity.WARNING));
              }
              if (was != null && was.isSentByPeople() && !field.isSentByPeople()) {
                faults.add(
                    new Fault(
                        now.name(),
                        "“" + field.label() + "” (" + field.key() + ")",
                        "people filled it in, and nobody can any more",
                        "untick Read only and Disabled, or delete the field",
                        Severity.WARNING));
              }
            });
  }

  /** Whoever reads the words of one answer must not give another. */
  private void answers(String file, FormSchema.Field was, FormSchema.Field now) {
    Map<String, String> before = labels(was);
    labels(now)
        .forEach(
            (value, label) ->
                before.entrySet().stream()
                    .filter(old -> old.getValue().equals(label) && !old.getKey().equals(value))
                    .filter(old -> !label.equals(before.get(value)))
                    .forEach(
                        old ->
                            faults.add(
                                new Fault(
                                    file,
                                    "“" + now.label() + "” (" + now.key() + ")",
                                    "whoever chooses “%s” answers “%s” now, and answered “%s”"
                                        .formatted(label, value, old.getKey()),
                                    "click the field, then “Static options”, and give each answer"
                                        + " its own words",
                                    Severity.WARNING))));
  }

  private static Map<String, String> labels(FormSchema.Field field) {
    Map<String, String> labels = new TreeMap<>();
    field
        .node()
        .path("values")
        .forEach(one -> labels.put(one.path("value").asText(), one.path("label").asText()));
    return labels;
  }

  private static boolean rowsMayBeAdded(FormSchema.Field list) {
    return list.type().equals("dynamiclist") && list.node().path("allowAddRemove").asBoolean(true);
  }

  /** Fields of rows under the key of their list. */
  private Map<String, FormSchema.Field> byKey(FileSet.File file) {
    Map<String, FormSchema.Field> fields = new TreeMap<>();
    try {
      byKey(FormSchema.read(new ByteArrayInputStream(file.bytes()), json).parts(), "", fields);
    } catch (UncheckedIOException e) {
      // Whoever reads the file says so.
      fields.clear();
    }
    return fields;
  }

  private static void byKey(
      List<FormSchema.Field> parts, String in, Map<String, FormSchema.Field> fields) {
    for (FormSchema.Field part : parts) {
      if (!part.key().isEmpty()) {
        fields.put(in + part.key(), part);
      }
      byKey(part.children(), in + (part.key().isEmpty() ? "" : part.key() + "/"), fields);
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
