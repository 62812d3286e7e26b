package org.peerchallenge.account.web;

import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Access control of the pages on people: for all but the office there is no such page. */
abstract class PagesOnPeople {

  private final PageGuard guard;

  PagesOnPeople(PageGuard guard) {
    this.guard = guard;
  }

  /** Before each of their handlers. */
  @ModelAttribute
  final void officeOnly(Authentication who) {
    guard.writersOnly(who, ReadingPolicy::people);
  }
}
