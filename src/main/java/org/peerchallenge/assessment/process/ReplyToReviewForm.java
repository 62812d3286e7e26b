package org.peerchallenge.assessment.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.ReviewQuestion;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which an authority replies to the review of its self-assessment. */
@FormRef(value = "reply-to-review", key = Holds.ENTRY, reads = "review")
class ReplyToReviewForm implements TaskForm<ReplyToReviewForm.Shown, ReplyToReviewForm.Sent> {

  record Shown(String title, String page, String reviewText) {}

  record Sent(Optional<String> reply, boolean facilitatorMayRead) {}

  private final ReviewTasks tasks;
  private final Reviews reviews;

  ReplyToReviewForm(ReviewTasks tasks, Reviews reviews) {
    this.tasks = tasks;
    this.reviews = reviews;
  }

  @Override
  public Shown show(FormTask task) {
    Review review = tasks.of(task);
    return new Shown(tasks.title(review), ReviewTasks.page(review), text(review));
  }

  private static String text(Review review) {
    List<String> parts = new ArrayList<>();
    for (ReviewQuestion question : ReviewQuestion.values()) {
      String strengths = review.answer(question, "Strengths");
      String comments = review.answer(question, "Comments");
      if (!strengths.isEmpty() || !comments.isEmpty()) {
        parts.add(question.title() + ": " + question.question());
        parts.add(strengths.isEmpty() ? "" : "What is strong: " + strengths);
        parts.add(comments.isEmpty() ? "" : "Comments: " + comments);
      }
    }
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    reviews.reply(
        tasks.of(task).id(),
        sent.reply().orElse(null),
        sent.facilitatorMayRead(),
        author.username(),
        author.at());
  }
}
