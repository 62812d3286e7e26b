package org.peerchallenge.tasklist.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.tasklist.Draft;
import org.peerchallenge.tasklist.DraftRefused;
import org.peerchallenge.tasklist.Drafts;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the script in Tasklist saves what people type, and finds it again. */
@RestController
@RequestMapping("/drafts/{taskId}")
class DraftCalls {

  /** A draft for the page that shows it: with the name of who saved it. */
  record Shown(
      int version,
      String writer,
      long seq,
      FormValues content,
      String savedBy,
      boolean mine,
      Instant savedAt) {}

  /** An earlier version in the list of them. */
  record Earlier(long id, String savedBy, Instant savedAt, int characters, boolean sent) {}

  /** Stands for last year's text among the earlier versions, whose numbers begin with 1. */
  private static final long LAST_YEAR = 0;

  private final Drafts drafts;
  private final Region region;
  private final ObjectMapper json;

  DraftCalls(Drafts drafts, Region region, ObjectMapper json) {
    this.drafts = drafts;
    this.region = region;
    this.json = json;
  }

  @GetMapping
  Shown read(@PathVariable String taskId, Principal who) {
    return shown(drafts.read(who.getName(), taskId), who.getName());
  }

  /**
   * Answers without the content: the page has it. Of another type than JSON nothing is read: of a
   * broken form Tomcat would have read the body already.
   */
  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Shown save(@PathVariable String taskId, InputStream body, Principal who) throws IOException {
    byte[] sent = body.readNBytes(Drafts.LONGEST + 1);
    if (sent.length > Drafts.LONGEST) {
      throw DraftRefused.tooLong();
    }
    Draft saved;
    try {
      saved = drafts.save(who.getName(), taskId, json.readValue(sent, Draft.Change.class));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("This is no draft.", e);
    }
    Draft told =
        new Draft(
            saved.version(),
            saved.writer(),
            saved.seq(),
            FormValues.NONE,
            saved.savedBy(),
            saved.savedAt());
    return shown(told, who.getName());
  }

  @GetMapping("/earlier")
  List<Earlier> earlier(@PathVariable String taskId, Principal who) {
    return Stream.concat(
            drafts.earlier(who.getName(), taskId).stream()
                .map(
                    one ->
                        new Earlier(
                            one.id(),
                            name(one.savedBy()),
                            one.savedAt(),
                            one.characters(),
                            one.sent())),
            drafts.lastYear(who.getName(), taskId).stream()
                .map(
                    one ->
                        new Earlier(
                            LAST_YEAR, one.signer(), one.signedAt(), one.characters(), true)))
        .toList();
  }

  @GetMapping("/earlier/{id}")
  ResponseEntity<FormValues> earlier(
      @PathVariable String taskId, @PathVariable long id, Principal who) {
    return ResponseEntity.of(
        id == LAST_YEAR
            ? drafts.lastYear(who.getName(), taskId).map(Drafts.LastYearsText::content)
            : drafts.earlier(who.getName(), taskId, id));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(DraftRefused refused, Principal who) {
    HttpStatus status =
        switch (refused.reason()) {
          case GONE -> HttpStatus.GONE;
          case NOT_YOURS -> HttpStatus.FORBIDDEN;
          case TOO_LONG -> HttpStatus.PAYLOAD_TOO_LARGE;
          case CONFLICT -> HttpStatus.CONFLICT;
        };
    Map<String, Object> answer = new HashMap<>();
    answer.put("reason", refused.reason());
    answer.put("message", refused.getMessage());
    if (refused.standing() != null) {
      answer.put("draft", shown(refused.standing(), who.getName()));
    }
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(answer);
  }

  @ExceptionHandler(IllegalArgumentException.class)
  ResponseEntity<Map<String, Object>> noDraft() {
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("reason", "NO_DRAFT", "message", "This is no draft."));
  }

  private Shown shown(Draft draft, String reader) {
    return new Shown(
        draft.version(),
        draft.writer(),
        draft.seq(),
        draft.content(),
        draft.savedBy().isEmpty() ? "" : name(draft.savedBy()),
        draft.savedBy().equals(reader),
        draft.savedAt());
  }

  private String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }
}
