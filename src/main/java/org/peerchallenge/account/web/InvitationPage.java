package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.peerchallenge.account.Passwords;
import org.peerchallenge.account.Providers;
import org.peerchallenge.account.SignInInvitations;
import org.peerchallenge.account.SignInInvitations.Invitation;
import org.peerchallenge.region.Region;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the link of an invitation leads: to a first password, or to the provider. Opening it uses
 * nothing up, because mail programs open links before people do.
 */
@Controller
class InvitationPage {

  private final SignInInvitations ways;
  private final Passwords passwords;
  private final Providers providers;
  private final Region region;
  private final Entrance entrance;
  private final TransactionTemplate transaction;

  InvitationPage(
      SignInInvitations ways,
      Passwords passwords,
      Providers providers,
      Region region,
      Entrance entrance,
      TransactionTemplate transaction) {
    this.ways = ways;
    this.passwords = passwords;
    this.providers = providers;
    this.region = region;
    this.entrance = entrance;
    this.transaction = transaction;
  }

  @GetMapping("/invitation/{token}")
  String show(@PathVariable String token, HttpServletResponse response, Model model) {
    return ways.ofToken(token)
        .map(invitation -> page(invitation, token, List.of(), model))
        .orElseGet(() -> over(response));
  }

  @PostMapping("/invitation/{token}")
  ModelAndView setPassword(
      @PathVariable String token,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Invitation invitation =
        ways.ofToken(token).filter(one -> one.provider().isEmpty()).orElse(null);
    if (invitation == null) {
      return new ModelAndView(over(response));
    }
    List<String> faults = NewPassword.faults(passwords, invitation.username(), password, again);
    if (!faults.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      return new ModelAndView(page(invitation, token, faults, model), model.asMap());
    }
    boolean used =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  boolean mine = ways.use(invitation);
                  if (mine) {
                    passwords.set(invitation.username(), password);
                  }
                  return mine;
                }));
    if (!used) {
      return new ModelAndView(over(response));
    }
    return new ModelAndView(
        entrance.afterOneFactor(request, response, invitation.username(), "password", "/"));
  }

  /** On to the provider, which says who she is; the invitation waits in the session. */
  @GetMapping("/invitation/{token}/accept")
  ModelAndView accept(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    Invitation invitation =
        ways.ofToken(token).filter(one -> one.provider().isPresent()).orElse(null);
    if (invitation == null) {
      return new ModelAndView(over(response));
    }
    request.getSession(true).setAttribute(ProviderSignIn.INVITATION, token);
    return new ModelAndView(
        SafeRedirect.view("/oauth2/authorization/" + invitation.provider().get()));
  }

  private String page(Invitation invitation, String token, List<String> faults, Model model) {
    model.addAttribute("token", token);
    model.addAttribute("person", region.person(invitation.username()));
    model.addAttribute("provider", invitation.provider().flatMap(providers::find).orElse(null));
    model.addAttribute("faults", faults);
    return "account/invitation";
  }

  private static String over(HttpServletResponse response) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    return "account/invitation-over";
  }
}
