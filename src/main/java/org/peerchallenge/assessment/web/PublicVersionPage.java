package org.peerchallenge.assessment.web;

import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Exemption;
import org.peerchallenge.assessment.PublicVersion;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.assessment.WithheldPassages;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotYet;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The other editions of a signed self-assessment. Its own team and director mark what stays out of
 * the public one; the director issues it. To everybody else they are not there.
 */
@Controller
@RequestMapping("/assessments/{year:20\\d\\d}/{numbers:\\d{3}(?:-\\d{3})*}")
class PublicVersionPage {

  private final EntryAccess entries;
  private final Assessments assessments;
  private final PublicVersion editions;
  private final WithheldPassages passages;
  private final Documents documents;
  private final Reading reading;
  private final ReadingLog readings;
  private final Cycles cycles;

  PublicVersionPage(
      EntryAccess entries,
      Assessments assessments,
      PublicVersion editions,
      WithheldPassages passages,
      Documents documents,
      Reading reading,
      ReadingLog readings,
      Cycles cycles) {
    this.entries = entries;
    this.assessments = assessments;
    this.editions = editions;
    this.passages = passages;
    this.documents = documents;
    this.reading = reading;
    this.readings = readings;
    this.cycles = cycles;
  }

  @GetMapping("/public")
  String page(@PathVariable String year, @PathVariable String numbers, Principal who, Model model) {
    EntryReader reader = entries.atLeast(Access.OWN, year, numbers, who);
    SignedVersion version = signed(reader);
    model.addAttribute("entry", reader.entry());
    model.addAttribute("who", cycles.title(reader.entry()));
    model.addAttribute("version", version);
    model.addAttribute("parts", passages.of(version));
    model.addAttribute("lost", passages.withoutPassage(version));
    model.addAttribute("exemptions", Exemption.values());
    model.addAttribute("director", reading.isDirector(reader.username(), reader.entry()));
    model.addAttribute("issued", editions.issued(reader.entry()).orElse(null));
    readings.note(
        reader.entry(), reader.username(), What.ASSESSMENT, Optional.of(version.number()));
    return "assessment/public";
  }

  /** Marks a passage that stays out of the public version. */
  @PostMapping("/public/marks")
  String withhold(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(required = false) String part,
      @RequestParam(required = false) String field,
      @RequestParam(required = false) String sha256,
      @RequestParam(required = false) String exemption,
      @RequestParam(required = false) String reason,
      Principal who,
      RedirectAttributes after) {
    EntryReader reader = entries.atLeast(Access.OWN, year, numbers, who);
    SignedVersion version = signed(reader);
    try {
      passages.withhold(
          version, part, field, sha256, exemption(exemption), reason, reader.username());
      after.addFlashAttribute("done", "That passage stays out of the public version.");
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return page(reader);
  }

  @PostMapping("/public/marks/{mark:[0-9a-f-]{36}}/remove")
  String putBack(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable String mark,
      Principal who,
      RedirectAttributes after) {
    EntryReader reader = entries.atLeast(Access.OWN, year, numbers, who);
    passages.putBack(reader.entry(), mark);
    after.addFlashAttribute("done", "The mark is taken away.");
    return page(reader);
  }

  /** The director's act that makes a public version. */
  @PostMapping("/public/issue")
  String issue(
      @PathVariable String year,
      @PathVariable String numbers,
      Principal who,
      RedirectAttributes after) {
    EntryReader reader = entries.director(year, numbers, who);
    try {
      PublicVersion.Issued issued = editions.issue(signed(reader), reader.username());
      after.addFlashAttribute("done", "Public version %d is made.".formatted(issued.issue()));
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return page(reader);
  }

  /** How the public version would read if it were issued now. */
  @GetMapping("/public/preview")
  ResponseEntity<byte[]> preview(
      @PathVariable String year, @PathVariable String numbers, Principal who) {
    EntryReader reader = entries.atLeast(Access.OWN, year, numbers, who);
    SignedVersion version = signed(reader);
    note(reader, version);
    return Download.of(
        "preview-of-public-version.pdf",
        PdfDocument.MEDIA_TYPE,
        PdfDocument.write(editions.forThePublic(version)));
  }

  /** What was issued. */
  @GetMapping("/public/{kind:word|pdf}")
  ResponseEntity<byte[]> issued(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable String kind,
      Principal who) {
    EntryReader reader = entries.atLeast(Access.OWN, year, numbers, who);
    signed(reader);
    StoredDocument document =
        editions
            .issued(reader.entry())
            .map(one -> kind.equals("word") ? one.word() : one.pdf())
            .flatMap(documents::find)
            .orElseThrow(
                () ->
                    new NotYet(
                        "The public version is here once the director has issued it. The team can look at it before, as a preview."));
    return Download.of(document, documents.bytes(document.id()));
  }

  /** What stays out and why. */
  @GetMapping("/public/schedule")
  ResponseEntity<byte[]> schedule(
      @PathVariable String year, @PathVariable String numbers, Principal who) {
    return schedule(entries.atLeast(Access.OWN, year, numbers, who), "word");
  }

  @GetMapping("/public/schedule/pdf")
  ResponseEntity<byte[]> scheduleAsPdf(
      @PathVariable String year, @PathVariable String numbers, Principal who) {
    return schedule(entries.atLeast(Access.OWN, year, numbers, who), "pdf");
  }

  private ResponseEntity<byte[]> schedule(EntryReader reader, String kind) {
    SignedVersion version = signed(reader);
    note(reader, version);
    return Download.of(
        "left-out-of-public-version-" + reader.entry().local(), kind, editions.schedule(version));
  }

  /** The edition for Ofsted's annual conversation. */
  @GetMapping("/annual-conversation/{kind:word|pdf}")
  ResponseEntity<byte[]> annualConversation(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable String kind,
      Principal who) {
    EntryReader reader = entries.atLeast(Access.OWN, year, numbers, who);
    SignedVersion version = signed(reader);
    note(reader, version);
    Content content = editions.forAnnualConversation(version);
    String file =
        "annual-conversation-%s-%s"
            .formatted(reader.entry().cycle().label(), reader.entry().local());
    return Download.of(file, kind, content);
  }

  private void note(EntryReader reader, SignedVersion version) {
    readings.note(
        reader.entry(), reader.username(), What.ASSESSMENT_WORD, Optional.of(version.number()));
  }

  private SignedVersion signed(EntryReader reader) {
    return assessments
        .latestSigned(reader.entry())
        .orElseThrow(
            () ->
                new NotYet(
                    "The public version, and the one for the annual conversation, are made from the signed self-assessment. Its director signs it; it is due on %s."
                        .formatted(EnglishText.day(cycles.assessmentDue(reader.entry())))));
  }

  private static Exemption exemption(String name) {
    return Arrays.stream(Exemption.values())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Refused("Please choose which exemption you think of."));
  }

  private static String page(EntryReader reader) {
    return "redirect:/assessments/" + reader.entry() + "/public";
  }
}
