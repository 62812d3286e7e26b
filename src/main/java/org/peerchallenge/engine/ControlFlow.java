package org.peerchallenge.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.peerchallenge.engine.Diagram.Flow;
import org.peerchallenge.engine.Diagram.Node;

/**
 * The ways through one diagram, sub-processes opened: each node before it begins and after it was
 * completed, so that a border event leaves from a step that was not completed.
 */
final class ControlFlow {

  /** A node before it begins, or after it was completed. */
  record Point(String node, boolean done) {}

  /** A step from one point to the next; the arrow is empty inside a node. */
  record Edge(Point from, Point to, Optional<Flow> arrow) {}

  private final Diagram diagram;
  private final Map<Point, List<Edge>> next = new LinkedHashMap<>();
  private final Map<Point, List<Edge>> before = new LinkedHashMap<>();
  private final List<Point> entries = new ArrayList<>();

  ControlFlow(Diagram diagram) {
    this.diagram = diagram;
    for (Node node : diagram.nodes()) {
      Point begin = new Point(node.id(), false);
      Point end = new Point(node.id(), true);
      boolean opened = node.is("subProcess");
      if (!opened || node.loop().isPresent()) {
        edge(begin, end, null);
      }
      if (opened) {
        for (Node inner : diagram.inside(node.id())) {
          if (inner.is("startEvent") && !node.isEventSubProcess()) {
            edge(begin, new Point(inner.id(), false), null);
          }
          if (inner.is("endEvent") && !node.isEventSubProcess()) {
            edge(new Point(inner.id(), true), end, null);
          }
        }
      }
      for (Node boundary : diagram.boundaries(node)) {
        edge(begin, new Point(boundary.id(), false), null);
        inside(node)
            .forEach(one -> edge(new Point(one, true), new Point(boundary.id(), false), null));
      }
      for (Flow flow : diagram.out(node)) {
        if (diagram.node(flow.target()).isPresent()) {
          edge(end, new Point(flow.target(), false), flow);
        }
      }
      boolean enters =
          node.is("startEvent")
              && diagram.node(node.scope()).map(Node::isEventSubProcess).orElse(true);
      if (enters) {
        entries.add(begin);
      }
    }
  }

  private List<String> inside(Node node) {
    List<String> all = new ArrayList<>();
    for (Node inner : diagram.inside(node.id())) {
      all.add(inner.id());
      all.addAll(inside(inner));
    }
    return all;
  }

  private void edge(Point from, Point to, Flow arrow) {
    Edge edge = new Edge(from, to, Optional.ofNullable(arrow));
    next.computeIfAbsent(from, p -> new ArrayList<>()).add(edge);
    before.computeIfAbsent(to, p -> new ArrayList<>()).add(edge);
  }

  /** Where a case, or an event sub-process, begins. */
  List<Point> entries() {
    return entries;
  }

  List<Edge> next(Point point) {
    return next.getOrDefault(point, List.of());
  }

  List<Edge> before(Point point) {
    return before.getOrDefault(point, List.of());
  }

  Collection<Point> points() {
    Set<Point> all = new LinkedHashSet<>(next.keySet());
    all.addAll(before.keySet());
    return all;
  }

  /**
   * A shortest way, as the nodes that it passes.
   *
   * @param open whether an edge may be followed
   * @return empty when there is none
   */
  Optional<List<String>> way(Collection<Point> from, Point to, BiPredicate<Point, Edge> open) {
    Map<Point, Point> cameFrom = new HashMap<>();
    Deque<Point> queue = new ArrayDeque<>();
    for (Point start : from) {
      cameFrom.put(start, start);
      queue.add(start);
    }
    while (!queue.isEmpty()) {
      Point point = queue.poll();
      if (point.equals(to)) {
        List<String> way = new ArrayList<>();
        for (Point at = to; ; at = cameFrom.get(at)) {
          if (way.isEmpty() || !way.get(0).equals(at.node())) {
            way.add(0, at.node());
          }
          if (cameFrom.get(at).equals(at)) {
            return Optional.of(way);
          }
        }
      }
      for (Edge edge : next(point)) {
        if (open.test(point, edge) && cameFrom.putIfAbsent(edge.to(), point) == null) {
          queue.add(edge.to());
        }
      }
    }
    return Optional.empty();
  }
}
