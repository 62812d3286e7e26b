package org.peerchallenge.tasklist.web;

import java.util.Map;
import org.peerchallenge.cockpit.OfficeAlerts;
import org.peerchallenge.notice.NoticeKey;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes error reports of scripts: what ours in Tasklist did not find in the vendor's, so that the
 * office hears of it and not only the person whose form fails. Each part is told once.
 */
@RestController
class ScriptErrorReports {

  /** A part of the vendor's that the script needs, by the name that vendor.js gives it. */
  record Trouble(String part) {}

  private static final Map<String, String> PARTS =
      Map.of(
          "form",
          "keeping what people type and completing lists: the form's class was not found in"
              + " Tasklist",
          "task",
          "keeping what people type: the form's place was not found in Tasklist");

  private final OfficeAlerts office;

  ScriptErrorReports(OfficeAlerts office) {
    this.office = office;
  }

  @PostMapping("/tasks/troubles")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void tell(@RequestBody Trouble trouble) {
    String what = trouble.part() == null ? null : PARTS.get(trouble.part());
    if (what == null) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no such part.");
    }
    office.ofTasklist(new NoticeKey("tasklist", "script", trouble.part()), what);
  }
}
