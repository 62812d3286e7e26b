package org.peerchallenge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.peerchallenge.account.PasswordRule;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Refuses to start outside the demo without what keeps an installation safe. */
class RequiredSettings implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final String OF_THE_DEMO = "challenge-2019";

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    Environment environment = event.getEnvironment();
    if (environment.acceptsProfiles(Profiles.of("demo"))) {
      return;
    }
    List<String> missing = missing(environment);
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "peer-challenge does not start. Set in the environment:\n  - "
              + String.join("\n  - ", missing)
              + "\nThe README's section on production explains each.");
    }
  }

  static List<String> missing(Environment environment) {
    List<String> missing = new ArrayList<>();
    if (environment.getProperty("spring.datasource.url", "").isBlank()) {
      missing.add(
          "SPRING_DATASOURCE_URL: the PostgreSQL database, such as"
              + " jdbc:postgresql://db/peerchallenge?logServerErrorDetail=false");
    } else if (!environment
        .getProperty("spring.datasource.url", "")
        .contains("logServerErrorDetail=false")) {
      missing.add(
          "SPRING_DATASOURCE_URL must carry logServerErrorDetail=false, or a failed step's log"
              + " holds what people wrote");
    }
    missing.addAll(weakPassword(environment));
    missing.addAll(plainHttp(environment));
    if (!environment.getProperty("peerchallenge.office-email", "").contains("@")) {
      missing.add(
          "PEERCHALLENGE_OFFICE_EMAIL: the programme office's address, where people ask for help");
    }
    if (!environment.getProperty("camunda.bpm.authorization.enabled", Boolean.class, true)) {
      missing.add(
          "CAMUNDA_BPM_AUTHORIZATION_ENABLED must not be false: everybody would be an"
              + " administrator");
    }
    return missing;
  }

  private static List<String> weakPassword(Environment environment) {
    String password = environment.getProperty("camunda.bpm.admin-user.password", "");
    List<String> administrator =
        Stream.of("id", "first-name", "last-name")
            .map(name -> environment.getProperty("camunda.bpm.admin-user." + name, ""))
            .toList();
    String setting = "PEERCHALLENGE_ADMIN_PASSWORD: the emergency administrator's password. ";
    return password.equals(OF_THE_DEMO)
        ? List.of(setting + "The demo's is known to everybody.")
        : PasswordRule.broken(password, administrator).map(setting::concat).toList();
  }

  private static List<String> plainHttp(Environment environment) {
    if (!environment.getProperty("peerchallenge.https", Boolean.class, true)) {
      return List.of();
    }
    List<String> plain = new ArrayList<>();
    String unless = ", or set PEERCHALLENGE_HTTPS=false for a trial without TLS";
    if (!environment.getProperty("peerchallenge.base-url", "").startsWith("https://")) {
      plain.add(
          "PEERCHALLENGE_BASE_URL: the address that people type, which begins with https://"
              + unless);
    }
    if (!environment.getProperty("server.servlet.session.cookie.secure", Boolean.class, true)) {
      plain.add("SERVER_SERVLET_SESSION_COOKIE_SECURE must not be false" + unless);
    }
    return plain;
  }
}
