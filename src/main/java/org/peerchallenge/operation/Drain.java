package org.peerchallenge.operation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Drains a node that was told to stop: it is not ready any more, and goes on answering until the
 * load balancer has seen that. Only then the graceful stop begins, in which what is under way ends.
 */
@Component
class Drain {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

  private final ApplicationContext context;
  private final Duration time;

  /**
   * @param time a little longer than the load balancer takes to see that a node is not ready; none
   *     where there is one node
   */
  Drain(ApplicationContext context, @Value("${peerchallenge.drain}") Duration time) {
    this.context = context;
    this.time = time;
  }

  /** Spring Boot has refused traffic by now, and the server still listens. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void close(ContextClosedEvent event) {
    if (event.getApplicationContext() != context
        || !(context instanceof WebServerApplicationContext)
        || time.isZero()) {
      return;
    }
    LOG.info("Not ready any more; stops in {} s", time.toSeconds());
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
