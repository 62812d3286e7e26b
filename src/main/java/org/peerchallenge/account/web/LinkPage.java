package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.peerchallenge.account.SignInLinks;
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

/**
 * Signing in by a link in a mail. Opening it uses nothing up, because mail programs open links
 * before people do.
 */
@Controller
class LinkPage {

  private final SignInLinks links;
  private final Throttle throttle;
  private final Entrance entrance;

  LinkPage(SignInLinks links, Throttle throttle, Entrance entrance) {
    this.links = links;
    this.throttle = throttle;
    this.entrance = entrance;
  }

  @GetMapping("/sign-in/link")
  String show() {
    return "account/sign-in-link";
  }

  /** The same answer for every address, known or not. */
  @PostMapping("/sign-in/link")
  String ask(
      @RequestParam(defaultValue = "") String email, HttpServletRequest request, Model model) {
    String address = email.strip();
    // Nobody has a longer one, or one with characters that no column holds.
    if (address.length() <= 200 && address.chars().noneMatch(Character::isISOControl)) {
      throttle.attempt(
          new Place(request.getRemoteAddr(), Optional.empty()),
          "link for " + address.toLowerCase(Locale.ROOT),
          () -> {
            links.ask(address);
            return false;
          });
    }
    model.addAttribute("sent", true);
    return "account/sign-in-link";
  }

  @GetMapping("/sign-in/link/{token}")
  String open(@PathVariable String token, HttpServletResponse response, Model model) {
    Optional<String> username = links.of(token);
    if (username.isEmpty()) {
      return over(response, model);
    }
    model.addAttribute("token", token);
    model.addAttribute("username", username.get());
    return "account/sign-in-link";
  }

  @PostMapping("/sign-in/link/{token}")
  ModelAndView use(
      @PathVariable String token,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return links
        .use(token)
        .map(
            username ->
                new ModelAndView(entrance.afterOneFactor(request, response, username, "link", "/")))
        .orElseGet(() -> new ModelAndView(over(response, model), model.asMap()));
  }

  private static String over(HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.NOT_FOUND.value());
    model.addAttribute("over", true);
    return "account/sign-in-link";
  }
}
