package org.peerchallenge.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.engine.Diagram.Node;
import org.w3c.dom.Element;

/**
 * The black-box pools of one diagram, one for each sender of its messages, with the message flows
 * from them; made from {@link Message}, never drawn by hand.
 */
final class SenderPools {

  static final String PARTICIPANT = "participant_";

  /**
   * A message flow.
   *
   * @param target the event, or the sub-process of the process itself in which it stands
   */
  record MessageFlow(String id, Message.Sender sender, String target) {}

  private SenderPools() {}

  /** In the order of their senders; empty when the diagram awaits no message. */
  static List<MessageFlow> of(Diagram diagram) {
    List<MessageFlow> flows = new ArrayList<>();
    for (Node node : diagram.nodes()) {
      diagram
          .message(node)
          .flatMap(Message::of)
          .ifPresent(
              message ->
                  flows.add(
                      new MessageFlow(
                          "messageFlow_" + node.id().replaceFirst(".*?_", ""),
                          message.sender(),
                          outermost(diagram, node))));
    }
    flows.sort(Comparator.comparing(MessageFlow::sender));
    return flows;
  }

  /** On the plane of the process what stands in a sub-process is seen as the sub-process. */
  private static String outermost(Diagram diagram, Node node) {
    Node at = node;
    Optional<Node> around = diagram.node(at.scope());
    while (around.isPresent()) {
      at = around.get();
      around = diagram.node(at.scope());
    }
    return at.id();
  }

  static String participant(Message.Sender sender) {
    return PARTICIPANT + sender.stem();
  }

  /** The pool of the process itself. */
  static String own(Diagram diagram) {
    return PARTICIPANT + diagram.process();
  }

  static String collaboration(Diagram diagram) {
    return "collaboration_" + diagram.process();
  }

  /** The collaboration's element in the file, empty without messages. */
  static String xml(Diagram diagram, String name) {
    List<MessageFlow> flows = of(diagram);
    if (flows.isEmpty()) {
      return "";
    }
    Map<Message.Sender, List<MessageFlow>> senders = new LinkedHashMap<>();
    flows.forEach(f -> senders.computeIfAbsent(f.sender(), s -> new ArrayList<>()).add(f));
    StringBuilder xml = new StringBuilder();
    xml.append("  <bpmn:collaboration id=\"%s\">\n".formatted(collaboration(diagram)));
    xml.append(
        "    <bpmn:participant id=\"%s\" name=\"%s\" processRef=\"%s\" />\n"
            .formatted(own(diagram), name, diagram.process()));
    senders
        .keySet()
        .forEach(
            sender ->
                xml.append(
                    "    <bpmn:participant id=\"%s\" name=\"%s\" />\n"
                        .formatted(participant(sender), sender.words())));
    flows.forEach(
        flow ->
            xml.append(
                "    <bpmn:messageFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\" />\n"
                    .formatted(flow.id(), participant(flow.sender()), flow.target())));
    return xml.append("  </bpmn:collaboration>\n").toString();
  }

  /** The names of the pools that a file draws, by their ids. */
  static Map<String, String> drawn(Diagram diagram) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Element one :
        Diagram.list(diagram.document().getElementsByTagNameNS(Diagram.BPMN, "participant"))) {
      names.put(one.getAttribute("id"), one.getAttribute("name"));
    }
    return names;
  }

  /** The pool of the process in a file, which holds what stands in it. */
  static Optional<String> holds(Diagram diagram) {
    return Diagram.list(diagram.document().getElementsByTagNameNS(Diagram.BPMN, "participant"))
        .stream()
        .filter(one -> one.getAttribute("processRef").equals(diagram.process()))
        .map(one -> one.getAttribute("id"))
        .findFirst();
  }
}
