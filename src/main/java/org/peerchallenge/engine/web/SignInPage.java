package org.peerchallenge.engine.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signs people in for our own pages and leads them on to what they asked for. */
@Controller
class SignInPage {

  @GetMapping("/sign-in")
  String signIn(@RequestParam(defaultValue = "/") String next, Model model) {
    // Only a path of ours: a link in a mail must not lead to somebody else's site.
    boolean ours = next.startsWith("/") && !next.startsWith("//") && !next.contains("\\");
    model.addAttribute("next", ours ? next : "/");
    return "sign-in";
  }
}
