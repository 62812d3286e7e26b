package org.peerchallenge.cycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Entries that challenge each other on one day.
 *
 * @param venue empty text while nobody knows
 * @param facilitator username
 * @param members current ones, in the order of their sessions
 */
public record Group(
    GroupKey key,
    int number,
    LocalDate day,
    String venue,
    Mode mode,
    Optional<String> facilitator,
    List<EntryKey> members) {

  /** The same group with other members. */
  Group with(List<EntryKey> others) {
    return new Group(key, number, day, venue, mode, facilitator, List.copyOf(others));
  }
}
