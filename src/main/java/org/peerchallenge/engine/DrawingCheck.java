package org.peerchallenge.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.peerchallenge.engine.FileCheck.Fault;
import org.w3c.dom.Element;

/** Checks the drawing of one diagram: labels in sight, notes true, border events at their steps. */
final class DrawingCheck {

  private static final double SMALLEST = 20;
  private static final double FARTHEST = 20_000;

  private final Diagram diagram;
  private final List<Fault> faults;

  DrawingCheck(Diagram diagram, List<Fault> faults) {
    this.diagram = diagram;
    this.faults = faults;
  }

  void check() {
    checkNotes();
    checkPools();
    if (!checkSymbols()) {
      // Where symbols are lost, everything around them is wrong as well.
      return;
    }
    checkBorders();
    for (String id :
        DiagramPicture.planes(diagram).stream().flatMap(p -> p.hidden().stream()).toList()) {
      faults.add(
          new Fault(
              diagram.file(),
              diagram.node(id).map(Diagram.Node::title).orElse(id),
              "its label lies on a symbol, on another label or under an arrow",
              "drag the label to a free place",
              FileCheck.Severity.WARNING));
    }
  }

  /** Whether each symbol can be seen, once, and on no other. */
  private boolean checkSymbols() {
    int before = faults.size();
    Set<String> drawn = new HashSet<>();
    for (Element shape :
        Diagram.list(diagram.document().getElementsByTagNameNS("*", "BPMNShape"))) {
      String id = shape.getAttribute("bpmnElement");
      Optional<Diagram.Node> node = diagram.node(id);
      if (node.isEmpty()) {
        continue;
      }
      // What opens on a page of its own is drawn closed on the page around it.
      if (!drawn.add(id)) {
        say(node.get(), "is drawn twice", "delete one of the two symbols, or lay it out anew");
        continue;
      }
      checkSize(shape, node.get());
      if (node.get().is("subProcess")
          && shape.getAttribute("isExpanded").equals("true")
          && DiagramPicture.planes(diagram).stream().anyMatch(one -> one.plane().equals(id))) {
        say(
            node.get(),
            "is drawn open here, and what is in it is on a page of its own",
            "click the wrench at it and choose Sub-process (collapsed)");
      }
    }
    if (faults.size() > before) {
      return false;
    }
    for (DiagramPicture plane : DiagramPicture.planes(diagram)) {
      checkOverlaps(plane);
    }
    return true;
  }

  private void checkSize(Element shape, Diagram.Node node) {
    for (Element bounds :
        Diagram.children(shape).filter(one -> one.getLocalName().equals("Bounds")).toList()) {
      for (String side : List.of("x", "y", "width", "height")) {
        double size = number(bounds.getAttribute(side));
        boolean place = side.length() == 1;
        boolean fits = place ? Math.abs(size) < FARTHEST : size >= SMALLEST && size < FARTHEST;
        if (!fits) {
          say(
              node,
              place
                  ? "is drawn where nobody looks (%s %s)".formatted(side, bounds.getAttribute(side))
                  : "is drawn too small or too large to be seen (%s %s)"
                      .formatted(side, bounds.getAttribute(side)),
              "have the diagram laid out anew, or undo with Ctrl and Z");
          return;
        }
      }
    }
  }

  private static double number(String written) {
    try {
      return Double.parseDouble(written);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private void checkOverlaps(DiagramPicture plane) {
    List<Diagram.Node> steps = new ArrayList<>();
    for (Diagram.Node node : diagram.nodes()) {
      boolean frame = node.is("subProcess") && !plane.isClosed(node.id());
      if (plane.boxes().containsKey(node.id()) && !node.is("boundaryEvent") && !frame) {
        steps.add(node);
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      for (int j = i + 1; j < steps.size(); j++) {
        if (plane.boxes().get(steps.get(i).id()).meets(plane.boxes().get(steps.get(j).id()))) {
          say(
              steps.get(j),
              "lies on %s".formatted(steps.get(i).title()),
              "drag it to a free place");
        }
      }
    }
  }

  /** Who sends what is made from the messages; drawn by hand it may say another. */
  private void checkPools() {
    Map<String, String> pools = SenderPools.drawn(diagram);
    List<SenderPools.MessageFlow> flows = SenderPools.of(diagram);
    Map<String, Element> drawn = new TreeMap<>();
    Diagram.list(diagram.document().getElementsByTagNameNS(Diagram.BPMN, "messageFlow"))
        .forEach(one -> drawn.put(one.getAttribute("id"), one));
    for (SenderPools.MessageFlow flow : flows) {
      String pool = SenderPools.participant(flow.sender());
      Element there = drawn.remove(flow.id());
      if (there == null
          || !there.getAttribute("sourceRef").equals(pool)
          || !there.getAttribute("targetRef").equals(flow.target())
          || !flow.sender().words().equals(pools.get(pool))) {
        warn(
            diagram.node(flow.target()).map(Diagram.Node::title).orElse(flow.target()),
            "its message comes from “%s”, and the drawing says otherwise"
                .formatted(flow.sender().words()));
      }
    }
    drawn
        .values()
        .forEach(
            one -> warn(one.getAttribute("id"), "shows a message that nobody sends or waits for"));
  }

  private void warn(String element, String problem) {
    faults.add(
        new Fault(
            diagram.file(),
            element,
            problem,
            "have the diagram laid out anew: the command draws the pools and their arrows",
            FileCheck.Severity.WARNING));
  }

  private void say(Diagram.Node node, String problem, String click) {
    faults.add(new Fault(diagram.file(), node.title(), problem, click));
  }

  /** What is seen on the border of one step must not belong to another. */
  private void checkBorders() {
    for (DiagramPicture plane : DiagramPicture.planes(diagram)) {
      for (Diagram.Node event : diagram.all("boundaryEvent").toList()) {
        DiagramPicture.Box box = plane.boxes().get(event.id());
        DiagramPicture.Box host = plane.boxes().get(event.element().getAttribute("attachedToRef"));
        if (box != null && (host == null || !box.meets(host))) {
          faults.add(
              new Fault(
                  diagram.file(),
                  event.title(),
                  "is drawn away from the step that it belongs to",
                  "drag it onto the border of its step"));
        }
      }
    }
  }

  /** The note at a task is made from its candidate groups; drawn by hand it may say another. */
  private void checkNotes() {
    Diagram.list(diagram.document().getElementsByTagNameNS(Diagram.BPMN, "textAnnotation"))
        .forEach(
            note ->
                diagram
                    .node(note.getAttribute("id").replaceFirst(DiagramPicture.NOTE, ""))
                    .filter(task -> !DiagramPicture.who(task).equals(note.getTextContent().strip()))
                    .ifPresent(
                        task ->
                            faults.add(
                                new Fault(
                                    diagram.file(),
                                    task.title(),
                                    "its note says “%s”, and it is the task of “%s”"
                                        .formatted(
                                            note.getTextContent().strip(),
                                            DiagramPicture.who(task)),
                                    "write the other under Candidate groups, or have the diagram laid out anew:"
                                        + " the command writes the notes",
                                    FileCheck.Severity.WARNING))));
  }
}
