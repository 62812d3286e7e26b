package org.peerchallenge.assessment.process;

import org.peerchallenge.kernel.EnglishText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.FiguresKept;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.ReviewQuestion;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.SideBySide;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Component;

/** The forms of a review: the owner's yes, the office's decision, the four questions, the reply. */
@Component
class ReviewForms implements FormHandler {

  private static final String AGREE = "agree-to-review";
  private static final String DECIDE = "decide-review";
  private static final String ACCEPT = "accept-review";
  private static final String WRITE = "review-assessment";
  private static final String REPLY = "reply-to-review";

  private final Reviews reviews;
  private final Assessments assessments;
  private final SideBySide sideBySide;
  private final FiguresKept kept;
  private final Cycles cycles;
  private final Region region;

  ReviewForms(
      Reviews reviews,
      Assessments assessments,
      SideBySide sideBySide,
      FiguresKept kept,
      Cycles cycles,
      Region region) {
    this.reviews = reviews;
    this.assessments = assessments;
    this.sideBySide = sideBySide;
    this.kept = kept;
    this.cycles = cycles;
    this.region = region;
  }

  @Override
  public Set<String> forms() {
    return Set.of(AGREE, DECIDE, ACCEPT, WRITE, REPLY);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    Review review = review(task);
    EntryKey entry = review.entry();
    Map<String, Object> shown = new HashMap<>();
    shown.put("title", cycles.title(entry));
    shown.put("page", "/assessments/" + entry);
    shown.put("askedBy", askedBy(review));
    shown.put("askedReason", review.reason().orElse(null));
    shown.put("questionsWanted", review.questionsInWords());
    shown.put("cutOff", EnglishText.day(reviews.writeUntil(entry)));
    switch (task.form()) {
      case DECIDE -> {
        shown.put("reviewers", options(entry));
        shown.put("advice", joined(reviews.advice(entry, review.number())));
        shown.put("stoodBack", joined(stoodBack(review)));
      }
      case ACCEPT -> {
        shown.put("versionToRead", "Version " + review.number());
        shown.put("noteToReviewer", review.noteToReviewer().orElse(null));
      }
      case WRITE -> {
        shown.put("figuresToRead", figuresToRead(review));
        shown.put("differences", differences(review));
      }
      case REPLY -> shown.put("reviewText", text(review));
      default -> {
        // Nothing more.
      }
    }
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    Review review = review(task);
    switch (task.form()) {
      case AGREE -> {
        if ("yes".equals(values.get("ownerAnswer"))) {
          reviews.passToOffice(review.id());
        }
      }
      case DECIDE -> decide(review, values);
      case ACCEPT -> {
        if ("accept".equals(values.get("reviewerAnswer"))) {
          reviews.accept(review.id());
        } else {
          reviews.standBack(
              review.id(),
              review.reviewer().orElse(author.username()),
              (String) values.get("standBackReason"),
              author.at());
        }
      }
      case WRITE -> {
        for (ReviewQuestion question : review.questions()) {
          if (values.get(question.id() + "Strengths") == null
              && values.get(question.id() + "Comments") == null) {
            throw new FormRejected(
                "Nothing was saved yet. “%s” was asked for: please write what is strong, a comment, or both."
                    .formatted(question.title()));
          }
        }
        Map<String, Object> answers = new LinkedHashMap<>(values);
        answers.values().removeIf(answer -> answer == null);
        reviews.write(review.id(), answers, author.at());
      }
      default ->
          reviews.reply(
              review.id(),
              (String) values.get("reply"),
              Boolean.TRUE.equals(values.get("facilitatorMayRead")),
              author.username(),
              author.at());
    }
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

  private List<Map<String, Object>> differences(Review review) {
    return assessments.version(review.entry(), review.number()).stream()
        .flatMap(version -> sideBySide.of(version).stream())
        .map(
            one ->
                Map.<String, Object>of(
                    "signature", one.signature().title(),
                    "rating", one.rating(),
                    "figures", one.figures()))
        .toList();
  }

  private void decide(Review review, Map<String, Object> values) {
    if ("decline".equals(values.get("reviewDecision"))) {
      reviews.declineBecause(review.id(), (String) values.get("declineReason"));
      return;
    }
    String reviewer = (String) values.get("reviewer");
    Optional<String> conflict = reviews.conflict(reviewer, review.entry());
    if (conflict.isPresent() && !Boolean.TRUE.equals(values.get("conflictAccepted"))) {
      throw new FormRejected(
          "Nothing was saved yet. %s %s: choose somebody else, or tick that this is acceptable here."
              .formatted(name(reviewer), conflict.get()));
    }
    reviews.assign(review.id(), reviewer, (String) values.get("noteToReviewer"));
  }

  private List<Map<String, String>> options(EntryKey entry) {
    return reviews.possibleReviewers().stream()
        .map(
            person ->
                Map.of(
                    "value",
                    person.username(),
                    "label",
                    person.name()
                        + reviews
                            .conflict(person.username(), entry)
                            .map(words -> " (possible conflict: " + words + ")")
                            .orElse("")))
        .toList();
  }

  private List<String> stoodBack(Review review) {
    return reviews.stoodBack(review.id()).stream()
        .map(one -> name(one.reviewer()) + ": " + one.reason())
        .toList();
  }

  private String askedBy(Review review) {
    return name(review.askedBy())
        + review.askedByEntry().map(peer -> " (" + cycles.title(peer) + ")").orElse("");
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

  private static String joined(List<String> lines) {
    return lines.isEmpty() ? null : String.join("\n", lines);
  }

  private String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }

  private Review review(FormTask task) {
    return reviews.review(Long.parseLong(task.variable("review")));
  }
}
