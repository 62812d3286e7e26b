package org.peerchallenge.tasklist.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * What the web applications load from us while they start: their words, with ours in place of an
 * engine's, and the time.
 */
@RestController
class TasklistFiles {

  private static final MediaType JAVASCRIPT =
      new MediaType("text", "javascript", StandardCharsets.UTF_8);

  private static final String BANNER = "BANNER_CE_EOL_TEXT";

  private final ObjectMapper json;
  private final ScriptBundle bundle;
  private final Clock clock;
  private final String officeEmail;
  private final String region;

  TasklistFiles(
      ObjectMapper json,
      ScriptBundle bundle,
      Clock clock,
      @Value("${peerchallenge.office-email}") String officeEmail,
      @Value("${peerchallenge.region.name}") String region) {
    this.json = json;
    this.bundle = bundle;
    this.clock = clock;
    this.officeEmail = officeEmail;
    this.region = region;
  }

  /** The vendor's words with ours on top; only what we changed stands in our file. */
  @GetMapping("/camunda/app/{app:tasklist|cockpit|admin|welcome}/locales/en.json")
  ResponseEntity<byte[]> words(
      @PathVariable String app,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String accepted)
      throws IOException {
    JsonNode words = read("META-INF/resources/webjars/camunda/app/" + app + "/locales/en.json");
    JsonNode ours = read("tasklist/words.json");
    ObjectNode labels = (ObjectNode) words.path("labels");
    labels.setAll((ObjectNode) ours.path("everywhere"));
    labels.setAll((ObjectNode) ours.path(app));
    labels.put("OFFICE_EMAIL", officeEmail);
    // The vendor's page takes this text as HTML.
    labels.put(
        BANNER, labels.path(BANNER).asText().replace("REGION", HtmlUtils.htmlEscape(region)));
    byte[] bytes = json.writeValueAsBytes(words);
    ResponseEntity.BodyBuilder answer =
        kept(bytes).contentType(MediaType.APPLICATION_JSON).varyBy(HttpHeaders.ACCEPT_ENCODING);
    // Packed here: the server packs no JSON, since most of it is what people wrote.
    return accepted.contains("gzip")
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(packed(bytes))
        : answer.body(bytes);
  }

  /** Our scripts, as {@link ScriptBundle} has put them together. */
  @GetMapping("/camunda/app/tasklist/scripts/{*file}")
  ResponseEntity<byte[]> script(@PathVariable String file) {
    return bundle
        .script(file.substring(1))
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .map(bytes -> kept(bytes).contentType(JAVASCRIPT).body(bytes))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }

  /** Weak: with a strong one it would travel unpacked. */
  private static ResponseEntity.BodyBuilder kept(byte[] bytes) {
    return ResponseEntity.ok().eTag("W/\"" + DigestUtils.md5DigestAsHex(bytes) + "\"");
  }

  /** Milliseconds since 1970 by the application's clock, which in the demo stands in 2018-19. */
  @GetMapping("/assets/now.json")
  ResponseEntity<Map<String, Long>> now() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(Map.of("now", clock.millis()));
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private JsonNode read(String file) throws IOException {
    try (InputStream stream = new ClassPathResource(file).getInputStream()) {
      return json.readTree(stream);
    }
  }
}
