package org.peerchallenge.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.engine.Diagram.Node;
import org.xml.sax.SAXException;

/**
 * The pages on the process that are made from the files: pictures, and tables of what is in them.
 */
final class ProcessPages {

  private static final Pattern RULE = Pattern.compile("'([^']*)'");

  private final FileSet files;
  private final Catalogue catalogue;

  ProcessPages(FileSet files, Catalogue catalogue) {
    this.files = files;
    this.catalogue = catalogue;
  }

  /** Every page's text by its file name. */
  Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    StringBuilder index = new StringBuilder();
    index.append(
        """
        # The process in pictures and tables

        Made by the build from `processes/` and `forms/`; do not edit. Blue is who does a task. Each diagram, and each sub-process on its own plane, is readable on one A4 page; a plane that would have letters under seven points is cut into parts that have not.

        """);
    List<Diagram> diagrams = diagrams();
    for (Diagram diagram : diagrams) {
      pages.put(diagram.process() + ".svg", DiagramPicture.svg(diagram));
      String name = title(diagram);
      index
          .append("## ")
          .append(name)
          .append("\n\n![")
          .append(name)
          .append("](")
          .append(diagram.process())
          .append(".svg)\n\n")
          .append(sizes(diagram))
          .append(tasks(diagram))
          .append(timers(diagram));
    }
    index.append(messages(diagrams)).append(steps(diagrams)).append(tables());
    pages.put("README.md", index.toString());
    return pages;
  }

  private List<Diagram> diagrams() {
    List<Diagram> diagrams = new ArrayList<>();
    try {
      for (FileSet.File file : files.ending("bpmn")) {
        diagrams.add(Diagram.read(file));
      }
    } catch (SAXException | IOException e) {
      throw new IllegalArgumentException("A diagram cannot be read", e);
    }
    return diagrams;
  }

  private static String title(Diagram diagram) {
    return Diagram.list(diagram.document().getElementsByTagNameNS(Diagram.BPMN, "process"))
        .get(0)
        .getAttribute("name");
  }

  private static String sizes(Diagram diagram) {
    return DiagramPicture.planes(diagram).stream()
            .map(
                plane ->
                    text(
                        "%s %.1f",
                        diagram.node(plane.plane()).map(Node::name).orElse(title(diagram)),
                        plane.points()))
            .collect(Collectors.joining(", ", "Letters on one A4 page, in points: ", "."))
        + "\n\n";
  }

  private static String text(String pattern, Object... values) {
    return String.format(java.util.Locale.ROOT, pattern, values);
  }

  private static String tasks(Diagram diagram) {
    return table(
        List.of("Task", "Who", "Form", "Due", "If nobody answers"),
        diagram.all("userTask"),
        task ->
            List.of(
                task.name(),
                DiagramPicture.who(task),
                "`" + task.camunda("formRef") + "`",
                rule(task.camunda("dueDate")),
                silence(task)));
  }

  private static String silence(Node task) {
    String words =
        task.own("documentation").map(d -> d.getTextContent().replaceAll("\\s+", " ")).orElse("");
    int at = words.indexOf("If nobody answers");
    return at < 0 ? "" : words.substring(at).replaceFirst("^If nobody answers[,:]? ?", "");
  }

  private static String timers(Diagram diagram) {
    return table(
        List.of("Timer", "When", "Does"),
        Stream.of("startEvent", "intermediateCatchEvent", "boundaryEvent")
            .flatMap(diagram::all)
            .filter(node -> node.isEvent("timerEventDefinition")),
        timer ->
            List.of(
                timer.name(),
                rule(timer.definition().orElseThrow().getTextContent().strip()),
                timer.is("boundaryEvent")
                    ? (timer.isInterrupting() ? "ends “" : "beside “")
                        + diagram
                            .node(timer.element().getAttribute("attachedToRef"))
                            .map(Node::name)
                            .orElse("")
                        + "”"
                    : "goes on"));
  }

  private static String rule(String expression) {
    Matcher rule = RULE.matcher(expression);
    return rule.find() ? rule.group(1) : expression;
  }

  private String messages(List<Diagram> diagrams) {
    record Heard(String message, Diagram diagram, Node event) {}
    Stream<Heard> all =
        diagrams.stream()
            .flatMap(
                diagram ->
                    Stream.of("startEvent", "intermediateCatchEvent", "boundaryEvent")
                        .flatMap(diagram::all)
                        .flatMap(
                            event ->
                                diagram.message(event).stream()
                                    .map(name -> new Heard(name, diagram, event))));
    return "## Messages\n\n"
        + table(
            List.of("Message", "Diagram", "Event", "Sent by"),
            all.sorted(java.util.Comparator.comparing(Heard::message)),
            one ->
                List.of(
                    "`" + one.message() + "`",
                    title(one.diagram()),
                    one.event().name(),
                    Message.of(one.message())
                        .map(Message::sender)
                        .map(Message.Sender::words)
                        .orElse("nobody")));
  }

  private String steps(List<Diagram> diagrams) {
    Map<String, String> used =
        diagrams.stream()
            .flatMap(
                diagram ->
                    diagram
                        .all("serviceTask")
                        .map(
                            node ->
                                Map.entry(
                                    node.camunda("delegateExpression").replaceAll("[${}]", ""),
                                    node.name() + " (" + title(diagram) + ")")))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a + "; " + b, TreeMap::new));
    return "## Steps of the engine\n\n"
        + table(
            List.of("Delegate", "Step", "Needs", "Reads", "Sets"),
            catalogue.delegates().values().stream().filter(one -> one.step() != null),
            one ->
                List.of(
                    "`${" + one.name() + "}`",
                    used.getOrDefault(one.name(), "a listener"),
                    one.step().key() == Holds.ANYTHING ? "" : one.step().key().words(),
                    String.join(", ", one.step().reads()),
                    Stream.of(one.step().sets())
                        .map(
                            sets ->
                                "%s (%s%s)"
                                    .formatted(
                                        sets.name(),
                                        sets.list() ? "list: " : "",
                                        sets.holds().words()))
                        .collect(Collectors.joining(", "))));
  }

  private String tables() {
    return "## Decision tables\n\n"
        + table(
            List.of("Table", "Asked with", "Answers", "A change acts"),
            catalogue.contracts().stream()
                .sorted(java.util.Comparator.comparing(TableContract::table)),
            one ->
                List.of(
                    "`" + one.table() + "`",
                    String.join(", ", new java.util.TreeSet<>(one.inputs().keySet())),
                    String.join(", ", new java.util.TreeSet<>(one.answers().keySet())),
                    one.staysWithTheYear() ? "on new years" : "at once"));
  }

  private static <T> String table(
      List<String> head, Stream<T> rows, Function<T, List<String>> cells) {
    List<String> lines =
        rows.map(cells)
            .map(
                row ->
                    "| "
                        + row.stream()
                            .map(c -> c.replace("|", "\\|"))
                            .collect(Collectors.joining(" | "))
                        + " |")
            .toList();
    if (lines.isEmpty()) {
      return "";
    }
    return "| "
        + String.join(" | ", head)
        + " |\n|"
        + "---|".repeat(head.size())
        + "\n"
        + String.join("\n", lines)
        + "\n\n";
  }
}
