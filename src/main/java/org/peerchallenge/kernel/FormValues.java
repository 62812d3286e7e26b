package org.peerchallenge.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people wrote into the fields of a form, or are shown in them. As JSON it is one object, and
 * the fields keep their order.
 *
 * @param fields text, numbers, yes or no, lists of answers and lists of rows, by the fields' keys;
 *     an empty field is {@code null} or missing
 */
public record FormValues(@JsonValue Map<String, Object> fields) {

  /** Of a form in which nothing was written. */
  public static final FormValues NONE = new FormValues(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public FormValues {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * Reads them from JSON.
   *
   * @throws IllegalStateException when it is something else
   */
  public static FormValues read(String json) {
    return JsonText.read(json, FormValues.class);
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The value of a field; empty when nothing was written there. */
  public Optional<Object> find(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** The text in a field, or the answer chosen; "" when nothing was written there. */
  public String text(String field) {
    return find(field).map(Object::toString).orElse("");
  }

  /** Whether a box is ticked. */
  public boolean isTicked(String field) {
    return Boolean.TRUE.equals(fields.get(field));
  }

  /** The answers chosen from a list; none when it was left empty. */
  public List<String> answers(String field) {
    return fields.get(field) instanceof List<?> chosen
        ? chosen.stream().map(Object::toString).toList()
        : List.of();
  }

  /** The rows of a list; none when it was left empty. */
  public List<FormValues> rows(String list) {
    return fields.get(list) instanceof List<?> rows
        ? rows.stream().map(FormValues::row).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked")
  private static FormValues row(Object cells) {
    return new FormValues((Map<String, Object>) cells);
  }

  /** The same with another value in one field. */
  public FormValues with(String field, Object value) {
    return with(new FormValues(Collections.singletonMap(field, value)));
  }

  /** The same with what others hold, which stands where both hold something. */
  public FormValues with(FormValues others) {
    Map<String, Object> all = new LinkedHashMap<>(fields);
    all.putAll(others.fields);
    return new FormValues(all);
  }

  /** The same without a field. */
  public FormValues without(String field) {
    Map<String, Object> rest = new LinkedHashMap<>(fields);
    rest.remove(field);
    return new FormValues(rest);
  }
}
