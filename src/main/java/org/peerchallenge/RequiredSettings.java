package org.peerchallenge;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Refuses to start outside the demo without a database and an administrator's password. */
class RequiredSettings implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  private static final int SHORTEST_PASSWORD = 12;

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
    if (environment.getProperty("camunda.bpm.admin-user.password", "").length()
        < SHORTEST_PASSWORD) {
      missing.add(
          "PEERCHALLENGE_ADMIN_PASSWORD: the emergency administrator's password, at least "
              + SHORTEST_PASSWORD
              + " characters");
    }
    return missing;
  }
}
