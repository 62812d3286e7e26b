package org.peerchallenge.assessment;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.springframework.stereotype.Service;

/** The one rule who may read a self-assessment and the review of it. */
@Service
public class Reading {

  /** How much of a self-assessment somebody may see, from nothing to all. */
  public enum Access {
    NONE,
    /** That it exists and how far it is. */
    STATUS,
    /** The version that was signed and shared. */
    SHARED,
    /** All of it, drafts and the log of readings included. */
    OWN
  }

  /** Whoever would like to read. */
  record Reader(String username, Set<RoleHeld> roles) {

    boolean has(Set<Role> wanted, Set<String> authorities) {
      return roles.stream()
          .anyMatch(held -> wanted.contains(held.role()) && authorities.contains(held.dfeNumber()));
    }

    boolean has(Role... wanted) {
      return roles.stream().anyMatch(held -> List.of(wanted).contains(held.role()));
    }
  }

  /**
   * What would be read.
   *
   * @param own authorities that it is about
   * @param peers authorities of the same group
   * @param effective the narrower of the cycle's setting and the owner's choice
   */
  record Subject(
      State state,
      Set<String> own,
      Set<String> peers,
      Optional<String> facilitator,
      Set<String> reviewers,
      Visibility effective) {}

  private static final Set<Role> WRITERS = EnumSet.of(Role.DCS, Role.TEAM);
  private static final Set<Role> LEADERS =
      EnumSet.of(Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE, Role.TRUST_CHIEF_EXECUTIVE);

  private final Assessments assessments;
  private final Reviews reviews;
  private final Cycles cycles;
  private final Region region;

  Reading(Assessments assessments, Reviews reviews, Cycles cycles, Region region) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.cycles = cycles;
    this.region = region;
  }

  /** What this person may see of an entry's self-assessment today. */
  public Access access(String username, EntryKey entry) {
    return access(reader(username), subject(entry));
  }

  /** Whether this person may act for the authority: as its director or that one's deputy. */
  public boolean isDirector(String username, EntryKey entry) {
    return reader(username).has(EnumSet.of(Role.DCS), Set.copyOf(entry.authorities()));
  }

  /** The entry for which this director is a peer in the group; empty for everybody else. */
  public Optional<EntryKey> peerOf(String username, EntryKey entry) {
    Reader reader = reader(username);
    return cycles.groupOf(entry).stream()
        .flatMap(group -> group.members().stream())
        .filter(member -> !member.equals(entry))
        .filter(member -> reader.has(EnumSet.of(Role.DCS), Set.copyOf(member.authorities())))
        .findFirst();
  }

  /**
   * Whether this person may read a review: its reviewer always, its authority once released, the
   * office once closed, the facilitator then if the authority agreed.
   */
  public boolean mayReadReview(String username, Review review) {
    Reader reader = reader(username);
    if (review.reviewer().filter(username::equals).isPresent()) {
      return true;
    }
    if (reader.has(WRITERS, Set.copyOf(review.entry().authorities()))) {
      return review.isReleased();
    }
    if (!review.isReleased() || review.state() != Review.State.CLOSED) {
      return false;
    }
    return reader.has(Role.OFFICE, Role.LEAD)
        || review.facilitatorMayRead()
            && cycles
                .groupOf(review.entry())
                .flatMap(Group::facilitator)
                .filter(username::equals)
                .isPresent();
  }

  private Reader reader(String username) {
    return new Reader(username, region.rolesOf(username));
  }

  private Subject subject(EntryKey entry) {
    Optional<Group> group = cycles.groupOf(entry);
    Set<String> peers =
        group.stream()
            .flatMap(g -> g.members().stream())
            .filter(member -> !member.equals(entry))
            .flatMap(member -> member.authorities().stream())
            .collect(Collectors.toSet());
    Set<String> reviewers =
        reviews.of(entry).stream()
            .filter(review -> review.state() != Review.State.WITHDRAWN)
            .flatMap(review -> review.reviewer().stream())
            .collect(Collectors.toSet());
    return new Subject(
        assessments.state(entry),
        Set.copyOf(entry.authorities()),
        peers,
        group.flatMap(Group::facilitator),
        reviewers,
        cycles.cycle(entry.cycle()).visibility().narrower(assessments.chosenVisibility(entry)));
  }

  /** The rule itself. A role that is not named here gives nothing. */
  static Access access(Reader reader, Subject subject) {
    if (reader.has(WRITERS, subject.own())) {
      return Access.OWN;
    }
    boolean shared = subject.state() == State.SHARED;
    boolean follows =
        reader.has(Role.OFFICE, Role.LEAD)
            || subject.facilitator().filter(reader.username()::equals).isPresent();
    boolean reads =
        follows
            || reader.has(LEADERS, subject.own())
            || reader.has(WRITERS, subject.peers())
            || subject.reviewers().contains(reader.username())
            || subject.effective().compareTo(Visibility.ALL_DCS) >= 0 && reader.has(Role.DCS)
            || subject.effective() == Visibility.ALL_DCS_AND_LEADERS
                && reader.roles().stream().anyMatch(held -> LEADERS.contains(held.role()));
    if (shared && reads) {
      return Access.SHARED;
    }
    return follows ? Access.STATUS : Access.NONE;
  }
}
