package org.peerchallenge.tasklist.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The accessibility statement, open to everybody, as public bodies in the UK publish one. */
@Controller
class AccessibilityPage {

  @GetMapping("/accessibility")
  String show() {
    return "tasklist/accessibility";
  }
}
