package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.peerchallenge.account.SignIns;
import org.peerchallenge.account.TimeCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.view.RedirectView;

/** Lets in who has shown who they are, by way of the second factor where one is asked. */
@Component
class Entrance {

  /** Somebody who has shown one factor and still owes the second; signed in to nothing. */
  record Waiting(String username, String way, String next, Instant since) implements Serializable {}

  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final String WAITING = "peerchallenge.waiting";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final LoginSessions loginSessions;
  private final TimeCodes codes;
  private final SignIns signIns;
  private final DeviceCookie device;

  Entrance(LoginSessions loginSessions, TimeCodes codes, SignIns signIns, DeviceCookie device) {
    this.loginSessions = loginSessions;
    this.codes = codes;
    this.signIns = signIns;
    this.device = device;
  }

  /** After a password or a link. */
  RedirectView afterOneFactor(
      HttpServletRequest request,
      HttpServletResponse response,
      String username,
      String way,
      String next) {
    if (!codes.isAskedOf(username)) {
      return letIn(request, response, username, way, next);
    }
    loginSessions.end(request);
    request
        .getSession(true)
        .setAttribute(WAITING, new Waiting(username, way, SafeRedirect.safe(next), Instant.now()));
    return SafeRedirect.view("/sign-in/second-factor");
  }

  Optional<Waiting> waiting(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((Waiting) session.getAttribute(WAITING))
            .filter(one -> Instant.now().isBefore(one.since().plus(PATIENCE)));
  }

  /** After everything that is asked. */
  RedirectView letIn(
      HttpServletRequest request,
      HttpServletResponse response,
      String username,
      String way,
      String next) {
    if (username.equals("admin")) {
      LOG.warn("The emergency administrator signed in from {}", request.getRemoteAddr());
    } else {
      LOG.info("{} signed in by {}", username, way);
    }
    device.remember(request, response, username);
    signIns.note(username, way);
    loginSessions.begin(request, username, null, null);
    return SafeRedirect.view(next);
  }
}
