package org.peerchallenge.challenge.web;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.access.Extent;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.challenge.CaseStudies;
import org.peerchallenge.challenge.CaseStudy;
import org.peerchallenge.challenge.CaseStudyDocument;
import org.peerchallenge.challenge.Readers;
import org.peerchallenge.challenge.Report;
import org.peerchallenge.challenge.ReportText;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.challenge.web.DayPage.CommitmentShown;
import org.peerchallenge.challenge.web.DayPage.InsightShown;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotYet;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The report back to an entry, as much of it as the reader may see, and its case studies. */
@Controller
class ReportPage {

  /** What its owner sees on this page; the self-assessment's page shows all. */
  private static final List<What> OF_A_REPORT =
      List.of(
          What.REPORT,
          What.REPORT_WORD,
          What.REPORT_SUMMARY,
          What.FINDINGS,
          What.CASE_STUDY,
          What.FORM);

  /** A version in the list of versions. */
  record Version(int number, String state, String reason) {}

  private final Cycles cycles;
  private final Reports reports;
  private final CaseStudies caseStudies;
  private final CaseStudyDocument caseStudyDocument;
  private final Readers readers;
  private final ReadingLog readings;
  private final Documents documents;

  ReportPage(
      Cycles cycles,
      Reports reports,
      CaseStudies caseStudies,
      CaseStudyDocument caseStudyDocument,
      Readers readers,
      ReadingLog readings,
      Documents documents) {
    this.cycles = cycles;
    this.reports = reports;
    this.caseStudies = caseStudies;
    this.caseStudyDocument = caseStudyDocument;
    this.readers = readers;
    this.readings = readings;
    this.documents = documents;
  }

  /** Whoever shortens an address of a report finds the year's days. */
  @GetMapping("/reports/{year:20\\d\\d}")
  String ofYear(@PathVariable String year) {
    return "redirect:/days/" + year;
  }

  @GetMapping("/reports/{year}/{entry}")
  String report(
      @PathVariable String year, @PathVariable("entry") String local, Principal who, Model model) {
    EntryKey entry = entry(year, local, who);
    String reader = who.getName();
    // The newest version that this reader may see: a correction on its way hides nothing settled.
    Optional<Report> found =
        reports.versions(entry).stream()
            .filter(one -> readers.mayRead(reader, one) != Extent.NOTHING)
            .findFirst();
    if (found.isEmpty()) {
      return later(entry, reader, model);
    }
    Report report = found.get();
    boolean whole = readers.mayRead(reader, report).isAtLeast(Extent.WHOLE);
    readings.note(entry, reader, whole ? What.REPORT : What.REPORT_SUMMARY);
    ReportText text = whole ? report.text() : report.text().summary();
    model.addAttribute("title", cycles.title(entry));
    model.addAttribute("path", Reports.page(entry));
    model.addAttribute("report", report);
    model.addAttribute("text", text);
    model.addAttribute("whole", whole);
    model.addAttribute("insights", text.insights().stream().map(InsightShown::of).toList());
    model.addAttribute(
        "commitments", text.commitments().stream().map(CommitmentShown::of).toList());
    model.addAttribute(
        "versions",
        whole
            ? reports.versions(entry).stream()
                .map(one -> new Version(one.version(), one.stateWords(), one.reason()))
                .toList()
            : List.of());
    model.addAttribute(
        "caseStudies",
        caseStudies.of(entry).stream().filter(one -> readers.mayRead(reader, one)).toList());
    model.addAttribute(
        "mayCorrect",
        report.isSettled()
            && report.equals(reports.latest(entry).orElse(null))
            && reports.correctionWanted(entry).isEmpty()
            && readers.mayAskForCorrection(reader, entry));
    model.addAttribute(
        "readings",
        readers.mayReadLog(reader, entry)
            ? readings.latest(entry, OF_A_REPORT, 200).stream()
                .map(
                    one ->
                        EnglishText.weekday(one.at().atZone(EnglandTime.ZONE).toLocalDate())
                            + ": "
                            + one.reader()
                            + ", "
                            + one.what().words())
                .toList()
            : List.of());
    return "challenge/report";
  }

  /** For who will read it one day: the same whether there is none or it is not for them yet. */
  private String later(EntryKey entry, String reader, Model model) {
    if (!readers.willReadReport(reader, entry)) {
      throw Pages.notFound();
    }
    Optional<Group> group = cycles.lastGroupOf(entry);
    model.addAttribute("title", cycles.title(entry));
    model.addAttribute("day", group.map(one -> EnglishText.weekday(one.day())).orElse(null));
    model.addAttribute(
        "dayPage",
        group
            .map(Group::key)
            .filter(key -> readers.mayReadDay(reader, key))
            .map(GroupKey::page)
            .orElse(null));
    return "challenge/report-later";
  }

  /** The Word document that was kept when the report became final. */
  @GetMapping("/reports/{year}/{entry}/document")
  ResponseEntity<byte[]> document(
      @PathVariable String year, @PathVariable("entry") String local, Principal who) {
    EntryKey entry = entry(year, local, who);
    var document =
        whole(entry, who)
            .flatMap(Report::document)
            .flatMap(documents::find)
            .orElseThrow(() -> later(entry, who.getName()));
    readings.note(entry, who.getName(), What.REPORT_WORD);
    return Pages.download(documents, document);
  }

  /** The same to print. */
  @GetMapping("/reports/{year}/{entry}/document/pdf")
  ResponseEntity<byte[]> pdf(
      @PathVariable String year, @PathVariable("entry") String local, Principal who) {
    EntryKey entry = entry(year, local, who);
    Report report = whole(entry, who).orElseThrow(() -> later(entry, who.getName()));
    readings.note(entry, who.getName(), What.REPORT_WORD);
    return Download.of(
        "report-back-" + entry.value().replace('/', '-'), "pdf", reports.content(report));
  }

  private Optional<Report> whole(EntryKey entry, Principal who) {
    return reports
        .settled(entry)
        .filter(one -> readers.mayRead(who.getName(), one).isAtLeast(Extent.WHOLE));
  }

  /** For who reads the whole report once it is settled; to others it says no more than before. */
  private ResponseStatusException later(EntryKey entry, String reader) {
    return readers.willReadReport(reader, entry) && reports.settled(entry).isEmpty()
        ? new NotYet(
            "The report back is here once the authority has checked its facts. The facilitator writes it within ten working days of the challenge day%s."
                .formatted(
                    cycles
                        .lastGroupOf(entry)
                        .map(group -> ", " + EnglishText.weekday(group.day()))
                        .orElse("")))
        : Pages.notFound();
  }

  /** A settled report is corrected by a new version, which goes the same way. */
  @PostMapping("/reports/{year}/{entry}/correction")
  String correct(
      @PathVariable String year,
      @PathVariable("entry") String local,
      @RequestParam String reason,
      Principal who,
      RedirectAttributes after) {
    EntryKey entry = entry(year, local, who);
    if (!readers.mayAskForCorrection(who.getName(), entry)) {
      throw Pages.notFound();
    }
    try {
      reports.askForCorrection(
          entry, reason.length() > 4000 ? reason.substring(0, 4000) : reason, who.getName());
      after.addFlashAttribute("done", "The facilitator has been asked to write a new version.");
    } catch (Refused e) {
      after.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:" + Reports.page(entry);
  }

  @GetMapping("/case-studies/{id}")
  String caseStudy(@PathVariable long id, Principal who, Model model) {
    CaseStudy caseStudy = readable(id, who);
    model.addAttribute("caseStudy", caseStudy);
    model.addAttribute("owner", cycles.title(caseStudy.entry()));
    return "challenge/case-study";
  }

  /** The case study to pass round. */
  @GetMapping("/case-studies/{id}/{kind:word|pdf}")
  ResponseEntity<byte[]> caseStudyDocument(
      @PathVariable long id, @PathVariable String kind, Principal who) {
    CaseStudy caseStudy = readable(id, who);
    return Download.of(
        "case-study-" + caseStudy.entry().value().replace('/', '-'),
        kind,
        caseStudyDocument.of(caseStudy));
  }

  private CaseStudy readable(long id, Principal who) {
    CaseStudy caseStudy =
        caseStudies
            .find(id)
            .filter(one -> who != null && readers.mayRead(who.getName(), one))
            .orElseThrow(Pages::notFound);
    if (caseStudy.state() != CaseStudy.State.CIRCULATED) {
      readings.note(caseStudy.entry(), who.getName(), What.CASE_STUDY);
    }
    return caseStudy;
  }

  private EntryKey entry(String year, String local, Principal who) {
    String key = year + "/" + local;
    if (who == null || !EntryKey.is(key)) {
      throw Pages.notFound();
    }
    return cycles.findEntry(EntryKey.of(key)).orElseThrow(Pages::notFound).key();
  }
}
