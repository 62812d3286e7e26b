package org.peerchallenge.assessment.process;

import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Component;

/** The review that a task is about, and what each of its forms says of it. */
@Component
class ReviewTasks {

  private final Reviews reviews;
  private final Cycles cycles;
  private final Region region;

  ReviewTasks(Reviews reviews, Cycles cycles, Region region) {
    this.reviews = reviews;
    this.cycles = cycles;
    this.region = region;
  }

  Review of(FormTask task) {
    return reviews.review(Long.parseLong(task.variable("review")));
  }

  String title(Review review) {
    return cycles.title(review.entry());
  }

  static String page(Review review) {
    return "/assessments/" + review.entry();
  }

  String askedBy(Review review) {
    return name(review.askedBy())
        + review.askedByEntry().map(peer -> " (" + cycles.title(peer) + ")").orElse("");
  }

  String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }
}
