package org.peerchallenge.assessment.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.Flag;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which an owner says yes or no to a review that a peer asked for. */
@FormRef(value = "agree-to-review", key = Holds.ENTRY, reads = "review")
class AgreeToReviewForm implements TaskForm<AgreeToReviewForm.Shown, AgreeToReviewForm.Sent> {

  record Shown(String title, String page, String askedBy, Optional<String> askedReason) {}

  record Sent(@Flag OwnerAnswer ownerAnswer) {}

  enum OwnerAnswer {
    @JsonProperty("yes")
    YES,
    @JsonProperty("no")
    NO
  }

  private final ReviewTasks tasks;
  private final Reviews reviews;

  AgreeToReviewForm(ReviewTasks tasks, Reviews reviews) {
    this.tasks = tasks;
    this.reviews = reviews;
  }

  @Override
  public Shown show(FormTask task) {
    Review review = tasks.of(task);
    return new Shown(
        tasks.title(review), ReviewTasks.page(review), tasks.askedBy(review), review.reason());
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    if (sent.ownerAnswer() == OwnerAnswer.YES) {
      reviews.passToOffice(tasks.of(task).id());
    }
  }
}
