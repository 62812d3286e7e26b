package org.peerchallenge.tasklist.web;

import java.security.Principal;
import java.util.Optional;
import org.peerchallenge.assessment.Narrative;
import org.peerchallenge.assessment.SectionRecall;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.engine.OwnTasks;
import org.peerchallenge.engine.Submissions;
import org.peerchallenge.engine.Submissions.Sent;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.tasklist.Cases;
import org.peerchallenge.tasklist.Guidance;
import org.peerchallenge.tasklist.Receipts;
import org.peerchallenge.tasklist.TaskContext;
import org.peerchallenge.tasklist.TaskContext.View;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

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
  private final Receipts receipts;
  private final SectionRecall recall;
  private final Sections sections;

  DeskPages(
      TaskContext taskContext,
      Guidance guidance,
      Submissions submissions,
      Narrative narrative,
      Cases cases,
      OwnTasks own,
      Receipts receipts,
      SectionRecall recall,
      Sections sections) {
    this.sections = sections;
    this.receipts = receipts;
    this.recall = recall;
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
    Optional<Receipts.Receipt> receipt = receipts.of(sent.form(), sent.content());
    model.addAttribute(
        "did",
        receipt
            .map(Receipts.Receipt::title)
            .or(
                () ->
                    sections
                        .ofForm(sent.businessKey(), sent.form())
                        .map(one -> "You sent “" + one.title() + "”"))
            .orElse("Sent. Thank you."));
    model.addAttribute(
        "next",
        receipt.map(Receipts.Receipt::next).orElseGet(() -> guidance.of(sent.form()).after()));
    model.addAttribute("id", id);
    model.addAttribute("mayUndo", recall.mayTakeBack(who.getName(), id));
    model.addAttribute("at", EnglishText.moment(sent.author().at()));
    model.addAttribute("passages", narrative.passages(sent.form(), sent.content()));
    return "tasklist/sent";
  }

  /** Takes a sent section back, while nobody has gone on, and opens it again. */
  @PostMapping("/undo")
  String undo(@PathVariable String id, Principal who, RedirectAttributes after) {
    if (!submissions
        .ofTask(id)
        .filter(one -> one.author().username().equals(who.getName()))
        .filter(one -> own.wasOf(who.getName(), id))
        .isPresent()) {
      throw notFound();
    }
    try {
      return "redirect:/tasks/" + recall.takeBack(who.getName(), id);
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
      return "redirect:/tasks/" + id + "/sent";
    }
  }

  private static ResponseStatusException notFound() {
    return new NotFound();
  }
}
