package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.peerchallenge.engine.FormFiller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yaml.snakeyaml.Yaml;

/**
 * The image, built from the packaged jar and run as docker/compose.yaml restricts it, with profile
 * {@code container} where a Docker engine is there: healthy, somebody signs in and completes a
 * task, nothing is written outside its volumes, and it stops gracefully.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerTrial {

  private static final String DOCKER = System.getProperty("peerchallenge.docker", "docker");
  private static final String IMAGE = "peer-challenge:trial";
  private static final String NAME = "peer-challenge-trial";

  private Map<String, String> settings;
  private JdbcClient jdbc;
  private String base;
  private Duration started;

  @BeforeAll
  void buildAndRun() throws Exception {
    Instant began = Instant.now();
    docker(
        "build", "-q", "-f", "docker/Dockerfile", "--build-arg", "JAR=packaged", "-t", IMAGE, ".");
    Duration built = Duration.between(began, Instant.now());
    long size = Long.parseLong(docker("image", "inspect", "--format", "{{.Size}}", IMAGE));
    int port = PackagedJar.freePort();
    base = "http://localhost:" + port;
    settings =
        new TreeMap<>(new PackagedJar(Files.createTempDirectory("container")).settings(port));
    // A year in its middle, so that there are people and tasks.
    String database = settings.get("SPRING_DATASOURCE_URL");
    try (HikariDataSource pool = (HikariDataSource) TestDatabase.pool(database)) {
      KeptDatabase.all().get(0).loadInto(pool);
    }
    jdbc = JdbcClient.create(TestDatabase.pool(database));
    settings.put("PEERCHALLENGE_HOME", "/var/lib/peer-challenge");
    settings.put("PEERCHALLENGE_SECOND_FACTOR", "false");
    // A second start finds its tables made: that is what is measured.
    run();
    awaitHealthy();
    stop();
    started = run();
    System.out.printf(
        "Container: built in %d s, image %d MB, second start to ready %d ms, %d MB of memory%n",
        built.toSeconds(), size / 1_000_000, started.toMillis(), memory());
  }

  /** With everything that compose.yaml takes away from the application. */
  private Duration run() throws Exception {
    Map<String, Object> compose = new Yaml().load(Files.readString(Path.of("docker/compose.yaml")));
    Map<?, ?> service = (Map<?, ?>) compose.get("x-application");
    List<String> command =
        new ArrayList<>(List.of("run", "--detach", "--name", NAME, "--network", "host"));
    if (Boolean.TRUE.equals(service.get("read_only"))) {
      command.add("--read-only");
    }
    ((List<?>) service.get("tmpfs"))
        .forEach(place -> command.addAll(List.of("--tmpfs", place + "")));
    ((List<?>) service.get("cap_drop"))
        .forEach(right -> command.addAll(List.of("--cap-drop", right + "")));
    ((List<?>) service.get("security_opt"))
        .forEach(option -> command.addAll(List.of("--security-opt", option + "")));
    assertThat(command).contains("--read-only", "--cap-drop", "--security-opt");
    settings.forEach((name, value) -> command.addAll(List.of("--env", name + "=" + value)));
    command.add(IMAGE);
    Instant began = Instant.now();
    docker(command.toArray(String[]::new));
    awaitReady();
    return Duration.between(began, Instant.now());
  }

  private void awaitReady() {
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create(base + "/actuator/health/readiness")).build();
    HttpClient http = HttpClient.newHttpClient();
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> http.send(ready, BodyHandlers.ofString()).statusCode() == 200);
  }

  private void awaitHealthy() {
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                docker("inspect", "--format", "{{.State.Health.Status}}", NAME).equals("healthy"));
  }

  /** In MB, of all its processes. */
  private long memory() throws IOException {
    String pid = docker("inspect", "--format", "{{.State.Pid}}", NAME);
    return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1000)
        .sum();
  }

  private Duration stop() {
    Instant began = Instant.now();
    docker("stop", "--time", "60", NAME);
    Duration took = Duration.between(began, Instant.now());
    // 143: ended by SIGTERM, as asked, and not killed.
    assertThat(docker("inspect", "--format", "{{.State.ExitCode}}", NAME)).isEqualTo("143");
    docker("rm", NAME);
    return took;
  }

  @AfterAll
  void end() {
    Duration stopped = stop();
    System.out.printf("Container: stopped in %d ms%n", stopped.toMillis());
    docker("image", "rm", IMAGE);
  }

  @Test
  void itSaysItselfThatItIsHealthy() {
    awaitHealthy();
    assertThat(docker("logs", NAME)).doesNotContain("ERROR", "Exception");
  }

  @Test
  void itRunsAsNobodyAndCanWriteNowhereElse() {
    assertThat(docker("exec", NAME, "id", "-u")).isEqualTo("10001");
    assertThat(docker("exec", NAME, "sh", "-c", "touch /app/x 2>&1 || true")).contains("Read-only");
    assertThat(docker("exec", NAME, "sh", "-c", "grep CapEff /proc/1/status"))
        .contains("0000000000000000");
    docker("exec", NAME, "sh", "-c", "touch /tmp/x /var/lib/peer-challenge/x");
  }

  @Test
  void itUsesItsClassArchive() {
    assertThat(docker("exec", NAME, "sh", "-c", "grep -c peer-challenge.jsa /proc/1/maps"))
        .isNotEqualTo("0");
  }

  @Test
  void somebodySignsInAndCompletesATask() throws Exception {
    Map<String, Object> task =
        jdbc.sql(
                """
                select t.id_ as id, m.user_id_ as who, t.name_ as name from act_ru_task t
                join act_ru_identitylink l on l.task_id_ = t.id_ join act_id_membership m on m.group_id_ = l.group_id_
                where t.assignee_ is null and t.suspension_state_ = 1 order by t.create_time_, m.user_id_ limit 1
                """)
            .query()
            .singleRow();
    String id = task.get("id").toString();
    Visitor person = Visitor.signIn(base, task.get("who").toString(), "challenge-2019");
    Map<String, Object> values =
        new FormFiller(new ObjectMapper(), People.TEXT, "2031-05-15")
            .fill(person.openForm(id), person.formVariables(id), Map.of());

    HttpResponse<byte[]> answer = person.submit(id, values);

    assertThat(answer.statusCode())
        .as("%s: %s", task, new String(answer.body(), StandardCharsets.UTF_8))
        .isLessThan(300);
    assertThat(
            jdbc.sql("select count(*) from act_ru_task where id_ = :id")
                .param("id", id)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(Visitor.signIn(base, "office", "challenge-2019").get("/operation").statusCode())
        .isEqualTo(200);
  }

  private static String docker(String... arguments) {
    List<String> command = new ArrayList<>(List.of(DOCKER));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DOCKER_BUILDKIT", "1");
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + said).isZero();
      return said.strip();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
