package org.peerchallenge.access.web;

import java.security.Principal;
import java.util.Set;
import java.util.function.Function;
import org.peerchallenge.access.Extent;
import org.peerchallenge.access.Reader;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.Relationship;
import org.peerchallenge.access.RelationshipResolver;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Role;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Access control of pages: asks {@link ReadingPolicy} for a named right over the region. */
@Component
public class PageGuard {

  private final RelationshipResolver relationships;

  PageGuard(RelationshipResolver relationships) {
    this.relationships = relationships;
  }

  /**
   * How much somebody may.
   *
   * @param who null for a visitor who has not signed in
   * @param right such as {@code ReadingPolicy::people}
   */
  public Extent extent(Principal who, Function<Reader, Extent> right) {
    return right.apply(who == null ? new Reader("", Set.of()) : reader(who));
  }

  private Reader reader(Principal who) {
    return relationships
        .of(who.getName())
        .with(
            Relationship.ADMINISTRATOR,
            who instanceof Authentication signedIn
                && signedIn.getAuthorities().stream()
                    .anyMatch(authority -> authority.getAuthority().equals(Role.ADMIN.id())));
  }

  public boolean mayRead(Principal who, Function<Reader, Extent> right) {
    return extent(who, right).isAtLeast(Extent.WHOLE);
  }

  public boolean mayWrite(Principal who, Function<Reader, Extent> right) {
    return extent(who, right) == Extent.WRITE;
  }

  /**
   * Goes on for those who may read.
   *
   * @throws NotFound for all others: there is no such page for them
   */
  public void readersOnly(Principal who, Function<Reader, Extent> right) {
    if (!mayRead(who, right)) {
      throw new NotFound();
    }
  }

  /**
   * Goes on for those who may write.
   *
   * @throws NotFound for all others: there is no such page for them
   */
  public void writersOnly(Principal who, Function<Reader, Extent> right) {
    if (!mayWrite(who, right)) {
      throw new NotFound();
    }
  }
}
