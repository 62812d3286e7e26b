package org.peerchallenge.notice.web;

import jakarta.servlet.http.HttpServletResponse;
import org.peerchallenge.notice.Digests;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Ends mails with news by the secret address of their List-Unsubscribe header, which mail programs
 * post to (RFC 8058). What must be acted on has no such header and goes on.
 */
@Controller
class UnsubscribePage {

  private final Digests digests;

  UnsubscribePage(Digests digests) {
    this.digests = digests;
  }

  @GetMapping("/unsubscribe/{code}")
  String ask(@PathVariable String code, Model model, HttpServletResponse response) {
    return page(digests.subscriber(code).isPresent(), code, false, model, response);
  }

  @PostMapping("/unsubscribe/{code}")
  String unsubscribe(@PathVariable String code, Model model, HttpServletResponse response) {
    return page(digests.unsubscribe(code), code, true, model, response);
  }

  private static String page(
      boolean known, String code, boolean done, Model model, HttpServletResponse response) {
    if (!known) {
      response.setStatus(HttpStatus.NOT_FOUND.value());
      return "notice-pages/reply-over";
    }
    model.addAttribute("code", code);
    model.addAttribute("unsubscribed", done);
    return "notice-pages/unsubscribe";
  }
}
