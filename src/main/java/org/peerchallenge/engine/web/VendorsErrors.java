package org.peerchallenge.engine.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Errors of the engine's web interface, told apart by whose they are.
 *
 * <p>It answers 500 also where nothing of its own failed: for the id of a task that is done or of
 * something that never was, for the measures that it does not take here, and for a header that it
 * cannot read. The last is a 400, the others are a 404; what is left is ours to mend.
 */
final class VendorsErrors {

  /** How the engine says that it found nothing under an id (7.24). */
  private static final Pattern NOT_FOUND =
      Pattern.compile(
          "(?s)Cannot find .*: \\w+ is null"
              + "|[Nn]o [\\w ]+ found with id .*: \\w+ is null"
              + "|.* \\S+ doesn't exist: \\w+ is null"
              + "|Cannot invoke .* because \"task\" is null"
              // It counts nothing here.
              + "|Cannot invoke .* because the return value of \".*getDbMetricsReporter\\(\\)\" is null");

  /** What it puts before our own words when a form is refused or a year is not started (7.24). */
  private static final Pattern PUT_BEFORE_OUR_WORDS =
      Pattern.compile(
          "(?s)Cannot (?:instantiate process definition|submit task form|complete task) \\S+:"
              + " (.+)");

  private final ObjectMapper json;

  VendorsErrors(ObjectMapper json) {
    this.json = json;
  }

  /** The status that the answer should have had, if it should have had another. */
  Optional<Integer> corrected(ContentCachingResponseWrapper response) {
    if (response.getStatus() != HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
      return Optional.empty();
    }
    JsonNode error = read(response);
    if (error.path("type").asText().equals("HeaderValueException")) {
      return Optional.of(HttpServletResponse.SC_BAD_REQUEST);
    }
    return NOT_FOUND.matcher(error.path("message").asText()).matches()
        ? Optional.of(HttpServletResponse.SC_NOT_FOUND)
        : Optional.empty();
  }

  /** Our words for why something was refused, where the interface put its own before them. */
  Optional<String> ourWords(ContentCachingResponseWrapper response) {
    if (response.getStatus() != HttpServletResponse.SC_BAD_REQUEST) {
      return Optional.empty();
    }
    Matcher message = PUT_BEFORE_OUR_WORDS.matcher(read(response).path("message").asText());
    return message.matches() ? Optional.of(message.group(1)) : Optional.empty();
  }

  private JsonNode read(ContentCachingResponseWrapper response) {
    try {
      return json.readTree(response.getContentAsByteArray());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
