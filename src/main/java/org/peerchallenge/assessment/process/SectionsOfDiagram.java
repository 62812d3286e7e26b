package org.peerchallenge.assessment.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections.OfDiagram;
import org.springframework.stereotype.Component;

/**
 * Reads the sections from the version of the diagram that a case runs on: each user task behind an
 * arrow with the condition {@code ${lists.has(sectionsToWrite, 'key')}}. Its name is the section's
 * title, and the reading order is that of the picture, from top to bottom.
 */
@Component
class SectionsOfDiagram {

  private static final Pattern OPENS =
      Pattern.compile("\\$\\{lists\\.has\\(sectionsToWrite, '([^']+)'\\)}");

  private record Found(OfDiagram section, double x, double y) {}

  private final RepositoryService repository;
  private final Map<String, List<OfDiagram>> byDefinition = new ConcurrentHashMap<>();

  SectionsOfDiagram(RepositoryService repository) {
    this.repository = repository;
  }

  /** The sections of the case's own version, in reading order; a version never changes. */
  List<OfDiagram> sections(DelegateExecution execution) {
    return byDefinition.computeIfAbsent(
        execution.getProcessDefinitionId(), version -> read(execution));
  }

  private List<OfDiagram> read(DelegateExecution execution) {
    String deployment =
        repository
            .createProcessDefinitionQuery()
            .processDefinitionId(execution.getProcessDefinitionId())
            .list()
            .stream()
            .map(ProcessDefinition::getDeploymentId)
            .findFirst()
            .orElseThrow();
    List<Found> found = new ArrayList<>();
    for (SequenceFlow flow :
        execution.getBpmnModelInstance().getModelElementsByType(SequenceFlow.class)) {
      if (flow.getConditionExpression() != null && flow.getTarget() instanceof UserTask task) {
        Matcher opens = OPENS.matcher(flow.getConditionExpression().getTextContent().strip());
        if (opens.matches()) {
          found.add(found(new Section(opens.group(1)), task, deployment));
        }
      }
    }
    return found.stream()
        .sorted(Comparator.comparingDouble(Found::y).thenComparingDouble(Found::x))
        .map(Found::section)
        .toList();
  }

  private Found found(Section section, UserTask task, String deployment) {
    Optional<Bounds> place =
        Optional.ofNullable(task.getDiagramElement()).map(BpmnShape::getBounds);
    return new Found(
        new OfDiagram(section, title(task.getName()), form(deployment, section)),
        place.map(Bounds::getX).orElse(0.0),
        place.map(Bounds::getY).orElse(Double.MAX_VALUE));
  }

  /** "Write: Whole story" asks for the section "Whole story". */
  private static String title(String task) {
    return task.replaceAll("\\s+", " ").strip().replaceFirst("^[^:]{1,20}: ", "");
  }

  private String form(String deployment, Section section) {
    String file = "forms/" + section.form() + ".form";
    try (InputStream in = repository.getResourceAsStream(deployment, file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The deployed " + file + " cannot be read", e);
    }
  }
}
