package org.peerchallenge.engine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
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

  private static final Pattern COMPARED = Pattern.compile("(\\w+) !?= \"([^\"]*)\"");
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

  /** More than a whole self-assessment has. */
  private static final int MOST_CHARACTERS = 50_000;

  private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

  /** What a text may not hold: a browser would run it, or Tasklist takes it out. */
  private static final Pattern RUNS =
      Pattern.compile(
          "(?i)<\\s*(script|iframe|object|embed|style|form)\\b|javascript:|\\son\\w+\\s*=");

  /** A repetition of what is a repetition by itself. */
  private static final Pattern SLOW = Pattern.compile("\\([^()]*[+*]\\)[+*]");

  private final ObjectMapper json;
  private final List<Fault> faults;
  private final Map<String, FormSchema> forms = new HashMap<>();

  FormCheck(ObjectMapper json, List<Fault> faults) {
    this.json = json;
    this.faults = faults;
  }

  /** The forms that could be read, by their ids. */
  Map<String, FormSchema> forms() {
    return forms;
  }

  void check(FileSet.File file) {
    FormSchema form;
    try {
      form = FormSchema.read(new ByteArrayInputStream(file.bytes()), json);
    } catch (UncheckedIOException e) {
      faults.add(new Fault(file.name(), "", "not readable JSON: " + reason(e.getCause())));
      return;
    }
    if (!Set.of("", "default").contains(form.type())) {
      faults.add(
          new Fault(
              file.name(), "", "is no form: its type is “" + form.type() + "”", "write “default”"));
    }
    if (!form.id().equals(file.stem())) {
      faults.add(new Fault(file.name(), "", "the form's id must be “" + file.stem() + "”"));
    }
    forms.put(file.stem(), form);
    checkFields(file, form.parts(), new TreeSet<>());
    form.parts().stream()
        .flatMap(Field::withRows)
        .forEach(part -> checkCompared(file, part, name(part), form));
    checkIds(file, form);
    if (new String(file.bytes(), StandardCharsets.UTF_8).contains("\"Camunda Cloud\"")) {
      faults.add(
          new Fault(
              file.name(),
              "",
              "is a form of Camunda 8",
              "make it anew with File, New file, Form (Camunda Platform 7)"));
    }
  }

  private static String name(Field part) {
    String id = part.node().path("id").asText();
    return part.label().isEmpty() ? part.type() + " " + id : "“" + part.label() + "” (" + id + ")";
  }

  private static String reason(Throwable e) {
    return e instanceof JacksonException json && json.getLocation() != null
        ? "%s, in line %d".formatted(json.getOriginalMessage(), json.getLocation().getLineNr())
        : e.getMessage();
  }

  /** Tasklist does not open a form in which two parts have one id. */
  private void checkIds(FileSet.File file, FormSchema form) {
    Set<String> ids = new TreeSet<>();
    form.parts().stream()
        .flatMap(Field::withRows)
        .filter(part -> !part.node().path("id").asText("").isEmpty())
        .filter(part -> !ids.add(part.node().path("id").asText()))
        .forEach(
            part ->
                fault(
                    file,
                    "“" + part.label() + "” (" + part.node().path("id").asText() + ")",
                    "has the id of another part: the form would not open",
                    "delete it and drag a new one into the form, which gets an id of its own"));
  }

  private void checkFields(FileSet.File file, List<Field> fields, Set<String> keys) {
    for (Field field : fields) {
      String name = name(field);
      if (!INPUT.contains(field.type()) && !DISPLAY.contains(field.type())) {
        fault(file, name, "a part of type “" + field.type() + "” does not work in Tasklist");
        continue;
      }
      field.hiddenWhen().ifPresent(condition -> checkFeel(file, name, condition));
      String hide = field.node().path("conditional").path("hide").asText("");
      if (!hide.isBlank() && !hide.startsWith("=")) {
        fault(
            file,
            name,
            "its condition “" + hide + "” is taken for text: it would always be shown",
            "write = before it under Condition, Hide if");
      }
      if (field.type().equals("image")
          && field.node().path("source").asText("").matches("(?i)\\W*(https?:|//).*")) {
        fault(
            file,
            name,
            "shows a picture of another website, which the browser refuses",
            "delete it, or have the picture kept in the application");
      }
      if (Stream.of("text", "content", "label", "description")
          .anyMatch(one -> RUNS.matcher(field.node().path(one).asText("")).find())) {
        fault(
            file,
            name,
            "holds a programme, which is not run",
            "write words, or a link that begins with / or https://");
      }
      checkHidden(file, field, name);
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
    if (field.type().equals("datetime")
        && !field
            .node()
            .path("defaultValue")
            .asText("")
            .matches("|\\d{4}-\\d\\d-\\d\\d.*|\\d\\d:\\d\\d.*")) {
      fault(
          file,
          name,
          "begins with “%s”, which is no date that it can show"
              .formatted(field.node().path("defaultValue").asText()),
          "delete its default value");
    }
    if (field.type().equals("checkbox") && field.node().path("defaultValue").asBoolean()) {
      fault(
          file, name, "ticks itself: a yes is never given by silence", "untick its default value");
    }
    checkAnswers(file, field, name);
    checkLimits(file, field, name);
    if (field.type().equals("datetime")
        && !field.node().path("subtype").asText("date").equals("date")
        && !field.node().path("timeSerializingFormat").asText().equals("no_timezone")) {
      fault(
          file,
          name,
          "sends its time with a time zone, which nobody reads",
          "choose “None” under Time format, Time zone");
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
      if (!field.node().path("disableCollapse").asBoolean()) {
        fault(
            file,
            name,
            "may be folded: whoever opens it with more rows than are shown sends only those",
            "tick “Disable collapse” at the list");
      }
      checkFields(file, field.children(), new TreeSet<>());
      checkConditionsOfRows(file, field);
    }
  }

  /** In a row of a list, a bare key is one of the whole form: the row's own begin with "this.". */
  private void checkConditionsOfRows(FileSet.File file, Field list) {
    List<Field> inRow = FormSchema.fields(list.children()).toList();
    for (Field field : list.withRows().toList()) {
      String condition = field.hiddenWhen().filter(hide -> field != list).orElse("");
      for (Field other : inRow) {
        if (!other.key().isEmpty()
            && condition.matches("(?s).*(?<![.\\w\"])" + Pattern.quote(other.key()) + "\\b.*")) {
          fault(
              file,
              "“" + field.label() + "” (" + field.node().path("id").asText() + ")",
              "its condition asks for “" + other.key() + "” outside the list, where it is not",
              "write this.%s under Condition, Hide if".formatted(other.key()));
        }
      }
    }
  }

  private void checkHidden(FileSet.File file, Field field, String name) {
    String hide = field.hiddenWhen().orElse("").strip();
    boolean always = hide.equals("true") || hide.matches("(\\d+) = \\1");
    boolean never = hide.equals("false") || isFixed(hide) && !always;
    if (never) {
      fault(
          file,
          name,
          "its condition “%s” asks for nothing: it is always shown".formatted(hide),
          "ask for another field under Condition, Hide if, or delete the condition");
    } else if (always && field.withRows().anyMatch(Field::isRequired)) {
      fault(
          file,
          name,
          "must be filled in and is always hidden",
          "delete the condition under Condition, Hide if, or the tick at Required");
    } else if (always) {
      fault(file, name, "is always hidden", "delete the field, or its condition");
    } else if (field.isRequired()
        && field.isSentByPeople()
        && hide.matches(".*\\b" + field.key() + "\\b.*")) {
      fault(
          file,
          name,
          "is hidden by its own answer",
          "let another field decide under Condition, Hide if");
    }
  }

  /** A comparison of two numbers or two words, which comes out the same whatever people answer. */
  private static boolean isFixed(String condition) {
    return condition.matches("([-\\d.]+|\"[^\"]*\") (=|!=|<|>) ([-\\d.]+|\"[^\"]*\")");
  }

  /** A condition that compares a choice with a word that it does not offer. */
  private void checkCompared(FileSet.File file, Field field, String name, FormSchema form) {
    Matcher compared = COMPARED.matcher(field.hiddenWhen().orElse(""));
    while (compared.find()) {
      String key = compared.group(1);
      String word = compared.group(2);
      form.fields().stream()
          .filter(other -> other.key().equals(key))
          .filter(other -> !word.isEmpty() && !other.answers().isEmpty())
          .filter(other -> !other.answers().contains(word))
          .findFirst()
          .ifPresent(
              other ->
                  fault(
                      file,
                      name,
                      "its condition asks whether “%s” is “%s”, which it never is"
                          .formatted(key, word),
                      "write one of %s under Condition, Hide if"
                          .formatted(String.join(", ", other.answers()))));
    }
  }

  private void checkAnswers(FileSet.File file, Field field, String name) {
    Set<String> values = new TreeSet<>();
    Set<String> labels = new TreeSet<>();
    for (JsonNode answer : field.node().path("values")) {
      String value = answer.path("value").asText();
      if (!values.add(value) || !labels.add(answer.path("label").asText())) {
        fault(
            file,
            name,
            "offers the answer “" + answer.path("label").asText() + "” (" + value + ") twice",
            "give each answer a value and a label of its own");
      }
      if (value.isBlank()) {
        fault(file, name, "has an answer without a value", "write its value");
      }
      if (answer.path("label").asText("").isBlank()) {
        fault(
            file,
            name,
            "has an answer without words (" + value + ")",
            "write its label under Static options");
      }
    }
    String byItself = field.node().path("defaultValue").asText("");
    if (field.node().has("values")
        && field.node().path("values").size() > 0
        && !byItself.isEmpty()
        && !values.contains(byItself)) {
      fault(
          file,
          name,
          "answers “" + byItself + "” by itself, which it does not offer",
          "choose one of its answers under Default value");
    }
  }

  private void checkLimits(FileSet.File file, Field field, String name) {
    double longest = field.rule("maxLength").asDouble(0);
    if (field.rule("maxLength").isNumber() && longest < 1) {
      fault(
          file,
          name,
          "lets people write nothing",
          "write a number above 0 under Validation, Maximum length");
    }
    if (longest > MOST_CHARACTERS) {
      fault(
          file,
          name,
          "lets people write %,d characters".formatted((long) longest),
          "write at most " + MOST_CHARACTERS + " under Validation, Maximum length");
    }
    for (String limit : List.of("minLength", "maxLength", "min", "max")) {
      JsonNode rule = field.rule(limit);
      boolean length = limit.endsWith("Length");
      if (!rule.isMissingNode()
          && !rule.isNull()
          && !(rule.isNumber() && (!length || rule.asDouble() % 1 == 0))) {
        fault(
            file,
            name,
            "its limit “%s” is no number: %s"
                .formatted(rule.asText(), length ? "only 4000 is one" : "only 10 or 0.5 is one"),
            "write digits alone under Validation");
      }
    }
    if (SLOW.matcher(field.rule("pattern").asText("")).find()) {
      fault(
          file,
          name,
          "its pattern repeats what repeats already, and could take very long",
          "write + or * only once at each part of the pattern");
    }
    try {
      Pattern.compile(field.rule("pattern").asText(""));
    } catch (PatternSyntaxException e) {
      fault(file, name, "its pattern cannot be read: " + e.getDescription(), "mend the pattern");
    }
    if (field.rule("maxLength").isNumber() && field.rule("minLength").asDouble(0) > longest) {
      fault(file, name, "must be longer than it may be", "write a smaller Minimum length");
    }
    if (field.rule("max").isNumber()
        && field.rule("min").asDouble(0) >= field.rule("max").asDouble()) {
      fault(file, name, "its greatest number is not above its smallest", "write a greater Maximum");
    }
  }

  private static boolean hasOptions(JsonNode node) {
    return node.path("values").size() > 0
        || !node.path("valuesKey").asText("").isBlank()
        || !node.path("valuesExpression").asText("").isBlank();
  }

  private void checkFeel(FileSet.File file, String name, String condition) {
    if (!FEEL.parseExpression(condition).isSuccess()) {
      fault(file, name, "the condition “" + condition + "” is not FEEL");
    } else if (FeelCost.isUnbounded(condition)) {
      fault(
          file,
          name,
          "the condition “" + condition + "” could take very long",
          "write it without loops, functions, powers or text patterns");
    }
  }

  /** A case that runs has its key. */
  void noKey(String stem) {
    FormSchema form = forms.get(stem);
    if (form == null) {
      return;
    }
    form.fields().stream()
        .filter(field -> field.destination() == Destination.BUSINESS_KEY)
        .forEach(
            field ->
                faults.add(
                    new Fault(
                        "forms/" + stem + ".form",
                        name(field),
                        "is kept as the key of a case, and only a start form has one",
                        "click the field, then “Custom properties”, and delete “engine”")));
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

  private void fault(FileSet.File file, String element, String problem, String click) {
    faults.add(new Fault(file.name(), element, problem, click));
  }

  private void fault(FileSet.File file, String element, String problem) {
    faults.add(new Fault(file.name(), element, problem));
  }
}
