package org.peerchallenge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peerchallenge.kernel.FreePort;
import org.peerchallenge.kernel.Refused;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Port and home folder of an installation, looked at before anything is begun: a second start on
 * the same port ends with one line, and touches neither database nor engine. The demo looks itself.
 */
class RoomToStart implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    Environment environment = event.getEnvironment();
    if (environment.acceptsProfiles(Profiles.of("demo"))) {
      return;
    }
    try {
      mustBe(environment);
    } catch (Refused e) {
      System.err.println("peer-challenge does not start. " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * @throws Refused when the port is taken, or mails are to be files where none can be written
   */
  static void mustBe(Environment environment) {
    FreePort.mustBe(environment.getProperty("server.port", Integer.class, 8080));
    if (environment.getProperty("spring.mail.host", "").isBlank()) {
      mustBeWritable(Path.of(environment.getProperty("peerchallenge.home", "var")));
    }
  }

  private static void mustBeWritable(Path home) {
    try {
      Files.createDirectories(home);
      Files.delete(Files.createTempFile(home, "start", null));
    } catch (IOException e) {
      throw new Refused(
          "No file can be written to "
              + home.toAbsolutePath()
              + ", and without SPRING_MAIL_HOST mails are files there: make the folder writable, make"
              + " room, or set PEERCHALLENGE_HOME to another one.");
    }
  }
}
