package org.peerchallenge.engine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.engine.ControlFlow.Edge;
import org.peerchallenge.engine.ControlFlow.Point;
import org.peerchallenge.engine.Diagram.Flow;
import org.peerchallenge.engine.Diagram.Node;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FormSchema.Field;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds diagrams to {@code never-skipped.yaml}: the steps that no change may go round. */
final class SafeguardCheck {

  /** Where the rules stand. */
  static final String FILE = "processes/never-skipped.yaml";

  /**
   * One rule.
   *
   * @param by the role whose task the step is; empty for a step of the engine
   * @param answer variable and word, parted by a space; empty when completing is enough
   * @param since where the step begins to be needed again
   */
  record Safeguard(
      String rule,
      String diagram,
      String before,
      String step,
      String by,
      String answer,
      String since) {

    /** Whether both ask for the same, whatever they are called. */
    boolean sameAs(Safeguard other) {
      return new Safeguard("", diagram, before, step, by, answer, since)
          .equals(
              new Safeguard(
                  "",
                  other.diagram,
                  other.before,
                  other.step,
                  other.by,
                  other.answer,
                  other.since));
    }
  }

  private static final Pattern CONDITION = Pattern.compile("\\$\\{(\\w+) (==|!=) '([^']*)'}");

  private final Map<String, Diagram> diagrams;
  private final Map<String, FormSchema> forms;
  private final List<Fault> faults;

  SafeguardCheck(Map<String, Diagram> diagrams, Map<String, FormSchema> forms, List<Fault> faults) {
    this.diagrams = diagrams;
    this.forms = forms;
    this.faults = faults;
  }

  /**
   * Reads the rules.
   *
   * @throws IllegalArgumentException when the file cannot be read, in words
   */
  static List<Safeguard> read(byte[] file, ObjectMapper json) {
    try {
      Object rules =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(new ByteArrayInputStream(file));
      List<Safeguard> read =
          json.readValue(json.writeValueAsString(rules), new TypeReference<List<Safeguard>>() {});
      if (read == null || read.isEmpty()) {
        throw new IllegalArgumentException("it holds no rule");
      }
      for (Safeguard one : read) {
        boolean whole =
            Stream.of(one.rule(), one.diagram(), one.before(), one.step(), one.since())
                .noneMatch(Objects::isNull);
        if (!whole || one.answer() != null && one.answer().split(" ").length != 2) {
          throw new IllegalArgumentException(
              "“%s” needs diagram, before, step and since, and an answer is a field and a word"
                  .formatted(one.rule()));
        }
      }
      return read;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    } catch (org.yaml.snakeyaml.error.YAMLException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  void check(Safeguard rule) {
    Diagram diagram = diagrams.get(rule.diagram());
    if (diagram == null) {
      faults.add(
          new Fault(
              FILE,
              rule.rule(),
              "there is no processes/" + rule.diagram() + ".bpmn",
              "put the diagram back, or have this rule changed by the programme office"));
      return;
    }
    for (String id : List.of(rule.before(), rule.step(), rule.since())) {
      if (diagram.node(id).isEmpty()) {
        faults.add(
            new Fault(
                diagram.file(),
                id,
                "is gone, and must never be skipped: " + rule.rule(),
                "put the step back with the id " + id));
        return;
      }
    }
    ControlFlow ways = new ControlFlow(diagram);
    boolean kept = checkWays(rule, diagram, ways) & checkPeople(rule, diagram);
    if (kept && rule.answer() != null) {
      checkAnswer(rule, diagram, ways);
    }
  }

  /** No way to the guarded step but through the completed step. */
  private boolean checkWays(Safeguard rule, Diagram diagram, ControlFlow ways) {
    List<Point> from = new ArrayList<>(ways.entries());
    from.add(new Point(rule.since(), false));
    Point completed = new Point(rule.step(), true);
    Optional<List<String>> round =
        ways.way(
            from, new Point(rule.before(), false), (point, edge) -> !edge.to().equals(completed));
    round.ifPresent(
        way ->
            fault(
                diagram,
                rule,
                "can be reached without “%s”: by %s"
                    .formatted(name(diagram, rule.step()), way(diagram, way)),
                "delete the arrow that goes round it, or let it pass " + rule.step()));
    return round.isEmpty();
  }

  private boolean checkPeople(Safeguard rule, Diagram diagram) {
    Node step = diagram.node(rule.step()).orElseThrow();
    if (rule.by() == null) {
      return true;
    }
    String wanted = "${groups.of('" + rule.by() + "', execution)}";
    boolean right = step.is("userTask") && step.camunda("candidateGroups").equals(wanted);
    if (!right) {
      faults.add(
          new Fault(
              diagram.file(),
              step.title(),
              "is not the task of “%s” alone: %s".formatted(rule.by(), rule.rule()),
              "write " + wanted + " under Assignment, Candidate groups"));
    }
    return right;
  }

  private void checkAnswer(Safeguard rule, Diagram diagram, ControlFlow ways) {
    String variable = rule.answer().split(" ")[0];
    String word = rule.answer().split(" ")[1];
    Node step = diagram.node(rule.step()).orElseThrow();
    String form = step.camunda("formRef");
    Optional<Field> field =
        Optional.ofNullable(forms.get(form)).stream()
            .flatMap(f -> f.fields().stream())
            .filter(f -> f.key().equals(variable))
            .findFirst();
    String problem =
        field.isEmpty()
            ? "does not ask “" + variable + "” any more"
            : field.get().destination() != FormSchema.Destination.FLAG
                ? "does not hand “" + variable + "” on as a flag"
                : !field.get().answers().contains(word)
                    ? "does not offer the answer “" + word + "” any more"
                    : !field.get().isRequired() || field.get().hiddenWhen().isPresent()
                        ? "lets “" + variable + "” stay empty"
                        : field.get().node().hasNonNull("defaultValue")
                            ? "answers “" + variable + "” by itself"
                            : "";
    if (!problem.isEmpty()) {
      faults.add(
          new Fault(
              "forms/" + form + ".form",
              "“" + variable + "”",
              problem + ": " + rule.rule(),
              "put the field back as it was: a required choice with the answer “"
                  + word
                  + "” and the property engine = flag"));
      return;
    }
    Set<String> others =
        field.get().answers().stream().filter(a -> !a.equals(word)).collect(Collectors.toSet());
    Point completed = new Point(rule.step(), true);
    for (String other : others) {
      ways.way(
              List.of(completed),
              new Point(rule.before(), false),
              (point, edge) ->
                  !(edge.to().equals(completed)) && open(diagram, edge, variable, other))
          .ifPresent(
              way ->
                  fault(
                      diagram,
                      rule,
                      "is reached with the answer “%s”: by %s".formatted(other, way(diagram, way)),
                      "ask for “%s” in the conditions after %s".formatted(other, rule.step())));
    }
    if (ways.way(
            List.of(completed),
            new Point(rule.before(), false),
            (point, edge) -> open(diagram, edge, variable, word))
        .isEmpty()) {
      fault(
          diagram,
          rule,
          "is never reached with the answer “" + word + "”",
          "let the arrow for “" + word + "” lead on");
    }
  }

  /** Whether an arrow is followed when the variable has this answer. */
  private static boolean open(Diagram diagram, Edge edge, String variable, String answer) {
    if (edge.arrow().isEmpty()) {
      return true;
    }
    Flow flow = edge.arrow().get();
    Node source = diagram.node(flow.source()).orElseThrow();
    if (!source.is("exclusiveGateway")) {
      return true;
    }
    if (source.element().getAttribute("default").equals(flow.id())) {
      return diagram.out(source).stream()
          .noneMatch(one -> one != flow && holds(one, variable, answer).orElse(false));
    }
    return holds(flow, variable, answer).orElse(true);
  }

  /** Empty when the condition is about something else. */
  private static Optional<Boolean> holds(Flow flow, String variable, String answer) {
    Matcher condition = CONDITION.matcher(flow.condition());
    return condition.matches() && condition.group(1).equals(variable)
        ? Optional.of(condition.group(3).equals(answer) == condition.group(2).equals("=="))
        : Optional.empty();
  }

  private static String way(Diagram diagram, List<String> way) {
    return way.stream()
        .skip(Math.max(0, way.size() - 5))
        .map(id -> "“" + name(diagram, id) + "”")
        .collect(Collectors.joining(" → "));
  }

  private static String name(Diagram diagram, String id) {
    return diagram.node(id).map(Node::name).filter(name -> !name.isEmpty()).orElse(id);
  }

  private void fault(Diagram diagram, Safeguard rule, String problem, String click) {
    faults.add(
        new Fault(
            diagram.file(),
            diagram.node(rule.before()).orElseThrow().title(),
            problem + ". " + rule.rule(),
            click));
  }
}
