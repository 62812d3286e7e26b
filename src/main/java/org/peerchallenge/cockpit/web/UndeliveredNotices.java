package org.peerchallenge.cockpit.web;

import java.security.Principal;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.notice.Notices;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lets the office decide about notices that did not go out. */
@Controller
class UndeliveredNotices {

  private final Notices notices;
  private final PageGuard guard;

  UndeliveredNotices(Notices notices, PageGuard guard) {
    this.notices = notices;
    this.guard = guard;
  }

  @PostMapping("/notices/{id}/send-again")
  String sendAgain(@PathVariable long id, Principal who, RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    return decided(notices.sendAgain(id), after);
  }

  @PostMapping("/notices/send-all-again")
  String sendAllAgain(Principal who, RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    return decided(notices.sendAllAgain() > 0, after);
  }

  @PostMapping("/notices/{id}/set-aside")
  String setAside(@PathVariable long id, Principal who, RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    return decided(notices.setAside(id), after);
  }

  /** Somebody else of the office, or the mail server, may have been quicker. */
  private static String decided(boolean done, RedirectAttributes after) {
    if (!done) {
      after.addFlashAttribute(
          "problem", "No such mail is waiting: it went out, or somebody has decided about it.");
    }
    return "redirect:/#undelivered";
  }
}
