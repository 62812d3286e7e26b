package org.peerchallenge.region;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A role with its days, as the history of an authority shows it.
 *
 * @param from first day
 * @param to last day, empty while it lasts
 */
public record DatedRole(Person person, RoleHeld held, LocalDate from, Optional<LocalDate> to) {}
