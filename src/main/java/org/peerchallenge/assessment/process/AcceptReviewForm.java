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
import org.peerchallenge.kernel.EnglishText;

/** The form in which a reviewer takes a review on, or stands back. */
@FormRef(value = "accept-review", key = Holds.ENTRY, reads = "review")
class AcceptReviewForm implements TaskForm<AcceptReviewForm.Shown, AcceptReviewForm.Sent> {

  record Shown(
      String title,
      String page,
      String cutOff,
      String versionToRead,
      String questionsWanted,
      Optional<String> noteToReviewer) {}

  record Sent(@Flag ReviewerAnswer reviewerAnswer, Optional<String> standBackReason) {}

  enum ReviewerAnswer {
    @JsonProperty("accept")
    ACCEPT,
    @JsonProperty("standBack")
    STAND_BACK
  }

  private final ReviewTasks tasks;
  private final Reviews reviews;

  AcceptReviewForm(ReviewTasks tasks, Reviews reviews) {
    this.tasks = tasks;
    this.reviews = reviews;
  }

  @Override
  public Shown show(FormTask task) {
    Review review = tasks.of(task);
    return new Shown(
        tasks.title(review),
        ReviewTasks.page(review),
        EnglishText.day(reviews.writeUntil(review.entry())),
        "Version " + review.number(),
        review.questionsInWords(),
        review.noteToReviewer());
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    Review review = tasks.of(task);
    if (sent.reviewerAnswer() == ReviewerAnswer.ACCEPT) {
      reviews.accept(review.id());
    } else {
      reviews.standBack(
          review.id(),
          review.reviewer().orElse(author.username()),
          sent.standBackReason().orElseThrow(),
          author.at());
    }
  }
}
