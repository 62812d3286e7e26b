package org.peerchallenge.account.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.peerchallenge.account.Devices;
import org.peerchallenge.account.Throttle.Place;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** The cookie by which a device from which somebody signed in is known again. */
@Component
class DeviceCookie {

  private static final String NAME = "peerchallenge-device";
  private static final Duration KEPT = Duration.ofDays(400);

  private final Devices devices;

  DeviceCookie(Devices devices) {
    this.devices = devices;
  }

  Place place(HttpServletRequest request, String username) {
    return new Place(request.getRemoteAddr(), devices.known(username, secret(request)));
  }

  /** Call it before the answer is begun. */
  void remember(HttpServletRequest request, HttpServletResponse response, String username) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(NAME, devices.remember(username, secret(request)))
            .path("/sign-in")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(KEPT)
            .build()
            .toString());
  }

  private static String secret(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, NAME);
    return cookie == null ? "" : cookie.getValue();
  }
}
