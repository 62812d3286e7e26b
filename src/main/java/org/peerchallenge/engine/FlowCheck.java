package org.peerchallenge.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.peerchallenge.engine.Diagram.Flow;
import org.peerchallenge.engine.Diagram.Node;
import org.peerchallenge.engine.FileCheck.Fault;

/**
 * Follows the arrows of one diagram as the engine would: soundness in the sense of workflow nets,
 * found by playing the tokens of each process and sub-process.
 */
final class FlowCheck {

  /** Enough for a year; a diagram with more choices at once is not followed to its end. */
  private static final int STATES = 20_000;

  private static final Set<String> WAITING =
      Set.of("userTask", "receiveTask", "intermediateCatchEvent", "eventBasedGateway");

  private final Diagram diagram;
  private final List<Fault> faults;

  FlowCheck(Diagram diagram, List<Fault> faults) {
    this.diagram = diagram;
    this.faults = faults;
  }

  void check() {
    int before = faults.size();
    for (Node node : diagram.nodes()) {
      checkArrows(node);
    }
    for (String scope : diagram.scopes()) {
      checkStart(scope);
    }
    for (Flow flow : diagram.flows()) {
      checkBorder(flow);
    }
    if (faults.size() > before) {
      return;
    }
    for (String scope : diagram.scopes()) {
      checkReach(scope);
      checkRounds(scope);
      checkTwice(scope);
      play(scope);
    }
  }

  private void checkArrows(Node node) {
    boolean ends = node.is("endEvent") || node.isEventSubProcess();
    if (!ends && diagram.out(node).isEmpty()) {
      fault(
          node,
          "nothing comes after it: the case would stop here without a word",
          "draw an arrow from it to the next step or to an end event");
    }
    if (node.is("startEvent", "boundaryEvent") && !diagram.in(node).isEmpty()) {
      fault(node, "an arrow leads back into it", "let the arrow end at the step after it");
    }
    boolean splits = diagram.out(node).size() > 1;
    if (splits && !node.kind().endsWith("Gateway")) {
      fault(
          node,
          "two arrows leave it: both are followed at once",
          "put a gateway after it that says whether one or both are meant");
    }
    if (node.kind().endsWith("Gateway")
        && diagram.in(node).size() < 2
        && diagram.out(node).size() < 2) {
      fault(
          node,
          "one arrow in and one out: it decides nothing any more",
          "draw the missing arrow, or delete the gateway");
    }
    if (node.is("eventBasedGateway")) {
      diagram.out(node).stream()
          .flatMap(flow -> diagram.node(flow.target()).stream())
          .filter(target -> !target.is("intermediateCatchEvent", "receiveTask"))
          .forEach(
              target ->
                  fault(
                      target,
                      "stands after an event-based gateway and is no event",
                      "let only events that are waited for follow “" + node.name() + "”"));
    }
  }

  private void checkStart(String scope) {
    List<Node> starts = diagram.inside(scope).stream().filter(n -> n.is("startEvent")).toList();
    List<Node> plain = starts.stream().filter(n -> n.definition().isEmpty()).toList();
    String element = diagram.node(scope).map(Node::title).orElse("");
    boolean event = diagram.node(scope).filter(Node::isEventSubProcess).isPresent();
    if (starts.isEmpty()) {
      faults.add(
          new Fault(
              diagram.file(),
              element,
              "it has no start event",
              "draw a start event before step 1"));
    } else if (plain.size() > 1) {
      fault(
          plain.get(1),
          "there are two plain start events: the engine accepts one",
          "delete one, or make it a message start event");
    } else if (event && !plain.isEmpty()) {
      fault(plain.get(0), "nothing starts it", "choose which event it waits for");
    }
  }

  private void checkBorder(Flow flow) {
    var source = diagram.node(flow.source());
    var target = diagram.node(flow.target());
    if (source.isPresent()
        && target.isPresent()
        && !source.get().scope().equals(target.get().scope())) {
      faults.add(
          new Fault(
              diagram.file(),
              flow.id(),
              "this arrow crosses the border of a sub-process",
              "let it end at the sub-process itself, and begin again inside at its start event"));
    }
  }

  /** What a token at a node can reach next, by whatever way. */
  private List<Node> next(Node node) {
    List<Node> next = new ArrayList<>();
    diagram.out(node).forEach(flow -> diagram.node(flow.target()).ifPresent(next::add));
    next.addAll(diagram.boundaries(node));
    return next;
  }

  private void checkReach(String scope) {
    Set<String> reached = new HashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    diagram.inside(scope).stream()
        .filter(n -> n.is("startEvent") || n.isEventSubProcess())
        .forEach(open::add);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (reached.add(node.id())) {
        open.addAll(next(node));
      }
    }
    List<Node> lost =
        diagram.inside(scope).stream().filter(n -> !reached.contains(n.id())).toList();
    // What follows a lost step is lost with it; the first is where to click.
    List<Node> first =
        lost.stream().filter(n -> !n.is("boundaryEvent") && diagram.in(n).isEmpty()).toList();
    for (Node node : first.isEmpty() ? lost.stream().limit(1).toList() : first) {
      fault(
          node,
          "no arrow leads here: it would never happen",
          "draw an arrow to it from the step before");
    }
  }

  /** A round in which nobody and nothing is waited for never ends. */
  private void checkRounds(String scope) {
    List<Node> quick = diagram.inside(scope).stream().filter(n -> !waits(n)).toList();
    Set<String> ids = quick.stream().map(Node::id).collect(Collectors.toSet());
    for (Node node : quick) {
      Set<String> seen = new HashSet<>();
      Deque<Node> open = new ArrayDeque<>();
      diagram.out(node).forEach(f -> diagram.node(f.target()).ifPresent(open::add));
      while (!open.isEmpty()) {
        Node one = open.pop();
        if (ids.contains(one.id()) && seen.add(one.id())) {
          diagram.out(one).forEach(f -> diagram.node(f.target()).ifPresent(open::add));
        }
      }
      if (seen.contains(node.id())) {
        fault(
            node,
            "goes round without waiting for anybody: the engine would run in circles",
            "let the arrow that leads back pass a task or a timer");
        return;
      }
    }
  }

  /** Ways that are followed side by side and meet without a join: what comes then comes twice. */
  private void checkTwice(String scope) {
    for (Node node : diagram.inside(scope)) {
      List<List<Flow>> together = new ArrayList<>();
      if (node.is("parallelGateway", "inclusiveGateway")) {
        diagram.out(node).forEach(flow -> together.add(List.of(flow)));
      } else {
        diagram.boundaries(node).stream()
            .filter(boundary -> !boundary.isInterrupting())
            .forEach(boundary -> together.add(diagram.out(boundary)));
        together.add(diagram.out(node));
      }
      for (int i = 0; i < together.size(); i++) {
        for (int j = i + 1; j < together.size(); j++) {
          Set<String> both = untilJoin(together.get(i));
          both.retainAll(untilJoin(together.get(j)));
          if (!both.isEmpty()) {
            fault(
                diagram.node(both.iterator().next()).orElseThrow(),
                "is reached by two ways that are followed side by side: it would happen twice",
                "join the ways with a parallel gateway before it, or, where a border event is meant"
                    + " to end the task, make it interrupting (wrench)");
            return;
          }
        }
      }
    }
  }

  /** What is reached before a join, in the order of the arrows. */
  private Set<String> untilJoin(List<Flow> flows) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<Node> open = new ArrayDeque<>();
    flows.forEach(f -> diagram.node(f.target()).ifPresent(open::add));
    while (!open.isEmpty()) {
      Node node = open.poll();
      boolean joins = node.is("parallelGateway", "inclusiveGateway") && diagram.in(node).size() > 1;
      if (!joins && seen.add(node.id())) {
        open.addAll(next(node));
      }
    }
    return seen;
  }

  private boolean waits(Node node) {
    return WAITING.contains(node.kind())
        || node.is("callActivity")
        || node.is("subProcess")
            && diagram.inside(node.id()).stream().anyMatch(inner -> waits(inner));
  }

  /** Plays all tokens from each start; a sub-process counts as one step, and is played itself. */
  private void play(String scope) {
    Set<String> told = new HashSet<>();
    for (Node start : diagram.inside(scope)) {
      if (!start.is("startEvent")) {
        continue;
      }
      Set<Map<String, Integer>> seen = new HashSet<>();
      Deque<Map<String, Integer>> open = new ArrayDeque<>();
      open.push(with(new TreeMap<>(), diagram.out(start)));
      while (!open.isEmpty() && seen.size() < STATES) {
        Map<String, Integer> tokens = open.pop();
        if (seen.add(tokens)) {
          open.addAll(moves(tokens, told));
        }
      }
    }
  }

  /**
   * The states after one move. Tokens do not disturb one another, so it is enough to move the first
   * that can: what the others do comes later, and changes nothing for it.
   */
  private List<Map<String, Integer>> moves(Map<String, Integer> tokens, Set<String> told) {
    for (String flow : tokens.keySet()) {
      if (tokens.get(flow) > 1) {
        Node node = target(flow);
        if (told.add(node.id())) {
          fault(
              node,
              "can be reached twice at once: what follows would happen twice",
              "make the gateway or event before it let only one way go on, or join the ways with a"
                  + " parallel gateway");
        }
        return List.of();
      }
    }
    for (String flow : tokens.keySet()) {
      Node node = target(flow);
      boolean joins = node.is("parallelGateway", "inclusiveGateway") && diagram.in(node).size() > 1;
      if (!joins) {
        return fire(tokens, Set.of(flow), node);
      }
      Set<String> needed =
          diagram.in(node).stream()
              .map(Flow::id)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (tokens.keySet().containsAll(needed)) {
        return fire(tokens, needed, node);
      }
    }
    // An inclusive gateway waits for nobody who cannot come any more.
    for (String flow : tokens.keySet()) {
      Node node = target(flow);
      if (node.is("inclusiveGateway")) {
        Set<String> there =
            diagram.in(node).stream()
                .map(Flow::id)
                .filter(tokens::containsKey)
                .collect(Collectors.toSet());
        return fire(tokens, there, node);
      }
    }
    if (!tokens.isEmpty()) {
      Node stuck = target(tokens.keySet().iterator().next());
      if (told.add(stuck.id())) {
        fault(
            stuck,
            "waits for ever: it wants all "
                + diagram.in(stuck).size()
                + " arrows, and some of them come from an either/or",
            "make it an exclusive gateway (wrench, “Exclusive gateway”), or let every way reach it");
      }
    }
    return List.of();
  }

  private List<Map<String, Integer>> fire(
      Map<String, Integer> tokens, Set<String> consumed, Node node) {
    Map<String, Integer> rest = new TreeMap<>(tokens);
    consumed.forEach(flow -> rest.merge(flow, -1, (a, b) -> a + b == 0 ? null : a + b));
    List<Flow> out = diagram.out(node);
    List<Map<String, Integer>> after = new ArrayList<>();
    if (node.is("exclusiveGateway", "eventBasedGateway")) {
      out.forEach(flow -> after.add(with(rest, List.of(flow))));
      return after;
    }
    after.add(with(rest, out));
    for (Node boundary : diagram.boundaries(node)) {
      Map<String, Integer> left = with(rest, diagram.out(boundary));
      after.add(boundary.isInterrupting() ? left : with(left, out));
    }
    return after;
  }

  private static Map<String, Integer> with(Map<String, Integer> tokens, List<Flow> more) {
    Map<String, Integer> all = new TreeMap<>(tokens);
    more.forEach(flow -> all.merge(flow.id(), 1, Integer::sum));
    return all;
  }

  private Node target(String flow) {
    for (Flow one : diagram.flows()) {
      if (one.id().equals(flow)) {
        return diagram.node(one.target()).orElseThrow();
      }
    }
    throw new IllegalStateException(flow);
  }

  private void fault(Node node, String problem, String click) {
    faults.add(new Fault(diagram.file(), node.title(), problem, click));
  }
}
