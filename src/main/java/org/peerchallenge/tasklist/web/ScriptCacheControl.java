package org.peerchallenge.tasklist.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.peerchallenge.kernel.web.SettledCacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sets the cache control of the web applications' files. What has a version in its address that
 * changes with it is kept for a year: the vendor's own files, and our bundle. Everything else of
 * ours stands under an address that changes with the vendor's version alone, and is asked for
 * again; so are the words, but not twice within one start, which asks for them twice.
 */
@Component
class ScriptCacheControl extends OncePerRequestFilter {

  private static final Pattern OURS = Pattern.compile("/camunda/app/[a-z]+/(scripts|styles)/.*");
  private static final Pattern WORDS = Pattern.compile("/camunda/app/[a-z]+/locales/en\\.json");
  private static final Pattern VENDORS =
      Pattern.compile(
          "/camunda/(lib|assets)/.*|/camunda/app/[a-z]+/camunda-[a-z]+-bootstrap\\.(js|css)");

  private static final String A_YEAR = "public, max-age=31536000, immutable";

  private final ScriptBundle bundle;

  ScriptCacheControl(ScriptBundle bundle) {
    this.bundle = bundle;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String value = value(request);
    chain.doFilter(request, value.isEmpty() ? response : new SettledCacheControl(response, value));
  }

  private String value(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    if (OURS.matcher(path).matches()) {
      return bundle.version().equals(request.getParameter("v")) ? A_YEAR : "no-cache";
    }
    if (WORDS.matcher(path).matches()) {
      return "max-age=60";
    }
    return VENDORS.matcher(path).matches() && request.getParameter("bust") != null ? A_YEAR : "";
  }
}
