package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Mutants of a set of files: every element, attribute, text and field is deleted, misspelt, given
 * another's value or exchanged in turn, whatever it means. The same seed makes the same mutants.
 */
final class MutatedFiles {

  /**
   * One mutant.
   *
   * @param kind operator and place, such as {@code misspelt userTask@candidateGroups}
   * @param where the id of what was changed, or of what it belongs to
   */
  record Mutant(String file, String kind, String where, byte[] bytes) {

    FileSet in(FileSet files) {
      return files.with(new FileSet(List.of(new FileSet.File(file, bytes))));
    }

    @Override
    public String toString() {
      return kind + " at " + where + " in " + file;
    }
  }

  /** A mutation that is not made yet; making it may turn out to change nothing. */
  private record Planned(
      FileSet.File file, String kind, String where, int element, Consumer<Element> change) {}

  private record PlannedForm(
      FileSet.File file, String kind, String where, Consumer<JsonNode> change) {}

  private final FileSet files;
  private final ObjectMapper json;
  private final Random random;

  MutatedFiles(FileSet files, ObjectMapper json, long seed) {
    this.files = files;
    this.json = json;
    this.random = new Random(seed);
  }

  /** Every mutant, or so many of them by chance, each kind before any twice. */
  List<Mutant> some(int most) {
    Map<String, List<Object>> byKind = new LinkedHashMap<>();
    for (FileSet.File file : files.ending("bpmn", "dmn")) {
      diagram(file).forEach(p -> byKind.computeIfAbsent(p.kind(), k -> new ArrayList<>()).add(p));
    }
    for (FileSet.File file : files.ending("form")) {
      form(file).forEach(p -> byKind.computeIfAbsent(p.kind(), k -> new ArrayList<>()).add(p));
    }
    byKind.values().forEach(list -> java.util.Collections.shuffle(list, random));
    List<Mutant> made = new ArrayList<>();
    for (int round = 0; made.size() < most; round++) {
      List<Object> next = new ArrayList<>();
      for (List<Object> list : byKind.values()) {
        if (round < list.size()) {
          next.add(list.get(round));
        }
      }
      if (next.isEmpty()) {
        break;
      }
      java.util.Collections.shuffle(next, random);
      for (Object one : next) {
        if (made.size() < most) {
          make(one).ifPresent(made::add);
        }
      }
    }
    return made;
  }

  private Optional<Mutant> make(Object planned) {
    try {
      if (planned instanceof PlannedForm p) {
        JsonNode form = json.readTree(p.file().bytes());
        JsonNode before = form.deepCopy();
        p.change().accept(form);
        return form.equals(before)
            ? Optional.empty()
            : Optional.of(
                new Mutant(p.file().name(), p.kind(), p.where(), json.writeValueAsBytes(form)));
      }
      Planned p = (Planned) planned;
      Document document = Diagram.parse(p.file().bytes());
      String before = text(document);
      Element element = (Element) document.getElementsByTagNameNS("*", "*").item(p.element());
      p.change().accept(element);
      String after = text(document);
      return after.equals(before)
          ? Optional.empty()
          : Optional.of(
              new Mutant(
                  p.file().name(), p.kind(), p.where(), after.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Planned> diagram(FileSet.File file) {
    List<Planned> all = new ArrayList<>();
    try {
      List<Element> elements =
          Diagram.list(Diagram.parse(file.bytes()).getElementsByTagNameNS("*", "*"));
      Map<String, TreeSet<String>> values = new LinkedHashMap<>();
      for (Element element : elements) {
        for (Node attribute : attributes(element)) {
          values
              .computeIfAbsent(place(element, attribute), p -> new TreeSet<>())
              .add(attribute.getNodeValue());
        }
        text(element)
            .ifPresent(t -> values.computeIfAbsent(place(element), p -> new TreeSet<>()).add(t));
      }
      for (int i = 0; i < elements.size(); i++) {
        Element element = elements.get(i);
        if (isDrawing(element) || element.getParentNode() instanceof Document) {
          continue;
        }
        int at = i;
        String where = owner(element);
        planned(all, file, "deleted " + place(element), where, at, MutatedFiles::delete);
        planned(all, file, "written twice " + place(element), where, at, MutatedFiles::twice);
        for (Node attribute : attributes(element)) {
          String name = attribute.getNodeName();
          String place = place(element, attribute);
          planned(all, file, "emptied " + place, where, at, e -> e.setAttribute(name, ""));
          planned(all, file, "removed " + place, where, at, e -> e.removeAttribute(name));
          values(attribute.getNodeValue(), values.get(place))
              .forEach(
                  (operator, value) ->
                      planned(
                          all,
                          file,
                          operator + " " + place,
                          where,
                          at,
                          e -> e.setAttribute(name, value)));
        }
        text(element)
            .ifPresent(
                text -> {
                  planned(
                      all, file, "emptied " + place(element), where, at, e -> e.setTextContent(""));
                  values(text, values.get(place(element)))
                      .forEach(
                          (operator, value) ->
                              planned(
                                  all,
                                  file,
                                  operator + " " + place(element),
                                  where,
                                  at,
                                  e -> e.setTextContent(value)));
                });
        special(all, file, element, where, at);
      }
      return all;
    } catch (SAXException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the meaning of an element offers beyond its text. */
  private void special(
      List<Planned> all, FileSet.File file, Element element, String where, int at) {
    String kind = element.getLocalName();
    if (kind.endsWith("Gateway") || kind.endsWith("Task")) {
      for (String other :
          kind.endsWith("Gateway")
              ? List.of(
                  "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway")
              : List.of(
                  "userTask", "serviceTask", "manualTask", "task", "receiveTask", "sendTask")) {
        if (!other.equals(kind)) {
          planned(
              all,
              file,
              kind + " made " + other,
              where,
              at,
              e -> e.getOwnerDocument().renameNode(e, Diagram.BPMN, "bpmn:" + other));
        }
      }
      planned(all, file, "bypassed " + kind, where, at, MutatedFiles::bypass);
    }
    if (kind.equals("boundaryEvent") || kind.equals("startEvent")) {
      planned(
          all,
          file,
          kind + " made not to interrupt",
          where,
          at,
          e ->
              e.setAttribute(
                  kind.equals("boundaryEvent") ? "cancelActivity" : "isInterrupting", "false"));
      planned(
          all,
          file,
          kind + " made to interrupt",
          where,
          at,
          e ->
              e.removeAttribute(
                  kind.equals("boundaryEvent") ? "cancelActivity" : "isInterrupting"));
    }
    if (kind.equals("sequenceFlow")) {
      planned(
          all,
          file,
          "turned round sequenceFlow",
          where,
          at,
          e -> {
            String source = e.getAttribute("sourceRef");
            e.setAttribute("sourceRef", e.getAttribute("targetRef"));
            e.setAttribute("targetRef", source);
          });
      planned(
          all,
          file,
          "conditions exchanged sequenceFlow",
          where,
          at,
          MutatedFiles::exchangeConditions);
    }
    if (!element.getAttribute("id").isEmpty() && !kind.equals("sequenceFlow")) {
      planned(all, file, "id changed everywhere " + kind, where, at, MutatedFiles::renameId);
      planned(all, file, "ids exchanged " + kind, where, at, MutatedFiles::exchangeIds);
      planned(all, file, "contents exchanged " + kind, where, at, MutatedFiles::exchangeIds2);
    }
    if (kind.equals("rule")) {
      planned(
          all,
          file,
          "moved up rule",
          where,
          at,
          e -> before(e).ifPresent(one -> e.getParentNode().insertBefore(e, one)));
    }
  }

  private static void planned(
      List<Planned> all,
      FileSet.File file,
      String kind,
      String where,
      int at,
      Consumer<Element> change) {
    all.add(new Planned(file, kind, where, at, change));
  }

  /** Other values of a word, by operator. */
  private Map<String, String> values(String value, TreeSet<String> others) {
    Map<String, String> values = new LinkedHashMap<>();
    if (value.isBlank()) {
      values.put("filled", "something");
      return values;
    }
    values.put("misspelt", misspelt(value));
    List<String> other = others.stream().filter(one -> !one.equals(value)).toList();
    if (!other.isEmpty()) {
      values.put("another's", other.get(random.nextInt(other.size())));
    }
    if (value.equals("true") || value.equals("false")) {
      values.put("turned", String.valueOf(value.equals("false")));
    }
    if (value.matches("(?s).*\\d.*")) {
      values.put(
          "number raised", changed(value, "\\d+", n -> String.valueOf(Long.parseLong(n) + 9)));
      values.put("number zero", changed(value, "\\d+", n -> "0"));
    }
    Map.of(
            "before", "after",
            "after", "before",
            "working days", "days",
            "due(", "lapses(",
            "lapses(", "opens(",
            "opens(", "lapses(",
            "==", "!=",
            "!=", "==",
            "${!", "${")
        .forEach(
            (from, to) -> {
              if (value.contains(from)) {
                values.put("“%s” for “%s”".formatted(to, from), value.replace(from, to));
              }
            });
    if (value.matches("\\$\\{\\w+}")) {
      values.put("denied", value.replace("${", "${!"));
    }
    return values;
  }

  private static String changed(String value, String what, UnaryOperator<String> how) {
    return java.util.regex.Pattern.compile(what)
        .matcher(value)
        .replaceAll(m -> m.group().length() > 15 ? m.group() : how.apply(m.group()));
  }

  /** One letter of its longest word doubled, so that it is no word of ours any more. */
  private String misspelt(String value) {
    String longest = "";
    for (String word : value.split("[^A-Za-z]+")) {
      if (word.length() > longest.length()
          && !List.of("execution", "before", "after", "working").contains(word)) {
        longest = word;
      }
    }
    if (longest.length() < 3) {
      return value + "x";
    }
    int at = 1 + random.nextInt(longest.length() - 1);
    String wrong = longest.substring(0, at) + longest.charAt(at - 1) + longest.substring(at);
    int last = value.lastIndexOf(longest);
    return value.substring(0, last) + wrong + value.substring(last + longest.length());
  }

  private static void delete(Element element) {
    element.getParentNode().removeChild(element);
  }

  private static void twice(Element element) {
    element.getParentNode().insertBefore(element.cloneNode(true), element);
  }

  /** The step stays away, and what led to it leads on. */
  private static void bypass(Element step) {
    Document document = step.getOwnerDocument();
    String id = step.getAttribute("id");
    List<Element> flows =
        Diagram.list(document.getElementsByTagNameNS(Diagram.BPMN, "sequenceFlow"));
    Optional<Element> out =
        flows.stream().filter(f -> f.getAttribute("sourceRef").equals(id)).findFirst();
    if (out.isEmpty()) {
      return;
    }
    String target = out.get().getAttribute("targetRef");
    flows.stream()
        .filter(f -> f.getAttribute("targetRef").equals(id))
        .forEach(f -> f.setAttribute("targetRef", target));
    List<String> gone = new ArrayList<>(List.of(id));
    flows.stream()
        .filter(f -> f.getAttribute("sourceRef").equals(id))
        .forEach(
            f -> {
              gone.add(f.getAttribute("id"));
              delete(f);
            });
    delete(step);
    for (Element one : Diagram.list(document.getElementsByTagNameNS("*", "*"))) {
      boolean drawn = gone.contains(one.getAttribute("bpmnElement"));
      boolean link =
          List.of("incoming", "outgoing").contains(one.getLocalName())
              && gone.contains(one.getTextContent().strip());
      if ((drawn || link) && one.getParentNode() != null) {
        delete(one);
      }
    }
  }

  private static void exchangeConditions(Element flow) {
    for (Element other :
        Diagram.list(
            flow.getOwnerDocument().getElementsByTagNameNS(Diagram.BPMN, "sequenceFlow"))) {
      if (other != flow && other.getAttribute("sourceRef").equals(flow.getAttribute("sourceRef"))) {
        String target = flow.getAttribute("targetRef");
        flow.setAttribute("targetRef", other.getAttribute("targetRef"));
        other.setAttribute("targetRef", target);
        return;
      }
    }
  }

  private static void renameId(Element element) {
    replaceEverywhere(
        element.getOwnerDocument(),
        Map.of(element.getAttribute("id"), element.getAttribute("id") + "New"));
  }

  private static void exchangeIds(Element element) {
    next(element)
        .ifPresent(
            other ->
                replaceEverywhere(
                    element.getOwnerDocument(),
                    Map.of(
                        element.getAttribute("id"),
                        other.getAttribute("id"),
                        other.getAttribute("id"),
                        element.getAttribute("id"))));
  }

  /** The two ids alone, so that arrows and drawing stay. */
  private static void exchangeIds2(Element element) {
    next(element)
        .ifPresent(
            other -> {
              String id = element.getAttribute("id");
              element.setAttribute("id", other.getAttribute("id"));
              other.setAttribute("id", id);
            });
  }

  private static void replaceEverywhere(Document document, Map<String, String> ids) {
    for (Element one : Diagram.list(document.getElementsByTagNameNS("*", "*"))) {
      for (Node attribute : attributes(one)) {
        attribute.setNodeValue(
            ids.getOrDefault(attribute.getNodeValue(), attribute.getNodeValue()));
      }
      if (List.of("incoming", "outgoing").contains(one.getLocalName())) {
        one.setTextContent(ids.getOrDefault(one.getTextContent().strip(), one.getTextContent()));
      }
    }
  }

  /**
   * The next of its kind that says something else: to exchange two that say the same is nothing.
   */
  private static Optional<Element> next(Element element) {
    List<Element> alike =
        Diagram.list(
            element
                .getOwnerDocument()
                .getElementsByTagNameNS(element.getNamespaceURI(), element.getLocalName()));
    Collections.rotate(alike, -alike.indexOf(element));
    Node said = withoutId(element);
    return alike.stream().filter(one -> !withoutId(one).isEqualNode(said)).findFirst();
  }

  private static Node withoutId(Element element) {
    Element copy = (Element) element.cloneNode(true);
    copy.removeAttribute("id");
    return copy;
  }

  private static Optional<Element> before(Element element) {
    for (Node one = element.getPreviousSibling(); one != null; one = one.getPreviousSibling()) {
      if (one instanceof Element e && e.getLocalName().equals(element.getLocalName())) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  private static boolean isDrawing(Element element) {
    return String.valueOf(element.getNamespaceURI()).matches(".*/(DI|DC|DMNDI)/?$")
        || element.getLocalName().startsWith("DMN");
  }

  private static String owner(Element element) {
    Element at = element;
    while (at.getAttribute("id").isEmpty() && at.getParentNode() instanceof Element parent) {
      at = parent;
    }
    return at.getAttribute("id");
  }

  private static String place(Element element) {
    String parent =
        element.getParentNode() instanceof Element p && element.getAttribute("id").isEmpty()
            ? p.getLocalName() + "/"
            : "";
    return parent + element.getLocalName();
  }

  private static String place(Element element, Node attribute) {
    return element.getLocalName() + "@" + attribute.getLocalName();
  }

  private static List<Node> attributes(Element element) {
    List<Node> all = new ArrayList<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node one = element.getAttributes().item(i);
      if (!one.getNodeName().startsWith("xmlns")) {
        all.add(one);
      }
    }
    return all;
  }

  /** The text of an element that holds nothing else. */
  private static Optional<String> text(Element element) {
    return Diagram.children(element).findAny().isPresent() || element.getTextContent().isBlank()
        ? Optional.empty()
        : Optional.of(element.getTextContent());
  }

  private static String text(Document document) {
    try {
      StringWriter text = new StringWriter();
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<PlannedForm> form(FileSet.File file) {
    List<PlannedForm> all = new ArrayList<>();
    try {
      JsonNode form = json.readTree(file.bytes());
      visit(form, "", "form", all, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private void visit(
      JsonNode node, String pointer, String where, List<PlannedForm> all, FileSet.File file) {
    if (node instanceof ObjectNode object) {
      String here = object.path("key").asText(object.path("id").asText(where));
      String of = kindOf(pointer, object);
      object
          .properties()
          .forEach(
              one -> {
                String name = one.getKey();
                String place = of + "." + name;
                if (name.equals("layout")) {
                  return;
                }
                formed(
                    all,
                    file,
                    "removed " + place,
                    here,
                    pointer,
                    o -> ((ObjectNode) o).remove(name));
                JsonNode value = one.getValue();
                if (value.isTextual()) {
                  String text = value.asText();
                  Map<String, String> values = new LinkedHashMap<>();
                  values.put("emptied", "");
                  if (!text.isBlank()) {
                    values.put("misspelt", misspelt(text));
                  }
                  if (name.equals("type")) {
                    for (String other :
                        List.of(
                            "textfield", "textarea", "checkbox", "radio", "number", "datetime")) {
                      values.put("made " + other, other);
                    }
                  }
                  values.forEach(
                      (operator, to) ->
                          formed(
                              all,
                              file,
                              operator + " " + place,
                              here,
                              pointer,
                              o -> ((ObjectNode) o).put(name, to)));
                } else if (value.isBoolean()) {
                  formed(
                      all,
                      file,
                      "turned " + place,
                      here,
                      pointer,
                      o -> ((ObjectNode) o).put(name, !value.asBoolean()));
                } else if (value.isNumber()) {
                  formed(
                      all,
                      file,
                      "zero " + place,
                      here,
                      pointer,
                      o -> ((ObjectNode) o).put(name, 0));
                  formed(
                      all,
                      file,
                      "raised " + place,
                      here,
                      pointer,
                      o -> ((ObjectNode) o).put(name, Math.max(1, value.asLong()) * 1000));
                }
                visit(value, pointer + "/" + name, here, all, file);
              });
      if (of.startsWith("field")) {
        for (Map.Entry<String, String> extra :
            Map.of(
                    "hidden", "conditional",
                    "disabled", "disabled",
                    "read-only", "readonly")
                .entrySet()) {
          formed(
              all,
              file,
              "made " + extra.getKey() + " " + of,
              here,
              pointer,
              o -> {
                if (extra.getKey().equals("hidden")) {
                  ((ObjectNode) o).putObject("conditional").put("hide", "=true");
                } else {
                  ((ObjectNode) o).put(extra.getValue(), true);
                }
              });
        }
        formed(
            all,
            file,
            "made required " + of,
            here,
            pointer,
            o -> ((ObjectNode) o).withObjectProperty("validate").put("required", true));
        formed(
            all,
            file,
            "made a flag " + of,
            here,
            pointer,
            o -> ((ObjectNode) o).withObjectProperty("properties").put("engine", "flag"));
        formed(
            all,
            file,
            "answers by itself " + of,
            here,
            pointer,
            o -> ((ObjectNode) o).put("defaultValue", "x"));
      }
    } else if (node instanceof ArrayNode array) {
      String of = pointer.replaceAll(".*/", "");
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        String here = array.get(i).path("key").asText(array.get(i).path("value").asText(where));
        String kind = of.equals("components") ? "field " + array.get(i).path("type").asText() : of;
        formed(all, file, "deleted one of " + kind, here, pointer, a -> ((ArrayNode) a).remove(at));
        formed(
            all,
            file,
            "written twice one of " + kind,
            here,
            pointer,
            a -> ((ArrayNode) a).insert(at, a.get(at).deepCopy()));
        if (i > 0) {
          formed(
              all,
              file,
              "moved up one of " + kind,
              here,
              pointer,
              a -> ((ArrayNode) a).insert(at - 1, ((ArrayNode) a).remove(at)));
        }
        visit(array.get(i), pointer + "/" + i, where, all, file);
      }
    }
  }

  private static String kindOf(String pointer, ObjectNode object) {
    if (pointer.isEmpty()) {
      return "form";
    }
    String last = pointer.replaceAll("/\\d+", "").replaceAll(".*/", "");
    return last.equals("components") ? "field " + object.path("type").asText() : last;
  }

  private static void formed(
      List<PlannedForm> all,
      FileSet.File file,
      String kind,
      String where,
      String pointer,
      Consumer<JsonNode> change) {
    all.add(
        new PlannedForm(
            file, kind, where, root -> change.accept(pointer.isEmpty() ? root : root.at(pointer))));
  }
}
