package org.peerchallenge.tasklist.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * What the web applications load from us while they start: their words, with ours in place of an
 * engine's, and the time.
 */
@RestController
class TasklistFiles {

  private static final Pattern OUR_SCRIPT = Pattern.compile("/[a-z-]+(/[a-z-]+)?\\.js");
  private static final MediaType JAVASCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);

  private static final String BANNER = "BANNER_CE_EOL_TEXT";

  private final ObjectMapper json;
  private final Clock clock;
  private final String officeEmail;
  private final String region;

  TasklistFiles(
      ObjectMapper json,
      Clock clock,
      @Value("${peerchallenge.office-email}") String officeEmail,
      @Value("${peerchallenge.region.name}") String region) {
    this.json = json;
    this.clock = clock;
    this.officeEmail = officeEmail;
    this.region = region;
  }

  /** The vendor's words with ours on top; only what we changed stands in our file. */
  @GetMapping("/camunda/app/{app:tasklist|cockpit|admin|welcome}/locales/en.json")
  ResponseEntity<JsonNode> words(@PathVariable String app) throws IOException {
    JsonNode words = read("META-INF/resources/webjars/camunda/app/" + app + "/locales/en.json");
    JsonNode ours = read("tasklist/words.json");
    ObjectNode labels = (ObjectNode) words.path("labels");
    labels.setAll((ObjectNode) ours.path("everywhere"));
    labels.setAll((ObjectNode) ours.path(app));
    labels.put("OFFICE_EMAIL", officeEmail);
    // The vendor's page takes this text as HTML.
    labels.put(
        BANNER, labels.path(BANNER).asText().replace("REGION", HtmlUtils.htmlEscape(region)));
    return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(words);
  }

  /**
   * Our scripts without comments and indentation, which are for people and a third of the weight.
   * So a text over several lines in a script must not count on its indentation.
   */
  @GetMapping("/camunda/app/tasklist/scripts/{*file}")
  ResponseEntity<byte[]> script(@PathVariable String file) throws IOException {
    ClassPathResource script =
        new ClassPathResource("META-INF/resources/webjars/camunda/app/tasklist/scripts" + file);
    if (!OUR_SCRIPT.matcher(file).matches() || !script.exists()) {
      return ResponseEntity.notFound().build();
    }
    byte[] light =
        script
            .getContentAsString(StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("//"))
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.UTF_8);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache())
        // Weak: with a strong one it would travel unpacked.
        .eTag("W/\"" + DigestUtils.md5DigestAsHex(light) + "\"")
        .contentType(JAVASCRIPT)
        .body(light);
  }

  /** Milliseconds since 1970 by the application's clock, which in the demo stands in 2018-19. */
  @GetMapping("/assets/now.json")
  ResponseEntity<Map<String, Long>> now() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Map.of("now", clock.millis()));
  }

  private JsonNode read(String file) throws IOException {
    try (InputStream stream = new ClassPathResource(file).getInputStream()) {
      return json.readTree(stream);
    }
  }
}
