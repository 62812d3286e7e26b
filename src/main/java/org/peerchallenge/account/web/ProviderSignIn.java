package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.peerchallenge.account.ProvidedIdentity;
import org.peerchallenge.account.SignInInvitations;
import org.peerchallenge.account.SignIns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * What follows when a provider has answered: a session for whom the office invited, or a refusal.
 */
@Component
class ProviderSignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

  /** Session attributes that wait for the provider's answer. */
  static final String NEXT = "peerchallenge.next";

  static final String INVITATION = "peerchallenge.invitation";

  private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);

  private final SignInInvitations ways;
  private final LoginSessions loginSessions;
  private final SignIns signIns;

  ProviderSignIn(SignInInvitations ways, LoginSessions loginSessions, SignIns signIns) {
    this.ways = ways;
    this.signIns = signIns;
    this.loginSessions = loginSessions;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException {
    String provider =
        ((OAuth2AuthenticationToken) authentication).getAuthorizedClientRegistrationId();
    OidcUser user = (OidcUser) authentication.getPrincipal();
    String next = SafeRedirect.safe(kept(request, NEXT).orElse("/"));
    Optional<String> username = ways.signInOf(identity(provider, user), kept(request, INVITATION));
    if (username.isEmpty()) {
      LOG.info("Somebody who is not invited came by the provider {}", provider);
      loginSessions.end(request);
      response.sendRedirect("/sign-in/not-invited?provider=" + encode(provider));
      return;
    }
    signIns.note(username.get(), "provider " + provider);
    loginSessions.begin(request, username.get(), provider, user.getIdToken().getTokenValue());
    LOG.info("{} signed in by the provider {}", username.get(), provider);
    response.sendRedirect(next);
  }

  /** All that is taken from the claims: a list of what is allowed, not of what is not. */
  private static ProvidedIdentity identity(String provider, OidcUser user) {
    return new ProvidedIdentity(
        provider,
        user.getIdToken().getIssuer().toString(),
        user.getIdToken().getSubject(),
        Optional.ofNullable(user.getEmail())
            .filter(email -> Boolean.TRUE.equals(user.getEmailVerified())));
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
      throws IOException {
    LOG.info("A provider's answer could not be used: {}", exception.getMessage());
    response.sendRedirect(
        "/sign-in?problem=provider&next="
            + encode(SafeRedirect.safe(kept(request, NEXT).orElse("/"))));
  }

  private static Optional<String> kept(HttpServletRequest request, String name) {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : Optional.ofNullable((String) session.getAttribute(name));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
