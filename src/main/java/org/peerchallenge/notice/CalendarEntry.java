package org.peerchallenge.notice;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A line of somebody's own calendar.
 *
 * @param times empty for something that is due on a day
 */
public record CalendarEntry(
    String uid,
    LocalDate day,
    Optional<Times> times,
    String summary,
    String location,
    String description) {

  /** From when to when. */
  public record Times(ZonedDateTime from, ZonedDateTime to) {}
}
