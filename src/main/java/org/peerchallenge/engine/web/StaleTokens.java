package org.peerchallenge.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a call whose token is not this session's, and leaves the session be. The vendor's own
 * check, which comes behind this one, ends the session too: whoever signs in again in one window
 * would be signed out by another that still asks with the token of before.
 */
@Component
@Order(6)
class StaleTokens extends OncePerRequestFilter {

  private static final String API = "/camunda/api/";

  /** As the vendor's filter names them. */
  private static final String HEADER = "X-XSRF-TOKEN";

  private static final String IN_SESSION = "CAMUNDA_CSRF_TOKEN";
  private static final Set<String> ONLY_READ = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().substring(request.getContextPath().length()).startsWith(API)
        || ONLY_READ.contains(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpSession session = request.getSession(false);
    if (session == null || request.getRemoteUser() == null || isItsToken(session, request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  private static boolean isItsToken(HttpSession session, HttpServletRequest request) {
    Object token = session.getAttribute(IN_SESSION);
    return token != null && token.equals(request.getHeader(HEADER));
  }
}
