package org.peerchallenge.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * JSON (RFC 8259) as text, where no application is at hand to give its mapper: files that are
 * checked, columns of tables, signed texts.
 */
public final class JsonText {

  private static final ObjectMapper PLAIN = JsonMapper.builder().build();

  /** Keys sorted, no spaces, text as it is: the same content is always the same bytes. */
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private JsonText() {}

  /** The mapper of this application, for trees and streams. */
  public static ObjectMapper mapper() {
    return PLAIN;
  }

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException when it has no form in JSON
   */
  public static String write(Object value) {
    return write(PLAIN, value);
  }

  /** Writes a value so that the same content is always the same text, as hashes need it. */
  public static String canonical(Object value) {
    return write(CANONICAL, value);
  }

  /**
   * Reads what {@link #write} or {@link #canonical} wrote.
   *
   * @throws IllegalStateException when it is something else
   */
  public static <T> T read(String text, TypeReference<T> type) {
    try {
      return PLAIN.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Kept content cannot be read", e);
    }
  }

  /**
   * Reads what {@link #write} or {@link #canonical} wrote.
   *
   * @throws IllegalStateException when it is something else
   */
  public static <T> T read(String text, Class<T> type) {
    try {
      return PLAIN.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Kept content cannot be read", e);
    }
  }

  private static String write(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This content cannot be written down", e);
    }
  }
}
