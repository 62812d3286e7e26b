package org.peerchallenge.account.web;

import java.util.Optional;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.account.Accounts;
import org.peerchallenge.account.SignInInvitations;
import org.peerchallenge.account.TimeCodes;
import org.peerchallenge.kernel.Refused;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Account of a person: invitations to sign in, the second factor, and the lock. */
@Controller
class PersonAccountPage extends PagesOnPeople {

  private final TimeCodes codes;
  private final SignInInvitations ways;
  private final Accounts accounts;
  private final PersonView view;

  PersonAccountPage(
      TimeCodes codes,
      SignInInvitations ways,
      Accounts accounts,
      PageGuard guard,
      PersonView view) {
    super(guard);
    this.codes = codes;
    this.ways = ways;
    this.accounts = accounts;
    this.view = view;
  }

  @PostMapping("/people/{username}/invitation")
  ModelAndView invite(
      @PathVariable String username,
      @RequestParam(defaultValue = "") String way,
      Authentication who,
      Model model,
      RedirectAttributes after) {
    return view.change(
        username,
        model,
        after,
        "The invitation is on its way.",
        () -> {
          if (accounts.isLocked(username)) {
            throw new Refused("The account is locked. Open it first.");
          }
          ways.invite(
              username, Optional.of(way).filter(provider -> !provider.isEmpty()), who.getName());
        });
  }

  @PostMapping("/people/{username}/invitation/take-back")
  ModelAndView takeBack(@PathVariable String username, Model model, RedirectAttributes after) {
    return view.change(
        username, model, after, "The invitation is taken back.", () -> ways.close(username));
  }

  /** Of somebody who lost their telephone. */
  @PostMapping("/people/{username}/second-factor/remove")
  ModelAndView removeSecondFactor(
      @PathVariable String username, Authentication who, Model model, RedirectAttributes after) {
    return view.change(
        username,
        model,
        after,
        "Taken off. At the next sign-in they set up another app.",
        () -> {
          if (username.equals(who.getName())) {
            throw new Refused("Ask somebody else of the office to do this.");
          }
          codes.remove(username);
          accounts.endSessions(username);
        });
  }

  @PostMapping("/people/{username}/lock")
  ModelAndView lock(
      @PathVariable String username, Authentication who, Model model, RedirectAttributes after) {
    return view.change(
        username,
        model,
        after,
        "Locked. They are signed out everywhere and cannot sign in.",
        () -> {
          if (username.equals(who.getName())) {
            throw new Refused("You cannot lock yourself out. Ask somebody else of the office.");
          }
          accounts.lock(username);
          ways.close(username);
        });
  }

  @PostMapping("/people/{username}/unlock")
  ModelAndView unlock(@PathVariable String username, Model model, RedirectAttributes after) {
    return view.change(
        username,
        model,
        after,
        "Open again. They sign in as before.",
        () -> accounts.unlock(username));
  }
}
