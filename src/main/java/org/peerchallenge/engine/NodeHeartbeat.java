package org.peerchallenge.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Heartbeat of a node, and failover of jobs: says every two seconds that this node lives, and frees
 * the jobs of nodes that have been silent for six.
 *
 * <p>The engine itself leaves a dead node's jobs alone until their lock runs out, which must be
 * longer than the longest step. A node that only hung, for longer than that, may find its step done
 * by another: it fails on the engine's version number and changes nothing, as with any lock that
 * runs out.
 */
@Component
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class NodeHeartbeat implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(NodeHeartbeat.class);

  private static final Duration BEAT = Duration.ofSeconds(2);
  static final Duration SILENCE = Duration.ofSeconds(6);

  private final JdbcClient jdbc;
  private final String id;
  private ScheduledExecutorService thread;
  private long unbrokenSince;
  private long lastBeat;

  NodeHeartbeat(JdbcClient jdbc, ProcessEngine engine) {
    this.jdbc = jdbc;
    // Under which name a node locks jobs is not to be had by a public interface.
    this.id =
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
            .getJobExecutor()
            .getLockOwner();
  }

  /**
   * Says that this node lives, and frees the jobs of those that do not.
   *
   * @return how many jobs were freed
   */
  int beat() {
    jdbc.sql(
            """
            insert into node (id, host) values (:id, :host)
            on conflict (id) do update set seen_at = now()
            """)
        .param("id", id)
        .param("host", host())
        .update();
    long now = System.nanoTime();
    if (unbrokenSince == 0 || now - lastBeat > SILENCE.toNanos() / 2) {
      unbrokenSince = now;
    }
    lastBeat = now;
    // Who was cut off from the database itself cannot say that others were silent.
    return now - unbrokenSince < SILENCE.toNanos() ? 0 : takeOver();
  }

  /** Frees the jobs of nodes that were silent too long. */
  int takeOver() {
    int freed =
        jdbc.sql(
                """
                with dead as (
                  delete from node where seen_at < now() - make_interval(secs => :silence) returning id)
                update act_ru_job set lock_owner_ = null, lock_exp_time_ = null
                where lock_owner_ in (select id from dead)
                """)
            .param("silence", SILENCE.toSeconds())
            .update();
    if (freed > 0) {
      LOG.warn("A node is silent; {} of its jobs were freed", freed);
    }
    return freed;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private void beatOrSay() {
    try {
      beat();
    } catch (RuntimeException e) {
      // An exception would end the schedule; the next beat tries again.
      LOG.warn("This node could not say that it lives: {}", e.getMessage());
    }
  }

  @Override
  public synchronized void start() {
    // A thread of its own: a long sweep must not make this node look dead.
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "heartbeat");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.scheduleWithFixedDelay(this::beatOrSay, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
