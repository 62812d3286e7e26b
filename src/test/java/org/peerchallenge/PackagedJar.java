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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar, started as a council's IT would: by the variables of docker/compose.yaml. */
final class PackagedJar {

  static final Path JAR = Path.of(System.getProperty("peerchallenge.jar"));
  static final String PASSWORD = "Seven-green-bottles";
  static final String OFFICE = "peer.office@council.example";

  private final Path folder;

  /**
   * A place to run it.
   *
   * @param folder for what it writes
   */
  PackagedJar(Path folder) {
    this.folder = folder;
  }

  /** What an installation sets, for an empty database of its own. */
  Map<String, String> settings(int port) {
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

  Process start(Map<String, String> settings) throws IOException {
    return start(settings, log());
  }

  Process start(Map<String, String> settings, Path output, String... arguments) throws IOException {
    List<String> jar = new ArrayList<>(List.of("-jar", JAR.toAbsolutePath().toString()));
    jar.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(ShortLivedJava.command(jar));
    builder.directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
    builder.environment().putAll(settings);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  void awaitHealthy(String base, Process process) {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create(base + "/actuator/health/readiness")).build();
    HttpClient http = HttpClient.newHttpClient();
    await()
        .atMost(10, TimeUnit.MINUTES)
        .ignoreExceptionsInstanceOf(IOException.class)
        .failFast(() -> assertThat(process.isAlive()).as(output()).isTrue())
        .until(() -> http.send(health, BodyHandlers.ofString()).body().contains("UP"));
  }

  /** What it wrote to its log. */
  String output() {
    try {
      return Files.exists(log()) ? Files.readString(log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("output.log");
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
