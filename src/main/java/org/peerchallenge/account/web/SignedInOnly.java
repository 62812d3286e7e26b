package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses every controller to whom nobody knows, but for those that {@link OpenPaths} names. It
 * asks which controller was found, so no way to write an address leads round it.
 */
@Component
class SignedInOnly implements HandlerInterceptor {

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    if (!(handler instanceof HandlerMethod)
        || request.getUserPrincipal() != null
        || OpenPaths.isController(String.valueOf(pattern))) {
      return true;
    }
    response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "Sign in first.");
    return false;
  }
}
