package org.peerchallenge.assessment.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.FiguresKept;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.ReviewQuestion;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.SideBySide;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;

/** The form in which a reviewer answers the four questions. */
@FormRef(value = "review-assessment", key = Holds.ENTRY, reads = "review")
class ReviewAssessmentForm
    implements TaskForm<ReviewAssessmentForm.Shown, ReviewAssessmentForm.Sent> {

  record Shown(
      String title,
      String page,
      String questionsWanted,
      String figuresToRead,
      List<Difference> differences) {}

  record Difference(String signature, String rating, List<String> figures) {}

  record Sent(
      Optional<String> strengthsAndImpactStrengths,
      Optional<String> strengthsAndImpactComments,
      Optional<String> dataAndConclusionsStrengths,
      Optional<String> dataAndConclusionsComments,
      Optional<String> wholeStoryStrengths,
      Optional<String> wholeStoryComments,
      Optional<String> ofstedIssuesStrengths,
      Optional<String> ofstedIssuesComments) {

    private Optional<String> strengths(ReviewQuestion question) {
      return switch (question) {
        case STRENGTHS_AND_IMPACT -> strengthsAndImpactStrengths;
        case DATA_AND_CONCLUSIONS -> dataAndConclusionsStrengths;
        case WHOLE_STORY -> wholeStoryStrengths;
        case OFSTED_ISSUES -> ofstedIssuesStrengths;
      };
    }

    private Optional<String> comments(ReviewQuestion question) {
      return switch (question) {
        case STRENGTHS_AND_IMPACT -> strengthsAndImpactComments;
        case DATA_AND_CONCLUSIONS -> dataAndConclusionsComments;
        case WHOLE_STORY -> wholeStoryComments;
        case OFSTED_ISSUES -> ofstedIssuesComments;
      };
    }
  }

  private final ReviewTasks tasks;
  private final Reviews reviews;
  private final Assessments assessments;
  private final SideBySide sideBySide;
  private final FiguresKept kept;
  private final Region region;

  ReviewAssessmentForm(
      ReviewTasks tasks,
      Reviews reviews,
      Assessments assessments,
      SideBySide sideBySide,
      FiguresKept kept,
      Region region) {
    this.tasks = tasks;
    this.reviews = reviews;
    this.assessments = assessments;
    this.sideBySide = sideBySide;
    this.kept = kept;
    this.region = region;
  }

  @Override
  public Shown show(FormTask task) {
    Review review = tasks.of(task);
    return new Shown(
        tasks.title(review),
        ReviewTasks.page(review),
        review.questionsInWords(),
        figuresToRead(review),
        assessments.version(review.entry(), review.number()).stream()
            .flatMap(version -> sideBySide.of(version).stream())
            .map(one -> new Difference(one.signature().title(), one.rating(), one.figures()))
            .toList());
  }

  /** Links to the sheets as they were when the reviewer began, in the form's Markdown. */
  private String figuresToRead(Review review) {
    String asThen =
        kept.ofReview(review.entry(), review.id())
            .map(asOf -> "?edition=" + asOf.edition() + "&day=" + asOf.endedBy())
            .orElse("");
    return review.entry().authorities().stream()
        .map(
            number ->
                "[%s](/data-sheets/%s%s)"
                    .formatted(region.authority(number).name(), number, asThen))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    Review review = tasks.of(task);
    for (ReviewQuestion question : review.questions()) {
      if (sent.strengths(question).isEmpty() && sent.comments(question).isEmpty()) {
        throw new Refused(
            "Nothing was saved yet. “%s” was asked for: please write what is strong, a comment, or both."
                .formatted(question.title()));
      }
    }
    Map<String, String> answers = new LinkedHashMap<>();
    for (ReviewQuestion question : ReviewQuestion.values()) {
      sent.strengths(question).ifPresent(text -> answers.put(question.id() + "Strengths", text));
      sent.comments(question).ifPresent(text -> answers.put(question.id() + "Comments", text));
    }
    reviews.write(review.id(), answers, author.at());
  }
}
