package org.peerchallenge.cycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A pause in the work of an entry.
 *
 * @param inspection private: that Ofsted inspects is for the entry's directors and the office alone
 * @param until when it is expected to end; the work goes on when somebody says so
 */
public record Pause(
    EntryKey entry, Instant since, boolean inspection, Optional<LocalDate> until, String reason) {}
