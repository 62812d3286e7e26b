package org.peerchallenge.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The time zone of England: deadlines, timers and what people read are in it. */
public final class EnglandTime {

  public static final ZoneId ZONE = ZoneId.of("Europe/London");

  private EnglandTime() {}

  /** Now, for a column of the type {@code timestamptz}. */
  public static OffsetDateTime now(Clock clock) {
    return OffsetDateTime.ofInstant(clock.instant(), ZONE);
  }

  /** The day that it is now. */
  public static LocalDate today(Clock clock) {
    return LocalDate.ofInstant(clock.instant(), ZONE);
  }

  /** A moment as clocks in England showed it. */
  public static ZonedDateTime at(Instant instant) {
    return instant.atZone(ZONE);
  }

  /** The day of a moment. */
  public static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZONE);
  }
}
