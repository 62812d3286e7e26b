package org.peerchallenge.assessment;

import java.util.List;
import java.util.Optional;
import org.peerchallenge.access.Extent;
import org.peerchallenge.access.Reader;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.Relationship;
import org.peerchallenge.access.RelationshipResolver;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.stereotype.Service;

/**
 * Asks {@link ReadingPolicy} who may read a self-assessment and its review, with the facts of
 * today.
 */
@Service
public class Reading {

  /** How much of a self-assessment somebody may see, from nothing to all. */
  public enum Access {
    NONE,
    /** That it exists and how far it is. */
    STATUS,
    /** The version that was signed and shared. */
    SHARED,
    /** Drafts too, as its director opened them to the authority's leaders; to read alone. */
    OPENED,
    /** All of it, drafts and the log of readings included. */
    OWN
  }

  private final Assessments assessments;
  private final Reviews reviews;
  private final SharingChoices choices;
  private final Cycles cycles;
  private final RelationshipResolver relationships;

  Reading(
      Assessments assessments,
      Reviews reviews,
      SharingChoices choices,
      Cycles cycles,
      RelationshipResolver relationships) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.choices = choices;
    this.cycles = cycles;
    this.relationships = relationships;
  }

  /** What this person may see of an entry's self-assessment today. */
  public Access access(String username, EntryKey entry) {
    Reader reader = reader(username, entry);
    Extent draft = ReadingPolicy.draft(reader, choices.opened(entry).draft());
    Extent signed =
        ReadingPolicy.selfAssessment(
            reader,
            assessments.state(entry) == State.SHARED,
            cycles.cycle(entry.cycle()).visibility().narrower(assessments.chosenVisibility(entry)));
    if (draft == Extent.WRITE) {
      return Access.OWN;
    }
    if (draft == Extent.WHOLE) {
      return Access.OPENED;
    }
    if (signed == Extent.WHOLE) {
      return Access.SHARED;
    }
    return draft == Extent.STATUS ? Access.STATUS : Access.NONE;
  }

  /** Whether this person leads the entry's authority and reads what it shares, once it does. */
  public boolean willRead(String username, EntryKey entry) {
    return relationships.of(username, entry).is(Relationship.LEADER);
  }

  /** Whether this person may act for the authority: as its director or that one's deputy. */
  public boolean isDirector(String username, EntryKey entry) {
    return relationships.of(username, entry).is(Relationship.DIRECTOR);
  }

  /** The entry for which this director is a peer in the group; empty for everybody else. */
  public Optional<EntryKey> peerOf(String username, EntryKey entry) {
    return cycles.groupOf(entry).stream()
        .flatMap(group -> group.members().stream())
        .filter(member -> !member.equals(entry))
        .filter(member -> isDirector(username, member))
        .findFirst();
  }

  /** Whether this person may read a review. */
  public boolean mayReadReview(String username, Review review) {
    Reader reader =
        relationships
            .of(username, review.entry())
            .with(
                Relationship.REVIEWER,
                review.reviewer().filter(username::equals).isPresent()
                    && relationships.isReviewer(username));
    ReadingPolicy.ReviewStage stage =
        new ReadingPolicy.ReviewStage(
            review.isReleased(),
            review.state() == Review.State.CLOSED,
            review.facilitatorMayRead(),
            choices.opened(review.entry()).review());
    return ReadingPolicy.review(reader, stage).isAtLeast(Extent.WHOLE);
  }

  /**
   * How this person stands to the entry, the assigned reviewers of its self-assessment included.
   */
  private Reader reader(String username, EntryKey entry) {
    List<String> reviewers =
        reviews.of(entry).stream()
            .filter(review -> review.state() != Review.State.WITHDRAWN)
            .flatMap(review -> review.reviewer().stream())
            .toList();
    return relationships
        .of(username, entry)
        .with(
            Relationship.REVIEWER,
            reviewers.contains(username) && relationships.isReviewer(username));
  }
}
