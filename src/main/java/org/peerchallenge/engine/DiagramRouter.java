package org.peerchallenge.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.peerchallenge.engine.DiagramPicture.Box;

/**
 * Orthogonal router for the arrows of one diagram: an A* search on a grid of ten units that goes
 * round symbols and labels, and prefers few bends and few crossings.
 */
final class DiagramRouter {

  /** A corner of an arrow, in the diagram's units. */
  record Corner(double x, double y) {}

  private record State(int x, int y, int way) {}

  private record Open(State state, double cost, double guess) {}

  private static final int UNIT = 10;
  private static final int[] DX = {1, 0, -1, 0};
  private static final int[] DY = {0, 1, 0, -1};
  private static final double BEND = 7;
  private static final double CROSSING = 9;
  private static final double ALONG = 45;

  /** A choice's answers on one side could not be told apart. */
  private static final double SAME_SIDE = 16;

  private final Set<String> choices = new HashSet<>();

  /** On which sides of a choice an answer leaves already. */
  private final Map<String, Set<Integer>> taken = new HashMap<>();

  private int first = 1;
  private boolean upwards;
  private final int width;
  private final int height;
  private final Map<String, Box> shapes;
  private final List<Box> labels;

  /** Which arrows run there from left to right, and which from top to bottom. */
  private final Map<Long, List<String[]>> across = new HashMap<>();

  private final Map<Long, List<String[]>> down = new HashMap<>();

  DiagramRouter(double width, double height, Map<String, Box> shapes, List<Box> labels) {
    this.width = (int) Math.ceil(width / UNIT) + 1;
    this.height = (int) Math.ceil(height / UNIT) + 1;
    this.shapes = shapes;
    this.labels = labels;
  }

  /** Leaves a border on the left free, in the diagram's units. */
  DiagramRouter from(double left) {
    first = (int) Math.ceil(left / UNIT);
    return this;
  }

  /** What begins in it leaves upwards. */
  DiagramRouter upwards() {
    upwards = true;
    return this;
  }

  /** Answers of these choices leave on sides of their own, as far as there are sides. */
  DiagramRouter choices(Set<String> gateways) {
    choices.addAll(gateways);
    return this;
  }

  /** Lines that are there already, and that are crossed as little as may be. */
  void know(Map<String, List<Corner>> lines) {
    String[] nobody = {"", ""};
    for (List<Corner> line : lines.values()) {
      for (int i = 0; i + 1 < line.size(); i++) {
        Corner a = line.get(i);
        Corner b = line.get(i + 1);
        boolean horizontal = a.y() == b.y();
        for (int x = cell(Math.min(a.x(), b.x())); x <= cell(Math.max(a.x(), b.x())); x++) {
          for (int y = cell(Math.min(a.y(), b.y())); y <= cell(Math.max(a.y(), b.y())); y++) {
            (horizontal ? across : down)
                .computeIfAbsent(key(x, y), k -> new ArrayList<>())
                .add(nobody);
          }
        }
      }
    }
  }

  /**
   * The corners of an arrow, its ends on the borders of both symbols.
   *
   * @param host the step on whose border the source lies: the arrow leaves it downwards; else empty
   */
  List<Corner> route(String source, String target, String host) {
    Box from = shapes.get(source);
    Box to = shapes.get(target);
    int sx = cell(from.x() + from.width() / 2);
    int sy = cell(from.y() + from.height() / 2);
    int tx = cell(to.x() + to.width() / 2);
    int ty = cell(to.y() + to.height() / 2);
    Map<State, Double> best = new HashMap<>();
    Map<State, State> cameFrom = new HashMap<>();
    Map<Long, Boolean> blocked = new HashMap<>();
    PriorityQueue<Open> queue = new PriorityQueue<>((a, b) -> Double.compare(a.guess(), b.guess()));
    for (int way = 0; way < 4; way++) {
      double extra = way == 0 ? 0 : way == 2 ? 14 : 4;
      if (!host.isEmpty() && way != 1 || upwards && way != 3) {
        continue;
      }
      if (taken.getOrDefault(source, Set.of()).contains(way)) {
        extra += SAME_SIDE;
      }
      State start = new State(sx, sy, way);
      best.put(start, extra);
      queue.add(new Open(start, extra, extra));
    }
    while (!queue.isEmpty()) {
      Open open = queue.poll();
      State at = open.state();
      if (open.cost() > best.getOrDefault(at, Double.MAX_VALUE)) {
        continue;
      }
      if (at.x() == tx && at.y() == ty) {
        return finish(at, cameFrom, source, target);
      }
      boolean inSource = inside(from, at.x(), at.y(), 0);
      boolean inTarget = inside(to, at.x(), at.y(), 0);
      for (int way = 0; way < 4; way++) {
        boolean turns = way != at.way();
        if ((way + 2) % 4 == at.way() || turns && (inSource || inTarget)) {
          continue;
        }
        int x = at.x() + DX[way];
        int y = at.y() + DY[way];
        if (x < first
            || y < 1
            || x >= width
            || y >= height
            || blocked.computeIfAbsent(key(x, y), cell -> blocked(x, y, source, target, host))) {
          continue;
        }
        double cost = open.cost() + 1 + (turns ? BEND : 0);
        if (!inside(from, x, y, 0) && !inside(to, x, y, 0)) {
          cost += busy(x, y, way, source, target);
        }
        if (!inTarget && inside(to, x, y, 0)) {
          // From the left, best; from the right, hardly.
          cost += way == 0 ? 0 : way == 2 ? 14 : 3;
        }
        State next = new State(x, y, way);
        if (cost < best.getOrDefault(next, Double.MAX_VALUE)) {
          best.put(next, cost);
          cameFrom.put(next, at);
          queue.add(new Open(next, cost, cost + Math.abs(x - tx) + Math.abs(y - ty)));
        }
      }
    }
    throw new IllegalStateException("No way from " + source + " to " + target);
  }

  private boolean blocked(int x, int y, String source, String target, String host) {
    for (Map.Entry<String, Box> shape : shapes.entrySet()) {
      boolean own = shape.getKey().equals(source) || shape.getKey().equals(target);
      if (inside(shape.getValue(), x, y, 9)) {
        if (!own) {
          // What leaves a border event goes straight down from its step.
          boolean leaves = shape.getKey().equals(host) && x == cell(middle(shapes.get(source)));
          return !leaves;
        }
        boolean middle =
            cell(shape.getValue().x() + shape.getValue().width() / 2) == x
                || cell(shape.getValue().y() + shape.getValue().height() / 2) == y;
        if (!middle) {
          return true;
        }
      }
    }
    return false;
  }

  private static double middle(Box box) {
    return box.x() + box.width() / 2;
  }

  private double busy(int x, int y, int way, String source, String target) {
    boolean horizontal = way % 2 == 0;
    double cost = 0;
    for (String[] other : (horizontal ? across : down).getOrDefault(key(x, y), List.of())) {
      boolean related = isRelated(other, source, target);
      cost += related ? -0.2 : ALONG;
    }
    for (String[] other : (horizontal ? down : across).getOrDefault(key(x, y), List.of())) {
      boolean related = isRelated(other, source, target);
      cost += related ? 1 : CROSSING;
    }
    for (Box label : labels) {
      if (inside(label, x, y, 3)) {
        cost += 25;
      }
    }
    return cost;
  }

  /** Arrows from one step, or to one step, may run together; answers of a choice may not. */
  private boolean isRelated(String[] other, String source, String target) {
    return other[1].equals(target) || other[0].equals(source) && !choices.contains(source);
  }

  private List<Corner> finish(State end, Map<State, State> cameFrom, String source, String target) {
    List<State> states = new ArrayList<>();
    for (State at = end; at != null; at = cameFrom.get(at)) {
      states.add(at);
    }
    Collections.reverse(states);
    if (choices.contains(source)) {
      taken.computeIfAbsent(source, s -> new HashSet<>()).add(states.get(0).way());
    }
    for (State state : states) {
      // What is hidden by the symbols is in nobody's way.
      if (inside(shapes.get(source), state.x(), state.y(), 0)
          || inside(shapes.get(target), state.x(), state.y(), 0)) {
        continue;
      }
      String[] both = {source, target};
      (state.way() % 2 == 0 ? across : down)
          .computeIfAbsent(key(state.x(), state.y()), k -> new ArrayList<>())
          .add(both);
    }
    // A corner is busy both ways.
    for (int i = 0; i + 1 < states.size(); i++) {
      if (states.get(i).way() != states.get(i + 1).way()) {
        State corner = states.get(i);
        (corner.way() % 2 == 0 ? down : across)
            .computeIfAbsent(key(corner.x(), corner.y()), k -> new ArrayList<>())
            .add(new String[] {source, target});
      }
    }
    List<Corner> corners = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      boolean corner =
          i == 0 || i == states.size() - 1 || states.get(i).way() != states.get(i + 1).way();
      if (corner) {
        corners.add(new Corner(states.get(i).x() * UNIT, states.get(i).y() * UNIT));
      }
    }
    clip(corners, shapes.get(source), true);
    clip(corners, shapes.get(target), false);
    return corners;
  }

  /** From the middle of a symbol to its border. */
  private static void clip(List<Corner> corners, Box box, boolean first) {
    int at = first ? 0 : corners.size() - 1;
    Corner end = corners.get(at);
    Corner next = corners.get(first ? 1 : at - 1);
    double x = end.x();
    double y = end.y();
    if (next.x() > x) {
      x = box.right();
    } else if (next.x() < x) {
      x = box.x();
    } else if (next.y() > y) {
      y = box.bottom();
    } else {
      y = box.y();
    }
    corners.set(at, new Corner(x, y));
  }

  private static boolean inside(Box box, int x, int y, double margin) {
    double px = x * UNIT;
    double py = y * UNIT;
    return px > box.x() - margin
        && px < box.right() + margin
        && py > box.y() - margin
        && py < box.bottom() + margin;
  }

  private static int cell(double value) {
    return (int) Math.round(value / UNIT);
  }

  private static long key(int x, int y) {
    return (long) x * 100_000 + y;
  }
}
