package org.peerchallenge.engine.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only signed-in people at our own pages, under the session of Tasklist, and says to the
 * engine who they are.
 *
 * <p>The web applications of Camunda keep who is signed in as {@code Authentications} in the
 * session; reading it there is what makes one sign-in count for both.
 */
@Component
@Order(10)
class SignedIn extends OncePerRequestFilter {

  /** The session attribute under which Camunda's web applications keep who is signed in. */
  private static final String SESSION_ATTRIBUTE = "authenticatedUser";

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final List<String> OPEN =
      List.of("/camunda/", "/sign-in", "/assets/", "/actuator/health", "/error", "/favicon.ico");

  private final IdentityService identity;

  SignedIn(IdentityService identity) {
    this.identity = identity;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return OPEN.stream().anyMatch(request.getServletPath()::startsWith);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> user = user(request);
    if (user.isEmpty()) {
      askToSignIn(request, response);
    } else if (!READING.contains(request.getMethod()) && !isFromOurPages(request)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN, "This was sent from another site.");
    } else {
      response.setHeader("Cache-Control", "no-store");
      as(user.get(), request, response, chain);
    }
  }

  private void as(
      String user, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    identity.clearAuthentication();
    List<String> groups =
        identity.createGroupQuery().groupMember(user).list().stream().map(Group::getId).toList();
    identity.setAuthentication(user, groups);
    try {
      chain.doFilter(new AsUser(request, user), response);
    } finally {
      identity.clearAuthentication();
    }
  }

  /** Who signed in, as Camunda's web applications keep it in the session. */
  static Optional<String> user(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(SESSION_ATTRIBUTE) instanceof Authentications all
        ? all.getAuthentications().stream().map(Principal::getName).findFirst()
        : Optional.empty();
  }

  private static void askToSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("GET")) {
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED, "Sign in first.");
      return;
    }
    String query = request.getQueryString();
    String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
    response.sendRedirect(
        request.getContextPath()
            + "/sign-in?next="
            + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
  }

  /**
   * Browsers say where a write comes from; a programme that says nothing has no cookie to steal.
   */
  private static boolean isFromOurPages(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return true;
    }
    try {
      return request.getHeader("Host") != null
          && request.getHeader("Host").equals(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A request that knows its user. */
  private static final class AsUser extends HttpServletRequestWrapper {

    private final String user;

    AsUser(HttpServletRequest request, String user) {
      super(request);
      this.user = user;
    }

    @Override
    public String getRemoteUser() {
      return user;
    }

    @Override
    public Principal getUserPrincipal() {
      return () -> user;
    }
  }
}
