package org.peerchallenge.account.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.account.Accounts;
import org.peerchallenge.account.Accounts.Standing;
import org.peerchallenge.account.Providers;
import org.peerchallenge.account.SignInSettings;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

class LoginSessionsTest {

  private static final String TASKLIST = "/camunda/api/engine/engine/default";

  private final Accounts accounts = mock(Accounts.class);
  private final LoginSessions loginSessions =
      new LoginSessions(
          accounts,
          mock(Providers.class),
          new SignInSettings(
              Duration.ofHours(12), Duration.ofHours(1), Duration.ofDays(7), Map.of()));
  private final MockHttpSession session = new MockHttpSession();

  @BeforeEach
  void theAccountIsOpen() {
    when(accounts.standing(any(), any())).thenReturn(new Standing(true, true, List.of()));
  }

  @Test
  void itGoesOnWhileItIsYoungAndSomethingIsDone() {
    standing(Duration.ofHours(11), Duration.ofMinutes(59));
    assertThat(loginSessions.visit(request("/"))).map(LoginSession::username).contains("anna");
  }

  @ParameterizedTest(name = "signed in {0} ago, last active {1} ago")
  @CsvSource({"PT12H, PT1M", "PT2H, PT1H"})
  void itEndsAtEitherLimit(Duration since, Duration active) {
    standing(since, active);
    assertThat(loginSessions.visit(request("/"))).isEmpty();
    assertThat(session.isInvalid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/filter/8d7e/list", "/filter/8d7e/count", "/filter/count", "/task/count"})
  void whatAnOpenTasklistAsksByItselfDoesNotKeepItAlive(String question) {
    standing(Duration.ofHours(2), Duration.ofMinutes(30));
    Instant before = active();
    assertThat(loginSessions.visit(request(TASKLIST + question))).isPresent();
    assertThat(active()).isEqualTo(before);

    loginSessions.visit(request(TASKLIST + "/task/8d7e/submit-form"));
    assertThat(active()).isAfter(before);
  }

  private void standing(Duration since, Duration active) {
    Instant now = Instant.now();
    session.setAttribute(
        "peerchallenge.visit", new LoginSession("anna", now.minus(since), null, null));
    session.setAttribute("peerchallenge.active", now.minus(active));
  }

  private Instant active() {
    return (Instant) session.getAttribute("peerchallenge.active");
  }

  private MockHttpServletRequest request(String path) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
    request.setSession(session);
    return request;
  }
}
