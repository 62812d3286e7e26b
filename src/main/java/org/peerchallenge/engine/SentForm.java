package org.peerchallenge.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.peerchallenge.engine.FormSchema.Field;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.Refused;

/**
 * Checks what was sent against the form that it was sent with.
 *
 * <p>The browser checks too, but the browser is not ours: the same rules hold here, so that nothing
 * wrong is kept whichever way it came. All faults are told at once.
 */
final class SentForm {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");

  private final FormSchema form;
  private final FormValues shown;
  private final Conditions conditions;
  private final ObjectMapper json;
  private final List<String> faults = new ArrayList<>();

  SentForm(FormSchema form, FormValues shown, Conditions conditions, ObjectMapper json) {
    this.form = form;
    this.shown = shown;
    this.conditions = conditions;
    this.json = json;
  }

  /**
   * The valid values of every visible field that people fill in; an empty one is {@code null}.
   *
   * @throws Refused when a value is of the wrong type, too long, missing or not asked for
   */
  FormValues values(Map<String, Object> sent) {
    Map<String, Object> plain = new LinkedHashMap<>();
    sent.forEach((key, value) -> plain.put(key, plain(value)));

    Set<String> known =
        form.fields().stream().map(Field::key).collect(Collectors.toCollection(TreeSet::new));
    Set<String> unknown = new TreeSet<>(plain.keySet());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new Refused(
          "Nothing was saved: this form has no field " + String.join(", ", unknown) + ".");
    }

    FormValues context = shown.with(new FormValues(plain));
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : form.visible(context, conditions)) {
      if (field.isSentByPeople()) {
        values.put(field.key(), value(field, plain.get(field.key()), ""));
      }
    }
    if (!faults.isEmpty()) {
      throw new Refused("Nothing was saved yet. " + String.join(" ", faults));
    }
    return new FormValues(values);
  }

  private Object plain(Object value) {
    Object raw = value instanceof TypedValue typed ? typed.getValue() : value;
    if (raw == null || raw instanceof String || raw instanceof Number || raw instanceof Boolean) {
      return raw;
    }
    // Spin's JSON prints itself as JSON; lists and maps are written the same way.
    try {
      String text =
          raw instanceof List<?> || raw instanceof Map<?, ?>
              ? json.writeValueAsString(raw)
              : raw.toString();
      return json.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new Refused("Nothing was saved: a value of this form cannot be read.");
    }
  }

  private Object value(Field field, Object value, String row) {
    Object clean = value instanceof String text ? blankToNull(text.replace("\u0000", "")) : value;
    String name = "“" + field.label() + "”" + row;
    if (clean == null || clean instanceof List<?> list && list.isEmpty()) {
      if (field.rule("required").asBoolean()) {
        faults.add(name + " is needed.");
      }
      return field.type().equals("dynamiclist") ? List.of() : null;
    }
    return switch (field.type()) {
      case "textfield", "textarea" -> text(field, clean, name);
      case "number" -> number(field, clean, name);
      case "checkbox" -> checkbox(field, clean, name);
      case "radio", "select" -> option(field, clean, name);
      case "checklist", "taglist" -> options(field, clean, name);
      case "datetime" -> datetime(field, clean, name);
      case "dynamiclist" -> rows(field, clean, name);
      default -> {
        faults.add(name + " is a kind of field that cannot be filled in.");
        yield null;
      }
    };
  }

  private static String blankToNull(String text) {
    return text.isBlank() ? null : text;
  }

  private Object text(Field field, Object value, String name) {
    if (!(value instanceof String text)) {
      faults.add(name + " must be text.");
      return null;
    }
    // A letter of a rare script is one to its writer, though Java holds it in two; our script in
    // Tasklist has the browser count so too.
    int characters = text.codePointCount(0, text.length());
    if (field.rule("maxLength").isNumber() && characters > field.rule("maxLength").asInt()) {
      faults.add(
          "%s is %,d characters long; at most %,d fit."
              .formatted(name, characters, field.rule("maxLength").asInt()));
    }
    if (field.rule("minLength").isNumber() && characters < field.rule("minLength").asInt()) {
      faults.add(
          "%s needs at least %,d characters.".formatted(name, field.rule("minLength").asInt()));
    }
    String pattern = field.rule("pattern").asText("");
    if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
      faults.add(name + " is not in the form asked for.");
    }
    if (field.rule("validationType").asText("").equals("email") && !EMAIL.matcher(text).matches()) {
      faults.add(name + " must be an e-mail address.");
    }
    return text;
  }

  private Object number(Field field, Object value, String name) {
    BigDecimal number;
    try {
      number = new BigDecimal(value.toString());
    } catch (NumberFormatException e) {
      faults.add(name + " must be a number.");
      return null;
    }
    JsonNode min = field.rule("min");
    JsonNode max = field.rule("max");
    if (min.isNumber() && number.compareTo(min.decimalValue()) < 0
        || max.isNumber() && number.compareTo(max.decimalValue()) > 0) {
      faults.add(
          "%s must be a number%s%s."
              .formatted(
                  name,
                  min.isNumber() ? " from " + min.asText() : "",
                  max.isNumber() ? " up to " + max.asText() : ""));
    }
    return value instanceof Number ? value : number;
  }

  private Object checkbox(Field field, Object value, String name) {
    if (!(value instanceof Boolean ticked)) {
      faults.add(name + " is ticked or not, nothing else.");
      return null;
    }
    if (!ticked && field.rule("required").asBoolean()) {
      faults.add(name + " must be ticked.");
    }
    return ticked;
  }

  private Object option(Field field, Object value, String name) {
    if (!allowed(field).contains(value.toString())) {
      faults.add(name + ": choose one of the answers offered." + changed(field));
      return null;
    }
    return value;
  }

  private Object options(Field field, Object value, String name) {
    if (!(value instanceof List<?> chosen)) {
      faults.add(name + " must be a list of answers.");
      return null;
    }
    Set<String> allowed = allowed(field);
    if (!chosen.stream().allMatch(one -> one != null && allowed.contains(one.toString()))) {
      faults.add(name + ": choose only from the answers offered." + changed(field));
    }
    return chosen;
  }

  /** Answers that are people or authorities may have changed while somebody had the form open. */
  private static String changed(Field field) {
    return field.node().path("valuesKey").asText("").isEmpty()
        ? ""
        : " They have changed since you opened the form: open it again, and choose anew.";
  }

  private Set<String> allowed(Field field) {
    JsonNode node = field.node();
    String key = node.path("valuesKey").asText("");
    JsonNode values =
        key.isEmpty() ? node.path("values") : json.valueToTree(shown.find(key).orElse(List.of()));
    Set<String> allowed = new TreeSet<>();
    values.forEach(one -> allowed.add(one.isObject() ? one.path("value").asText() : one.asText()));
    return allowed;
  }

  private Object datetime(Field field, Object value, String name) {
    String text = value.toString();
    try {
      switch (field.node().path("subtype").asText("date")) {
        case "time" -> LocalTime.parse(text.replaceFirst("(Z|[+-]\\d\\d:\\d\\d)$", ""));
        case "datetime" -> {
          if (text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")) {
            OffsetDateTime.parse(text);
          } else {
            java.time.LocalDateTime.parse(text);
          }
        }
        default -> LocalDate.parse(text);
      }
      return text;
    } catch (DateTimeException e) {
      faults.add(name + " must be a date such as 2019-02-04.");
      return null;
    }
  }

  private Object rows(Field field, Object value, String name) {
    if (!(value instanceof List<?> list)) {
      faults.add(name + " must be a list.");
      return null;
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof Map<?, ?> cells)) {
        faults.add(name + ", row %d: cannot be read.".formatted(i + 1));
        continue;
      }
      // A row that nobody touched is not an answer.
      if (cells.values().stream().allMatch(SentForm::isEmpty)) {
        continue;
      }
      Map<String, Object> plain = new LinkedHashMap<>();
      cells.forEach((key, cell) -> plain.put(key.toString(), cell));
      FormValues context = shown.with(new FormValues(plain));
      Map<String, Object> row = new LinkedHashMap<>();
      String where = " in row %d of %s".formatted(i + 1, name);
      FormSchema.visible(field.children(), context, conditions)
          .filter(child -> !child.key().isEmpty())
          .forEach(child -> row.put(child.key(), cell(child, cells.get(child.key()), where)));
      rows.add(row);
    }
    if (rows.isEmpty() && field.rule("required").asBoolean()) {
      faults.add(name + " is needed.");
    }
    return rows;
  }

  /** Cells that people may not change travel with their row: they say what the row is about. */
  private Object cell(Field field, Object value, String where) {
    return field.isSentByPeople() ? value(field, value, where) : value;
  }

  private static boolean isEmpty(Object cell) {
    return cell == null
        || cell instanceof String text && text.isBlank()
        || cell instanceof List<?> list && list.isEmpty()
        || Boolean.FALSE.equals(cell);
  }
}
