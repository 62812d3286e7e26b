package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Which tasks of the diagrams may be called overdue, and which never. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UrgencyTest {

  /** Silence ends these some days after they were due, and until then somebody waits. */
  private static final Map<String, String> AWAITED =
      Map.of(
          "userTask_confirmDay", "the group waits for its date",
          "userTask_decideAttendees", "the director waits for a word about the fourth person",
          "userTask_nameTeamLate", "the facilitator waits for the names",
          "userTask_answerDispute", "the host waits for an answer");

  private final Map<String, Element> tasks = new TreeMap<>();

  /** When silence ends a task, by the task's id. */
  private final Map<String, String> ends = new HashMap<>();

  @BeforeAll
  void read() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("processes"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".bpmn")).toList()) {
        read(file);
      }
    }
  }

  private void read(Path file) throws Exception {
    Document diagram = Diagram.parse(Files.readAllBytes(file));
    all(diagram, "userTask").forEach(task -> tasks.put(task.getAttribute("id"), task));
    for (Element boundary : all(diagram, "boundaryEvent")) {
      var until = boundary.getElementsByTagNameNS(Diagram.BPMN, "timeDate");
      if (until.getLength() == 1 && !boundary.getAttribute("cancelActivity").equals("false")) {
        ends.put(boundary.getAttribute("attachedToRef"), until.item(0).getTextContent().strip());
      }
    }
  }

  @Test
  void whatIsOptionalEndsBySilence() {
    assertThat(tasks).hasSizeGreaterThan(40);
    assertThat(tasks.keySet().stream().filter(this::optional))
        .containsExactly(
            "userTask_acceptMemorandum",
            "userTask_acceptMemorandumLate",
            "userTask_agreeCaseStudy",
            "userTask_giveFeedback")
        .allMatch(ends::containsKey);
  }

  @Test
  void whatStaysOpenAfterItsDateUntilSilenceEndsItIsOptionalOrSomebodyWaitsForIt() {
    assertThat(ends.keySet().stream().filter(tasks::containsKey).filter(this::endsLater))
        .hasSize(8)
        .allMatch(task -> optional(task) != AWAITED.containsKey(task));
  }

  private boolean optional(String task) {
    String priority = tasks.get(task).getAttributeNS(Diagram.CAMUNDA, "priority");
    return !priority.isEmpty()
        && (priority.startsWith("$") || Integer.parseInt(priority) < Urgency.USUAL);
  }

  private boolean endsLater(String task) {
    String due = tasks.get(task).getAttributeNS(Diagram.CAMUNDA, "dueDate");
    return !due.replace("dates.due", "dates.lapses").equals(ends.get(task));
  }

  private static List<Element> all(Document diagram, String name) {
    var found = diagram.getElementsByTagNameNS(Diagram.BPMN, name);
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .map(Element.class::cast)
        .toList();
  }
}
