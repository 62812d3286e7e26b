package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.Driver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * The packaged jar on two real servers of PostgreSQL, as docs/operation.md says: the one that
 * writes dies while somebody writes, the other is promoted, and the application finds it by itself.
 */
@EnabledIfSystemProperty(named = "peerchallenge.full", matches = "true")
class FailoverIT {

  /** From the promotion on; the driver and the pool look again and again. */
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Something that was written: whom, and when it was acknowledged. */
  private record Written(String username, Instant at) {}

  @TempDir private Path folder;

  private final ConcurrentLinkedQueue<Written> acknowledged = new ConcurrentLinkedQueue<>();
  private final Set<Integer> refusals = new HashSet<>();
  private volatile boolean over;

  @Test
  void nothingAcknowledgedIsLostWhenTheDatabaseDies() throws Exception {
    try (LocalPostgres first = LocalPostgres.start(folder.resolve("first"))) {
      first.database("peerchallenge");
      try (LocalPostgres second = first.standby(folder.resolve("second"))) {
        int port = PackagedJar.freePort();
        String base = "http://localhost:" + port;
        PackagedJar jar = new PackagedJar(folder);
        Map<String, String> settings = new TreeMap<>(jar.settings(port));
        settings.put(
            "SPRING_DATASOURCE_URL",
            "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/peerchallenge?targetServerType=primary"
                    .formatted(first.port(), second.port())
                + "&logServerErrorDetail=false");
        settings.put("PEERCHALLENGE_SECOND_FACTOR", "false");
        Process process = jar.start(settings);
        try {
          jar.awaitHealthy(base, process);
          Visitor admin = Visitor.signIn(base, "admin", PackagedJar.PASSWORD);
          Thread writer = new Thread(() -> write(admin), "writer");
          writer.start();
          await().atMost(1, TimeUnit.MINUTES).until(() -> acknowledged.size() > 30);

          Instant died = Instant.now();
          first.die();
          int before = acknowledged.size();
          second.promote();
          Instant promoted = Instant.now();
          await().atMost(SOON).until(() -> acknowledged.size() > before + 30);
          over = true;
          writer.join();

          Instant again =
              acknowledged.stream().map(Written::at).filter(promoted::isBefore).findFirst().get();
          Set<String> there = new HashSet<>(written(second));
          List<String> lost = new ArrayList<>();
          acknowledged.forEach(
              one -> {
                if (!there.contains(one.username())) {
                  lost.add(one.username());
                }
              });
          System.out.printf(
              "Failover: %d writes acknowledged, %d before; the first one %d ms after the server"
                  + " died and %d ms after the other was promoted; answers meanwhile %s; lost %d%n",
              acknowledged.size(),
              before,
              Duration.between(died, again).toMillis(),
              Duration.between(promoted, again).toMillis(),
              refusals,
              lost.size());
          assertThat(lost).as("acknowledged and not there").isEmpty();
          // In words, and no bare error.
          assertThat(refusals).as(jar.output()).isSubsetOf(503);
        } finally {
          process.destroy();
          process.waitFor(1, TimeUnit.MINUTES);
        }
      }
    }
  }

  private void write(Visitor admin) {
    for (int i = 0; !over; i++) {
      String username = "example-" + i;
      int status =
          admin
              .postForm(
                  "/people",
                  Map.of(
                      "username",
                      username,
                      "name",
                      "Example " + i,
                      "email",
                      username + "@council.example"))
              .statusCode();
      if (status < 400) {
        acknowledged.add(new Written(username, Instant.now()));
      } else {
        refusals.add(status);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static List<String> written(LocalPostgres server) {
    return JdbcClient.create(
            new SimpleDriverDataSource(
                new Driver(),
                "jdbc:postgresql://127.0.0.1:%d/peerchallenge".formatted(server.port()),
                LocalPostgres.USER,
                ""))
        .sql("select username from person")
        .query(String.class)
        .list();
  }
}
