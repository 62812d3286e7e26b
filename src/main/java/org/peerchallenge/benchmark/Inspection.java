package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.util.Optional;

/** One Ofsted inspection of an authority's children's services, with its published grades. */
public record Inspection(
    LocalDate started,
    LocalDate reportPublished,
    String type,
    String overall,
    String leaders,
    String helpAndProtection,
    String inCare,
    Optional<String> careLeavers) {}
