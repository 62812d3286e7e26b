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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes of the packaged jar behind a load balancer that believes their readiness: one after the
 * other is stopped and started anew while people go on, and then one is killed.
 */
@EnabledIfSystemProperty(named = "peerchallenge.full", matches = "true")
class RollingUpdateIT {

  private static final Duration TAKE_OVER = Duration.ofSeconds(15);

  @TempDir private Path folder;

  /** One of the two places where a node runs. */
  private final class Place {
    private final String name;
    private final String base;
    private final Map<String, String> settings;
    private final HttpClient http =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile boolean ready;
    private int starts;
    private Process process;

    Place(String name, String database, String mainAddress) throws IOException {
      int port = PackagedJar.freePort();
      this.name = name;
      this.base = "http://localhost:" + port;
      settings = new TreeMap<>(new PackagedJar(folder).settings(port));
      settings.put("SPRING_DATASOURCE_URL", database);
      settings.put("PEERCHALLENGE_BASE_URL", mainAddress == null ? base : mainAddress);
      settings.put("PEERCHALLENGE_SECOND_FACTOR", "false");
      settings.put("PEERCHALLENGE_DRAIN", "3s");
      settings.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "ecs");
    }

    Path log() {
      return folder.resolve(name + "-" + starts + ".log");
    }

    void start() throws IOException {
      starts++;
      process = new PackagedJar(folder).start(settings, log());
      await()
          .atMost(5, TimeUnit.MINUTES)
          .failFast(() -> assertThat(process.isAlive()).as(log().toString()).isTrue())
          .until(() -> ready);
    }

    void stop() throws InterruptedException {
      process.destroy();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    /** As a load balancer does, several times a second. */
    void look() {
      try {
        ready =
            http.send(
                        HttpRequest.newBuilder(URI.create(base + "/actuator/health/readiness"))
                            .timeout(Duration.ofSeconds(2))
                            .build(),
                        BodyHandlers.discarding())
                    .statusCode()
                == 200;
      } catch (IOException e) {
        ready = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private final List<Place> places = new ArrayList<>();
  private volatile boolean over;

  @Test
  void nobodyNoticesAnUpdateAndAKilledNodesJobsAreTakenOver() throws Exception {
    String database = TestDatabase.emptyJdbcUrl();
    try (HikariDataSource pool = (HikariDataSource) TestDatabase.pool(database)) {
      KeptDatabase.all().get(0).loadInto(pool);
      JdbcClient jdbc = JdbcClient.create(pool);
      Place first = new Place("first", database, null);
      Place second = new Place("second", database, first.base);
      places.addAll(List.of(first, second));
      Thread balancer = new Thread(this::lookAround, "balancer");
      balancer.start();
      try {
        first.start();
        second.start();
        AtomicInteger requests = new AtomicInteger();
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> people = new ArrayList<>();
        for (String who : List.of("dcs-846", "team-850", "office")) {
          people.add(new Thread(() -> goOn(who, requests, failures), who));
        }
        people.forEach(Thread::start);
        await().atMost(2, TimeUnit.MINUTES).until(() -> requests.get() > 20);

        Instant began = Instant.now();
        for (Place place : places) {
          place.stop();
          place.start();
        }
        Duration took = Duration.between(began, Instant.now());

        over = true;
        for (Thread one : people) {
          one.join();
        }
        System.out.printf(
            "Rolling update: %d requests of %d people in %d s, %d failures%n",
            requests.get(), people.size(), took.toSeconds(), failures.size());
        assertThat(failures).isEmpty();
        assertThat(requests).hasValueGreaterThan(50);
        killOne(first, jdbc);
        everyLineOfTheLogIsJson(first);
      } finally {
        over = true;
        balancer.interrupt();
        places.stream().filter(place -> place.process != null).forEach(p -> p.process.destroy());
        for (Place place : places) {
          if (place.process != null) {
            place.process.waitFor(1, TimeUnit.MINUTES);
          }
        }
      }
    }
  }

  private void lookAround() {
    while (!Thread.currentThread().isInterrupted()) {
      places.forEach(Place::look);
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
    }
  }

  /** Somebody who looks at one page after another, at whichever node is ready. */
  private void goOn(String who, AtomicInteger requests, ConcurrentLinkedQueue<String> failures) {
    Visitor visitor = Visitor.signIn(places.get(0).base, who, "challenge-2019");
    List<String> pages = List.of("/", "/assessments/2019", "/plan/2019", Visitor.ENGINE + "/task");
    for (int i = 0; !over; i++) {
      List<Place> ready = places.stream().filter(place -> place.ready).toList();
      if (ready.isEmpty()) {
        failures.add("no node is ready");
        return;
      }
      Place place = ready.get(i % ready.size());
      String page = pages.get(i % pages.size());
      try {
        HttpResponse<byte[]> answer = visitor.at(place.base).get(page);
        if (answer.statusCode() != 200) {
          failures.add(who + " " + page + " at " + place.name + ": " + answer.statusCode());
        }
      } catch (RuntimeException e) {
        failures.add(who + " " + page + " at " + place.name + ": " + e);
      }
      requests.incrementAndGet();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** It dies while it works on a job. */
  private void killOne(Place place, JdbcClient jdbc) throws InterruptedException {
    String node =
        jdbc.sql("select id from node order by started_at limit 1").query(String.class).single();
    // The first was started anew before the second.
    place.process.destroyForcibly().waitFor();
    Instant died = Instant.now();
    String job =
        jdbc.sql(
                """
                update act_ru_job set lock_owner_ = :node, lock_exp_time_ = now() + interval '60 seconds',
                  duedate_ = now() - interval '1 second'
                where id_ = (select id_ from act_ru_job where handler_type_ like 'timer%' and retries_ > 0
                  order by duedate_ desc limit 1)
                returning id_
                """)
            .param("node", node)
            .query(String.class)
            .single();
    await()
        .atMost(1, TimeUnit.MINUTES)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                jdbc.sql("select count(*) from act_ru_job where id_ = :id and lock_owner_ = :node")
                        .param("id", job)
                        .param("node", node)
                        .query(Long.class)
                        .single()
                    == 0);
    Duration freed = Duration.between(died, Instant.now());
    await()
        .atMost(1, TimeUnit.MINUTES)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                jdbc.sql(
                            "select count(*) from act_ru_job where id_ = :id and duedate_ < now() and lock_owner_ is null")
                        .param("id", job)
                        .query(Long.class)
                        .single()
                    == 0);
    Duration took = Duration.between(died, Instant.now());
    System.out.printf(
        "A killed node: its job was free after %.1f s and taken up after %.1f s%n",
        freed.toMillis() / 1000.0, took.toMillis() / 1000.0);
    assertThat(took).isLessThan(TAKE_OVER);
  }

  private static void everyLineOfTheLogIsJson(Place place) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> lines = Files.readAllLines(place.log());
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      assertThat(json.readTree(line).isObject()).as(line).isTrue();
    }
    // Whoever signed in did so in a request, at the first start.
    assertThat(Files.readString(place.log().resolveSibling("first-1.log")))
        .contains("\"request\":\"");
  }
}
