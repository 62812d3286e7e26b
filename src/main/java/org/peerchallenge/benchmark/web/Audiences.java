package org.peerchallenge.benchmark.web;

import org.peerchallenge.access.Extent;
import org.peerchallenge.access.Reader;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.RelationshipResolver;
import org.peerchallenge.benchmark.Audience;
import org.springframework.stereotype.Component;

/** Asks {@link ReadingPolicy} for whom a page or a file of figures is laid out. */
@Component
class Audiences {

  private final RelationshipResolver relationships;

  Audiences(RelationshipResolver relationships) {
    this.relationships = relationships;
  }

  /** Of one authority's sheet. */
  Audience ofSheet(String username, String dfeNumber) {
    return of(relationships.ofAuthority(username, dfeNumber));
  }

  /** Of all authorities side by side. */
  Audience ofRegion(String username) {
    return of(relationships.of(username));
  }

  private static Audience of(Reader reader) {
    return ReadingPolicy.unpublishedFigures(reader).isAtLeast(Extent.WHOLE)
        ? Audience.ENTITLED
        : Audience.EVERYBODY;
  }
}
