package org.peerchallenge.assessment.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.Flag;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;

/** The form in which the office names a reviewer, or declines the review. */
@FormRef(value = "decide-review", key = Holds.ENTRY, reads = "review")
class DecideReviewForm implements TaskForm<DecideReviewForm.Shown, DecideReviewForm.Sent> {

  record Shown(
      String title,
      String page,
      String askedBy,
      String cutOff,
      Optional<String> askedReason,
      String questionsWanted,
      Optional<String> advice,
      Optional<String> stoodBack,
      List<Option> reviewers) {}

  record Sent(
      @Flag Decision reviewDecision,
      Optional<String> reviewer,
      boolean conflictAccepted,
      Optional<String> noteToReviewer,
      Optional<String> declineReason) {}

  enum Decision {
    @JsonProperty("agree")
    AGREE,
    @JsonProperty("decline")
    DECLINE
  }

  private final ReviewTasks tasks;
  private final Reviews reviews;

  DecideReviewForm(ReviewTasks tasks, Reviews reviews) {
    this.tasks = tasks;
    this.reviews = reviews;
  }

  @Override
  public Shown show(FormTask task) {
    Review review = tasks.of(task);
    EntryKey entry = review.entry();
    return new Shown(
        tasks.title(review),
        ReviewTasks.page(review),
        tasks.askedBy(review),
        EnglishText.day(reviews.writeUntil(entry)),
        review.reason(),
        review.questionsInWords(),
        lines(reviews.advice(entry, review.number())),
        lines(
            reviews.stoodBack(review.id()).stream()
                .map(one -> tasks.name(one.reviewer()) + ": " + one.reason())
                .toList()),
        reviewers(entry));
  }

  private static Optional<String> lines(List<String> lines) {
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private List<Option> reviewers(EntryKey entry) {
    return reviews.possibleReviewers().stream()
        .map(
            person ->
                new Option(
                    person.name()
                        + reviews
                            .conflict(person.username(), entry)
                            .map(words -> " (possible conflict: " + words + ")")
                            .orElse(""),
                    person.username()))
        .toList();
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    Review review = tasks.of(task);
    if (sent.reviewDecision() == Decision.DECLINE) {
      reviews.declineBecause(review.id(), sent.declineReason().orElseThrow());
      return;
    }
    String reviewer = sent.reviewer().orElseThrow();
    Optional<String> conflict = reviews.conflict(reviewer, review.entry());
    if (conflict.isPresent() && !sent.conflictAccepted()) {
      throw new Refused(
          "Nothing was saved yet. %s %s: choose somebody else, or tick that this is acceptable here."
              .formatted(tasks.name(reviewer), conflict.get()));
    }
    reviews.assign(review.id(), reviewer, sent.noteToReviewer().orElse(null));
  }
}
