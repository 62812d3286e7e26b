package org.peerchallenge.cockpit.web;

import java.security.Principal;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.notice.Notices;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

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
  String sendAgain(@PathVariable long id, Principal who) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    notices.sendAgain(id);
    return "redirect:/#undelivered";
  }

  @PostMapping("/notices/send-all-again")
  String sendAllAgain(Principal who) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    notices.sendAllAgain();
    return "redirect:/#undelivered";
  }

  @PostMapping("/notices/{id}/set-aside")
  String setAside(@PathVariable long id, Principal who) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    notices.setAside(id);
    return "redirect:/#undelivered";
  }
}
