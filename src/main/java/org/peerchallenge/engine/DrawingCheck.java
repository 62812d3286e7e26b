package org.peerchallenge.engine;

import java.util.List;
import org.peerchallenge.engine.FileCheck.Fault;

/** Checks the drawing of one diagram: labels in sight, notes true, border events at their steps. */
final class DrawingCheck {

  private final Diagram diagram;
  private final List<Fault> faults;

  DrawingCheck(Diagram diagram, List<Fault> faults) {
    this.diagram = diagram;
    this.faults = faults;
  }

  void check() {
    checkNotes();
    checkBorders();
    for (String id :
        DiagramPicture.planes(diagram).stream().flatMap(p -> p.hidden().stream()).toList()) {
      faults.add(
          new Fault(
              diagram.file(),
              diagram.node(id).map(Diagram.Node::title).orElse(id),
              "its label lies on a symbol or on another label",
              "drag the label to a free place",
              FileCheck.Severity.WARNING));
    }
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
                                    "have the diagram laid out anew: the command writes the notes",
                                    FileCheck.Severity.WARNING))));
  }
}
