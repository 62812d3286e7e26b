package org.peerchallenge.challenge;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.AssessmentContent;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.DataSheetContent;
import org.peerchallenge.assessment.LastYear;
import org.peerchallenge.assessment.PastYear;
import org.peerchallenge.assessment.Proposal;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/** What the entries of a group have shared of their self-assessments, for the reading pack. */
@PrintsWords("reading-pack")
@Component
class SharedAssessments {

  /**
   * A shared self-assessment.
   *
   * @param number its version
   * @param signed who signed it and when, in a sentence
   * @param sections as they will be read
   */
  record Shared(int number, String signed, List<Content.Section> sections) {}

  /** What an entry asks and offers, and what it did the year before. */
  record Wishes(List<PastYear.Item> lastYear, List<Proposal> asks, List<Proposal> offers) {
    boolean isEmpty() {
      return lastYear.isEmpty() && asks.isEmpty() && offers.isEmpty();
    }
  }

  private final Assessments assessments;
  private final AssessmentContent content;
  private final DataSheetContent figures;
  private final LastYear lastYear;
  private final Wording words;
  private final Clock clock;

  SharedAssessments(
      Assessments assessments,
      AssessmentContent content,
      DataSheetContent figures,
      LastYear lastYear,
      DocumentWords documentWords,
      Clock clock) {
    this.assessments = assessments;
    this.content = content;
    this.figures = figures;
    this.lastYear = lastYear;
    this.words = documentWords.of("reading-pack");
    this.clock = clock;
  }

  /** Published figures and inspections: public, so that they need not wait for the sharing. */
  List<Content.Section> figures(EntryKey entry) {
    return figures.of(entry, LocalDate.now(clock));
  }

  /** This year's once the self-assessment is shared. */
  Wishes asksAndOffers(EntryKey entry) {
    boolean shared = assessments.shared(entry).isPresent();
    return new Wishes(
        lastYear.of(entry),
        shared ? assessments.asks(entry) : List.of(),
        shared ? assessments.offers(entry) : List.of());
  }

  /** What the group is asked to think about; nothing before the self-assessment is shared. */
  List<Proposal> insightsWanted(EntryKey entry) {
    return assessments.shared(entry).isPresent() ? assessments.insights(entry) : List.of();
  }

  /** The version that readers see; empty before it is shared. */
  Optional<Shared> of(EntryKey entry) {
    return assessments.shared(entry).map(this::shared);
  }

  private Shared shared(SignedVersion version) {
    return new Shared(
        version.number(),
        words.of(
            "Version {version}, signed by {name}, {capacity}, on {day}.",
            Map.of(
                "version",
                version.number(),
                "name",
                version.signerName(),
                "capacity",
                version.capacity().words(),
                "day",
                EnglishText.weekday(version.signedAt().atZone(EnglandTime.ZONE).toLocalDate()))),
        content.of(version));
  }

  /** The signatures of risk that worry the authority most, in words; empty when none is shared. */
  String mostConcerned(EntryKey entry) {
    return assessments.shared(entry).isEmpty()
        ? ""
        : assessments.mostConcerned(entry).stream()
            .map(SignatureOfRisk::title)
            .collect(Collectors.joining(", "));
  }
}
