package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.peerchallenge.account.Accounts;
import org.peerchallenge.account.Passwords;
import org.peerchallenge.account.Providers;
import org.peerchallenge.account.Providers.Provider;
import org.peerchallenge.account.Throttle;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The one entrance, for our pages and the web applications alike: by password or by a provider. */
@Controller
class SignInPage {

  private final Passwords passwords;
  private final Throttle throttle;
  private final DeviceCookie device;
  private final Accounts accounts;
  private final Providers providers;
  private final Entrance entrance;

  SignInPage(
      Passwords passwords,
      Throttle throttle,
      DeviceCookie device,
      Accounts accounts,
      Providers providers,
      Entrance entrance) {
    this.passwords = passwords;
    this.throttle = throttle;
    this.device = device;
    this.accounts = accounts;
    this.providers = providers;
    this.entrance = entrance;
  }

  @GetMapping("/sign-in")
  String show(
      @RequestParam(defaultValue = "/") String next,
      @RequestParam(defaultValue = "") String problem,
      Model model) {
    if (problem.equals("provider")) {
      model.addAttribute(
          "problem", "That sign-in did not work. Please try again, or ask the programme office.");
    }
    return page(next, "", model);
  }

  @PostMapping("/sign-in")
  ModelAndView enter(
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String name = shortened(username.strip());
    if (throttle.attempt(device.place(request, name), name, () -> passwords.isRight(name, password))
        && !accounts.isLocked(name)) {
      return new ModelAndView(entrance.afterOneFactor(request, response, name, "password", next));
    }
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    // The same for a wrong name, a wrong password, a wait and a lock: nobody learns who is here.
    model.addAttribute(
        "problem",
        "The user name or password is not right. After several tries you have to wait up to a"
            + " minute before the next one counts.");
    return new ModelAndView(page(next, name, model), model.asMap());
  }

  /** No name is longer; what was typed is shown again, and a megabyte of it helps nobody. */
  private static String shortened(String name) {
    return name.substring(0, Math.min(64, name.length()));
  }

  /** Off to a provider; where she wanted to go waits in the session until she is back. */
  @GetMapping("/sign-in/with/{provider}")
  RedirectView with(
      @PathVariable String provider,
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request) {
    Provider found = providers.find(provider).orElseThrow(NotFound::new);
    request.getSession(true).setAttribute(ProviderSignIn.NEXT, SafeRedirect.safe(next));
    return SafeRedirect.view("/oauth2/authorization/" + found.id());
  }

  @GetMapping("/sign-in/not-invited")
  @ResponseStatus(HttpStatus.FORBIDDEN)
  String notInvited(@RequestParam(defaultValue = "") String provider, Model model) {
    Optional<Provider> found = providers.find(provider);
    model.addAttribute("provider", found.map(Provider::name).orElse("your organisation"));
    return "account/not-invited";
  }

  private String page(String next, String username, Model model) {
    model.addAttribute("next", SafeRedirect.safe(next));
    model.addAttribute("username", username);
    model.addAttribute("providers", providers.all());
    return "account/sign-in";
  }
}
