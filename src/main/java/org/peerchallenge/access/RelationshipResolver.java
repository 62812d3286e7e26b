package org.peerchallenge.access;

import static java.util.function.Predicate.not;

import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.springframework.stereotype.Service;

/**
 * Resolves somebody's relationship to an entry, a group or the region today, from dated roles and
 * the year's groups. A guest of a group's day is its peer until that day is over. Who came to a day
 * and who reviews is for the features to add.
 */
@Service
public class RelationshipResolver {

  private static final Set<Role> NO_PART = EnumSet.of(Role.DATA, Role.ANALYST, Role.ADMIN);

  private final Region region;
  private final Cycles cycles;
  private final Clock clock;

  RelationshipResolver(Region region, Cycles cycles, Clock clock) {
    this.region = region;
    this.cycles = cycles;
    this.clock = clock;
  }

  /** To what belongs to the whole region. */
  public Reader of(String username) {
    return reader(username, region.rolesOf(username), Optional.empty(), List.of(), List.of());
  }

  /** To what is an authority's, whatever the year. */
  public Reader ofAuthority(String username, String dfeNumber) {
    return reader(
        username, region.rolesOf(username), Optional.empty(), List.of(dfeNumber), List.of());
  }

  /** To what is about one entry. */
  public Reader of(String username, EntryKey entry) {
    Optional<Group> group = cycles.groupOf(entry);
    List<String> peers =
        group.stream()
            .flatMap(this::comeTogether)
            .filter(not(entry::equals))
            .flatMap(one -> one.authorities().stream())
            .toList();
    return reader(username, region.rolesOf(username), group, entry.authorities(), peers);
  }

  /** To what a group has in common: who comes to its day are peers. */
  public Reader of(String username, GroupKey key) {
    Optional<Group> group = cycles.findGroup(key);
    List<String> peers =
        group.stream()
            .flatMap(this::comeTogether)
            .flatMap(one -> one.authorities().stream())
            .toList();
    return reader(username, region.rolesOf(username), group, List.of(), peers);
  }

  /** The members of a group, and until its day is over the guests of that day. */
  private Stream<EntryKey> comeTogether(Group group) {
    return group.day().isBefore(EnglandTime.today(clock))
        ? group.members().stream()
        : cycles.coming(group.key()).stream();
  }

  /** Whether the person is a reviewer of the region today; an ended role ends its assignments. */
  public boolean isReviewer(String username) {
    return region.holds(username, Role.REVIEWER);
  }

  /** Whether the person belongs today to an authority that comes to the group's day. */
  public boolean belongsTo(String username, GroupKey group) {
    return of(username, group)
        .is(Relationship.PEER_DIRECTOR, Relationship.PEER_TEAM, Relationship.PEER_LEADER);
  }

  private static Reader reader(
      String username,
      Set<RoleHeld> roles,
      Optional<Group> group,
      Collection<String> own,
      Collection<String> peers) {
    boolean facilitates = group.flatMap(Group::facilitator).filter(username::equals).isPresent();
    Set<Relationship> standings = EnumSet.noneOf(Relationship.class);
    for (RoleHeld held : roles) {
      boolean isOwn = held.dfeNumber() != null && own.contains(held.dfeNumber());
      boolean isPeer = held.dfeNumber() != null && peers.contains(held.dfeNumber());
      switch (held.role()) {
        case DCS -> {
          standings.add(Relationship.ANY_DIRECTOR);
          addIf(isOwn, Relationship.DIRECTOR, standings);
          addIf(isPeer, Relationship.PEER_DIRECTOR, standings);
        }
        case TEAM -> {
          addIf(isOwn, Relationship.TEAM, standings);
          addIf(isPeer, Relationship.PEER_TEAM, standings);
        }
        case LEAD_MEMBER, CHIEF_EXECUTIVE, TRUST_CHIEF_EXECUTIVE -> {
          standings.add(Relationship.ANY_LEADER);
          addIf(isOwn, Relationship.LEADER, standings);
          addIf(isPeer, Relationship.PEER_LEADER, standings);
        }
        case FACILITATOR -> addIf(facilitates, Relationship.FACILITATOR, standings);
        case OFFICE -> standings.add(Relationship.OFFICE);
        case LEAD -> standings.add(Relationship.LEAD);
        case DATA -> standings.add(Relationship.DATA);
        case ANALYST -> standings.add(Relationship.ANALYST);
        case REVIEWER, ADMIN -> {
          // Who reviews is said by the review; an administrator reads nothing.
        }
      }
      addIf(!NO_PART.contains(held.role()), Relationship.TAKES_PART, standings);
    }
    return new Reader(username, standings);
  }

  private static void addIf(boolean applies, Relationship standing, Set<Relationship> standings) {
    if (applies) {
      standings.add(standing);
    }
  }
}
