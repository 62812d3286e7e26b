package org.peerchallenge.region.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Roles begin and end at midnight, and not only when the reminders of the morning look: whose last
 * day was yesterday signs nothing before breakfast. A start makes up for a midnight that was
 * missed.
 */
@Component
class MidnightSync {

  private static final Logger LOG = LoggerFactory.getLogger(MidnightSync.class);

  private final IdentitySync identities;

  MidnightSync(IdentitySync identities) {
    this.identities = identities;
  }

  @Scheduled(cron = "1 0 0 * * *", zone = "Europe/London")
  @EventListener(ApplicationReadyEvent.class)
  void sync() {
    try {
      identities.sync();
    } catch (RuntimeException e) {
      // Two nodes may do it at once: the other one has done it then.
      LOG.warn("Roles were not brought to today; the morning's reminders do it again", e);
    }
  }
}
