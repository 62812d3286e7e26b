package org.peerchallenge.account.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.peerchallenge.account.Throttle;
import org.peerchallenge.account.Throttle.Place;
import org.peerchallenge.account.TimeCodes;
import org.peerchallenge.account.web.Entrance.Waiting;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Asks for the code of an app after a password or a link; the first time it sets the app up. */
@Controller
class SecondFactorPage {

  private static final String PROPOSED = "peerchallenge.proposed";

  private final TimeCodes codes;
  private final Throttle throttle;
  private final Entrance entrance;

  SecondFactorPage(TimeCodes codes, Throttle throttle, Entrance entrance) {
    this.codes = codes;
    this.throttle = throttle;
    this.entrance = entrance;
  }

  @GetMapping("/sign-in/second-factor")
  ModelAndView show(HttpServletRequest request, Model model) {
    Optional<Waiting> waiting = entrance.waiting(request);
    return waiting.isEmpty()
        ? new ModelAndView(SafeRedirect.view("/sign-in"))
        : new ModelAndView(page(waiting.get(), request, model), model.asMap());
  }

  @PostMapping("/sign-in/second-factor")
  ModelAndView check(
      @RequestParam(defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Waiting> waiting = entrance.waiting(request);
    if (waiting.isEmpty()) {
      return new ModelAndView(SafeRedirect.view("/sign-in"));
    }
    Waiting who = waiting.get();
    // By name alone: whoever is here knows the password, and a code has six digits.
    boolean right =
        throttle.attempt(
            new Place("", Optional.of("second factor")),
            who.username(),
            () ->
                codes.isSetUp(who.username())
                    ? codes.isRight(who.username(), code)
                    : codes.setUp(who.username(), proposed(request), code));
    if (right) {
      return new ModelAndView(
          entrance.letIn(request, response, who.username(), who.way(), who.next()));
    }
    response.setStatus(HttpStatus.UNAUTHORIZED.value());
    model.addAttribute(
        "problem",
        "This code is not right. Take the one that the app shows now; after several tries you have"
            + " to wait up to a minute.");
    return new ModelAndView(page(who, request, model), model.asMap());
  }

  private String page(Waiting who, HttpServletRequest request, Model model) {
    if (!codes.isSetUp(who.username())) {
      String secret = proposed(request);
      model.addAttribute("secret", secret.replaceAll("(.{4})(?!$)", "$1 "));
      model.addAttribute("picture", picture(who.username(), secret));
    }
    return "account/second-factor";
  }

  private String proposed(HttpServletRequest request) {
    HttpSession session = request.getSession();
    String secret = (String) session.getAttribute(PROPOSED);
    if (secret == null) {
      secret = codes.propose();
      session.setAttribute(PROPOSED, secret);
    }
    return secret;
  }

  /** A QR code that apps read, as an address of a picture. */
  private static String picture(String username, String secret) {
    String address =
        "otpauth://totp/Peer%20challenge:"
            + username
            + "?secret="
            + secret
            + "&issuer=Peer%20challenge";
    try {
      BitMatrix dots = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0);
      StringBuilder path = new StringBuilder();
      for (int y = 0; y < dots.getHeight(); y++) {
        for (int x = 0; x < dots.getWidth(); x++) {
          if (dots.get(x, y)) {
            path.append("M%d %dh1v1h-1z".formatted(x, y));
          }
        }
      }
      String svg =
          "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1$d %1$d'><rect width='%1$d' height='%1$d' fill='#fff'/><path d='%2$s'/></svg>"
              .formatted(dots.getWidth(), path);
      return "data:image/svg+xml;base64,"
          + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    } catch (WriterException e) {
      throw new IllegalStateException("An address of this length always fits", e);
    }
  }
}
