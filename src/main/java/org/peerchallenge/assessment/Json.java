package org.peerchallenge.assessment;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.peerchallenge.kernel.JsonText;

/** Contents of sections as JSON, read and written. */
final class Json {

  private Json() {}

  static String write(Object content) {
    return JsonText.canonical(content);
  }

  static Map<String, Object> map(String text) {
    return JsonText.read(text, new TypeReference<>() {});
  }

  static Map<String, Map<String, Object>> sections(String text) {
    return JsonText.read(text, new TypeReference<>() {});
  }

  /** The rows of a list in a section; none when it was left empty. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> rows(Map<String, Object> content, String key) {
    return content.get(key) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
  }

  static String text(Map<String, Object> content, String key) {
    Object value = content.get(key);
    return value == null ? "" : value.toString();
  }
}
