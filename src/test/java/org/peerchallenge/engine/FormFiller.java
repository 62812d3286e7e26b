package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.peerchallenge.engine.FormSchema.Field;
import org.peerchallenge.kernel.FormValues;

/**
 * Fills in a form as a person would who answers every question that she sees: options from those
 * offered, prefilled rows kept, one row in each empty list that takes one, text with a marker in
 * it.
 */
public final class FormFiller {

  /** Is left empty by whoever answers that the facts are right. */
  private static final String CORRECTION = "correction";

  private final ObjectMapper json;
  private final Conditions conditions = new Conditions();
  private final Supplier<String> text;
  private final String date;

  /**
   * @param text what is written into every text field
   * @param date what is written into every date, as ISO text
   */
  public FormFiller(ObjectMapper json, String text, String date) {
    this(json, () -> text, date);
  }

  /**
   * @param text gives what is written into the next text field
   * @param date what is written into every date, as ISO text
   */
  public FormFiller(ObjectMapper json, Supplier<String> text, String date) {
    this.json = json;
    this.text = text;
    this.date = date;
  }

  /**
   * The values to send.
   *
   * @param form the form's file
   * @param shown what the form shows when it is opened
   * @param decisions answers that the test wants, by key
   */
  public Map<String, Object> fill(
      byte[] form, Map<String, Object> shown, Map<String, Object> decisions) {
    FormSchema schema = FormSchema.read(new ByteArrayInputStream(form), json);
    schema.fields().forEach(field -> mustOfferWhatItShows(field, shown.get(field.key()), shown));
    Map<String, Object> values = new LinkedHashMap<>();
    // An answer may show or hide further questions: until nothing changes.
    for (int round = 0; round < 3; round++) {
      Map<String, Object> context = new HashMap<>(shown);
      context.putAll(values);
      values.clear();
      for (Field field : schema.visible(new FormValues(context), conditions)) {
        if (field.isSentByPeople()) {
          Object answer =
              decisions.containsKey(field.key())
                  ? decisions.get(field.key())
                  : answer(field, shown.get(field.key()), shown);
          values.put(field.key(), answer);
        }
      }
    }
    return values;
  }

  /** A browser drops unseen what was chosen before and is not offered any more. */
  private void mustOfferWhatItShows(Field field, Object value, Map<String, Object> shown) {
    if (value instanceof List<?> rows && field.type().equals("dynamiclist")) {
      for (Object row : rows) {
        FormSchema.fields(field.children())
            .forEach(cell -> mustOfferWhatItShows(cell, ((Map<?, ?>) row).get(cell.key()), shown));
      }
    } else if (value != null && !field.node().path("valuesKey").asText("").isEmpty()) {
      List<?> chosen = value instanceof List<?> some ? some : List.of(value);
      assertThat(offered(field, shown))
          .as("what the field “%s” offers", field.label())
          .containsAll(chosen.stream().map(Object::toString).toList());
    }
  }

  private Object answer(Field field, Object shownValue, Map<String, Object> shown) {
    return switch (field.type()) {
      case "textfield", "textarea" -> text(field);
      case "number" -> 1;
      case "checkbox" -> true;
      case "radio", "select" -> first(field, shown);
      case "checklist", "taglist" -> {
        Object first = first(field, shown);
        yield first == null ? List.of() : List.of(first);
      }
      case "datetime" ->
          switch (field.node().path("subtype").asText("date")) {
            case "time" -> "10:00";
            case "datetime" -> date + "T10:00";
            default -> shownValue == null ? date : shownValue;
          };
      case "dynamiclist" -> rows(field, shownValue, shown);
      default -> throw new IllegalStateException("No answer for " + field.type());
    };
  }

  private String text(Field field) {
    if (field.rule("validationType").asText("").equals("email") || field.key().equals("email")) {
      return "somebody@example.org";
    }
    if (field.key().equals("name")) {
      return "Alex Example";
    }
    int most = field.rule("maxLength").asInt(200);
    String words = text.get();
    return words.length() <= most ? words : words.substring(0, most);
  }

  private Object first(Field field, Map<String, Object> shown) {
    return offered(field, shown).stream().findFirst().orElse(null);
  }

  private List<String> offered(Field field, Map<String, Object> shown) {
    String key = field.node().path("valuesKey").asText("");
    JsonNode values =
        key.isEmpty() ? field.node().path("values") : json.valueToTree(shown.get(key));
    List<String> offered = new ArrayList<>();
    values.forEach(one -> offered.add(one.isObject() ? one.path("value").asText() : one.asText()));
    return offered;
  }

  private List<Map<String, Object>> rows(Field list, Object shownRows, Map<String, Object> shown) {
    List<?> before = shownRows instanceof List<?> some ? some : List.of();
    if (before.isEmpty() && list.node().path("allowAddRemove").asBoolean(true)) {
      before = List.of(Map.of());
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Object one : before) {
      Map<String, Object> row = new LinkedHashMap<>();
      ((Map<?, ?>) one).forEach((key, value) -> row.put(key.toString(), value));
      FormSchema.fields(list.children())
          .filter(cell -> cell.isSentByPeople() && row.get(cell.key()) == null)
          .filter(cell -> !cell.key().equals(CORRECTION))
          .forEach(cell -> row.put(cell.key(), answer(cell, null, shown)));
      rows.add(row);
    }
    return rows;
  }
}
