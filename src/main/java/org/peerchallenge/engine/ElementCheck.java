package org.peerchallenge.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * Checks elements that the engine accepts and that do something else than an analyst sees: a plain
 * task that nobody is asked, an end that ends everything, a condition that is only text.
 */
final class ElementCheck {

  private static final Set<String> NOBODYS = Set.of("task", "manualTask");

  private static final Set<String> EVENTS =
      Set.of("timerEventDefinition", "messageEventDefinition");

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^${}]*}");
  private static final Pattern COLLECTION = Pattern.compile("\\$\\{lists\\.of\\(\\w+\\)}");
  private static final Pattern OF_A_CASE = Pattern.compile("groups\\.of\\('([\\w-]+)'");
  private static final Pattern PAST =
      Pattern.compile("dates\\.(?:due|opens|lapses)\\('[^']*before today[^']*'");
  private static final Pattern AT_ONCE =
      Pattern.compile(
          "dates\\.(?:due|opens|lapses)\\('(?:[^']*, or )?(?:0 (?:working )?days? \\w+ )?today'");

  private final Diagram diagram;
  private final Holds key;
  private final List<FileCheck.Fault> faults;

  /**
   * @param key of what the business key of the diagram's cases is the key
   */
  ElementCheck(Diagram diagram, Holds key, List<FileCheck.Fault> faults) {
    this.diagram = diagram;
    this.key = key;
    this.faults = faults;
  }

  void check() {
    Map<String, Diagram.Node> names = new HashMap<>();
    for (Diagram.Node node : diagram.nodes()) {
      checkKind(node);
      checkEvent(node);
      checkHandover(node);
      checkLoop(node);
      checkDates(node);
      checkPeople(node);
      checkSilence(node);
      if (node.is("userTask")) {
        Diagram.Node other = names.put(node.scope() + " " + node.name(), node);
        if (other != null && !node.name().isEmpty()) {
          warn(
              node,
              "is called as "
                  + other.id()
                  + " is: in a list of tasks people cannot tell them apart",
              "give one of the two another name");
        }
      }
    }
    checkConditions();
  }

  private void checkKind(Diagram.Node node) {
    if (NOBODYS.contains(node.kind())) {
      say(
          node,
          "is a step that nobody is asked to do: the case goes past it at once",
          "click the wrench at it and choose User task or Service task");
    }
    if (node.camunda("exclusive").equals("false")) {
      say(
          node,
          "may run beside other steps of its case, and the two would undo each other",
          "tick “Exclusive” under Asynchronous continuations");
    }
    if (node.is("businessRuleTask") && !node.camunda("mapDecisionResult").equals("singleEntry")) {
      say(
          node,
          "keeps a whole list of what its table says, and conditions and steps read one word",
          "choose singleEntry under Implementation, Map decision result");
    }
  }

  private void checkEvent(Diagram.Node node) {
    Optional<String> definition = node.definition().map(Element::getLocalName);
    if (definition.isEmpty()) {
      return;
    }
    if (definition.get().equals("terminateEventDefinition")) {
      say(
          node,
          "ends whatever still runs beside it, without a word to anybody",
          "click the wrench at it and choose End event");
    } else if (node.is("endEvent", "intermediateThrowEvent")) {
      say(
          node,
          "sends or throws what nobody gets",
          node.is("endEvent")
              ? "click the wrench at it and choose End event; to tell people, draw Send a notice"
                  + " before it"
              : "delete it; to tell people, draw Send a notice in its place");
    } else if (definition.get().equals("errorEventDefinition")) {
      say(
          node,
          "waits for an error, and neither people's nor the engine's steps make one",
          "click the wrench at it and choose Timer boundary event");
    } else if (!EVENTS.contains(definition.get())) {
      say(
          node,
          "is a kind of event that nothing here wakes",
          "click the wrench at it and choose a timer or a message");
    }
  }

  private void checkHandover(Diagram.Node node) {
    for (String way : List.of("in", "out")) {
      if (node.extensions(way).anyMatch(one -> one.hasAttribute("variables"))) {
        say(
            node,
            "hands over every variable, and those of the same name overwrite one another",
            "delete “all” under %s mappings, and name what is needed"
                .formatted(way.equals("in") ? "In" : "Out"));
      }
    }
  }

  private void checkLoop(Diagram.Node node) {
    if (node.loop().filter(l -> l.getAttribute("isSequential").equals("true")).isPresent()) {
      warn(
          node,
          "goes one after the other: the second begins only when the first has ended",
          "click the three lines at its foot until they stand upright");
    }
    node.loop()
        .map(loop -> loop.getAttributeNS(Diagram.CAMUNDA, "collection"))
        .filter(list -> !COLLECTION.matcher(list).matches())
        .ifPresent(
            list ->
                say(
                    node,
                    "goes through “%s”, which is no list that the engine can read".formatted(list),
                    "write ${lists.of(%s)} under Multi-instance, Collection"
                        .formatted(list.isBlank() ? "members" : list.replaceAll("\\W", ""))));
  }

  private void checkDates(Diagram.Node node) {
    String timer = node.definition().map(Element::getTextContent).orElse("");
    if (PAST.matcher(node.camunda("dueDate") + timer).find()) {
      say(node, "has a date that is over from the beginning", "write after in place of before");
    } else if (AT_ONCE.matcher(node.camunda("dueDate") + timer).find()) {
      say(
          node,
          "leaves no time: its day is the day on which it begins",
          "write 1 or more working days after today");
    }
  }

  /** Two rules for silence at one task: which of them counts is chance. */
  private void checkSilence(Diagram.Node node) {
    List<Diagram.Node> silences =
        diagram.boundaries(node).stream()
            .filter(event -> event.isEvent("timerEventDefinition") && event.isInterrupting())
            .toList();
    if (node.is("userTask") && silences.size() > 1) {
      say(
          silences.get(1),
          "is a second rule for silence at “%s”, beside “%s”"
              .formatted(node.name(), silences.get(0).name()),
          "drag it to the border of the task that it is meant for, or delete one of the two");
    }
  }

  /** Which authority, group or facilitator is meant, only the case of an entry or group says. */
  private void checkPeople(Diagram.Node node) {
    var role = OF_A_CASE.matcher(node.camunda("candidateGroups") + node.camunda("assignee"));
    if (key == Holds.YEAR && role.find()) {
      say(
          node,
          "is a task of “%s”, and this diagram's cases are years: whose is meant?"
              .formatted(role.group(1)),
          "write office, lead or data under Candidate groups, or draw the task where each entry or"
              + " group has a case of its own");
    }
  }

  private void checkConditions() {
    Map<String, Diagram.Flow> seen = new HashMap<>();
    for (Diagram.Flow flow : diagram.flows()) {
      if (flow.condition().isEmpty()) {
        continue;
      }
      Diagram.Node gateway = diagram.node(flow.source()).orElseThrow();
      String arrow = flow.name().isBlank() ? flow.id() : "“" + flow.name() + "”";
      if (!EXPRESSION.matcher(flow.condition()).matches()) {
        faults.add(
            new FileCheck.Fault(
                diagram.file(),
                gateway.title() + ", arrow " + arrow,
                "its condition “%s” is text, and neither yes nor no".formatted(flow.condition()),
                "write one comparison between ${ and }, such as ${decision == 'yes'}"));
      }
      Diagram.Flow other = seen.put(flow.source() + " " + flow.condition(), flow);
      if (other != null && gateway.is("exclusiveGateway")) {
        faults.add(
            new FileCheck.Fault(
                diagram.file(),
                gateway.title() + ", arrow " + arrow,
                "has the same condition as “%s”: one of the two is never gone"
                    .formatted(other.name().isBlank() ? other.id() : other.name()),
                "write another answer in one of the two conditions"));
      }
    }
  }

  private void say(Diagram.Node node, String problem, String click) {
    faults.add(new FileCheck.Fault(diagram.file(), node.title(), problem, click));
  }

  private void warn(Diagram.Node node, String problem, String click) {
    faults.add(
        new FileCheck.Fault(
            diagram.file(), node.title(), problem, click, FileCheck.Severity.WARNING));
  }
}
