package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class RequiredSettingsTest {

  private static final Map<String, String> ENOUGH =
      Map.of(
          "spring.datasource.url", "jdbc:postgresql://db/x?logServerErrorDetail=false",
          "camunda.bpm.admin-user.id", "admin",
          "camunda.bpm.admin-user.password", "Seven-green-bottles",
          "peerchallenge.base-url", "https://peer-challenge.example.org",
          "peerchallenge.office-email", "office@example.org");

  @Test
  void whatTheReadmeAsksForIsEnough() {
    assertThat(missing(Map.of())).isEmpty();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "spring.datasource.url, '', SPRING_DATASOURCE_URL",
    "spring.datasource.url, jdbc:postgresql://db/x, logServerErrorDetail=false",
    "camunda.bpm.admin-user.password, '', at least 12 characters",
    "camunda.bpm.admin-user.password, admin, at least 12 characters",
    "camunda.bpm.admin-user.password, challenge-2019, known to everybody",
    "camunda.bpm.admin-user.password, Administrator-1!, tried first",
    "camunda.bpm.admin-user.password, aaaaaaaaaaaaaa, tried first",
    "camunda.bpm.admin-user.password, an-admin-password-1, your own name",
    "camunda.bpm.authorization.enabled, false, AUTHORIZATION_ENABLED",
    "peerchallenge.office-email, '', where people ask for help",
    "peerchallenge.base-url, '', begins with https://",
    "peerchallenge.base-url, http://localhost:8080, begins with https://",
    "server.servlet.session.cookie.secure, false, COOKIE_SECURE"
  })
  void itDoesNotStart(String setting, String value, String told) {
    assertThat(missing(Map.of(setting, value))).anySatisfy(one -> assertThat(one).contains(told));
  }

  @Test
  void plainHttpIsForThoseWhoAskForItByName() {
    assertThat(
            missing(
                Map.of(
                    "peerchallenge.https", "false",
                    "peerchallenge.base-url", "http://localhost:8080")))
        .isEmpty();
  }

  private static List<String> missing(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>(ENOUGH);
    settings.putAll(changed);
    MockEnvironment environment = new MockEnvironment();
    settings.forEach(environment::setProperty);
    return RequiredSettings.missing(environment);
  }
}
