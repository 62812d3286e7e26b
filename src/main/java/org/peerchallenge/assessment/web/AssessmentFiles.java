package org.peerchallenge.assessment.web;

import java.security.Principal;
import java.util.Optional;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.AssessmentDocument;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.DataSheetIssue;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.ReviewDocument;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.web.NotYet;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The documents of a self-assessment: its draft, its signed versions in Word, its data sheets as
 * issued.
 */
@Controller
@RequestMapping("/assessments/{year:20\\d\\d}/{numbers:\\d{3}(?:-\\d{3})*}")
class AssessmentFiles {

  private final EntryAccess entries;
  private final AssessmentText text;
  private final Assessments assessments;
  private final AssessmentDocument document;
  private final Documents documents;
  private final ReadingLog readings;
  private final Cycles cycles;
  private final Reviews reviews;
  private final ReviewDocument reviewDocument;
  private final Reading reading;

  AssessmentFiles(
      EntryAccess entries,
      AssessmentText text,
      Assessments assessments,
      AssessmentDocument document,
      Documents documents,
      ReadingLog readings,
      Cycles cycles,
      Reviews reviews,
      ReviewDocument reviewDocument,
      Reading reading) {
    this.entries = entries;
    this.text = text;
    this.assessments = assessments;
    this.document = document;
    this.documents = documents;
    this.readings = readings;
    this.cycles = cycles;
    this.reviews = reviews;
    this.reviewDocument = reviewDocument;
    this.reading = reading;
  }

  /** A signed version: as Word the document that was kept, as PDF to print. */
  @GetMapping("/versions/{number}/{kind:word|pdf}")
  ResponseEntity<byte[]> signed(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable int number,
      @PathVariable String kind,
      Principal who) {
    EntryReader reader = entries.reader(year, numbers, who);
    SignedVersion version =
        text.version(reader, number)
            .orElseThrow(
                () ->
                    // What is asked for is the first: later ones come without a date.
                    reader.readsDrafts() && number == 1
                        ? new NotYet(
                            "The document is made once the director has signed the self-assessment, which is due on %s."
                                .formatted(EnglishText.day(cycles.assessmentDue(reader.entry()))))
                        : EntryAccess.notFound());
    StoredDocument kept =
        assessments
            .document(reader.entry(), version.number())
            .flatMap(documents::find)
            .orElseThrow(EntryAccess::notFound);
    readings.note(
        reader.entry(), reader.username(), What.ASSESSMENT_WORD, Optional.of(version.number()));
    return kind.equals("word")
        ? download(kept)
        : Download.of(
            kept.fileName().replaceFirst("\\.docx$", ""), kind, document.content(version));
  }

  /** A released review, for those who may read it on the page. */
  @GetMapping("/reviews/{id:\\d{1,18}}/{kind:word|pdf}")
  ResponseEntity<byte[]> review(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable long id,
      @PathVariable String kind,
      Principal who) {
    EntryReader reader = entries.reader(year, numbers, who);
    Review review =
        reviews.of(reader.entry()).stream()
            .filter(one -> one.id() == id && one.isReleased())
            .filter(one -> reading.mayReadReview(reader.username(), one))
            .findFirst()
            .orElseThrow(EntryAccess::notFound);
    readings.note(reader.entry(), reader.username(), What.REVIEW);
    return Download.of(
        "review-%s-%s-version-%d"
            .formatted(reader.entry().cycle().label(), reader.entry().local(), review.number()),
        kind,
        reviewDocument.of(review));
  }

  /** The draft on paper, at any time: as Word to work on, as PDF to read. */
  @GetMapping("/draft/{kind:word|pdf}")
  ResponseEntity<byte[]> draft(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable String kind,
      Principal who) {
    EntryReader reader = entries.atLeast(Access.OPENED, year, numbers, who);
    EntryKey entry = reader.entry();
    if (!text.isBeingWritten(entry, assessments.state(entry))) {
      throw EntryAccess.notFound();
    }
    readings.note(entry, reader.username(), What.DRAFT);
    String file = "draft-%s-%s".formatted(entry.cycle().label(), entry.local());
    return Download.of(file, kind, document.draft(entry));
  }

  /** The data sheet as it was issued; its writers have it, others read the public figures. */
  @GetMapping("/data-sheets/{dfeNumber}")
  ResponseEntity<byte[]> dataSheet(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable String dfeNumber,
      Principal who) {
    EntryReader reader = entries.atLeast(Access.OWN, year, numbers, who);
    if (!reader.entry().authorities().contains(dfeNumber)) {
      throw EntryAccess.notFound();
    }
    return download(
        documents
            .latest(DataSheetIssue.document(reader.entry(), dfeNumber))
            .orElseThrow(
                () ->
                    new NotYet(
                        "The data sheet is issued when the year’s self-assessments begin. You are told by mail.")));
  }

  private ResponseEntity<byte[]> download(StoredDocument document) {
    return Download.of(document, documents.bytes(document.id()));
  }
}
