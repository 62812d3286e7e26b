package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** One diagram as a graph of flow nodes and sequence flows; read as plain XML. */
final class Diagram {

  static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

  private static final Set<String> NODES =
      Set.of(
          "startEvent",
          "endEvent",
          "intermediateCatchEvent",
          "intermediateThrowEvent",
          "boundaryEvent",
          "task",
          "userTask",
          "serviceTask",
          "sendTask",
          "receiveTask",
          "manualTask",
          "scriptTask",
          "businessRuleTask",
          "callActivity",
          "subProcess",
          "exclusiveGateway",
          "parallelGateway",
          "inclusiveGateway",
          "eventBasedGateway",
          "complexGateway");

  /** A sequence flow; the condition is empty when it has none. */
  record Flow(String id, String name, String source, String target, String condition) {}

  /**
   * A flow node.
   *
   * @param scope id of the process or sub-process it stands in
   */
  record Node(Element element, String kind, String id, String scope) {

    String name() {
      return element.getAttribute("name").replaceAll("\\s+", " ").strip();
    }

    /** As an analyst sees it, with the id. */
    String title() {
      return name().isEmpty() ? id : "“" + name() + "” (" + id + ")";
    }

    String camunda(String attribute) {
      return element.getAttributeNS(CAMUNDA, attribute);
    }

    boolean is(String... kinds) {
      return Set.of(kinds).contains(kind);
    }

    boolean isEventSubProcess() {
      return element.getAttribute("triggeredByEvent").equals("true");
    }

    boolean isInterrupting() {
      return !element.getAttribute("cancelActivity").equals("false");
    }

    Optional<Element> loop() {
      return own("multiInstanceLoopCharacteristics");
    }

    /** The name of a loop's variable; empty when it is no loop. */
    String loopVariable() {
      return loop().map(l -> l.getAttributeNS(CAMUNDA, "elementVariable")).orElse("");
    }

    /** A child element of its own, by its local name. */
    Optional<Element> own(String localName) {
      return children(element).filter(c -> localName.equals(c.getLocalName())).findFirst();
    }

    Stream<Element> extensions(String localName) {
      return own("extensionElements").stream()
          .flatMap(e -> list(e.getElementsByTagNameNS(CAMUNDA, localName)).stream());
    }

    /** What kind of event it is, such as {@code timerEventDefinition}; empty for a plain one. */
    Optional<Element> definition() {
      return children(element)
          .filter(c -> c.getLocalName() != null && c.getLocalName().endsWith("EventDefinition"))
          .findFirst();
    }

    boolean isEvent(String definition) {
      return definition().filter(d -> d.getLocalName().equals(definition)).isPresent();
    }
  }

  private final String file;
  private final String process;
  private final Document document;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Flow> flows = new LinkedHashMap<>();
  private final Map<String, String> messageNames = new LinkedHashMap<>();

  private Diagram(FileSet.File file, Document document) {
    this.file = file.name();
    this.document = document;
    this.process = file.stem();
    for (Element message : list(document.getElementsByTagNameNS(BPMN, "message"))) {
      messageNames.put(message.getAttribute("id"), message.getAttribute("name"));
    }
    for (Element one : list(document.getElementsByTagNameNS(BPMN, "process"))) {
      read(one, one.getAttribute("id"));
    }
  }

  /**
   * Reads a file.
   *
   * @throws SAXException or IOException when it is not XML
   */
  static Diagram read(FileSet.File file) throws SAXException, IOException {
    return new Diagram(file, parse(file.bytes()));
  }

  static Document parse(byte[] bytes) throws SAXException, IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      // All of it is looked at: to make each element at first sight takes longer.
      factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      // Its default prints to the console; what is wrong is in the exception.
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(bytes));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("This Java cannot read XML", e);
    }
  }

  private void read(Element scope, String scopeId) {
    for (Element child : children(scope).toList()) {
      String kind = child.getLocalName();
      String id = child.getAttribute("id");
      if (NODES.contains(kind)) {
        nodes.put(id, new Node(child, kind, id, scopeId));
        if (kind.equals("subProcess")) {
          read(child, id);
        }
      } else if (kind.equals("sequenceFlow")) {
        flows.put(
            id,
            new Flow(
                id,
                child.getAttribute("name"),
                child.getAttribute("sourceRef"),
                child.getAttribute("targetRef"),
                children(child)
                    .filter(c -> c.getLocalName().equals("conditionExpression"))
                    .map(c -> c.getTextContent().strip())
                    .findFirst()
                    .orElse("")));
      }
    }
  }

  /** Whether every arrow has both its ends; what is missing is told by whoever checks the file. */
  boolean isWhole() {
    return flows.values().stream()
            .allMatch(f -> nodes.containsKey(f.source()) && nodes.containsKey(f.target()))
        && all("boundaryEvent")
            .allMatch(b -> nodes.containsKey(b.element().getAttribute("attachedToRef")));
  }

  String file() {
    return file;
  }

  /** The id of the process, as the file is called. */
  String process() {
    return process;
  }

  /** The name of the process, as people know it; its id when it has none. */
  String title() {
    return list(document.getElementsByTagNameNS(BPMN, "process")).stream()
        .map(one -> one.getAttribute("name"))
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElse(process);
  }

  /** Whether this is the collaboration in which the process and its senders are drawn. */
  boolean isCollaboration(String id) {
    return list(document.getElementsByTagNameNS(BPMN, "collaboration")).stream()
        .anyMatch(one -> one.getAttribute("id").equals(id));
  }

  Document document() {
    return document;
  }

  Iterable<Node> nodes() {
    return nodes.values();
  }

  Stream<Node> all(String... kinds) {
    return nodes.values().stream().filter(node -> node.is(kinds));
  }

  Optional<Node> node(String id) {
    return Optional.ofNullable(nodes.get(id));
  }

  Iterable<Flow> flows() {
    return flows.values();
  }

  List<Flow> out(Node node) {
    return flows.values().stream().filter(f -> f.source().equals(node.id())).toList();
  }

  List<Flow> in(Node node) {
    return flows.values().stream().filter(f -> f.target().equals(node.id())).toList();
  }

  /** The nodes that stand directly in a process or sub-process. */
  List<Node> inside(String scope) {
    return nodes.values().stream().filter(n -> n.scope().equals(scope)).toList();
  }

  List<Node> boundaries(Node activity) {
    return all("boundaryEvent")
        .filter(b -> b.element().getAttribute("attachedToRef").equals(activity.id()))
        .toList();
  }

  /** The process and every sub-process. */
  List<String> scopes() {
    List<String> scopes = new ArrayList<>(List.of(process));
    all("subProcess").map(Node::id).forEach(scopes::add);
    return scopes;
  }

  /** The name of the message that an event waits for; empty when it waits for none. */
  Optional<String> message(Node event) {
    return event
        .definition()
        .map(d -> d.getAttribute("messageRef"))
        .filter(ref -> !ref.isEmpty())
        .map(ref -> messageNames.getOrDefault(ref, ref));
  }

  static Stream<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        children.add(element);
      }
    }
    return children.stream();
  }

  static List<Element> list(NodeList nodes) {
    List<Element> list = new ArrayList<>();
    // Counting goes through the rest of the document each time.
    int length = nodes.getLength();
    for (int i = 0; i < length; i++) {
      list.add((Element) nodes.item(i));
    }
    return list;
  }
}
