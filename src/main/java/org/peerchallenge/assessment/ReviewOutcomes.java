package org.peerchallenge.assessment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Outcomes of reviews: what follows a decision or silence, and who is told. */
@Service
public class ReviewOutcomes {

  /** Working days in which the authority may reply. */
  private static final int REPLY_WITHIN = 5;

  private final Reviews reviews;
  private final AssessmentNotices notices;
  private final Cycles cycles;
  private final Region region;
  private final WorkingDays workingDays;
  private final Clock clock;

  ReviewOutcomes(
      Reviews reviews,
      AssessmentNotices notices,
      Cycles cycles,
      Region region,
      WorkingDays workingDays,
      Clock clock) {
    this.reviews = reviews;
    this.notices = notices;
    this.cycles = cycles;
    this.region = region;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  /** The owner said no, or nothing: the one who asked is told, without a reason. */
  @Transactional
  public void turnDown(long id, NoticeKey key) {
    Review review = reviews.close(id, Review.State.NOT_WANTED);
    notices.post(
        key,
        "review-declined",
        review.entry(),
        null,
        region.findPerson(review.askedBy()).stream().toList());
  }

  /** The office declined: the authority is told. */
  @Transactional
  public void decline(long id, NoticeKey key) {
    Review review = reviews.close(id, Review.State.DECLINED);
    notices.post(key, "review-declined", review.entry(), null, directors(review.entry()));
  }

  /** Nothing was written in time: the authority, the reviewer and the office are told. */
  @Transactional
  public void lapse(long id, NoticeKey key) {
    Review review = reviews.close(id, Review.State.LAPSED);
    notices.post(key, "review-declined", review.entry(), null, allSides(review));
  }

  /** The answers are opened to the authority alone. */
  @Transactional
  public void release(long id, NoticeKey key) {
    Review review = reviews.release(id);
    LocalDate reply = workingDays.plus(LocalDate.now(clock), REPLY_WITHIN);
    notices.post(key, "review-released", review.entry(), reply, directors(review.entry()));
  }

  /** The right of reply is over, used or not. */
  @Transactional
  public void close(long id, NoticeKey key) {
    Review review = reviews.close(id, Review.State.CLOSED);
    notices.post(key, "review-closed", review.entry(), null, allSides(review));
  }

  private List<Person> allSides(Review review) {
    List<Person> people = new ArrayList<>(directors(review.entry()));
    review.reviewer().flatMap(region::findPerson).ifPresent(people::add);
    people.addAll(region.holders(Role.OFFICE));
    return people;
  }

  private List<Person> directors(EntryKey entry) {
    return cycles.people(entry, Role.DCS);
  }
}
