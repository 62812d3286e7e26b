package org.peerchallenge.change.web;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Principal;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.engine.ProposedFiles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the files in the analysts' folder would do to the years that run; it changes nothing. */
@Controller
class ProcessChangePage {

  private final ProposedFiles proposed;
  private final PageGuard guard;
  private final String folder;

  ProcessChangePage(
      ProposedFiles proposed,
      PageGuard guard,
      @Value("${peerchallenge.files-folder:}") String folder) {
    this.proposed = proposed;
    this.guard = guard;
    this.folder = folder;
  }

  @GetMapping("/process-change")
  String page(Principal who, Model model) throws IOException {
    guard.readersOnly(who, ReadingPolicy::processChange);
    if (!folder.isBlank()) {
      model.addAttribute("shown", proposed.in(Path.of(folder)));
    }
    return "change/process-change";
  }
}
