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
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.peerchallenge.account.web.LoginSessions.SignedIn;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Filter that sets the authentication of every request: with Spring, with the engine, and with
 * Camunda's web applications, which look for it in the session. All three say the same, with the
 * groups of this moment, so a role that ended a second ago ends here.
 *
 * <p>A request that Spring knew and the engine did not would run unrestricted there. What the web
 * applications write into the session stays with this request ({@link VendorsSession}). Their
 * classes are not public, but there is no other way to tell them.
 */
class EngineAuthenticationFilter extends OncePerRequestFilter {

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
      // The same for everybody; not worth two questions to the database.
      chain.doFilter(request, response);
      return;
    }
    Optional<SignedIn> user = loginSessions.user(request);
    if (user.isEmpty()) {
      chain.doFilter(new VendorsSession(request, new Authentications()), response);
      return;
    }
    String username = user.get().login().username();
    List<String> groups = user.get().standing().groups();
    SecurityContextHolder.setContext(
        new SecurityContextImpl(
            UsernamePasswordAuthenticationToken.authenticated(
                username, null, AuthorityUtils.createAuthorityList(groups))));
    identity.setAuthentication(username, groups);
    try {
      chain.doFilter(
          new VendorsSession(request, forWebApplications(request.getSession(), username, groups)),
          response);
    } finally {
      identity.clearAuthentication();
    }
  }

  /** Made anew only when there is another to tell: it takes questions to the database. */
  private Authentications forWebApplications(
      HttpSession session, String username, List<String> groups) {
    if (session.getAttribute(VendorsSession.WHO) instanceof Authentications known
        && known.getAuthenticationForProcessEngine(engine.getName())
            instanceof UserAuthentication one
        && one.getName().equals(username)
        && one.getGroupIds().equals(groups)) {
      return known;
    }
    Authentications all = new Authentications();
    all.addOrReplace(AuthenticationUtil.createAuthentication(engine, username, groups, List.of()));
    session.setAttribute(VendorsSession.WHO, all);
    return all;
  }
}
