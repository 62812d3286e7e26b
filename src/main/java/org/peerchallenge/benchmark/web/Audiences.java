package org.peerchallenge.benchmark.web;

import org.peerchallenge.access.Extent;
import org.peerchallenge.access.Reader;
import org.peerchallenge.access.Rule;
import org.peerchallenge.access.Standings;
import org.peerchallenge.benchmark.Audience;
import org.springframework.stereotype.Component;

/** Asks {@link Rule} for whom a page or a file of figures is laid out. */
@Component
class Audiences {

  private final Standings standings;

  Audiences(Standings standings) {
    this.standings = standings;
  }

  /** Of one authority's sheet. */
  Audience ofSheet(String username, String dfeNumber) {
    return of(standings.ofAuthority(username, dfeNumber));
  }

  /** Of all authorities side by side. */
  Audience ofRegion(String username) {
    return of(standings.of(username));
  }

  private static Audience of(Reader reader) {
    return Rule.unpublishedFigures(reader).isAtLeast(Extent.WHOLE)
        ? Audience.ENTITLED
        : Audience.EVERYBODY;
  }
}
