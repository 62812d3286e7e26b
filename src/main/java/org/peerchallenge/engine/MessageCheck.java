package org.peerchallenge.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peerchallenge.engine.Diagram.Node;
import org.peerchallenge.engine.FileCheck.Fault;

/** Checks messages both ways: none is awaited that nobody sends, none is sent that nobody hears. */
final class MessageCheck {

  private MessageCheck() {}

  /**
   * Adds what is wrong.
   *
   * @param diagrams by the name of their process
   * @param complete whether every diagram could be read: otherwise nobody knows what is not heard
   */
  static void check(Map<String, Diagram> diagrams, boolean complete, List<Fault> faults) {
    Set<String> heard = new TreeSet<>();
    for (Diagram diagram : diagrams.values()) {
      for (Node node : diagram.nodes()) {
        if (node.is("startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask")) {
          checkAwaited(diagram, node, faults);
          diagram.message(node).ifPresent(heard::add);
        }
      }
    }
    if (!complete) {
      return;
    }
    for (Message sent : Message.values()) {
      if (!heard.contains(sent.bpmnName())) {
        faults.add(
            new Fault(
                "processes",
                "“" + sent.bpmnName() + "”",
                "this message is sent, and no event of any diagram waits for it",
                "put the event back that had the message " + sent.bpmnName()));
      }
    }
  }

  private static void checkAwaited(Diagram diagram, Node node, List<Fault> faults) {
    Optional<String> message = diagram.message(node);
    if (message.isPresent() && !Message.isSent(message.get())) {
      faults.add(
          new Fault(
              diagram.file(),
              node.title(),
              "nobody sends the message “" + message.get() + "”",
              "choose one of "
                  + Arrays.stream(Message.values())
                      .map(Message::bpmnName)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    boolean waits = node.isEvent("messageEventDefinition") || node.isEvent("signalEventDefinition");
    if (waits && message.isEmpty()) {
      faults.add(
          new Fault(
              diagram.file(),
              node.title(),
              "nothing says which message it waits for",
              "choose a message under Message"));
    }
  }
}
