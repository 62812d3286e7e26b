package org.peerchallenge.benchmark;

import java.time.LocalDate;

/**
 * Which figures something stands on. A snapshot is nothing more: figures are never overwritten.
 *
 * @param edition the edition that is read
 * @param upToYear of the figures that come with the product, the last year in which a period may
 *     end: they were published today, and do not say when they first were
 * @param endedBy of imported figures, the last day on which a period may end: they are out, or
 *     nobody could have imported them
 */
public record AsOf(int edition, int upToYear, LocalDate endedBy) {

  /** Everything of periods that end in that year or before. */
  public static AsOf year(int edition, int upToYear) {
    return new AsOf(edition, upToYear, LocalDate.of(upToYear, 12, 31));
  }

  /** What is out at that day. */
  public static AsOf day(int edition, LocalDate day) {
    return new AsOf(edition, Figures.newestYearAt(day), day);
  }

  LocalDate yearEnd() {
    return LocalDate.of(upToYear, 12, 31);
  }
}
