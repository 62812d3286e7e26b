package org.peerchallenge.notice.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.notice.Invited;
import org.peerchallenge.notice.Replies;
import org.peerchallenge.notice.Reply;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The answer to an invitation by the secret link in its mail: guests have no account. Opening it
 * answers nothing, since mail scanners open links too; it shows nothing but when and where.
 */
@Controller
class ReplyPage {

  private final Replies replies;

  ReplyPage(Replies replies) {
    this.replies = replies;
  }

  @GetMapping("/replies/{code}")
  String show(@PathVariable String code, Model model, HttpServletResponse response) {
    Optional<Invited> invited = replies.ofCode(code).filter(one -> !one.cancelled());
    if (invited.isEmpty()) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
      return "notice-pages/reply-over";
    }
    model.addAttribute("code", code);
    model.addAttribute("invited", invited.get());
    model.addAttribute(
        "when",
        "%s, %s to %s"
            .formatted(
                EnglishText.weekday(invited.get().begins()),
                EnglishText.time(invited.get().begins()),
                EnglishText.time(invited.get().ends())));
    model.addAttribute("replies", Reply.values());
    return "notice-pages/reply";
  }

  @PostMapping("/replies/{code}")
  String answer(
      @PathVariable String code,
      @RequestParam(required = false) String reply,
      Model model,
      HttpServletResponse response) {
    Optional<Invited> invited = replies.ofCode(code);
    Optional<Reply> chosen = Reply.of(reply);
    if (invited.isPresent()
        && chosen.isPresent()
        && replies.answer(invited.get().uid(), invited.get().email(), chosen.get())) {
      model.addAttribute("done", "Thank you. The programme office and your group see your answer.");
    }
    return show(code, model, response);
  }
}
