package org.peerchallenge.account.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.peerchallenge.account.Providers;
import org.peerchallenge.account.Providers.Provider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Ends the session, of our pages and of the web applications at once, and leads on to the provider
 * for its own where it offers that.
 */
@Controller
class SignOut {

  private final LoginSessions loginSessions;
  private final Providers providers;
  private final String baseUrl;

  SignOut(
      LoginSessions loginSessions,
      Providers providers,
      @Value("${peerchallenge.base-url}") String baseUrl) {
    this.loginSessions = loginSessions;
    this.providers = providers;
    this.baseUrl = baseUrl.replaceAll("/+$", "");
  }

  @PostMapping("/sign-out")
  String signOut(HttpServletRequest request, HttpServletResponse response, Model model) {
    Optional<LoginSession> loginSession = loginSessions.visit(request);
    loginSessions.end(request);
    Optional<String> address = loginSession.flatMap(this::atTheProvider);
    if (address.isEmpty()) {
      return "redirect:/sign-in";
    }
    // Not a redirect: our pages' policy lets a form lead to our own addresses alone.
    response.setHeader("Refresh", "0;url=" + address.get());
    model.addAttribute("address", address.get());
    model.addAttribute(
        "provider",
        loginSession
            .map(LoginSession::provider)
            .flatMap(providers::find)
            .map(Provider::name)
            .get());
    return "account/signing-out";
  }

  private Optional<String> atTheProvider(LoginSession loginSession) {
    if (loginSession.provider() == null) {
      return Optional.empty();
    }
    ClientRegistration registration = providers.findByRegistrationId(loginSession.provider());
    Object endSession =
        registration.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
    return Optional.ofNullable(endSession)
        .map(
            address ->
                UriComponentsBuilder.fromUriString(address.toString())
                    .queryParam("client_id", "{client}")
                    .queryParam("id_token_hint", "{token}")
                    .queryParam("post_logout_redirect_uri", "{back}")
                    .encode()
                    .buildAndExpand(
                        registration.getClientId(), loginSession.idToken(), baseUrl + "/sign-in")
                    .toUriString());
  }
}
