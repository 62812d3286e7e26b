package org.peerchallenge.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peerchallenge.engine.Diagram.Flow;
import org.peerchallenge.engine.Diagram.Node;
import org.peerchallenge.engine.DiagramPicture.Box;
import org.peerchallenge.engine.DiagramRouter.Corner;

/**
 * Layered layout of one plane of a diagram, for A4 across: from left to right along the longest
 * way, folded into bands when it is too long, branches in rows below. The same diagram is always
 * laid out alike.
 */
final class DiagramLayout {

  private static final double COLUMN = 150;

  /** In a pool, whose name takes room on the left. */
  private static final double IN_A_POOL = 140;

  /** Of a layer without activities. */
  private static final double NARROW = 110;

  private static final double POOL_NAME = 30;
  private static final double SENDER = 34;
  private static final double ROW = 110;
  private static final double TASK = 64;
  private static final double MARGIN = 40;

  /** So wide does Modeler write a label before it breaks the line. */
  private static final double LABEL = 90;

  private static final int COLUMNS = 8;

  /** All layers of a band: seven points on A4 across, with margins and the name of a pool. */
  private static final double WIDEST = 1140;

  /** Letters of eleven units are seven points high when this is the height of A4 across. */
  private static final double TALLEST = 846;

  private static final int FAN = 5;

  private final Diagram diagram;
  private final boolean dense;

  /** Branches that lead back stand below, not above. */
  private final boolean below;

  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> apart = new ArrayList<>();
  private final List<Flow> flows = new ArrayList<>();
  private final Map<String, List<String>> next = new LinkedHashMap<>();
  private final Map<String, List<String>> back = new HashMap<>();
  private final Map<String, Integer> rank = new HashMap<>();
  private final Map<String, Integer> row = new HashMap<>();

  private final Map<String, Box> shapes = new LinkedHashMap<>();
  private final Map<String, Box> labels = new LinkedHashMap<>();
  private final Map<String, Box> notes = new LinkedHashMap<>();
  private final Map<String, Box> pools = new LinkedHashMap<>();
  private final List<SenderPools.MessageFlow> messages;
  private final double column;
  private final Map<String, List<Corner>> lines = new LinkedHashMap<>();
  private double width;
  private double height;

  /**
   * Of a process or sub-process; sub-processes in it are drawn closed.
   *
   * @param scope its id
   */
  static DiagramLayout of(Diagram diagram, String scope) {
    DiagramLayout chosen = null;
    for (boolean dense : new boolean[] {false, true}) {
      for (boolean below : new boolean[] {false, true}) {
        DiagramLayout one = new DiagramLayout(diagram, scope, dense, below);
        if (chosen == null || chosen.tall() > TALLEST && one.tall() < chosen.tall()) {
          chosen = one;
        }
      }
    }
    chosen.route();
    chosen.widenPool();
    return chosen;
  }

  private DiagramLayout(Diagram diagram, String scope, boolean dense, boolean below) {
    this.diagram = diagram;
    this.below = below;
    this.dense = dense;
    this.messages = scope.equals(diagram.process()) ? SenderPools.of(diagram) : List.of();
    this.column = messages.isEmpty() ? COLUMN : IN_A_POOL;
    for (Node node : diagram.inside(scope)) {
      if (node.isEventSubProcess()) {
        apart.add(node);
      } else if (!node.is("boundaryEvent")) {
        nodes.add(node);
      }
    }
    Set<String> here = new HashSet<>();
    diagram.inside(scope).forEach(node -> here.add(node.id()));
    for (Flow flow : diagram.flows()) {
      if (here.contains(flow.source()) && here.contains(flow.target())) {
        flows.add(flow);
      }
    }
    nodes.forEach(node -> next.put(node.id(), new ArrayList<>()));
    for (Flow flow : flows) {
      String from = host(flow.source());
      if (!from.equals(flow.target()) && !next.get(from).contains(flow.target())) {
        next.get(from).add(flow.target());
      }
    }
    breakCircles();
    layers();
    rows();
    // What one sender is the reason for stands together.
    apart.sort(Comparator.comparing(node -> sender(node.id())));
    place();
    drawPools();
  }

  /** With its margins. */
  private double tall() {
    return messages.isEmpty() ? height : height + 20 + SENDER + MARGIN;
  }

  private int sender(String id) {
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).target().equals(id)) {
        return messages.get(i).sender().ordinal();
      }
    }
    return Integer.MAX_VALUE;
  }

  Map<String, Box> shapes() {
    return shapes;
  }

  Map<String, Box> labels() {
    return labels;
  }

  /** Who does a task, by the task: above it. */
  Map<String, Box> notes() {
    return notes;
  }

  /** The pool of the process, then those of the senders; empty where no message is awaited. */
  Map<String, Box> pools() {
    return pools;
  }

  Map<String, List<Corner>> lines() {
    return lines;
  }

  private String host(String id) {
    return diagram
        .node(id)
        .filter(n -> n.is("boundaryEvent"))
        .map(n -> n.element().getAttribute("attachedToRef"))
        .orElse(id);
  }

  /** Arrows that lead back to where one came from are left out of the order. */
  private void breakCircles() {
    Set<String> done = new HashSet<>();
    List<String> begin = new ArrayList<>();
    nodes.stream().filter(n -> n.is("startEvent")).forEach(n -> begin.add(n.id()));
    nodes.forEach(n -> begin.add(n.id()));
    for (String one : begin) {
      walk(one, new ArrayList<>(), done);
    }
  }

  private void walk(String id, List<String> path, Set<String> done) {
    if (!done.add(id)) {
      return;
    }
    path.add(id);
    for (String to : List.copyOf(next.get(id))) {
      if (path.contains(to)) {
        next.get(id).remove(to);
        back.computeIfAbsent(id, i -> new ArrayList<>()).add(to);
      } else {
        walk(to, path, done);
      }
    }
    path.remove(path.size() - 1);
  }

  private List<String> before(String id) {
    return next.entrySet().stream()
        .filter(e -> e.getValue().contains(id))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void layers() {
    for (Node node : nodes) {
      layer(node.id());
    }
    for (Node fan : nodes) {
      List<String> to = fanOf(fan.id());
      if (to.size() > FAN) {
        int first = rank.get(to.get(0));
        int columns = (to.size() + FAN - 1) / FAN;
        rank.replaceAll((id, r) -> r > first ? r + columns - 1 : r);
        for (int i = 0; i < to.size(); i++) {
          rank.put(to.get(i), first + i % columns);
        }
      }
    }
  }

  /** Steps that all begin after one gateway and all lead to one other. */
  private List<String> fanOf(String id) {
    List<String> to = next.get(id);
    boolean fan =
        to.size() > FAN
            && to.stream().allMatch(one -> next.get(one).size() == 1 && before(one).size() == 1)
            && to.stream().map(one -> next.get(one).get(0)).distinct().count() == 1;
    // As it was read before: whoever draws a step between two others wants it there.
    return fan
        ? to.stream()
            .sorted(
                Comparator.comparing(
                        (String one) -> drawn(one).map(Box::y).orElse(Double.MAX_VALUE))
                    .thenComparing(one -> drawn(one).map(Box::x).orElse(0.0)))
            .toList()
        : List.of();
  }

  private Optional<Box> drawn(String id) {
    return DiagramPicture.planes(diagram).stream()
        .flatMap(plane -> Optional.ofNullable(plane.boxes().get(id)).stream())
        .findFirst();
  }

  private int layer(String id) {
    Integer known = rank.get(id);
    if (known != null) {
      return known;
    }
    int most = 0;
    for (String from : before(id)) {
      most = Math.max(most, layer(from) + 1);
    }
    rank.put(id, most);
    return most;
  }

  private void rows() {
    List<String> spine = spine();
    Map<Integer, TreeMap<Integer, Integer>> taken = new HashMap<>();
    for (String id : spine) {
      row.put(id, 0);
    }
    for (Node node : nodes) {
      List<String> fan = fanOf(node.id());
      // From left to right, then down: the order in which a picture is read.
      int columns = Math.max(1, (fan.size() + FAN - 1) / FAN);
      int middle = ((fan.size() + columns - 1) / columns - 1) / 2;
      for (int i = 0; i < fan.size(); i++) {
        row.put(fan.get(i), i / columns - middle);
      }
    }
    List<String> order =
        nodes.stream()
            .map(Node::id)
            .sorted(Comparator.comparing((String id) -> rank.get(id)))
            .toList();
    for (String id : order) {
      if (!row.containsKey(id)) {
        chain(id, taken);
      }
    }
  }

  /** A branch as far as it runs by itself, in the nearest free row. */
  private void chain(String first, Map<Integer, TreeMap<Integer, Integer>> taken) {
    List<String> chain = new ArrayList<>();
    String at = first;
    while (at != null && !row.containsKey(at) && !chain.contains(at)) {
      chain.add(at);
      List<String> to = next.get(at).stream().filter(n -> !row.containsKey(n)).toList();
      at = to.isEmpty() ? null : to.get(0);
    }
    String last = chain.get(chain.size() - 1);
    int from = before(first).stream().mapToInt(rank::get).min().orElse(rank.get(first));
    int to = Math.max(rank.get(last), next.get(last).stream().mapToInt(rank::get).max().orElse(0));
    boolean above =
        !below
            && next.get(last).isEmpty()
            && back.containsKey(last)
            && !diagram.node(first).orElseThrow().is("endEvent");
    int near = before(first).stream().mapToInt(id -> row.getOrDefault(id, 0)).max().orElse(0);
    List<Integer> wanted = new ArrayList<>();
    if (above) {
      wanted.add(-1);
    }
    for (int r = Math.max(1, near); r < 12; r++) {
      wanted.add(r);
    }
    for (int r : wanted) {
      for (int shift = 0; shift <= (dense ? slack(chain) : 0); shift++) {
        if (free(r, chain, shift, from, to, taken)) {
          int by = shift;
          taken.computeIfAbsent(r, x -> new TreeMap<>()).put(from, Math.max(to, from + 1));
          chain.forEach(id -> row.put(id, r));
          chain.forEach(id -> rank.merge(id, by, Integer::sum));
          return;
        }
      }
    }
    throw new IllegalStateException("No row for " + first);
  }

  /** How far a branch could stand to the right of where it must. */
  private int slack(List<String> chain) {
    String last = chain.get(chain.size() - 1);
    int end = next.get(last).stream().mapToInt(rank::get).min().orElse(rank.get(last) + 2);
    return Math.max(0, end - 1 - rank.get(last));
  }

  /** Whether a branch has room in a row: dense, its arrows may go round others in it. */
  private boolean free(
      int r,
      List<String> chain,
      int shift,
      int from,
      int to,
      Map<Integer, TreeMap<Integer, Integer>> taken) {
    int first = rank.get(chain.get(0)) + shift;
    int last = rank.get(chain.get(chain.size() - 1)) + shift;
    boolean apart =
        row.entrySet().stream()
            .noneMatch(
                e ->
                    e.getValue() == r
                        && rank.get(e.getKey()) >= first
                        && rank.get(e.getKey()) <= last);
    return apart
        && (dense
            || taken.getOrDefault(r, new TreeMap<>()).entrySet().stream()
                .noneMatch(e -> e.getKey() < to && from < e.getValue()));
  }

  /** The longest way. */
  private List<String> spine() {
    Map<String, Integer> longest = new HashMap<>();
    Map<String, String> follows = new HashMap<>();
    List<Node> order = new ArrayList<>(nodes);
    order.sort(Comparator.comparing((Node n) -> rank.get(n.id())).reversed());
    for (Node node : order) {
      int best = 0;
      for (String to : next.get(node.id())) {
        int length = 1 + longest.get(to);
        if (length > best) {
          best = length;
          follows.put(node.id(), to);
        }
      }
      longest.put(node.id(), best);
    }
    String at =
        nodes.stream()
            .filter(n -> rank.get(n.id()) == 0)
            .max(Comparator.comparing(n -> longest.get(n.id())))
            .map(Node::id)
            .orElseThrow();
    List<String> spine = new ArrayList<>();
    for (String id = at; id != null; id = follows.get(id)) {
      spine.add(id);
    }
    return spine;
  }

  /** Where the rows are folded: between layers that few arrows join. */
  private List<Integer> folds() {
    int last = rank.values().stream().max(Comparator.naturalOrder()).orElse(0);
    double[] best = new double[last + 2];
    int[] cut = new int[last + 2];
    for (int end = 1; end <= last + 1; end++) {
      best[end] = Double.MAX_VALUE;
      double wide = 0;
      for (int begin = end - 1; begin >= 0; begin--) {
        wide += width(begin);
        if (wide > WIDEST) {
          break;
        }
        double left = (WIDEST - wide) / column;
        double cost =
            best[begin] + 10 + (begin == 0 ? 0 : 4 * (crossing(begin) - 1)) + 0.02 * left * left;
        if (cost < best[end]) {
          best[end] = cost;
          cut[end] = begin;
        }
      }
    }
    List<Integer> folds = new ArrayList<>();
    for (int end = last + 1; end > 0; end = cut[end]) {
      folds.add(0, cut[end]);
    }
    return folds;
  }

  /** How many rows a band takes. */
  private long rowsOf(int begin, int end) {
    return rank.entrySet().stream()
        .filter(one -> one.getValue() >= begin && one.getValue() < end)
        .map(one -> row.get(one.getKey()))
        .distinct()
        .count();
  }

  /** Of a layer. */
  private double width(int layer) {
    boolean narrow =
        nodes.stream()
            .filter(n -> rank.get(n.id()) == layer)
            .allMatch(n -> n.kind().endsWith("Event") || n.kind().endsWith("Gateway"));
    return narrow ? NARROW : column;
  }

  private int crossing(int at) {
    int crossing = 0;
    for (Map.Entry<String, List<String>> one : next.entrySet()) {
      for (String to : one.getValue()) {
        crossing += rank.get(one.getKey()) < at && rank.get(to) >= at ? 1 : 0;
      }
    }
    return crossing;
  }

  private void place() {
    List<Integer> folds = folds();
    double top = 20;
    for (int band = 0; band < folds.size(); band++) {
      int begin = folds.get(band);
      int end = band + 1 < folds.size() ? folds.get(band + 1) : Integer.MAX_VALUE;
      List<Node> here =
          nodes.stream().filter(n -> rank.get(n.id()) >= begin && rank.get(n.id()) < end).toList();
      TreeSet<Integer> used = new TreeSet<>();
      here.forEach(n -> used.add(row.get(n.id())));
      List<Integer> order = new ArrayList<>(used);
      // The label of a border event needs room below its step.
      double[] middle = new double[order.size()];
      double y0 = top + 50;
      for (int i = 0; i < middle.length; i++) {
        middle[i] = y0;
        int at = order.get(i);
        double label =
            here.stream()
                .filter(n -> row.get(n.id()) == at)
                .flatMap(n -> diagram.boundaries(n).stream())
                .mapToDouble(n -> DiagramPicture.measured(n.name(), LABEL).height())
                .max()
                .orElse(0);
        y0 += ROW + (label == 0 ? 0 : round(Math.max(20, label - 14)));
      }
      for (Node node : here) {
        double x = left();
        for (int layer = begin; layer < rank.get(node.id()); layer++) {
          x += (width(layer) + width(layer + 1)) / 2;
        }
        x += (width(begin) - column) / 2;
        double y = middle[order.indexOf(row.get(node.id()))];
        shapes.put(node.id(), centred(node, round(x), y));
      }
      top = y0 - 40;
    }
    List<Double> free = besideTheLastRow();
    boolean beside = dense && free.size() >= apart.size();
    double lowest =
        shapes.values().stream().mapToDouble(b -> b.y() + b.height() / 2).max().orElse(0);
    for (int i = 0; i < apart.size(); i++) {
      double x = beside ? free.get(i) : left() + i % COLUMNS * column;
      double y = beside ? lowest : top + 50 + i / COLUMNS * (ROW - 20);
      shapes.put(apart.get(i).id(), centred(apart.get(i), x, y));
    }
    for (Node node : nodes) {
      List<Node> border = diagram.boundaries(node);
      Box host = shapes.get(node.id());
      for (int i = 0; i < border.size(); i++) {
        double at = host.right() - 20 - i * 50;
        shapes.put(border.get(i).id(), new Box(round(at) - 18, host.bottom() - 18, 36, 36));
      }
    }
    for (Node node : nodes) {
      if (!DiagramPicture.who(node).isEmpty()) {
        Box box = shapes.get(node.id());
        notes.put(node.id(), new Box(box.x(), box.y() - 22, 100, 20));
      }
    }
    width = shapes.values().stream().mapToDouble(Box::right).max().orElse(0) + MARGIN;
    height = shapes.values().stream().mapToDouble(Box::bottom).max().orElse(0) + MARGIN + 10;
  }

  /** The middle of the first layer. */
  private double left() {
    return MARGIN + 60 + (messages.isEmpty() ? 0 : 20);
  }

  /** Round what is placed, and below it those who send. */
  private void drawPools() {
    if (messages.isEmpty()) {
      return;
    }
    double lowest = 0;
    double right = 0;
    for (Map.Entry<String, Box> one : shapes.entrySet()) {
      Node node = diagram.node(one.getKey()).orElseThrow();
      boolean named = node.kind().endsWith("Event") || node.kind().endsWith("Gateway");
      double words = named ? DiagramPicture.measured(node.name(), LABEL).height() : 0;
      lowest = Math.max(lowest, one.getValue().bottom() + words);
      right = Math.max(right, one.getValue().right());
    }
    double bottom = round(lowest + 16);
    pools.put(
        SenderPools.own(diagram),
        new Box(
            left() - 50 - 20 - POOL_NAME, 0, right + 10 - left() + 50 + 20 + POOL_NAME, bottom));
    width = right + 10;
    height = bottom;
    double top = bottom + 20;
    Map<Message.Sender, List<String>> targets = new LinkedHashMap<>();
    messages.forEach(
        m -> targets.computeIfAbsent(m.sender(), s -> new ArrayList<>()).add(m.target()));
    // Those first whose place is given.
    List<Message.Sender> order = new ArrayList<>(targets.keySet());
    order.sort(Comparator.comparing(s -> targets.get(s).stream().noneMatch(this::isApart)));
    Map<Message.Sender, Box> found = new LinkedHashMap<>();
    for (Message.Sender sender : order) {
      List<Box> below =
          targets.get(sender).stream().filter(this::isApart).map(shapes::get).toList();
      double least = Math.max(100, DiagramPicture.measured(sender.words(), 1000).width() + 12);
      if (below.isEmpty()) {
        Box target = shapes.get(targets.get(sender).get(0));
        double middle = target.x() + target.width() / 2;
        found.put(sender, free(found.values(), middle, least, top));
      } else {
        double from = below.stream().mapToDouble(Box::x).min().orElseThrow();
        double to = below.stream().mapToDouble(Box::right).max().orElseThrow();
        double wide = Math.max(least, to - from);
        found.put(sender, new Box(round((from + to - wide) / 2), top, wide, SENDER));
      }
    }
    targets.keySet().forEach(s -> pools.put(SenderPools.participant(s), found.get(s)));
  }

  /** No line lies on the border of its pool, or beyond it. */
  private void widenPool() {
    Box pool = pools.get(SenderPools.own(diagram));
    if (pool == null) {
      return;
    }
    double right =
        lines.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Corner::x)
            .max()
            .orElse(pool.right());
    if (right + 10 > pool.right()) {
      pools.put(
          SenderPools.own(diagram),
          new Box(pool.x(), pool.y(), right + 10 - pool.x(), pool.height()));
    }
  }

  private boolean isApart(String id) {
    return apart.stream().anyMatch(node -> node.id().equals(id));
  }

  /** The free place in the row of senders that is nearest. */
  private Box free(java.util.Collection<Box> taken, double middle, double wide, double top) {
    for (double away = 0; ; away += 10) {
      for (double x : new double[] {middle - away, middle + away}) {
        Box box = new Box(round(x - wide / 2), top, wide, SENDER);
        Box room = new Box(box.x() - 12, top, wide + 24, SENDER);
        if (box.x() >= 10 && box.right() <= width && taken.stream().noneMatch(room::meets)
            || away > 5000) {
          return box;
        }
      }
    }
  }

  /** The middles of the places in the last row that nothing stands in. */
  private List<Double> besideTheLastRow() {
    double lowest =
        shapes.values().stream().mapToDouble(b -> b.y() + b.height() / 2).max().orElse(0);
    List<Double> free = new ArrayList<>();
    for (int place = 0; place < COLUMNS; place++) {
      double x = left() + place * column;
      boolean empty =
          shapes.values().stream()
              .filter(b -> Math.abs(b.y() + b.height() / 2 - lowest) < 1)
              .noneMatch(b -> Math.abs(b.x() + b.width() / 2 - x) < 110);
      if (empty) {
        free.add(x);
      }
    }
    return free;
  }

  private static double round(double value) {
    return Math.round(value / 10) * 10;
  }

  private static Box centred(Node node, double x, double y) {
    double w = 100;
    double h = TASK;
    if (node.kind().endsWith("Event")) {
      w = 36;
      h = 36;
    } else if (node.kind().endsWith("Gateway")) {
      w = 50;
      h = 50;
    }
    return new Box(x - w / 2, y - h / 2, w, h);
  }

  private void route() {
    routeWith(List.of());
    labelSymbols();
    lines.clear();
    List<Box> there = new ArrayList<>(labels.values());
    routeWith(there);
    labels.clear();
    labelSymbols();
    labelArrows();
    // Messages cross the whole plane; there is nearly always a way past the labels.
    messages.forEach(message -> lines.remove(message.id()));
    List<Box> written = new ArrayList<>(labels.values());
    written.addAll(notes.values());
    routeMessages(written);
  }

  private void routeWith(List<Box> there) {
    List<Box> soft = new ArrayList<>(there);
    soft.addAll(notes.values());
    DiagramRouter router =
        new DiagramRouter(width, height - (messages.isEmpty() ? 0 : 10), shapes, soft)
            .from(messages.isEmpty() ? 10 : left() - 60)
            .choices(
                nodes.stream()
                    .filter(node -> node.is("exclusiveGateway"))
                    .map(Node::id)
                    .collect(Collectors.toSet()));
    List<Flow> order = new ArrayList<>(flows);
    // The short ones first: they run straight.
    order.sort(
        Comparator.comparing(
            (Flow flow) -> {
              Box a = shapes.get(flow.source());
              Box b = shapes.get(flow.target());
              return Math.abs(a.x() - b.x()) + 3 * Math.abs(a.y() - b.y());
            }));
    for (Flow flow : order) {
      String host = host(flow.source());
      lines.put(
          flow.id(),
          router.route(flow.source(), flow.target(), host.equals(flow.source()) ? "" : host));
    }
    routeMessages(soft);
  }

  /** From the upper border of the sender's pool. */
  private void routeMessages(List<Box> soft) {
    for (SenderPools.MessageFlow one : messages) {
      Box pool = pools.get(SenderPools.participant(one.sender()));
      Box target = shapes.get(one.target());
      double middle = target.x() + target.width() / 2;
      if (isApart(one.target())) {
        lines.put(
            one.id(), List.of(new Corner(middle, pool.y()), new Corner(middle, target.bottom())));
        continue;
      }
      Map<String, Box> around = new LinkedHashMap<>(shapes);
      double from = Math.max(pool.x() + 20, Math.min(pool.right() - 20, middle));
      around.put(one.id(), new Box(round(from) - 10, pool.y(), 20, SENDER));
      DiagramRouter router =
          new DiagramRouter(width, pool.bottom(), around, soft).from(left() - 60).upwards();
      router.know(lines);
      List<Corner> line = router.route(one.id(), one.target(), "");
      lines.put(one.id(), line);
    }
  }

  private void labelSymbols() {
    for (Node node : outside()) {
      labels.put(node.id(), best(places(node)));
    }
  }

  private void labelArrows() {
    List<Flow> named = flows.stream().filter(flow -> !flow.name().isBlank()).toList();
    for (Flow flow : named) {
      labels.put(flow.id(), best(places(flow)));
    }
    // Once more, each with all the others in their places.
    for (Node node : outside()) {
      labels.remove(node.id());
      labels.put(node.id(), best(places(node)));
    }
    for (Flow flow : named) {
      labels.remove(flow.id());
      labels.put(flow.id(), best(places(flow)));
    }
  }

  /** What bears its name beside it. */
  private List<Node> outside() {
    List<Node> all = new ArrayList<>(nodes);
    nodes.forEach(node -> all.addAll(diagram.boundaries(node)));
    all.removeIf(
        node ->
            node.name().isEmpty()
                || !node.kind().endsWith("Event") && !node.kind().endsWith("Gateway"));
    return all;
  }

  private List<Box> places(Node node) {
    Box box = shapes.get(node.id());
    double x = box.x() + box.width() / 2;
    Box words = DiagramPicture.measured(node.name(), LABEL);
    List<Box> places = new ArrayList<>();
    if (node.is("boundaryEvent")) {
      places.add(words.at(box.right() + 2, box.y() + 22));
      places.add(words.at(box.x() - words.width() - 2, box.y() + 22));
    } else {
      places.add(words.at(x - words.width() / 2, box.bottom() + 5));
      places.add(words.at(x - words.width() / 2, box.y() - words.height() - 4));
    }
    places.add(words.at(box.right() + 2, box.bottom() - 2));
    places.add(words.at(box.x() - words.width() - 2, box.bottom() - 2));
    places.add(words.at(box.right(), box.y() - words.height() + 6));
    places.add(words.at(box.x() - words.width(), box.y() - words.height() + 6));
    places.add(words.at(x + 8, box.bottom() + 5));
    places.add(words.at(x - words.width() - 8, box.bottom() + 5));
    return places;
  }

  private List<Box> places(Flow flow) {
    List<Corner> line = lines.get(flow.id());
    Box words = DiagramPicture.measured(flow.name(), LABEL);
    List<Box> places = new ArrayList<>();
    for (int i = 0; i + 1 < Math.min(line.size(), 4); i++) {
      Corner a = line.get(i);
      Corner b = line.get(i + 1);
      if (a.y() == b.y()) {
        double left = Math.min(a.x(), b.x());
        double right = Math.max(a.x(), b.x());
        double near = a.x() < b.x() ? left + 6 : right - words.width() - 6;
        double room = right - left - words.width();
        for (double x :
            new double[] {near, left + room / 2, left + room / 4, left + room * 3 / 4}) {
          places.add(words.at(x, a.y() - words.height() - 3));
          places.add(words.at(x, a.y() + 3));
        }
      } else {
        double upper = Math.min(a.y(), b.y());
        double lower = Math.max(a.y(), b.y());
        double near = a.y() < b.y() ? upper + 6 : lower - words.height() - 6;
        double room = lower - upper - words.height();
        for (double y :
            new double[] {near, upper + room / 2, upper + room / 4, upper + room * 3 / 4}) {
          places.add(words.at(a.x() + 4, y));
          places.add(words.at(a.x() - words.width() - 4, y));
        }
      }
    }
    return places;
  }

  /** The first free place, or the one that hides least. */
  private Box best(List<Box> places) {
    Box best = places.get(0);
    double least = Double.MAX_VALUE;
    for (int i = 0; i < places.size(); i++) {
      Box place = places.get(i);
      double hides = i * 0.01;
      for (Box shape : shapes.values()) {
        hides += overlap(place, shape) * 5;
      }
      for (Box label : labels.values()) {
        hides += overlap(place, label) * 5;
      }
      for (Box note : notes.values()) {
        hides += overlap(place, note) * 5;
      }
      for (List<Corner> line : lines.values()) {
        for (int j = 0; j + 1 < line.size(); j++) {
          Corner a = line.get(j);
          Corner b = line.get(j + 1);
          Box drawn =
              new Box(
                  Math.min(a.x(), b.x()) - 1,
                  Math.min(a.y(), b.y()) - 1,
                  Math.abs(a.x() - b.x()) + 2,
                  Math.abs(a.y() - b.y()) + 2);
          hides += overlap(place, drawn);
        }
      }
      boolean outside =
          !messages.isEmpty()
              && (place.x() < left() - 70 || place.bottom() > height || place.right() > width);
      if (place.x() < 4 || place.y() < 4 || outside) {
        hides += 1000;
      }
      if (hides < least) {
        least = hides;
        best = place;
      }
    }
    return best;
  }

  private static double overlap(Box a, Box b) {
    double w = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
    double h = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
    return w > 0 && h > 0 ? w * h : 0;
  }

  static List<String> sorted(Set<String> ids) {
    List<String> list = new ArrayList<>(ids);
    Collections.sort(list);
    return list;
  }
}
