package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What differs between two versions of one file, in words, element by element. */
final class Difference {

  private static final String DRAWING = "http://www.omg.org/spec/";

  /** How the panel in Modeler names what a file calls otherwise. */
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("asyncAfter", "asynchronous after"),
          Map.entry("asyncBefore", "asynchronous before"),
          Map.entry("attachedToRef", "stands on"),
          Map.entry("calledElement", "called element"),
          Map.entry("cancelActivity", "interrupting"),
          Map.entry("candidateGroups", "candidate groups"),
          Map.entry("conditional hide", "hidden if"),
          Map.entry("conditionExpression", "condition"),
          Map.entry("decisionRef", "decision"),
          Map.entry("default", "default arrow"),
          Map.entry("defaultValue", "default value"),
          Map.entry("delegateExpression", "delegate"),
          Map.entry("dueDate", "due date"),
          Map.entry("failedJobRetryTimeCycle", "retry time cycle"),
          Map.entry("formRef", "form"),
          Map.entry("formRefBinding", "binding of the form"),
          Map.entry("historyTimeToLive", "time to live"),
          Map.entry("hitPolicy", "hit policy"),
          Map.entry("isExecutable", "executable"),
          Map.entry("isInterrupting", "interrupting"),
          Map.entry("messageRef", "message"),
          Map.entry("multiInstanceLoopCharacteristics collection", "collection of the loop"),
          Map.entry("multiInstanceLoopCharacteristics elementVariable", "variable of the loop"),
          Map.entry("multiInstanceLoopCharacteristics isSequential", "loop one after the other"),
          Map.entry("sourceRef", "begins at"),
          Map.entry("targetRef", "leads to"),
          Map.entry("text", "cell"),
          Map.entry("timeDate", "date of the timer"),
          Map.entry("typeRef", "type"),
          Map.entry("validate maxLength", "maximum length"),
          Map.entry("validate minLength", "minimum length"),
          Map.entry("validate max", "maximum"),
          Map.entry("validate min", "minimum"),
          Map.entry("validate required", "required"),
          Map.entry("values", "answers"));

  /** What names another element by its id. */
  private static final List<String> REFERENCES =
      List.of("attachedToRef", "default", "messageRef", "sourceRef", "targetRef");

  /** An element: its title, and what is said of it. */
  private record Part(String title, Map<String, String> says) {}

  private Difference() {}

  /** In the order of the elements' ids; empty when only the drawing or the layout differs. */
  static List<String> between(FileSet.File old, FileSet.File now, ObjectMapper json) {
    try {
      Map<String, Part> before = parts(old, json);
      Map<String, Part> after = parts(now, json);
      List<String> words = new ArrayList<>();
      TreeSet<String> all = new TreeSet<>(before.keySet());
      all.addAll(after.keySet());
      for (String id : all) {
        if (!after.containsKey(id)) {
          words.add(before.get(id).title() + " is gone");
        } else if (!before.containsKey(id)) {
          words.add(after.get(id).title() + " is new");
        } else {
          words.addAll(changes(before.get(id), after.get(id), before, after));
        }
      }
      moved(old, now, json).ifPresent(words::add);
      return words;
    } catch (SAXException | IOException e) {
      return List.of("cannot be read: " + e.getMessage());
    }
  }

  /** Rows of a table are asked, and fields of a form are read, in their order. */
  private static Optional<String> moved(FileSet.File old, FileSet.File now, ObjectMapper json)
      throws SAXException, IOException {
    List<String> before = order(old, json);
    List<String> after = order(now, json);
    before.retainAll(after);
    after.retainAll(before);
    for (int i = 0; i < before.size() && i < after.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        return Optional.of(
            "the order of %s is another from “%s” on"
                .formatted(old.isA("form") ? "fields" : "rules", after.get(i)));
      }
    }
    return Optional.empty();
  }

  private static List<String> order(FileSet.File file, ObjectMapper json)
      throws SAXException, IOException {
    List<String> order = new ArrayList<>();
    if (file.isA("dmn")) {
      Diagram.list(
              Diagram.parse(file.bytes()).getDocumentElement().getElementsByTagNameNS("*", "rule"))
          .forEach(rule -> order.add(rule.getAttribute("id")));
    } else if (file.isA("form")) {
      keys(json.readTree(file.bytes()), order);
    }
    return order;
  }

  private static void keys(JsonNode part, List<String> order) {
    for (JsonNode field : part.path("components")) {
      order.add(idOf(field));
      keys(field, order);
    }
  }

  /** A field that was written by hand may have a key alone. */
  private static String idOf(JsonNode field) {
    String key = field.path("key").asText(field.path("path").asText(field.path("text").asText()));
    return field.path("id").asText(key);
  }

  /** The elements that differ, by their ids: "new", "changed" or "gone". */
  static Map<String, String> marks(FileSet.File old, FileSet.File now, ObjectMapper json) {
    Map<String, String> marks = new TreeMap<>();
    try {
      Map<String, Part> before = parts(old, json);
      Map<String, Part> after = parts(now, json);
      after.forEach(
          (id, part) -> {
            if (!before.containsKey(id)) {
              marks.put(id, "new");
            } else if (!before.get(id).says().equals(part.says())) {
              marks.put(id, "changed");
            }
          });
      before.keySet().stream()
          .filter(id -> !after.containsKey(id))
          .forEach(id -> marks.put(id, "gone"));
    } catch (SAXException | IOException e) {
      // What cannot be read is said by the check.
      return marks;
    }
    return marks;
  }

  private static List<String> changes(
      Part before, Part after, Map<String, Part> allBefore, Map<String, Part> allAfter) {
    List<String> words = new ArrayList<>();
    TreeSet<String> all = new TreeSet<>(before.says().keySet());
    all.addAll(after.says().keySet());
    for (String what : all) {
      String was = before.says().get(what);
      String is = after.says().get(what);
      if (!Objects.equals(was, is)) {
        words.add(
            "%s: %s was %s, is %s"
                .formatted(
                    before.title(),
                    WORDS.getOrDefault(what, what),
                    said(what, was, allBefore),
                    said(what, is, allAfter)));
      }
    }
    return words;
  }

  private static String said(String what, String text, Map<String, Part> parts) {
    if (text == null || text.isBlank()) {
      return "empty";
    }
    if (REFERENCES.contains(what) && parts.containsKey(text)) {
      return parts.get(text).title();
    }
    return switch (text) {
      case "true" -> "yes";
      case "false" -> "no";
      default ->
          what.equals("kind")
              ? text.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT)
              : "“" + text + "”";
    };
  }

  private static Map<String, Part> parts(FileSet.File file, ObjectMapper json)
      throws SAXException, IOException {
    Map<String, Part> parts = new TreeMap<>();
    if (file.isA("bpmn") || file.isA("dmn")) {
      xml(Diagram.parse(file.bytes()).getDocumentElement(), parts);
      parts.replaceAll((id, part) -> arrow(id, part, parts));
    } else if (file.isA("form")) {
      JsonNode form = json.readTree(file.bytes());
      Map<String, String> says = new LinkedHashMap<>();
      form.properties()
          .forEach(
              one -> {
                if (!one.getKey().equals("components")) {
                  says.put(one.getKey(), one.getValue().toString());
                }
              });
      parts.put("", new Part("The form", says));
      fields(form, parts);
    } else {
      parts.put(
          "",
          new Part(
              "The file",
              Map.of(
                  "text",
                  new String(file.bytes(), java.nio.charset.StandardCharsets.UTF_8).strip())));
    }
    return parts;
  }

  /** An arrow without a name is known by its ends. */
  private static Part arrow(String id, Part part, Map<String, Part> parts) {
    Part from = parts.get(part.says().getOrDefault("sourceRef", ""));
    Part to = parts.get(part.says().getOrDefault("targetRef", ""));
    return from == null || to == null || !part.title().equals(id)
        ? part
        : new Part(
            "the arrow from %s to %s (%s)"
                .formatted(withoutId(from.title()), withoutId(to.title()), id),
            part.says());
  }

  private static String withoutId(String title) {
    return title.replaceFirst(" \\([^)]*\\)$", "");
  }

  private static void xml(Element element, Map<String, Part> parts) {
    String namespace = String.valueOf(element.getNamespaceURI());
    if (namespace.startsWith(DRAWING) && namespace.endsWith("/DI")
        || element.getLocalName().startsWith("DMNDI")) {
      return;
    }
    String id = element.getAttribute("id");
    if (!id.isEmpty()) {
      Map<String, String> says = new LinkedHashMap<>();
      says.put("kind", element.getLocalName());
      attributes(element, "", says);
      texts(element, says);
      parts.put(id, new Part(title(element), says));
    }
    Diagram.children(element).forEach(child -> xml(child, parts));
  }

  private static void attributes(Element element, String before, Map<String, String> says) {
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      var attribute = element.getAttributes().item(i);
      if (!attribute.getLocalName().equals("id") && !attribute.getNodeName().startsWith("xmlns")) {
        says.merge(
            before + attribute.getLocalName(), attribute.getNodeValue(), (a, b) -> a + ", " + b);
      }
    }
  }

  /** What stands in an element's children that have no id of their own. */
  private static void texts(Element element, Map<String, String> says) {
    Diagram.children(element)
        .filter(child -> child.getAttribute("id").isEmpty())
        .filter(child -> !List.of("incoming", "outgoing").contains(child.getLocalName()))
        .forEach(
            child -> {
              attributes(child, child.getLocalName() + " ", says);
              if (Diagram.children(child).findAny().isEmpty()) {
                says.merge(
                    child.getLocalName(),
                    child.getTextContent().replaceAll("\\s+", " ").strip(),
                    (a, b) -> a + ", " + b);
              }
              texts(child, says);
            });
  }

  private static String title(Element element) {
    String name =
        element.getAttribute("name").isBlank()
            ? element.getAttribute("label")
            : element.getAttribute("name");
    Element parent = element.getParentNode() instanceof Element p ? p : null;
    if (parent != null && "rule".equals(parent.getLocalName())) {
      return "rule %d, %s %d"
          .formatted(
              place(parent),
              element.getLocalName().startsWith("input") ? "input column" : "output column",
              place(element));
    }
    if ("rule".equals(element.getLocalName())) {
      return "rule " + place(element);
    }
    // A definition inside an event is known by its event.
    if (name.isBlank() && parent != null && element.getLocalName().endsWith("EventDefinition")) {
      return title(parent);
    }
    return name.isBlank()
        ? element.getAttribute("id")
        : "“" + name.replaceAll("\\s+", " ") + "” (" + element.getAttribute("id") + ")";
  }

  /** Among its brothers of the same name, from one. */
  private static int place(Element element) {
    int place = 1;
    for (var before = element.getPreviousSibling();
        before != null;
        before = before.getPreviousSibling()) {
      if (before instanceof Element one && one.getLocalName().equals(element.getLocalName())) {
        place++;
      }
    }
    return place;
  }

  private static void fields(JsonNode part, Map<String, Part> parts) {
    for (JsonNode field : part.path("components")) {
      Map<String, String> says = new LinkedHashMap<>();
      field
          .properties()
          .forEach(
              one -> {
                if (one.getKey().equals("values")) {
                  says.put("values", answers(one.getValue()));
                } else if (one.getValue().isObject() && !one.getKey().equals("layout")) {
                  one.getValue()
                      .properties()
                      .forEach(
                          rule ->
                              says.put(one.getKey() + " " + rule.getKey(), plain(rule.getValue())));
                } else if (!List.of("components", "layout").contains(one.getKey())) {
                  says.put(one.getKey(), plain(one.getValue()));
                }
              });
      String label = field.path("label").asText(field.path("key").asText());
      parts.put(
          idOf(field),
          new Part(
              label.isBlank()
                  ? field.path("id").asText()
                  : "“" + label + "” (" + field.path("id").asText() + ")",
              says));
      fields(field, parts);
    }
  }

  private static String plain(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Yes (agreed), No (disputed). */
  private static String answers(JsonNode values) {
    List<String> answers = new ArrayList<>();
    values.forEach(
        one ->
            answers.add(
                "%s (%s)".formatted(one.path("label").asText(), one.path("value").asText())));
    return String.join(", ", answers);
  }
}
