package org.peerchallenge.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reader: somebody who would like to read, with their relationships to what would be read.
 *
 * @param standings empty for who holds no role today: such a reader reads nothing
 */
public record Reader(String username, Set<Relationship> standings) {

  public Reader {
    standings = Set.copyOf(standings);
  }

  public boolean is(Relationship... any) {
    return Arrays.stream(any).anyMatch(standings::contains);
  }

  /** The same reader with a standing that only a feature knows of. */
  public Reader with(Relationship standing, boolean applies) {
    if (!applies) {
      return this;
    }
    Set<Relationship> more = EnumSet.of(standing);
    more.addAll(standings);
    return new Reader(username, more);
  }
}
