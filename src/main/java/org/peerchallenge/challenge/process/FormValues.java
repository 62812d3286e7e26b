package org.peerchallenge.challenge.process;

import java.util.List;
import java.util.Map;

/** Reads the values of a form, which the engine's part has checked for their types. */
final class FormValues {

  private FormValues() {}

  static String text(Map<String, Object> values, String key) {
    Object value = values.get(key);
    return value == null ? null : value.toString();
  }

  static List<String> texts(Map<String, Object> values, String key) {
    return values.get(key) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> rows(Map<String, Object> values, String key) {
    return values.get(key) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
  }

  /** One of the answers that a form offers. */
  static Map<String, String> option(String label, Object value) {
    return Map.of("label", label, "value", value.toString());
  }
}
