package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.account.Accounts;
import org.peerchallenge.account.Passkeys;
import org.peerchallenge.account.Passwords;
import org.peerchallenge.account.Providers;
import org.peerchallenge.account.Providers.Provider;
import org.peerchallenge.account.Throttle;
import org.peerchallenge.account.Throttle.Place;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own password. A new one ends every other session. */
@Controller
class PasswordPage {

  private final Passwords passwords;
  private final Passkeys passkeys;
  private final Throttle throttle;
  private final Accounts accounts;
  private final Providers providers;
  private final LoginSessions loginSessions;

  PasswordPage(
      Passwords passwords,
      Passkeys passkeys,
      Throttle throttle,
      Accounts accounts,
      Providers providers,
      LoginSessions loginSessions) {
    this.passwords = passwords;
    this.passkeys = passkeys;
    this.throttle = throttle;
    this.accounts = accounts;
    this.providers = providers;
    this.loginSessions = loginSessions;
  }

  @GetMapping("/password")
  String show(HttpServletRequest request, Model model) {
    model.addAttribute("provider", provider(request).map(Provider::name).orElse(null));
    model.addAttribute("passkeys", passkeys.of(request.getRemoteUser()));
    return "account/password";
  }

  @PostMapping("/password/passkeys/{id}/remove")
  ModelAndView removePasskey(@PathVariable String id, Principal who, RedirectAttributes after) {
    passkeys.remove(who.getName(), id);
    after.addFlashAttribute(
        "done", "The passkey is forgotten here. Delete it on your device, too.");
    return new ModelAndView("redirect:/password");
  }

  @PostMapping("/password")
  ModelAndView change(
      @RequestParam(defaultValue = "") String current,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String again,
      Principal who,
      HttpServletRequest request,
      HttpServletResponse response,
      RedirectAttributes after,
      Model model) {
    List<String> faults =
        throttle.attempt(
                new Place("", Optional.of(request.getSession().getId())),
                who.getName(),
                () -> passwords.isRight(who.getName(), current))
            ? NewPassword.faults(passwords, who.getName(), password, again)
            : List.of("Your present password is not right. After several tries you have to wait.");
    if (provider(request).isPresent() || !faults.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("faults", faults);
      return new ModelAndView(show(request, model), model.asMap());
    }
    passwords.set(who.getName(), password);
    accounts.endSessions(who.getName());
    loginSessions.begin(request, who.getName(), null, null);
    after.addFlashAttribute(
        "done", "Your password is changed. You are signed out everywhere else.");
    return new ModelAndView("redirect:/password");
  }

  /** The provider by which she is here, whose password is not ours to change. */
  private Optional<Provider> provider(HttpServletRequest request) {
    return loginSessions.visit(request).map(LoginSession::provider).flatMap(providers::find);
  }
}
