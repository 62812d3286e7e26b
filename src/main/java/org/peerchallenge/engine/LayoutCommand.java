package org.peerchallenge.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peerchallenge.engine.Diagram.Node;
import org.peerchallenge.engine.DiagramPicture.Box;
import org.xml.sax.SAXException;

/**
 * Lays diagrams out anew from the command line, each sub-process on a plane of its own, with a note
 * at each task that says who does it; what a diagram means stays as it is.
 */
public final class LayoutCommand {

  private static final String LAYOUT = "--layout=";
  private static final Pattern DRAWN =
      Pattern.compile("(?s)[ \\t]*<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>\\s*");
  private static final Pattern NOTE =
      Pattern.compile(
          "(?s)[ \\t]*<bpmn:textAnnotation id=\"textAnnotation_.*?</bpmn:textAnnotation>\\r?\\n");
  private static final Pattern POOLS =
      Pattern.compile("(?s)[ \\t]*<bpmn:collaboration\\b.*?</bpmn:collaboration>\\r?\\n");
  private static final Pattern PROCESS =
      Pattern.compile("(?m)^[ \\t]*<bpmn:process\\b[^>]*?\\bname=\"([^\"]*)\"");
  private static final Pattern SCOPE =
      Pattern.compile("<(/?)bpmn:(subProcess|process)\\b[^>]*?(?:id=\"([^\"]*)\")?[^>]*>");

  private LayoutCommand() {}

  public static boolean isAsked(String[] arguments) {
    return Arrays.stream(arguments).anyMatch(a -> a.startsWith(LAYOUT));
  }

  /**
   * Does what the arguments ask: {@code --layout=FILE}, as often as there are files.
   *
   * @return the exit code: 0 written, 2 a file cannot be read or written
   */
  public static int run(String[] arguments, PrintStream out) {
    for (String argument : arguments) {
      if (argument.startsWith(LAYOUT)) {
        Path path = Path.of(argument.substring(LAYOUT.length()));
        try {
          String text = Files.readString(path);
          String now = laidOut(path.getFileName().toString(), text);
          Files.writeString(path, now);
          out.println(path + (now.equals(text) ? " was laid out like this" : " is laid out anew"));
        } catch (IOException | SAXException e) {
          out.println(path + " cannot be laid out: " + e.getMessage());
          return 2;
        }
      }
    }
    return 0;
  }

  /** The text of a diagram with its drawing made anew. */
  static String laidOut(String name, String text) throws SAXException, IOException {
    Diagram diagram =
        Diagram.read(new FileSet.File("processes/" + name, text.getBytes(StandardCharsets.UTF_8)));
    String noted = withPools(diagram, withNotes(diagram, NOTE.matcher(text).replaceAll("")));
    String drawing = drawing(diagram);
    Matcher drawn = DRAWN.matcher(noted);
    return drawn.find()
        ? noted.substring(0, drawn.start()) + drawing + noted.substring(drawn.end())
        : noted.replace("</bpmn:definitions>", drawing + "</bpmn:definitions>");
  }

  /** Who sends the messages, before the process. */
  private static String withPools(Diagram diagram, String text) {
    String bare = POOLS.matcher(text).replaceAll("");
    Matcher process = PROCESS.matcher(bare);
    return process.find()
        ? bare.substring(0, process.start())
            + SenderPools.xml(diagram, process.group(1))
            + bare.substring(process.start())
        : bare;
  }

  /** At the end of the process or sub-process that its task stands in. */
  private static String withNotes(Diagram diagram, String text) {
    StringBuilder noted = new StringBuilder();
    List<String> open = new ArrayList<>();
    Matcher scope = SCOPE.matcher(text);
    int done = 0;
    while (scope.find()) {
      if (scope.group().endsWith("/>")) {
        continue;
      }
      if (scope.group(1).isEmpty()) {
        Matcher id = Pattern.compile("\\bid=\"([^\"]*)\"").matcher(scope.group());
        open.add(id.find() ? id.group(1) : "");
        continue;
      }
      int line = text.lastIndexOf('\n', scope.start()) + 1;
      String indent = text.substring(line, scope.start());
      noted.append(text, done, line);
      for (Node task : diagram.inside(open.remove(open.size() - 1))) {
        String who = DiagramPicture.who(task);
        if (!who.isEmpty()) {
          noted.append(
              "%s  <bpmn:textAnnotation id=\"%s%s\">%n%s    <bpmn:text>%s</bpmn:text>%n%s  </bpmn:textAnnotation>%n"
                  .formatted(indent, DiagramPicture.NOTE, task.id(), indent, who, indent)
                  .replace("\r", ""));
        }
      }
      done = line;
    }
    return noted.append(text.substring(done)).toString();
  }

  private static String drawing(Diagram diagram) {
    StringBuilder all = new StringBuilder();
    for (String scope : diagram.scopes()) {
      DiagramLayout layout = DiagramLayout.of(diagram, scope);
      all.append(
          "  <bpmndi:BPMNDiagram id=\"BPMNDiagram_%s\">\n    <bpmndi:BPMNPlane id=\"BPMNPlane_%s\" bpmnElement=\"%s\">\n"
              .formatted(
                  scope,
                  scope,
                  layout.pools().isEmpty() ? scope : SenderPools.collaboration(diagram)));
      layout
          .pools()
          .forEach(
              (id, box) ->
                  all.append(
                      "      <bpmndi:BPMNShape id=\"%1$s_di\" bpmnElement=\"%1$s\" isHorizontal=\"true\">\n        %2$s\n      </bpmndi:BPMNShape>\n"
                          .formatted(id, bounds(box))));
      layout
          .shapes()
          .forEach(
              (id, box) -> {
                boolean closed = diagram.node(id).filter(n -> n.is("subProcess")).isPresent();
                boolean decides =
                    diagram.node(id).filter(n -> n.is("exclusiveGateway")).isPresent();
                all.append(
                    "      <bpmndi:BPMNShape id=\"%s_di\" bpmnElement=\"%s\"%s>\n        %s\n"
                        .formatted(
                            id,
                            id,
                            closed
                                ? " isExpanded=\"false\""
                                : decides ? " isMarkerVisible=\"true\"" : "",
                            bounds(box)));
                label(all, layout.labels().get(id));
                all.append("      </bpmndi:BPMNShape>\n");
              });
      layout
          .notes()
          .forEach(
              (id, box) ->
                  all.append(
                      "      <bpmndi:BPMNShape id=\"%1$s%2$s_di\" bpmnElement=\"%1$s%2$s\">\n        %3$s\n      </bpmndi:BPMNShape>\n"
                          .formatted(DiagramPicture.NOTE, id, bounds(box))));
      for (String id : DiagramLayout.sorted(layout.lines().keySet())) {
        all.append("      <bpmndi:BPMNEdge id=\"%s_di\" bpmnElement=\"%s\">\n".formatted(id, id));
        for (DiagramRouter.Corner corner : layout.lines().get(id)) {
          all.append(
              text("        <di:waypoint x=\"%.0f\" y=\"%.0f\" />\n", corner.x(), corner.y()));
        }
        label(all, layout.labels().get(id));
        all.append("      </bpmndi:BPMNEdge>\n");
      }
      all.append("    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n");
    }
    return all.toString();
  }

  private static void label(StringBuilder all, Box box) {
    if (box != null) {
      all.append("        <bpmndi:BPMNLabel>\n          ")
          .append(bounds(box))
          .append("\n        </bpmndi:BPMNLabel>\n");
    }
  }

  private static String bounds(Box box) {
    return text(
        "<dc:Bounds x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" />",
        box.x(), box.y(), box.width(), box.height());
  }

  private static String text(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
