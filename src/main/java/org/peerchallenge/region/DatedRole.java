package org.peerchallenge.region;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A role with its days, as the history of an authority or a person shows it.
 *
 * @param from first day
 * @param to last day, empty while it lasts; before the first when it was taken back in time
 */
public record DatedRole(
    Person person, RoleHeld held, AppointmentType as, LocalDate from, Optional<LocalDate> to) {

  /** Whether it is held on that day. */
  public boolean isHeld(LocalDate day) {
    return !day.isBefore(from) && !isOver(day);
  }

  /** Whether nothing of it is left after that day began. */
  public boolean isOver(LocalDate day) {
    return to.filter(last -> last.isBefore(day) || last.isBefore(from)).isPresent();
  }
}
