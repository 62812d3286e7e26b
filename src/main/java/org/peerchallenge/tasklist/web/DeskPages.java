package org.peerchallenge.tasklist.web;

import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.kernel.EnglishText;
import java.security.Principal;
import org.peerchallenge.assessment.Narrative;
import org.peerchallenge.engine.OwnTasks;
import org.peerchallenge.engine.Submissions;
import org.peerchallenge.engine.Submissions.Sent;
import org.peerchallenge.tasklist.Cases;
import org.peerchallenge.tasklist.Guidance;
import org.peerchallenge.tasklist.TaskContext;
import org.peerchallenge.tasklist.TaskContext.View;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** What our script asks about an open task, its guidance, and the page that says it was sent. */
@Controller
@RequestMapping("/tasks/{id:[0-9a-f-]{36}}")
class DeskPages {

  private final TaskContext taskContext;
  private final Guidance guidance;
  private final Submissions submissions;
  private final Narrative narrative;
  private final Cases cases;
  private final OwnTasks own;

  DeskPages(
      TaskContext taskContext,
      Guidance guidance,
      Submissions submissions,
      Narrative narrative,
      Cases cases,
      OwnTasks own) {
    this.own = own;
    this.taskContext = taskContext;
    this.guidance = guidance;
    this.submissions = submissions;
    this.narrative = narrative;
    this.cases = cases;
  }

  @GetMapping("/desk")
  @ResponseBody
  View desk(@PathVariable String id, Principal who) {
    return taskContext.of(id, who.getName()).orElseThrow(DeskPages::notFound);
  }

  @GetMapping("/guidance")
  String guidance(@PathVariable String id, Model model) {
    String form = taskContext.form(id).orElseThrow(DeskPages::notFound);
    model.addAttribute("words", guidance.of(form));
    model.addAttribute("what", taskContext.documentation(id).orElse(""));
    return "tasklist/guidance";
  }

  /** After sending: that it arrived, and what was sent, for the one who sent it and still may. */
  @GetMapping("/sent")
  String sent(@PathVariable String id, Principal who, Model model) {
    Sent sent =
        submissions
            .ofTask(id)
            .filter(one -> one.author().username().equals(who.getName()))
            .filter(one -> own.wasOf(who.getName(), id))
            .orElseThrow(DeskPages::notFound);
    model.addAttribute("about", cases.title(sent.businessKey()));
    model.addAttribute("at", EnglishText.moment(sent.author().at()));
    model.addAttribute("passages", narrative.passages(sent.form(), sent.content()));
    return "tasklist/sent";
  }

  private static ResponseStatusException notFound() {
    return new NotFound();
  }
}
