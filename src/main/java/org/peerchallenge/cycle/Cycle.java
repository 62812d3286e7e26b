package org.peerchallenge.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One year of the peer challenge.
 *
 * @param label as people write it: 2018-19
 * @param assessmentDue last day to sign a self-assessment, unless another was agreed
 * @param closes last day of the year; a day still open then stays open
 * @param visibility the widest reading of a self-assessment that an owner may choose
 * @param memorandumBlocks whether writing waits until the memorandum is accepted
 * @param opened when the arrangements were confirmed, empty before
 * @param cancelledOn the day on which it was called off
 * @param version grows with each change of the arrangements
 */
public record Cycle(
    CycleKey key,
    String label,
    LocalDate assessmentDue,
    LocalDate summit,
    LocalDate closes,
    Visibility visibility,
    boolean memorandumBlocks,
    Optional<Instant> opened,
    Optional<LocalDate> cancelledOn,
    int version) {

  /** Whether it was opened, and not called off. */
  public boolean isOpen() {
    return opened.isPresent() && cancelledOn.isEmpty();
  }
}
