package org.peerchallenge.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peerchallenge.engine.Diagram.Flow;
import org.peerchallenge.engine.Diagram.Node;
import org.w3c.dom.Element;

/**
 * Draws a diagram as SVG, for people without Modeler and for paper: what is greater than A4 across
 * with letters of seven points is cut into pieces that are not.
 */
final class DiagramPicture {

  /** In the diagram's units. */
  record Box(double x, double y, double width, double height) {
    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }

    boolean meets(Box other) {
      return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    Box at(double left, double top) {
      return new Box(left, top, width, height);
    }
  }

  /** What is said of an element, and the colour that stands around it. */
  record Mark(String words, String colour) {}

  private record Point(double x, double y) {}

  private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";
  private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
  private static final String DD = "http://www.omg.org/spec/DD/20100524/DI";

  /** Letters of 11 units are seven points high where a row is this wide: 277 mm are 785 points. */
  static final double ROW = 1233;

  /** So high is A4 across, 190 mm of it, with the same letters. */
  static final double COLUMN = 846;

  /** A4 less its margins, in points: 277 by 190 mm. */
  private static final double PAGE_LONG = 785;

  private static final double PAGE_SHORT = 538.5;
  private static final double GAP = 26;
  private static final double LETTER = 11;

  /** Begins the id of the note at a task that says who does it. */
  static final String NOTE = "textAnnotation_";

  private static final double MARGIN = 20;

  /** Letters differ in width. */
  private static final double SLACK = 4;

  private final Diagram diagram;
  private final String plane;
  private final Map<String, Box> boxes = new HashMap<>();
  private final Map<String, Box> labels = new HashMap<>();
  private final Map<String, List<Point>> lines = new HashMap<>();

  /** Pools: of the process, and of those who send to it. */
  private final Map<String, Box> pools = new HashMap<>();

  /** What is said of elements, by their ids. */
  private final Map<String, Mark> marks = new HashMap<>();

  /** Sub-processes that are drawn closed here and opened on a plane of their own. */
  private final Set<String> closed = new HashSet<>();

  private DiagramPicture(Diagram diagram, Element drawn) {
    this.diagram = diagram;
    Map<String, String> participants = SenderPools.drawn(diagram);
    String of = drawn.getAttribute("bpmnElement");
    this.plane = diagram.isCollaboration(of) ? diagram.process() : of;
    for (Element shape : Diagram.list(drawn.getElementsByTagNameNS(DI, "BPMNShape"))) {
      String id = shape.getAttribute("bpmnElement");
      if (shape.getAttribute("isExpanded").equals("false")) {
        closed.add(id);
      }
      Diagram.children(shape)
          .forEach(
              child -> {
                if (child.getLocalName().equals("Bounds")) {
                  (participants.containsKey(id) ? pools : boxes).put(id, box(child));
                } else if (child.getLocalName().equals("BPMNLabel")) {
                  label(id, child);
                }
              });
    }
    for (Element edge : Diagram.list(drawn.getElementsByTagNameNS(DI, "BPMNEdge"))) {
      String id = edge.getAttribute("bpmnElement");
      List<Point> line = new ArrayList<>();
      for (Element point : Diagram.list(edge.getElementsByTagNameNS(DD, "waypoint"))) {
        line.add(new Point(number(point, "x"), number(point, "y")));
      }
      lines.put(id, line);
      Diagram.children(edge)
          .filter(child -> child.getLocalName().equals("BPMNLabel"))
          .forEach(child -> label(id, child));
    }
  }

  /** The planes of a diagram: the process, and each sub-process that has one of its own. */
  static List<DiagramPicture> planes(Diagram diagram) {
    return Diagram.list(diagram.document().getElementsByTagNameNS(DI, "BPMNPlane")).stream()
        .map(drawn -> new DiagramPicture(diagram, drawn))
        .toList();
  }

  /** The id of the process or sub-process that is drawn here. */
  String plane() {
    return plane;
  }

  private void label(String id, Element label) {
    Diagram.list(label.getElementsByTagNameNS(DC, "Bounds")).forEach(b -> labels.put(id, box(b)));
  }

  private static Box box(Element bounds) {
    return new Box(
        number(bounds, "x"),
        number(bounds, "y"),
        number(bounds, "width"),
        number(bounds, "height"));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  Map<String, Box> boxes() {
    return boxes;
  }

  /** What is drawn whole: all but sub-processes that are open here. */
  Map<String, Box> steps() {
    Map<String, Box> steps = new HashMap<>(boxes);
    steps.keySet().removeIf(this::isFrame);
    return steps;
  }

  /** All that is drawn. */
  Box whole() {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = 0;
    double bottom = 0;
    List<Box> all = new ArrayList<>(boxes.values());
    all.addAll(pools.values());
    all.addAll(labels.values());
    lines.values().forEach(line -> line.forEach(p -> all.add(new Box(p.x(), p.y(), 0, 0))));
    for (Box box : all) {
      left = Math.min(left, box.x());
      top = Math.min(top, box.y());
      right = Math.max(right, box.right());
      bottom = Math.max(bottom, box.bottom());
    }
    return new Box(
        left - MARGIN, top - MARGIN, right - left + 2 * MARGIN, bottom - top + 2 * MARGIN);
  }

  /** Where it is cut from left to right: never through a step, as late as paper allows. */
  private List<Double> cuts(boolean across) {
    Box whole = whole();
    double begin = across ? whole.x() : whole.y();
    double end = across ? whole.right() : whole.bottom();
    double most = across ? ROW : COLUMN;
    List<Box> solid = new ArrayList<>(labels.values());
    boxes.forEach(
        (id, box) -> {
          if (!isFrame(id)) {
            solid.add(box);
          }
        });
    List<Double> cuts = new ArrayList<>(List.of(begin));
    TreeSet<Double> free = new TreeSet<>();
    for (double at = begin; at < end; at += 2) {
      double here = at;
      boolean clear =
          solid.stream()
              .noneMatch(
                  box ->
                      across
                          ? box.x() - 4 < here && here < box.right() + 4
                          : box.y() - 4 < here && here < box.bottom() + 4);
      if (clear) {
        free.add(here);
      }
    }
    while (end - cuts.get(cuts.size() - 1) > most) {
      double from = cuts.get(cuts.size() - 1);
      Double cut = free.floor(from + most);
      cuts.add(cut == null || cut <= from + most / 4 ? from + most : cut);
    }
    cuts.add(end);
    return cuts;
  }

  /** The pieces, each no greater than A4 across, in reading order; empty ones are left out. */
  List<Box> pieces() {
    List<Double> columns = cuts(true);
    List<Double> bands = cuts(false);
    List<Box> pieces = new ArrayList<>();
    for (int band = 0; band + 1 < bands.size(); band++) {
      for (int column = 0; column + 1 < columns.size(); column++) {
        Box piece =
            new Box(
                columns.get(column),
                bands.get(band),
                columns.get(column + 1) - columns.get(column),
                bands.get(band + 1) - bands.get(band));
        boolean holds =
            boxes.entrySet().stream()
                .filter(one -> !isFrame(one.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(
                    box ->
                        box.x() < piece.right()
                            && piece.x() < box.right()
                            && box.y() < piece.bottom()
                            && piece.y() < box.bottom());
        if (holds) {
          pieces.add(cropped(piece));
        }
      }
    }
    return pieces;
  }

  /** Without the empty paper above and below. */
  private Box cropped(Box piece) {
    double top = piece.bottom();
    double bottom = piece.y();
    List<Box> all = new ArrayList<>(labels.values());
    all.addAll(boxes.values());
    all.addAll(pools.values());
    all.addAll(runs());
    for (Box box : all) {
      boolean within =
          box.x() < piece.right()
              && piece.x() < box.right()
              && box.y() < piece.bottom()
              && piece.y() < box.bottom();
      if (within) {
        top = Math.min(top, box.y() - MARGIN);
        bottom = Math.max(bottom, box.bottom() + MARGIN);
      }
    }
    top = Math.max(piece.y(), top);
    bottom = Math.min(piece.bottom(), bottom);
    return new Box(piece.x(), top, piece.width(), bottom - top);
  }

  /** The straight parts of all arrows. */
  private List<Box> runs() {
    List<Box> runs = new ArrayList<>();
    for (List<Point> line : lines.values()) {
      for (int i = 0; i + 1 < line.size(); i++) {
        Point a = line.get(i);
        Point b = line.get(i + 1);
        runs.add(
            new Box(
                Math.min(a.x(), b.x()),
                Math.min(a.y(), b.y()),
                Math.abs(a.x() - b.x()) + 1,
                Math.abs(a.y() - b.y()) + 1));
      }
    }
    return runs;
  }

  /**
   * Labels that lie on a symbol, on another label or under an arrow, as Modeler breaks their lines.
   */
  List<String> hidden() {
    List<String> hidden = new ArrayList<>();
    List<Box> runs = runs();
    for (Map.Entry<String, Box> one : labels.entrySet()) {
      Box label = written(one.getKey(), one.getValue());
      boolean onSymbol =
          boxes.entrySet().stream()
                  .filter(box -> !isFrame(box.getKey()))
                  .anyMatch(box -> label.meets(box.getValue()))
              || pools.entrySet().stream()
                  .filter(pool -> !SenderPools.holds(diagram).equals(Optional.of(pool.getKey())))
                  .anyMatch(pool -> label.meets(pool.getValue()));
      boolean onLabel =
          labels.entrySet().stream()
              .filter(other -> !other.getKey().equals(one.getKey()))
              .anyMatch(other -> label.meets(written(other.getKey(), other.getValue())));
      Box letters = new Box(label.x() + 2, label.y() + 3, label.width() - 4, label.height() - 6);
      boolean underArrow = runs.stream().anyMatch(letters::meets);
      if (onSymbol || onLabel || underArrow) {
        hidden.add(one.getKey());
      }
    }
    hidden.sort(null);
    return hidden;
  }

  private Box written(String id, Box box) {
    String name =
        diagram
            .node(id)
            .map(Node::name)
            .orElseGet(
                () -> {
                  for (Flow flow : diagram.flows()) {
                    if (flow.id().equals(id)) {
                      return flow.name();
                    }
                  }
                  return "";
                });
    Box words = measured(name, Math.max(box.width(), 90));
    double width = words.width() - SLACK;
    return new Box(box.x() + box.width() / 2 - width / 2, box.y(), width, words.height());
  }

  /** How much room words take, in lines of at most this width; at no place yet. */
  static Box measured(String words, double width) {
    List<String> lines = lines(words, width);
    double longest = lines.stream().mapToInt(String::length).max().orElse(0) * 5.4;
    return new Box(0, 0, Math.ceil(longest) + SLACK, lines.size() * 14);
  }

  /** The size of the letters in points when the whole plane is printed on one A4 page. */
  double points() {
    Box whole = whole();
    double across = Math.min(PAGE_LONG / whole.width(), PAGE_SHORT / whole.height());
    double upright = Math.min(PAGE_SHORT / whole.width(), PAGE_LONG / whole.height());
    return LETTER * Math.max(across, upright);
  }

  /** Whether a sub-process is drawn closed here. */
  boolean isClosed(String id) {
    return closed.contains(id);
  }

  private boolean isFrame(String id) {
    return !closed.contains(id) && diagram.node(id).filter(n -> n.is("subProcess")).isPresent();
  }

  /**
   * The whole diagram: its planes one below the other, cut into pieces with letters of seven points
   * on A4 across.
   */
  static String svg(Diagram diagram) {
    return marked(diagram, Map.of());
  }

  /**
   * The same with some elements marked.
   *
   * @param marks "new", "changed" or "gone" by the element's id
   */
  static String svg(Diagram diagram, Map<String, String> marks) {
    Map<String, Mark> coloured = new HashMap<>();
    marks.forEach(
        (id, what) ->
            coloured.put(
                id,
                new Mark(
                    what,
                    switch (what) {
                      case "new" -> "#7fc79a";
                      case "gone" -> "#e58a8f";
                      default -> "#f2c14e";
                    })));
    return marked(diagram, coloured);
  }

  /**
   * The same with words and a colour at some elements.
   *
   * @param marks by the element's id
   */
  static String marked(Diagram diagram, Map<String, Mark> marks) {
    List<DiagramPicture> planes = planes(diagram);
    planes.forEach(plane -> plane.marks.putAll(marks));
    double width = 0;
    double height = 0;
    StringBuilder drawings = new StringBuilder();
    StringBuilder pages = new StringBuilder();
    for (int i = 0; i < planes.size(); i++) {
      DiagramPicture plane = planes.get(i);
      List<Box> pieces = plane.pieces();
      if (pieces.isEmpty()) {
        continue;
      }
      drawings
          .append(text("<g id=\"plane-%d\">%n", i))
          .append(plane.drawing())
          .append(text("</g>%n"));
      if (i > 0) {
        pages.append(
            text(
                "<text x=\"4\" y=\"%.0f\" font-size=\"14\" font-weight=\"bold\">%s</text>%n",
                height + 18,
                escaped(diagram.node(plane.plane()).map(Node::name).orElse(plane.plane()))));
        height += GAP;
      }
      for (int n = 0; n < pieces.size(); n++) {
        Box piece = pieces.get(n);
        pages.append(
            text(
                "<svg x=\"0\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" viewBox=\"%.0f %.0f"
                    + " %.0f %.0f\"><use href=\"#plane-%d\"/></svg>%n",
                height,
                piece.width(),
                piece.height(),
                piece.x(),
                piece.y(),
                piece.width(),
                piece.height(),
                i));
        if (pieces.size() > 1) {
          pages.append(
              text(
                  "<text x=\"4\" y=\"%.0f\" fill=\"#555\">part %d of %d</text>%n",
                  height + piece.height() + 14, n + 1, pieces.size()));
        }
        width = Math.max(width, piece.width());
        height += piece.height() + GAP;
      }
      pages.append(
          text(
              "<path d=\"M0 %.0fH%.0f\" stroke=\"#bbb\" stroke-dasharray=\"6 4\"/>%n",
              height - 2, ROW));
    }
    return text(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\""
                + " viewBox=\"0 0 %.0f %.0f\" font-family=\"Arial, Liberation Sans, sans-serif\""
                + " font-size=\"%.0f\">%n",
            width, height, width, height, LETTER)
        + "<title>"
        + escaped(diagram.process())
        + "</title>\n"
        + "<defs><marker id=\"arrow\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"8\""
        + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\"/></marker>\n"
        + drawings
        + "</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
        + pages
        + "</svg>\n";
  }

  private String drawing() {
    StringBuilder all = new StringBuilder();
    pools(all);
    for (Node node : diagram.nodes()) {
      if (boxes.containsKey(node.id()) && isFrame(node.id())) {
        draw(all, node);
      }
    }
    for (Flow flow : diagram.flows()) {
      line(all, flow);
    }
    for (Node node : diagram.nodes()) {
      if (boxes.containsKey(node.id()) && !isFrame(node.id())) {
        draw(all, node);
      }
    }
    for (Element note :
        Diagram.list(diagram.document().getElementsByTagNameNS(Diagram.BPMN, "textAnnotation"))) {
      Box box = boxes.get(note.getAttribute("id"));
      if (box != null) {
        all.append(
            text(
                "<text x=\"%.0f\" y=\"%.0f\" fill=\"#1a4f8b\">%s</text>%n",
                box.x() + 6, box.y() + 15, escaped(note.getTextContent().strip())));
        all.append(
            text(
                "<path d=\"M%.0f %.0fh-8v%.0fh8\" fill=\"none\" stroke=\"#1a4f8b\"/>%n",
                box.x() + 8, box.y() + 1, box.height() - 2));
      }
    }
    return all.toString();
  }

  private void pools(StringBuilder all) {
    Map<String, String> names = SenderPools.drawn(diagram);
    Optional<String> own = SenderPools.holds(diagram);
    for (Map.Entry<String, String> one : names.entrySet()) {
      Box b = pools.get(one.getKey());
      if (b == null) {
        continue;
      }
      boolean holds = own.filter(one.getKey()::equals).isPresent();
      all.append(
          text(
              "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" fill=\"%s\""
                  + " stroke=\"%s\"/>%n",
              b.x(),
              b.y(),
              b.width(),
              b.height(),
              holds ? "white" : "#f1f1f1",
              marks.containsKey(one.getKey()) ? colour(one.getKey()) : "black"));
      if (holds) {
        double x = b.x() + 19;
        double y = b.y() + b.height() / 2;
        all.append(
            text(
                "<path d=\"M%.0f %.0fv%.0f\" stroke=\"black\"/><text x=\"%.0f\" y=\"%.0f\""
                    + " text-anchor=\"middle\" transform=\"rotate(-90 %.0f %.0f)\">%s</text>%n",
                b.x() + 30, b.y(), b.height(), x, y, x, y, escaped(one.getValue())));
      } else {
        words(
            all, one.getValue(), b.x() + b.width() / 2, b.y() + b.height() / 2 + 4, b.width() + 9);
      }
    }
    for (Element flow :
        Diagram.list(diagram.document().getElementsByTagNameNS(Diagram.BPMN, "messageFlow"))) {
      List<Point> line = lines.getOrDefault(flow.getAttribute("id"), List.of());
      if (!line.isEmpty()) {
        StringBuilder points = new StringBuilder();
        line.forEach(p -> points.append(text("%.0f,%.0f ", p.x(), p.y())));
        all.append(
            text(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-dasharray=\"6 4\""
                    + " marker-end=\"url(#arrow)\"/><circle cx=\"%.0f\" cy=\"%.0f\" r=\"4\""
                    + " fill=\"white\" stroke=\"black\"/>%n",
                points.toString().strip(),
                marks.containsKey(flow.getAttribute("id"))
                    ? colour(flow.getAttribute("id"))
                    : "black",
                line.get(0).x(),
                line.get(0).y()));
      }
    }
  }

  private void line(StringBuilder all, Flow flow) {
    List<Point> line = lines.getOrDefault(flow.id(), List.of());
    if (line.isEmpty()) {
      return;
    }
    StringBuilder points = new StringBuilder();
    line.forEach(p -> points.append(text("%.0f,%.0f ", p.x(), p.y())));
    all.append(
        text(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\""
                + " marker-end=\"url(#arrow)\"/>%n",
            points.toString().strip(),
            marks.containsKey(flow.id()) ? colour(flow.id()) : "black",
            marks.containsKey(flow.id()) ? 4 : 1));
    if (!flow.name().isBlank() && !line.isEmpty()) {
      Point first = line.get(0);
      Point second = line.get(1);
      Box box =
          labels.getOrDefault(
              flow.id(),
              new Box(
                  (first.x() + second.x()) / 2 - 20, (first.y() + second.y()) / 2 - 16, 60, 14));
      words(
          all, flow.name(), box.x() + box.width() / 2, box.y() + LETTER, Math.max(90, box.width()));
    }
  }

  private void draw(StringBuilder all, Node node) {
    Box b = boxes.get(node.id());
    if (marks.containsKey(node.id())) {
      all.append(
          text(
              "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" fill=\"%s\""
                  + " stroke=\"%s\" stroke-width=\"3\"/>%n",
              b.x() - 7,
              b.y() - 7,
              b.width() + 14,
              b.height() + 14,
              colour(node.id()),
              colour(node.id())));
      all.append(
          text(
              "<text x=\"%.0f\" y=\"%.0f\" font-weight=\"bold\">%s</text>%n",
              b.x() - 6,
              // Names of events and gateways stand below them.
              node.kind().endsWith("Event") || node.kind().endsWith("Gateway")
                  ? b.y() - 10
                  : b.bottom() + 18,
              escaped(marks.get(node.id()).words())));
    }
    if (node.kind().endsWith("Gateway")) {
      all.append(
          text(
              "<path d=\"M%.0f %.0fL%.0f %.0fL%.0f %.0fL%.0f %.0fz\" fill=\"white\""
                  + " stroke=\"black\"/>%n",
              b.x() + b.width() / 2,
              b.y(),
              b.right(),
              b.y() + b.height() / 2,
              b.x() + b.width() / 2,
              b.bottom(),
              b.x(),
              b.y() + b.height() / 2));
      String sign =
          switch (node.kind()) {
            case "parallelGateway" -> "+";
            case "inclusiveGateway" -> "○";
            case "eventBasedGateway" -> "◎";
            default -> "×";
          };
      middle(all, sign, b, 26);
      outside(all, node, b);
    } else if (node.kind().endsWith("Event")) {
      double radius = b.width() / 2;
      boolean thick = node.is("endEvent");
      circle(all, b, radius, thick ? 3 : 1, !node.isInterrupting() && node.is("boundaryEvent"));
      if (node.is("boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent")) {
        circle(all, b, radius - 3, 1, false);
      }
      String sign =
          node.isEvent("timerEventDefinition")
              ? "◷"
              : node.isEvent("messageEventDefinition") ? "✉" : "";
      middle(all, sign, b, 18);
      outside(all, node, b);
    } else {
      boolean frame = isFrame(node.id());
      all.append(
          text(
              "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" rx=\"10\""
                  + " fill=\"%s\" stroke=\"black\" stroke-width=\"%d\"%s/>%n",
              b.x(),
              b.y(),
              b.width(),
              b.height(),
              frame ? "#fafafa" : "white",
              node.is("callActivity") ? 3 : 1,
              node.isEventSubProcess() ? " stroke-dasharray=\"2 4\"" : ""));
      if (frame) {
        words(all, node.name(), b.x() + b.width() / 2, b.y() + 16, b.width());
        return;
      }
      String who = noted(node) ? "" : who(node);
      double at = b.y() + b.height() / 2 - lines(node.name(), b.width() - 8).size() * 6.5 + 9;
      words(all, node.name(), b.x() + b.width() / 2, who.isEmpty() ? at : at + 6, b.width() - 8);
      if (!who.isEmpty()) {
        all.append(
            text(
                "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\" fill=\"#1a4f8b\">%s</text>%n",
                b.x() + b.width() / 2, b.y() + 12, escaped(who)));
      }
      if (closed.contains(node.id())) {
        all.append(
            text(
                "<path d=\"M%.0f %.0fh14v14h-14zM%.0f %.0fv8m-4 -4h8\" fill=\"none\""
                    + " stroke=\"black\"/>%n",
                b.x() + b.width() / 2 - 7,
                b.bottom() - 14,
                b.x() + b.width() / 2,
                b.bottom() - 11));
      }
      if (node.loop().isPresent()) {
        all.append(
            text(
                "<path d=\"M%.0f %.0fv10m4 0v-10m4 0v10\" fill=\"none\" stroke=\"black\""
                    + " stroke-width=\"2\"/>%n",
                b.x() + 8, b.bottom() - 13));
      }
    }
  }

  private String colour(String id) {
    return marks.get(id).colour();
  }

  /** Whether the diagram itself says who does it. */
  private boolean noted(Node node) {
    return boxes.containsKey(NOTE + node.id());
  }

  /** Who does a task, in the sector's words; empty for what the engine does. */
  static String who(Node task) {
    if (!task.is("userTask")) {
      return "";
    }
    String groups = task.camunda("candidateGroups") + task.camunda("assignee");
    return groups
        .replaceAll("\\$\\{groups\\.of\\('([^']*)', execution\\)}", "$1")
        .replace("reviewer-${review}", "reviewer")
        .replaceAll("[${}]", "")
        .replace("dcs", "director")
        .replace(",", ", ");
  }

  private static void circle(StringBuilder all, Box b, double radius, int thick, boolean dashed) {
    all.append(
        text(
            "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"%.0f\" fill=\"white\" stroke=\"black\""
                + " stroke-width=\"%d\"%s/>%n",
            b.x() + b.width() / 2,
            b.y() + b.height() / 2,
            radius,
            thick,
            dashed ? " stroke-dasharray=\"3 3\"" : ""));
  }

  private static void middle(StringBuilder all, String sign, Box b, int size) {
    if (!sign.isEmpty()) {
      all.append(
          text(
              "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\" font-size=\"%d\">%s</text>%n",
              b.x() + b.width() / 2, b.y() + b.height() / 2 + size / 3.0, size, sign));
    }
  }

  private void outside(StringBuilder all, Node node, Box b) {
    Box label =
        labels.getOrDefault(node.id(), new Box(b.x() + b.width() / 2 - 45, b.bottom() + 4, 90, 14));
    words(
        all,
        node.name(),
        label.x() + label.width() / 2,
        label.y() + LETTER,
        Math.max(label.width(), 90));
  }

  private static void words(StringBuilder all, String words, double x, double y, double width) {
    double line = y;
    for (String part : lines(words, width)) {
      all.append(
          text(
              "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\" paint-order=\"stroke\""
                  + " stroke=\"white\" stroke-width=\"2\">%s</text>%n",
              x, line, escaped(part)));
      line += 13;
    }
  }

  private static List<String> lines(String words, double width) {
    int most = (int) Math.max(8, width / 5.4);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words.split(" ")) {
      if (line.length() > 0 && line.length() + word.length() + 1 > most) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values).replace("\r", "");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
