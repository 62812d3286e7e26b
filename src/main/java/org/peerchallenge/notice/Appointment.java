package org.peerchallenge.notice;

import java.time.ZonedDateTime;
import java.util.Objects;

/**
 * A date to which people are invited.
 *
 * @param about the key that stays while date and place change: {@code 2019/group-3}, {@code
 *     2019/summit}
 * @param summary what calendars show
 * @param what what mails call it
 * @param page a path on our own server
 * @param templates stem of the notices {@code …-invitation}, {@code …-moved}, {@code …-cancelled}
 */
public record Appointment(
    String about,
    ZonedDateTime begins,
    ZonedDateTime ends,
    String place,
    String summary,
    String what,
    String page,
    String templates) {

  public Appointment {
    Objects.requireNonNull(about, "about");
    Objects.requireNonNull(begins, "begins");
    Objects.requireNonNull(ends, "ends");
    place = place == null ? "" : place;
  }
}
