package org.peerchallenge.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.peerchallenge.kernel.JsonText;

/**
 * Element templates for Camunda Modeler, made from what delegates declare: an analyst chooses a
 * step by its name, and what the engine needs of it is filled in.
 */
final class ElementTemplates {

  private static final String ID = "org.peerchallenge.";

  private final Catalogue catalogue;
  private final List<Diagram> diagrams;

  ElementTemplates(Catalogue catalogue, List<Diagram> diagrams) {
    this.catalogue = catalogue;
    this.diagrams = diagrams;
  }

  /** The file that Modeler reads. */
  String json() {
    List<Map<String, Object>> templates = new ArrayList<>();
    templates.add(askAPerson());
    templates.add(sendANotice());
    Map<String, String> names = names();
    catalogue
        .delegates()
        .values()
        .forEach(
            one -> {
              if (names.containsKey(one.name())) {
                templates.add(step(one, names.get(one.name())));
              }
            });
    try {
      return JsonText.mapper()
              // The same text at every build.
              .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(templates)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The element templates cannot be written", e);
    }
  }

  /** How the diagrams call each delegate's step. */
  private Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    for (Diagram diagram : diagrams) {
      diagram
          .all("serviceTask")
          .forEach(
              node ->
                  names.putIfAbsent(
                      node.camunda("delegateExpression").replaceAll("[${}]", ""), node.name()));
    }
    return names;
  }

  private static Map<String, Object> template(
      String id, String name, String description, String appliesTo) {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("name", name);
    template.put("id", ID + id);
    template.put("description", description);
    template.put("appliesTo", List.of(appliesTo));
    template.put("properties", new ArrayList<>());
    return template;
  }

  @SuppressWarnings("unchecked")
  private static void add(Map<String, Object> template, Map<String, Object> property) {
    ((List<Object>) template.get("properties")).add(property);
  }

  private static Map<String, Object> property(
      String label, String type, String value, String kind, String name) {
    Map<String, Object> property = new LinkedHashMap<>();
    if (!label.isEmpty()) {
      property.put("label", label);
    }
    property.put("type", type);
    if (!value.isEmpty()) {
      property.put("value", value);
    }
    property.put("binding", Map.of("type", kind, "name", name));
    return property;
  }

  private static Map<String, Object> hidden(String name, String value) {
    return property("", "Hidden", value, "property", name);
  }

  private Map<String, Object> askAPerson() {
    Map<String, Object> template =
        template(
            "askAPerson",
            "Ask a person",
            "A task with a form. Write into its documentation what is expected, why, and what"
                + " happens if nobody answers.",
            "bpmn:UserTask");
    add(template, needed(property("Name", "String", "", "property", "name")));
    add(
        template,
        needed(
            property(
                "Form (its ID, such as check-budget)",
                "String",
                "",
                "property",
                "camunda:formRef")));
    add(template, hidden("camunda:formRefBinding", "deployment"));
    Map<String, Object> who =
        property("Who", "Dropdown", "office", "property", "camunda:candidateGroups");
    List<Map<String, String>> choices = new ArrayList<>();
    diagrams.stream()
        .flatMap(diagram -> diagram.all("userTask"))
        .filter(task -> !task.camunda("candidateGroups").isEmpty())
        .filter(task -> !task.camunda("candidateGroups").matches("(reviewer-)?\\$\\{\\w+}"))
        .collect(
            java.util.stream.Collectors.toMap(
                task -> task.camunda("candidateGroups"),
                DiagramPicture::who,
                (a, b) -> a,
                TreeMap::new))
        .forEach((value, name) -> choices.add(Map.of("name", name, "value", value)));
    who.put("choices", choices);
    add(template, who);
    add(
        template,
        needed(
            property(
                "Due",
                "String",
                "${dates.due('5 working days after today', execution)}",
                "property",
                "camunda:dueDate")));
    return template;
  }

  private static Map<String, Object> needed(Map<String, Object> property) {
    property.put("constraints", Map.of("notEmpty", true));
    return property;
  }

  private static Map<String, Object> sendANotice() {
    Map<String, Object> template =
        template(
            "sendANotice",
            "Send a notice",
            "A mail with a short fact and a link, to the holders of roles. Never what somebody"
                + " wrote. Under Asynchronous continuations, Retry time cycle: R3/PT10M.",
            "bpmn:ServiceTask");
    add(template, needed(property("Name", "String", "", "property", "name")));
    add(template, hidden("camunda:delegateExpression", "${sendNotice}"));
    add(template, hidden("camunda:asyncBefore", "true"));
    add(
        template,
        needed(
            property(
                "To (roles, comma-joined: dcs, team, lead-member, facilitator, office)",
                "String",
                "dcs",
                "camunda:inputParameter",
                "noticeTo")));
    add(
        template,
        needed(property("Subject", "String", "", "camunda:inputParameter", "noticeSubject")));
    add(
        template,
        needed(
            property(
                "Text (at most five lines of 200 characters)",
                "Text",
                "",
                "camunda:inputParameter",
                "noticeText")));
    return template;
  }

  private static Map<String, Object> step(Catalogue.Delegate one, String name) {
    StringBuilder description = new StringBuilder();
    Step step = one.step();
    if (step != null && step.key() != Holds.ANYTHING) {
      description.append("Needs ").append(step.key().words()).append(" as business key. ");
    }
    if (step != null && step.reads().length > 0) {
      description.append("Reads ").append(String.join(", ", step.reads())).append(". ");
    }
    if (step != null) {
      for (Step.Sets sets : step.sets()) {
        description
            .append("Sets ")
            .append(sets.name())
            .append(" (")
            .append(sets.list() ? "list: " : "")
            .append(sets.holds().words())
            .append("). ");
      }
    }
    description.append("Retry time cycle: R3/PT10M.");
    Map<String, Object> template =
        template(one.name(), "Step: " + name, description.toString(), "bpmn:ServiceTask");
    add(template, property("Name", "String", name, "property", "name"));
    add(template, hidden("camunda:delegateExpression", "${" + one.name() + "}"));
    add(template, hidden("camunda:asyncBefore", "true"));
    return template;
  }
}
