package org.peerchallenge.account.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that sets the authentication of every request: with Spring, with the engine, and with
 * Camunda's web applications, which keep it in the session. All three say the same, with the groups
 * of this moment, so a role that ended a second ago ends here.
 *
 * <p>A request that Spring knew and the engine did not would run unrestricted there; and the web
 * applications keep groups for minutes. Their classes are not public, but there is no other way
 * into their session.
 */
class EngineAuthenticationFilter extends OncePerRequestFilter {

  /** The session attribute under which Camunda's web applications keep who is signed in. */
  private static final String OF_THE_WEB_APPLICATIONS = "authenticatedUser";

  private final LoginSessions loginSessions;
  private final ProcessEngine engine;

  EngineAuthenticationFilter(LoginSessions loginSessions, ProcessEngine engine) {
    this.loginSessions = loginSessions;
    this.engine = engine;
  }

  /** The error page is a page too, and shows who is signed in. */
  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    IdentityService identity = engine.getIdentityService();
    identity.clearAuthentication();
    if (OpenPaths.isFile(request)) {
      // The same for everybody; not worth three questions to the database.
      chain.doFilter(request, response);
      return;
    }
    Optional<String> user =
        loginSessions
            .visit(request)
            .map(LoginSession::username)
            .filter(name -> identity.createUserQuery().userId(name).count() == 1);
    if (user.isEmpty()) {
      forget(request);
      chain.doFilter(request, response);
      return;
    }
    String username = user.get();
    List<String> groups =
        identity.createGroupQuery().groupMember(username).list().stream()
            .map(Group::getId)
            .toList();
    tellWebApplications(request.getSession(), username, groups);
    SecurityContextHolder.setContext(
        new SecurityContextImpl(
            UsernamePasswordAuthenticationToken.authenticated(
                username, null, AuthorityUtils.createAuthorityList(groups))));
    identity.setAuthentication(username, groups);
    try {
      chain.doFilter(request, response);
    } finally {
      identity.clearAuthentication();
    }
  }

  /** Whatever the web applications believe: without a visit of ours nobody is signed in. */
  private static void forget(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(OF_THE_WEB_APPLICATIONS);
    }
  }

  private void tellWebApplications(HttpSession session, String username, List<String> groups) {
    boolean known =
        session.getAttribute(OF_THE_WEB_APPLICATIONS) instanceof Authentications all
            && all.getAuthenticationForProcessEngine(engine.getName())
                instanceof UserAuthentication one
            && one.getName().equals(username)
            && one.getGroupIds().equals(groups);
    if (!known) {
      Authentications all = new Authentications();
      all.addOrReplace(
          AuthenticationUtil.createAuthentication(engine, username, groups, List.of()));
      session.setAttribute(OF_THE_WEB_APPLICATIONS, all);
    }
  }
}
