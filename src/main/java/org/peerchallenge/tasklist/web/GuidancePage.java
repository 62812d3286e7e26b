package org.peerchallenge.tasklist.web;

import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.tasklist.Guidance;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Guidance for a form without a task, so that a form can link to one of its parts. */
@Controller
class GuidancePage {

  private final Guidance guidance;

  GuidancePage(Guidance guidance) {
    this.guidance = guidance;
  }

  @GetMapping("/guidance/{form}")
  String guidance(@PathVariable String form, Model model) {
    if (!guidance.isFor(form)) {
      throw new NotFound();
    }
    model.addAttribute("words", guidance.of(form));
    model.addAttribute("what", "");
    return "tasklist/guidance";
  }
}
