package org.peerchallenge.assessment.web;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Changes;
import org.peerchallenge.assessment.Changes.Comparison;
import org.peerchallenge.assessment.LastYear;
import org.peerchallenge.assessment.Narrative;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.assessment.WrittenSection;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.benchmark.DataSheet;
import org.peerchallenge.benchmark.Figures;
import org.peerchallenge.benchmark.Inspection;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is read beside a form: what changed, what last year left, what Ofsted said. */
@Controller
@RequestMapping("/assessments/{year:20\\d\\d}/{numbers:\\d{3}(?:-\\d{3})*}")
class BesidePages {

  /** The inspections of one authority. */
  record Inspected(String authority, List<Told> inspections) {}

  /** A section as it was signed a year ago. */
  record Text(String title, List<Narrative.Passage> passages) {}

  /** An inspection, its grades by what they are about. */
  record Told(String published, String type, Map<String, String> grades) {}

  private final Assessments assessments;
  private final Sections sections;
  private final Changes changes;
  private final LastYear lastYear;
  private final Narrative narrative;
  private final EntryAccess entries;
  private final Reading reading;
  private final ReadingLog readings;
  private final Figures figures;
  private final Cycles cycles;
  private final Region region;
  private final Clock clock;

  BesidePages(
      Assessments assessments,
      Sections sections,
      Changes changes,
      LastYear lastYear,
      Narrative narrative,
      EntryAccess entries,
      Reading reading,
      ReadingLog readings,
      Figures figures,
      Cycles cycles,
      Region region,
      Clock clock) {
    this.assessments = assessments;
    this.sections = sections;
    this.changes = changes;
    this.lastYear = lastYear;
    this.narrative = narrative;
    this.entries = entries;
    this.reading = reading;
    this.readings = readings;
    this.figures = figures;
    this.cycles = cycles;
    this.region = region;
    this.clock = clock;
  }

  /** What the draft, or for others the shared version, says otherwise than the one before. */
  @GetMapping("/changes")
  String changes(
      @PathVariable String year, @PathVariable String numbers, Principal who, Model model) {
    EntryReader reader = entries.atLeast(Access.SHARED, year, numbers, who);
    EntryKey entry = reader.entry();
    Optional<SignedVersion> read = readVersion(reader);
    Optional<Comparison> comparison =
        read.isPresent() ? changes.of(read.get()) : changes.ofDraft(entry);
    model.addAttribute("comparison", comparison.orElse(null));
    return page(entry, model, "changes");
  }

  /** Last year's asks, offers and commitments, and what became of them. */
  @GetMapping("/last-year")
  String lastYear(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(name = "section", required = false) String wanted,
      Principal who,
      Model model) {
    EntryReader reader = entries.atLeast(Access.SHARED, year, numbers, who);
    EntryKey entry = reader.entry();
    Optional<SignedVersion> read = readVersion(reader);
    Optional<AskedSection> asked =
        read.isPresent()
            ? read.get().asked(Section.SINCE_LAST_YEAR)
            : sections.asked(entry, Section.SINCE_LAST_YEAR);
    Optional<AskedSection> beside =
        sections.asked(entry).stream().filter(one -> one.id().equals(wanted)).findFirst();
    model.addAttribute("section", beside.map(AskedSection::title).orElse(""));
    model.addAttribute(
        "texts", beside.map(one -> lastYearsText(entry, one.section(), who)).orElse(List.of()));
    model.addAttribute(
        "carriesOver", beside.filter(one -> one.section().carriesOver()).isPresent());
    FormValues told =
        read.map(version -> version.section(Section.SINCE_LAST_YEAR))
            .or(() -> sections.find(entry, Section.SINCE_LAST_YEAR).map(WrittenSection::content))
            .orElse(FormValues.NONE);
    model.addAttribute("items", read.isPresent() ? List.of() : lastYear.of(entry));
    model.addAttribute(
        "told", asked.map(section -> narrative.passages(section, told)).orElse(List.of()));
    return page(entry, model, "last-year");
  }

  /** What the same section said a year ago, for those who may read it; the reading is recorded. */
  private List<Text> lastYearsText(EntryKey entry, Section section, Principal who) {
    return lastYear.signed(entry).stream()
        .filter(one -> reading.access(who.getName(), one.entry()).compareTo(Access.OPENED) >= 0)
        .map(
            one -> {
              readings.note(one.entry(), who.getName(), What.ASSESSMENT, Optional.of(one.number()));
              return new Text(
                  cycles.title(one.entry())
                      + ", signed "
                      + EnglishText.moment(one.signedAt())
                      + " by "
                      + one.signerName(),
                  one.asked(section)
                      .map(asked -> narrative.passages(asked, one.section(section)))
                      .orElse(List.of()));
            })
        .toList();
  }

  /** The inspections that were published by today; public, so open to everybody signed in. */
  @GetMapping("/inspections")
  String inspections(
      @PathVariable String year, @PathVariable String numbers, Principal who, Model model) {
    EntryKey entry = entries.anybody(year, numbers, who).entry();
    LocalDate today = LocalDate.now(clock);
    model.addAttribute(
        "inspected",
        entry.authorities().stream()
            .map(
                number ->
                    new Inspected(
                        region.authority(number).name(),
                        figures.inspections(number, today).stream()
                            .map(BesidePages::told)
                            .toList()))
            .toList());
    model.addAttribute("attribution", DataSheet.ATTRIBUTION);
    return page(entry, model, "inspections");
  }

  private String page(EntryKey entry, Model model, String name) {
    model.addAttribute("entry", entry);
    model.addAttribute("who", cycles.title(entry));
    return "assessment/" + name;
  }

  /**
   * The version that this person reads; empty when it is the draft. The reading is recorded.
   *
   * @throws org.springframework.web.server.ResponseStatusException 404 when there is nothing for
   *     this person
   */
  private Optional<SignedVersion> readVersion(EntryReader reader) {
    EntryKey entry = reader.entry();
    Optional<SignedVersion> version = entries.newest(reader);
    if (reader.readsDrafts()) {
      version = version.filter(signed -> !isBeingWritten(entry));
    } else if (version.isEmpty()) {
      throw EntryAccess.notFound();
    }
    readings.note(
        entry,
        reader.username(),
        version.isPresent() ? What.ASSESSMENT : What.DRAFT,
        version.map(SignedVersion::number));
    return version;
  }

  private boolean isBeingWritten(EntryKey entry) {
    return assessments.amendment(entry).isPresent();
  }

  private static Told told(Inspection inspection) {
    Map<String, String> grades = new LinkedHashMap<>();
    if (inspection.overall().isEmpty()) {
      grades.put("Overall", inspection.overallInWords());
    }
    inspection.grades().forEach(one -> grades.put(one.name(), one.grade()));
    return new Told(EnglishText.day(inspection.reportPublished()), inspection.type(), grades);
  }
}
