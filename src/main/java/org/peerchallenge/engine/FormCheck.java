package org.peerchallenge.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.FormSchema.Destination;
import org.peerchallenge.engine.FormSchema.Field;

/**
 * Checks one form: only parts that work in Tasklist, labelled, limited, with flags that are flags.
 */
final class FormCheck {

  /** form-js 1.8.7 shows these; file picker, document preview and iframe break the form. */
  private static final Set<String> DISPLAY =
      Set.of("text", "html", "image", "separator", "spacer", "table", "group");

  private static final Set<String> FLAGS = Set.of("radio", "select", "checkbox", "datetime");
  private static final Set<String> LABELS = Set.of("label", "dateLabel", "timeLabel");
  private static final Set<String> OPTIONS = Set.of("radio", "select", "checklist", "taglist");
  private static final Set<String> TEXT = Set.of("textfield", "textarea");
  private static final Set<String> INPUT =
      Set.of(
          "textfield",
          "textarea",
          "number",
          "checkbox",
          "radio",
          "select",
          "checklist",
          "taglist",
          "datetime",
          "dynamiclist",
          "expression");

  private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
  private final ObjectMapper json;
  private final List<Fault> faults;
  private final Map<String, FormSchema> forms = new HashMap<>();

  FormCheck(ObjectMapper json, List<Fault> faults) {
    this.json = json;
    this.faults = faults;
  }

  void check(FileSet.File file) {
    FormSchema form;
    try {
      form = FormSchema.read(new ByteArrayInputStream(file.bytes()), json);
    } catch (UncheckedIOException e) {
      faults.add(new Fault(file.name(), "", "not readable JSON: " + e.getCause().getMessage()));
      return;
    }
    if (!form.id().equals(file.stem())) {
      faults.add(new Fault(file.name(), "", "the form's id must be “" + file.stem() + "”"));
    }
    forms.put(file.stem(), form);
    checkFields(file, form.parts(), new TreeSet<>());
  }

  private void checkFields(FileSet.File file, List<Field> fields, Set<String> keys) {
    for (Field field : fields) {
      String name = "“" + field.label() + "” (" + field.node().path("id").asText() + ")";
      if (!INPUT.contains(field.type()) && !DISPLAY.contains(field.type())) {
        fault(file, name, "a part of type “" + field.type() + "” does not work in Tasklist");
        continue;
      }
      field.hiddenWhen().ifPresent(condition -> checkFeel(file, name, condition));
      if (field.isFrame()) {
        checkFields(file, field.children(), keys);
      } else if (INPUT.contains(field.type())) {
        checkInput(file, field, name, keys);
      }
    }
  }

  private void checkInput(FileSet.File file, Field field, String name, Set<String> keys) {
    if (field.key().isEmpty()) {
      fault(file, name, "set its key");
    } else if (!keys.add(field.key())) {
      fault(file, name, "the key “" + field.key() + "” is used twice");
    }
    if (!field.type().equals("expression")
        && LABELS.stream().allMatch(label -> field.node().path(label).asText("").isBlank())) {
      fault(file, name, "set its label: people who cannot see the form hear it");
    }
    if (TEXT.contains(field.type())
        && field.isSentByPeople()
        && !field.rule("maxLength").isNumber()) {
      fault(file, name, "set “Maximum length” under Validation");
    }
    if (field.destination() == Destination.FLAG && !FLAGS.contains(field.type())) {
      fault(
          file,
          name,
          "only a choice, a tick or a date may be a flag: text never enters the engine");
    }
    if (OPTIONS.contains(field.type()) && !hasOptions(field.node())) {
      fault(file, name, "give it answers to choose from");
    }
    if (field.type().equals("dynamiclist")) {
      checkFields(file, field.children(), new TreeSet<>());
    }
  }

  private static boolean hasOptions(JsonNode node) {
    return node.path("values").size() > 0
        || !node.path("valuesKey").asText("").isBlank()
        || !node.path("valuesExpression").asText("").isBlank();
  }

  private void checkFeel(FileSet.File file, String name, String condition) {
    if (!feel.parseExpression(condition).isSuccess()) {
      fault(file, name, "the condition “" + condition + "” is not FEEL");
    }
  }

  /** A start form has no case yet that could keep content. */
  void onlyFlags(String stem) {
    FormSchema form = forms.get(stem);
    if (form == null) {
      return;
    }
    form.destinations()
        .forEach(
            (key, destination) -> {
              if (destination == Destination.CONTENT) {
                faults.add(
                    new Fault(
                        "forms/" + stem + ".form",
                        "“" + key + "”",
                        "a start form asks for flags and the business key only"));
              }
            });
  }

  private void fault(FileSet.File file, String element, String problem) {
    faults.add(new Fault(file.name(), element, problem));
  }
}
