package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is open without signing in. */
final class OpenPaths {

  /** Pages, for Spring's patterns. The engine's interface has a list of its own. */
  static final List<String> PAGES =
      List.of(
          "/sign-in/**",
          "/sign-out",
          "/invitation/**",
          "/replies/*",
          "/unsubscribe/*",
          "/calendars/*/dates.ics",
          "/assets/**",
          "/accessibility",
          "/actuator/health/**",
          "/error",
          "/favicon.ico",
          "/camunda/api/**");

  /** The controllers behind them, by the patterns under which they are registered. */
  private static final Set<String> CONTROLLERS =
      Set.of(
          "/sign-in",
          "/sign-in/with/{provider}",
          "/sign-in/not-invited",
          "/sign-in/link",
          "/sign-in/link/{token}",
          "/sign-in/second-factor",
          "/sign-in/passkey",
          "/sign-in/passkey/options",
          "/sign-out",
          "/invitation/{token}",
          "/invitation/{token}/accept",
          "/replies/{code}",
          "/unsubscribe/{code}",
          "/calendars/{secret}/dates.ics",
          "/accessibility",
          "/error",
          "/actuator/health",
          "/actuator/health/**",
          "${server.error.path:${error.path:/error}}",
          "/assets/now.json",
          "/camunda/app/{app:tasklist|cockpit|admin|welcome}/locales/en.json",
          "/camunda/app/tasklist/scripts/{*file}");

  /** Scripts, styles, pictures and words: the same for everybody. */
  private static final Pattern FILE =
      Pattern.compile("/assets/.*|/camunda/(lib|app|assets|favicon)[^;]*\\.[a-z0-9]{2,5}");

  private OpenPaths() {}

  /** By the path within the application, as the container read it: never by an address. */
  static boolean isFile(HttpServletRequest request) {
    String rest = request.getPathInfo();
    return FILE.matcher(request.getServletPath() + (rest == null ? "" : rest)).matches();
  }

  static boolean isController(String pattern) {
    return CONTROLLERS.contains(pattern);
  }
}
