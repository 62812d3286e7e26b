package org.peerchallenge.notice;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Runs the dispatcher in the background: at once after a commit that posted something, and every
 * half minute for retries and for what another node left. {@code peerchallenge.notice.sweep=false}
 * leaves it to whoever has the clock in hand.
 */
@Component
@ConditionalOnProperty(name = "peerchallenge.notice.sweep", matchIfMissing = true)
class NoticeSweep implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(NoticeSweep.class);
  private static final long SECONDS_BETWEEN_SWEEPS = 30;

  private final NoticeDispatcher dispatcher;
  private final AtomicBoolean woken = new AtomicBoolean();
  private ScheduledExecutorService thread;

  NoticeSweep(NoticeDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
  synchronized void wake(NoticePosted posted) {
    // In a thread of its own: the person whose step was committed does not wait for a mail server.
    if (thread != null && woken.compareAndSet(false, true)) {
      try {
        thread.execute(this::sweep);
      } catch (RejectedExecutionException e) {
        log.debug("Stopping: the next start sends what was posted last");
      }
    }
  }

  private void sweep() {
    woken.set(false);
    try {
      dispatcher.dispatchDue();
    } catch (RuntimeException e) {
      // An exception would end the schedule; the rows stay due and the next sweep tries again.
      log.error("Notices could not be dispatched", e);
    }
  }

  @Override
  public synchronized void start() {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "notice-sweep");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.scheduleWithFixedDelay(
        this::sweep, SECONDS_BETWEEN_SWEEPS, SECONDS_BETWEEN_SWEEPS, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    ScheduledExecutorService stopping;
    synchronized (this) {
      stopping = thread;
      thread = null;
    }
    if (stopping == null) {
      return;
    }
    stopping.shutdown();
    try {
      // A mail on its way is let finish, or it would be in doubt.
      stopping.awaitTermination(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
