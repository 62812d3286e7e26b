package org.peerchallenge.assessment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.peerchallenge.kernel.Hash;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The forms of sections as they were when people wrote in them; one is never changed or lost. */
@Component
class KeptForms {

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final Map<String, JsonNode> read = new ConcurrentHashMap<>();

  KeptForms(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Keeps a form.
   *
   * @param content the form's file
   * @return its SHA-256
   */
  String keep(String content) {
    String sha256 = Hash.sha256(content);
    jdbc.sql(
            """
            insert into section_form (sha256, content) values (:sha256, :content)
            on conflict do nothing
            """)
        .param("sha256", sha256)
        .param("content", content)
        .update();
    return sha256;
  }

  /** A kept form, by its SHA-256. */
  JsonNode find(String sha256) {
    return read.computeIfAbsent(sha256, this::read);
  }

  private JsonNode read(String sha256) {
    String content =
        jdbc.sql("select content from section_form where sha256 = :sha256")
            .param("sha256", sha256)
            .query(String.class)
            .single();
    try {
      return json.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The kept form " + sha256 + " is not readable JSON", e);
    }
  }
}
