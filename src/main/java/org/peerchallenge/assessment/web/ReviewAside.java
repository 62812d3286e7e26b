package org.peerchallenge.assessment.web;

import java.util.List;
import java.util.Optional;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.ReviewQuestion;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The reviews on a self-assessment's page: those its reader may read, and whether to ask for one.
 */
@Component
class ReviewAside {

  private final Reviews reviews;
  private final Assessments assessments;
  private final Reading reading;
  private final ReadingLog readings;

  ReviewAside(Reviews reviews, Assessments assessments, Reading reading, ReadingLog readings) {
    this.reviews = reviews;
    this.assessments = assessments;
    this.reading = reading;
    this.readings = readings;
  }

  void show(EntryReader reader, boolean director, Model model) {
    EntryKey entry = reader.entry();
    boolean peer =
        reader.access() == Access.SHARED && reading.peerOf(reader.username(), entry).isPresent();
    Optional<String> whyNot = reviews.whyNot(entry);
    model.addAttribute("peer", peer);
    model.addAttribute("mayAskReview", (director || peer) && whyNot.isEmpty());
    model.addAttribute("whyNoReview", director ? whyNot.orElse("") : "");
    model.addAttribute("askUntil", EnglishText.day(reviews.askUntil(entry)));
    model.addAttribute("questions", ReviewQuestion.values());
    List<Review> all = reviews.of(entry);
    List<Review> readable =
        all.stream()
            .filter(
                review -> review.isReleased() && reading.mayReadReview(reader.username(), review))
            .toList();
    if (!readable.isEmpty()) {
      readings.note(entry, reader.username(), What.REVIEW);
    }
    model.addAttribute("reviews", readable);
    model.addAttribute("reviewStates", reader.isOwn() ? all : List.of());
    model.addAttribute(
        "advice",
        reader.isOwn()
            ? assessments
                .shared(entry)
                .map(version -> reviews.advice(entry, version.number()))
                .orElse(List.of())
            : List.of());
  }
}
