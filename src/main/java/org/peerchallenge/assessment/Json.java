package org.peerchallenge.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Canonical JSON of contents, and the hash of a signed text. */
final class Json {

  /** Keys sorted, no spaces, text as it is: the same content is always the same bytes. */
  private static final ObjectMapper CANONICAL =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  private Json() {}

  static String write(Object content) {
    try {
      return CANONICAL.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This content cannot be written down", e);
    }
  }

  static Map<String, Object> map(String text) {
    return read(text, new TypeReference<>() {});
  }

  static Map<String, Map<String, Object>> sections(String text) {
    return read(text, new TypeReference<>() {});
  }

  static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
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

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return CANONICAL.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Kept content cannot be read", e);
    }
  }
}
