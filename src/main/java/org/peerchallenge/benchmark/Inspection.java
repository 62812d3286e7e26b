package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One Ofsted inspection of an authority's children's services, with its published grades.
 *
 * @param overall empty where the report gives none, as since {@link #NO_OVERALL_SINCE}
 * @param careLeavers empty where care leavers were not judged apart
 */
public record Inspection(
    LocalDate started,
    LocalDate reportPublished,
    String type,
    Optional<String> overall,
    String leaders,
    String helpAndProtection,
    String inCare,
    Optional<String> careLeavers) {

  /** From this day on a report may come without an overall grade. */
  public static final LocalDate NO_OVERALL_SINCE = LocalDate.of(2026, 4, 1);

  /** How people read that a report has no overall grade. */
  public static final String NO_OVERALL = "no overall grade (not given since April 2026)";

  /** The overall grade, or in words that there is none. */
  public String overallInWords() {
    return overall.orElse(NO_OVERALL);
  }
}
