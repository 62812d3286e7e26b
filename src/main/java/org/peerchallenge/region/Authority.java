package org.peerchallenge.region;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A council responsible for children's services, known by its DfE number, which outlives changes of
 * boundary and of ONS code.
 *
 * @param kind county or unitary
 * @param deliveryBody the trust or company that runs the service for the council, if there is one
 * @param begins its first day; empty when it was there before the region was entered here
 * @param ends its last day; empty while none is known
 */
public record Authority(
    String dfeNumber,
    String name,
    String onsCode,
    String kind,
    Optional<DeliveryBody> deliveryBody,
    Optional<LocalDate> begins,
    Optional<LocalDate> ends) {

  /** An authority whose beginning and end nobody has said. */
  public Authority(
      String dfeNumber,
      String name,
      String onsCode,
      String kind,
      Optional<DeliveryBody> deliveryBody) {
    this(dfeNumber, name, onsCode, kind, deliveryBody, Optional.empty(), Optional.empty());
  }

  /** Whether it is there on a day. */
  public boolean isThereOn(LocalDate day) {
    return begins.map(first -> !day.isBefore(first)).orElse(true)
        && ends.map(last -> !day.isAfter(last)).orElse(true);
  }
}
