package org.peerchallenge.assessment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.peerchallenge.engine.EngineClock;

/** Dates as people of England write them. */
public final class Words {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK);

  private Words() {}

  /** 17 December 2018. */
  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** 17 December 2018, 16:05, in England's time. */
  public static String moment(Instant instant) {
    return MOMENT.format(instant.atZone(EngineClock.ZONE));
  }
}
