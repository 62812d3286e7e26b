package org.peerchallenge.assessment.web;

import java.security.Principal;
import java.util.Optional;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.AssessmentDocument;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.DataSheetIssue;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.document.web.Download;
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

  AssessmentFiles(
      EntryAccess entries,
      AssessmentText text,
      Assessments assessments,
      AssessmentDocument document,
      Documents documents,
      ReadingLog readings) {
    this.entries = entries;
    this.text = text;
    this.assessments = assessments;
    this.document = document;
    this.documents = documents;
    this.readings = readings;
  }

  /** The Word document of a signed version. */
  @GetMapping("/versions/{number}/word")
  ResponseEntity<byte[]> word(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable int number,
      Principal who) {
    EntryReader reader = entries.reader(year, numbers, who);
    SignedVersion version = text.version(reader, number).orElseThrow(EntryAccess::notFound);
    StoredDocument document =
        assessments
            .document(reader.entry(), version.number())
            .flatMap(documents::find)
            .orElseThrow(EntryAccess::notFound);
    readings.note(
        reader.entry(), reader.username(), What.ASSESSMENT_WORD, Optional.of(version.number()));
    return download(document);
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
    return kind.equals("word")
        ? Download.of(
            file + ".docx", WordDocument.MEDIA_TYPE, WordDocument.write(document.draft(entry)))
        : Download.of(
            file + ".pdf", PdfDocument.MEDIA_TYPE, PdfDocument.write(document.draft(entry)));
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
            .orElseThrow(EntryAccess::notFound));
  }

  private ResponseEntity<byte[]> download(StoredDocument document) {
    return Download.of(document, documents.bytes(document.id()));
  }
}
