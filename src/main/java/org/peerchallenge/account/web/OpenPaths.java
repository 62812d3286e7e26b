package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;

/** What is open without signing in. */
final class OpenPaths {

  /** Pages, for Spring's patterns. The engine's interface has a list of its own. */
  static final List<String> PAGES =
      List.of(
          "/sign-in/**",
          "/sign-out",
          "/invitation/**",
          "/assets/**",
          "/accessibility",
          "/actuator/health/**",
          "/error",
          "/favicon.ico",
          "/camunda/api/**");

  /** Scripts, styles, pictures and words: the same for everybody. */
  private static final Pattern FILE =
      Pattern.compile("/assets/.*|/camunda/(lib|app|favicon)[^;]*\\.[a-z0-9]{2,5}");

  private OpenPaths() {}

  static boolean isFile(HttpServletRequest request) {
    return FILE.matcher(request.getRequestURI()).matches();
  }
}
