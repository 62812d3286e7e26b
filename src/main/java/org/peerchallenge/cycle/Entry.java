package org.peerchallenge.cycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One authority, or two that share a director, taking part in a year.
 *
 * @param name as people say it: "Hampshire and Isle of Wight"
 * @param authorities DfE numbers
 * @param agreedDue its own date for signing, agreed by the office
 * @param withdrawnOn the day it left the year
 */
public record Entry(
    EntryKey key,
    String name,
    List<String> authorities,
    Optional<LocalDate> agreedDue,
    Optional<LocalDate> withdrawnOn) {

  public boolean isCurrent() {
    return withdrawnOn.isEmpty();
  }
}
