package org.peerchallenge.account.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.account.Passkeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.jackson.WebauthnJackson2Module;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What the script of passkeys asks: to make one, and to sign in by one. */
@RestController
class PasskeyCalls {

  private static final Logger LOG = LoggerFactory.getLogger(PasskeyCalls.class);
  private static final String TO_MAKE = "peerchallenge.passkey-to-make";
  private static final String TO_SIGN_IN = "peerchallenge.passkey-to-sign-in";
  private static final int LONGEST_LABEL = 60;

  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new WebauthnJackson2Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private final Passkeys passkeys;
  private final LoginSessions loginSessions;
  private final Entrance entrance;

  PasskeyCalls(Passkeys passkeys, LoginSessions loginSessions, Entrance entrance) {
    this.passkeys = passkeys;
    this.loginSessions = loginSessions;
    this.entrance = entrance;
  }

  @PostMapping(path = "/password/passkeys/options", produces = MediaType.APPLICATION_JSON_VALUE)
  String toMake(Principal who, HttpServletRequest request) throws IOException {
    refuseWhoComesByAProvider(request);
    PublicKeyCredentialCreationOptions options = passkeys.toMake(who.getName());
    request.getSession().setAttribute(TO_MAKE, options.getChallenge());
    return json.writeValueAsString(options);
  }

  @PostMapping(path = "/password/passkeys", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, String> keep(@RequestBody JsonNode sent, Principal who, HttpServletRequest request) {
    refuseWhoComesByAProvider(request);
    Bytes challenge = taken(request, TO_MAKE, Bytes.class);
    String label = sent.path("label").asText("").strip();
    answered(
        () -> {
          passkeys.keep(
              who.getName(),
              challenge,
              json.convertValue(sent.path("credential"), new TypeReference<>() {}),
              label.isEmpty()
                  ? "A passkey"
                  : label.substring(0, Math.min(LONGEST_LABEL, label.length())));
          return null;
        });
    return Map.of("next", "/password");
  }

  @PostMapping(path = "/sign-in/passkey/options", produces = MediaType.APPLICATION_JSON_VALUE)
  String toSignIn(HttpServletRequest request) throws IOException {
    PublicKeyCredentialRequestOptions options = passkeys.toSignIn();
    request.getSession(true).setAttribute(TO_SIGN_IN, options.getChallenge());
    return json.writeValueAsString(options);
  }

  @PostMapping(path = "/sign-in/passkey", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, String> signIn(
      @RequestBody JsonNode sent, HttpServletRequest request, HttpServletResponse response) {
    Bytes challenge = taken(request, TO_SIGN_IN, Bytes.class);
    Optional<String> username =
        answered(
            () ->
                passkeys.signedBy(
                    challenge,
                    json.convertValue(sent.path("credential"), new TypeReference<>() {})));
    if (username.isEmpty()) {
      throw notRight();
    }
    String next = SafeRedirect.safe(sent.path("next").asText("/"));
    entrance.letIn(request, response, username.get(), "passkey", next);
    return Map.of("next", next);
  }

  /** Each challenge is answered once. */
  private static <T> T taken(HttpServletRequest request, String name, Class<T> type) {
    HttpSession session = request.getSession(false);
    Object asked = session == null ? null : session.getAttribute(name);
    if (asked == null) {
      throw notRight();
    }
    session.removeAttribute(name);
    return type.cast(asked);
  }

  private interface Answer<T> {
    T read();
  }

  /** The library says by exceptions of many kinds what is wrong with an answer. */
  private static <T> T answered(Answer<T> answer) {
    try {
      return answer.read();
    } catch (org.springframework.dao.DataAccessException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.info("A passkey's answer is not right: {}", e.getClass().getSimpleName());
      throw notRight();
    }
  }

  private static ResponseStatusException notRight() {
    return new ResponseStatusException(HttpStatus.BAD_REQUEST, "This passkey was not taken.");
  }

  private void refuseWhoComesByAProvider(HttpServletRequest request) {
    if (loginSessions.visit(request).map(LoginSession::provider).isPresent()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
  }
}
