package org.peerchallenge.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.kernel.EnglandTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The demo's clock: it stands on 30 November 2018 at first and goes on from there as time passes;
 * the office moves it forward. How far it stands from today is kept as a setting of the database,
 * and set before the engine starts; the command line, which works without the demo, reads it there.
 */
@Component
@Profile("demo")
class DemoClock extends AbstractProcessEnginePlugin {

  /** The briefing day of 2018. */
  static final LocalDateTime START = LocalDateTime.of(2018, 11, 30, 9, 0);

  private static final Duration LONGEST_JOB = Duration.ofMinutes(1);
  private static final Duration A_MOMENT = Duration.ofMillis(10);

  private static final Logger LOG = LoggerFactory.getLogger(DemoClock.class);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ObjectProvider<ProcessEngine> engine;
  private final ObjectProvider<ThreadPoolTaskExecutor> jobThreads;
  private final ObjectProvider<Messages> messages;
  private final ObjectProvider<EngineAsSystem> unrestricted;

  DemoClock(
      JdbcClient jdbc,
      Clock clock,
      ObjectProvider<ProcessEngine> engine,
      @Qualifier("camundaTaskExecutor") ObjectProvider<ThreadPoolTaskExecutor> jobThreads,
      ObjectProvider<Messages> messages,
      ObjectProvider<EngineAsSystem> unrestricted) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.engine = engine;
    this.jobThreads = jobThreads;
    this.messages = messages;
    this.unrestricted = unrestricted;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    stand(kept().map(Instant.now()::plus).orElse(instant(START)));
  }

  LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), EnglandTime.ZONE);
  }

  /**
   * Moves forward, from due job to due job, so that a year's notices come in order and with their
   * own dates.
   *
   * @throws IllegalArgumentException when the time asked for lies in the past
   */
  synchronized LocalDateTime moveTo(LocalDateTime then) {
    if (then.isBefore(now())) {
      throw new IllegalArgumentException(
          "The clock only moves forward: it is %s already".formatted(now().withNano(0)));
    }
    JobExecutor executor = rest();
    try {
      // The year moves on by itself, whoever turned the clock.
      unrestricted
          .getObject()
          .run(() -> timeMachine().moveTo(instant(then)))
          .forEach(failure -> LOG.warn("A step failed on the way: {}", failure, failure.cause()));
    } finally {
      stand(clock.instant());
      executor.start();
    }
    return now();
  }

  /** Takes steps one after the other, each with all that becomes due by it. */
  synchronized void take(Runnable... steps) {
    JobExecutor executor = rest();
    try {
      for (Runnable step : steps) {
        step.run();
        unrestricted
            .getObject()
            .run(() -> timeMachine().settle())
            .forEach(failure -> LOG.warn("A step failed: {}", failure, failure.cause()));
      }
    } finally {
      executor.start();
    }
  }

  private TimeMachine timeMachine() {
    ManagementService management = engine.getObject().getManagementService();
    List<IntSupplier> outboxes = List.of(messages.getObject()::deliverDue);
    return new TimeMachine(management, outboxes, job -> true);
  }

  /**
   * Lets the engine's own executor rest, when it has ended what it has begun: two that run one job
   * at once leave it for a retry of ten minutes. It is not to be had by a public interface.
   */
  private JobExecutor rest() {
    JobExecutor executor =
        ((ProcessEngineConfigurationImpl) engine.getObject().getProcessEngineConfiguration())
            .getJobExecutor();
    executor.shutdown();
    ThreadPoolExecutor begun = jobThreads.getObject().getThreadPoolExecutor();
    long latest = System.nanoTime() + LONGEST_JOB.toNanos();
    while (begun.getActiveCount() > 0 || !begun.getQueue().isEmpty()) {
      if (System.nanoTime() > latest) {
        executor.start();
        throw new IllegalStateException(
            "The clock did not move: a step has been running for " + LONGEST_JOB);
      }
      LockSupport.parkNanos(A_MOMENT.toNanos());
    }
    return executor;
  }

  /** Lets the clock run on from a point in time, and keeps that. */
  private void stand(Instant then) {
    Duration offset = Duration.between(Instant.now(), then);
    ClockUtil.reset();
    ClockUtil.offset(offset.toMillis());
    // Takes effect in connections that begin later.
    jdbc.sql(
            """
            do $$ begin
              execute format('alter database %%I set peerchallenge.clock = %%L', current_database(), '%s');
            end $$
            """
                .formatted(offset))
        .update();
  }

  private Optional<Duration> kept() {
    return jdbc.sql("select nullif(current_setting('peerchallenge.clock', true), '')")
        .query((row, n) -> Optional.ofNullable(row.getString(1)).map(Duration::parse))
        .single();
  }

  private static Instant instant(LocalDateTime local) {
    return local.atZone(EnglandTime.ZONE).toInstant();
  }
}
