package org.peerchallenge.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.TestDatabase;
import org.peerchallenge.Visitor;
import org.peerchallenge.casechange.TurnTest;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The hour before a self-assessment is due: 200 people type, each saved every five seconds, while
 * 40 directors open what they are to sign and sign it. The same again in less time, until it
 * breaks; and beside a row that somebody has locked and clients that never finish a request.
 *
 * <p>People and application share one machine; a time begins when a request was to be made, so that
 * one which has to wait for its turn is not forgiven.
 */
class DeadlineHourBenchmark extends TurnTest {

  private static final int SIGNERS = 40;
  private static final int WRITING_AUTHORITIES = 20;
  private static final int SECTIONS = 10;
  private static final int SECONDS = 60;
  private static final double MOST_MS = 250;
  private static final String TYPED = "What is typed while the hour passes. ";

  /** How often each person is saved, in milliseconds: as it is, then faster and faster. */
  private static final List<Integer> FASTER = List.of(2_500, 1_250, 625, 312);

  /** Somebody at a form, and how many changes were sent so far. */
  private record Writer(Visitor visitor, String task, AtomicInteger sequence) {}

  /** How long each request took, in milliseconds, and which were refused. */
  private static final class Times {
    private final Queue<Double> all = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();

    private void of(long began, int status, String what) {
      all.add((System.nanoTime() - began) / 1e6);
      if (status >= 400) {
        refused.add(what + ": " + status);
      }
    }

    private double at(double part) {
      double[] sorted = all.stream().mapToDouble(one -> one).sorted().toArray();
      return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(part * sorted.length) - 1];
    }

    @Override
    public String toString() {
      return "%,d requests, refused %d, ms: half %.0f, 95th %.0f, 99th %.0f, worst %.0f"
          .formatted(all.size(), refused.size(), at(0.5), at(0.95), at(0.99), at(1));
    }
  }

  @Autowired private DataSource dataSource;
  @LocalServerPort private int port;

  private final Random random = new Random(1);
  private final List<Writer> writers = new ArrayList<>();

  @Override
  protected void arrange() {
    testYear.region(SIGNERS + WRITING_AUTHORITIES).year();
    for (int i = 1; i <= SIGNERS + WRITING_AUTHORITIES; i++) {
      testYear.alone(String.valueOf(800 + i));
    }
    transaction.executeWithoutResult(
        status -> {
          for (int i = SIGNERS + 1; i <= SIGNERS + WRITING_AUTHORITIES; i++) {
            for (int one = 1; one <= SECTIONS; one++) {
              testYear.appoint(
                  "writer-%d-%d".formatted(800 + i, one), Role.TEAM, String.valueOf(800 + i));
            }
          }
        });
  }

  @Override
  protected void begin(String year) {
    jdbc.sql("update cycle set opened = now()").update();
    for (int i = 1; i <= SIGNERS + WRITING_AUTHORITIES; i++) {
      runtimeService.startProcessInstanceByKey(
          "self-assessment", TestYear.entry(String.valueOf(800 + i)).value());
    }
    settle();
  }

  @Test
  void twoHundredPeopleTypeWhileFortyDirectorsSign() throws Exception {
    doAll(task -> isSigners(task) && !task.getTaskDefinitionKey().contains("signOff"));
    for (int i = SIGNERS + 1; i <= SIGNERS + WRITING_AUTHORITIES; i++) {
      List<Task> sections =
          taskService
              .createTaskQuery()
              .processInstanceBusinessKey(TestYear.entry(String.valueOf(800 + i)).value())
              .list();
      assertThat(sections).hasSize(SECTIONS);
      for (int one = 0; one < SECTIONS; one++) {
        writers.add(
            new Writer(
                as("writer-%d-%d".formatted(800 + i, one + 1)),
                sections.get(one).getId(),
                new AtomicInteger()));
      }
    }
    List<Task> toSign = taskService.createTaskQuery().taskDefinitionKey(SIGN_OFF).list();
    assertThat(toSign).hasSize(SIGNERS);
    Times warm = type(writers, 5_000, 15, new Times());
    System.out.printf("Warming: %s%n", warm);

    Times signing = new Times();
    Times saving = new Times();
    try (Closing directors = new Closing(Executors.newScheduledThreadPool(SIGNERS))) {
      for (Task task : toSign) {
        Visitor director = as(performer(task));
        directors.people.schedule(
            () -> sign(director, task, signing), random.nextInt(SECONDS - 5), TimeUnit.SECONDS);
      }
      type(writers, 5_000, SECONDS, saving);
      directors.end();
    }
    System.out.printf("%d people type, saved every 5 s: %s%n", writers.size(), saving);
    System.out.printf("%d directors open and sign meanwhile: %s%n", SIGNERS, signing);

    for (int period : FASTER) {
      Times faster = type(writers, period, 15, new Times());
      System.out.printf(
          "The same people, saved every %d ms (%d a second): %s%n",
          period, writers.size() * 1000 / period, faster);
      if (faster.at(0.99) > MOST_MS || !faster.refused.isEmpty()) {
        break;
      }
    }
    besideALockAndSlowClients();

    assertThat(saving.refused).isEmpty();
    assertThat(signing.refused).isEmpty();
    assertThat(
            jdbc.sql("select count(*) from assessment_version where signed_at is not null")
                .query(Integer.class)
                .single())
        .isEqualTo(SIGNERS);
    assertThat(saving.at(0.99)).as("99th percentile of saving, ms").isLessThan(MOST_MS);
  }

  private static final String SIGN_OFF = "userTask_signOffSelfAssessment";

  private boolean isSigners(Task task) {
    return Integer.parseInt(key(task).replaceAll(".*/", "")) <= 800 + SIGNERS;
  }

  /** Everybody types for some seconds, one after the other in a turn of so many milliseconds. */
  private Times type(List<Writer> typing, int period, int seconds, Times times) {
    try (Closing people = new Closing(Executors.newScheduledThreadPool(typing.size()))) {
      long start = System.nanoTime();
      for (Writer writer : typing) {
        long phase = random.nextInt(period) * 1_000_000L;
        AtomicInteger turn = new AtomicInteger();
        people.people.scheduleAtFixedRate(
            () -> save(writer, start + phase + turn.getAndIncrement() * period * 1_000_000L, times),
            phase,
            period * 1_000_000L,
            TimeUnit.NANOSECONDS);
      }
      people.passes(seconds);
    }
    return times;
  }

  private void save(Writer writer, long began, Times times) {
    int sequence = writer.sequence.incrementAndGet();
    try {
      int status =
          writer
              .visitor
              .put(
                  "/drafts/" + writer.task,
                  Map.of(
                      "base",
                      0,
                      "writer",
                      "page-" + writer.task.substring(0, 8),
                      "seq",
                      sequence,
                      "changes",
                      Map.of("text", TYPED.repeat(1 + sequence % 100)),
                      "keep",
                      false))
              .statusCode();
      times.of(began, status, "save");
    } catch (RuntimeException | AssertionError e) {
      times.of(began, 599, "save, " + e);
    }
  }

  /** As from a mail: the link, the form and what it shows, then the signature. */
  private void sign(Visitor director, Task task, Times times) {
    try {
      long began = System.nanoTime();
      times.of(began, director.get("/tasks/" + task.getId()).statusCode(), "link");
      began = System.nanoTime();
      Map<String, Object> values =
          opened(director, task, Map.of("signOffDecision", "sign", "capacity", "permanent"));
      times.of(began, 200, "form");
      began = System.nanoTime();
      times.of(began, director.submit(task.getId(), values).statusCode(), "signature");
    } catch (RuntimeException | AssertionError e) {
      times.of(System.nanoTime(), 599, "signing, " + e);
    }
  }

  /** One row is locked for longer than the rest is measured, and thirty clients never finish. */
  private void besideALockAndSlowClients() throws Exception {
    Writer locked = writers.get(0);
    List<Writer> others = writers.subList(1, writers.size());
    List<Socket> slow = new ArrayList<>();
    HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
    try (Connection lock =
            java.sql.DriverManager.getConnection(pool.getJdbcUrl(), TestDatabase.USER, "");
        PreparedStatement row =
            lock.prepareStatement("select 1 from draft where task_id = ? for update");
        Closing waiting = new Closing(Executors.newScheduledThreadPool(1))) {
      lock.setAutoCommit(false);
      row.setString(1, locked.task);
      row.executeQuery();
      for (int i = 0; i < 30; i++) {
        slow.add(neverFinishes());
      }
      Times hers = new Times();
      waiting.people.scheduleWithFixedDelay(
          () -> save(locked, System.nanoTime(), hers), 0, 100, TimeUnit.MILLISECONDS);
      Times theirs = type(others, 5_000, 20, new Times());
      System.out.printf(
          "Beside a locked row and 30 clients that never finish: the others %s; hers, refused"
              + " while it is locked: %s%n",
          theirs, hers);
      assertThat(theirs.refused).isEmpty();
      lock.rollback();
    } finally {
      for (Socket one : slow) {
        one.close();
      }
    }
    Times after = new Times();
    save(locked, System.nanoTime(), after);
    assertThat(after.refused).as("once the row is free").isEmpty();
  }

  private Socket neverFinishes() throws IOException {
    Socket socket = new Socket("localhost", port);
    socket
        .getOutputStream()
        .write(
            "PUT /drafts/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** People who are sent home at the end, each when what was begun is done. */
  private record Closing(ScheduledExecutorService people) implements AutoCloseable {

    private void passes(int seconds) {
      try {
        // Nobody is done by then: it is the time that passes.
        assertThat(people.awaitTermination(seconds, TimeUnit.SECONDS)).isFalse();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Waits for what was planned. */
    private void end() throws InterruptedException {
      people.shutdown();
      assertThat(people.awaitTermination(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
      people.shutdown();
      try {
        assertThat(people.awaitTermination(SECONDS, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
