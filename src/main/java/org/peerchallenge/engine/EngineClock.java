package org.peerchallenge.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.stereotype.Component;

/**
 * The one clock of application and engine.
 *
 * <p>The engine reads its time from its internal {@code ClockUtil} and offers no other way to set
 * it; reading the same place keeps due dates, notices and tables on one time in tests and in the
 * demo.
 */
@Component
public class EngineClock extends Clock {

  @Override
  public ZoneId getZone() {
    return EnglandTime.ZONE;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }

  @Override
  public Instant instant() {
    return ClockUtil.getCurrentTime().toInstant();
  }
}
