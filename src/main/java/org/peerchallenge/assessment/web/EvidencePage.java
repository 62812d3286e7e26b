package org.peerchallenge.assessment.web;

import java.io.IOException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Evidence;
import org.peerchallenge.assessment.EvidenceFile;
import org.peerchallenge.assessment.EvidenceKind;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The evidence files of a self-assessment, as a page and, for the forms in Tasklist, as JSON. Who
 * may read the text reads its files.
 */
@Controller
@RequestMapping("/assessments/{year:20\\d\\d}/{numbers:\\d{3}(?:-\\d{3})*}/evidence")
class EvidencePage {

  /**
   * A file as it is listed.
   *
   * @param section its title; empty when the file belongs to the whole
   */
  record Listed(
      String id,
      String name,
      String size,
      String section,
      String addedBy,
      String addedAt,
      String href) {}

  /**
   * All files that a reader may see.
   *
   * @param open whether this reader may add and remove now
   * @param largest of one file, in bytes
   */
  record Listing(List<Listed> files, boolean open, int largest, String endings, String kinds) {}

  /** What became of a file that was sent. */
  record Answer(Listed kept, String problem) {}

  private final Evidence evidence;
  private final Assessments assessments;
  private final Sections sections;
  private final EntryAccess entries;
  private final ReadingLog readings;
  private final Cycles cycles;

  EvidencePage(
      Evidence evidence,
      Assessments assessments,
      Sections sections,
      EntryAccess entries,
      ReadingLog readings,
      Cycles cycles) {
    this.evidence = evidence;
    this.assessments = assessments;
    this.sections = sections;
    this.entries = entries;
    this.readings = readings;
    this.cycles = cycles;
  }

  @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
  String page(@PathVariable String year, @PathVariable String numbers, Principal who, Model model) {
    EntryReader reader = entries.atLeast(Access.SHARED, year, numbers, who);
    EntryKey entry = reader.entry();
    model.addAttribute("entry", entry);
    model.addAttribute("who", cycles.title(entry));
    model.addAttribute("listing", listing(reader));
    model.addAttribute("sections", sections.asked(entry));
    return "assessment/evidence";
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  Listing list(@PathVariable String year, @PathVariable String numbers, Principal who) {
    return listing(entries.atLeast(Access.SHARED, year, numbers, who));
  }

  /** One file from a form in Tasklist, which sends them one after the other. */
  @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  ResponseEntity<Answer> add(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam MultipartFile file,
      @RequestParam(required = false) String section,
      Principal who)
      throws IOException {
    EntryKey entry = writable(year, numbers, who);
    try {
      EvidenceFile kept = keep(entry, section, file, who);
      return ResponseEntity.status(HttpStatus.CREATED)
          .body(new Answer(listed(entry, List.of(kept)).get(0), ""));
    } catch (Refused e) {
      return refused(HttpStatus.UNPROCESSABLE_ENTITY, e.getMessage());
    }
  }

  /** Several files from the page, which works without a script. */
  @PostMapping(produces = MediaType.TEXT_HTML_VALUE)
  String addFromPage(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam("file") List<MultipartFile> files,
      @RequestParam(required = false) String section,
      Principal who,
      RedirectAttributes after)
      throws IOException {
    EntryKey entry = writable(year, numbers, who);
    List<String> kept = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (MultipartFile file : files) {
      try {
        kept.add(keep(entry, section, file, who).name());
      } catch (Refused e) {
        problems.add(e.getMessage());
      }
    }
    after.addFlashAttribute("kept", kept);
    after.addFlashAttribute("problems", problems);
    return "redirect:/assessments/" + entry + "/evidence";
  }

  @GetMapping("/{id:[0-9a-f-]{36}}")
  ResponseEntity<byte[]> download(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable String id,
      Principal who) {
    EntryReader reader = entries.atLeast(Access.SHARED, year, numbers, who);
    EntryKey entry = reader.entry();
    EvidenceFile file = find(entry, id);
    if (!readableFiles(reader).contains(file)) {
      throw EntryAccess.notFound();
    }
    readings.note(entry, who.getName(), What.EVIDENCE, signedWith(file).map(SignedVersion::number));
    return Download.of(file.name(), file.mediaType(), evidence.bytes(file));
  }

  @DeleteMapping(path = "/{id:[0-9a-f-]{36}}", produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseBody
  ResponseEntity<Answer> remove(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable String id,
      Principal who) {
    EntryKey entry = writable(year, numbers, who);
    try {
      evidence.remove(find(entry, id), who.getName());
      return ResponseEntity.ok(new Answer(null, ""));
    } catch (Refused e) {
      return refused(HttpStatus.CONFLICT, e.getMessage());
    }
  }

  @PostMapping("/{id:[0-9a-f-]{36}}/removal")
  String removeFromPage(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable String id,
      Principal who,
      RedirectAttributes after) {
    EntryKey entry = writable(year, numbers, who);
    try {
      evidence.remove(find(entry, id), who.getName());
    } catch (Refused e) {
      after.addFlashAttribute("problems", List.of(e.getMessage()));
    }
    return "redirect:/assessments/" + entry + "/evidence";
  }

  /** The container gives up reading before we see the file. */
  @ExceptionHandler(MaxUploadSizeExceededException.class)
  @ResponseBody
  ResponseEntity<Answer> tooLarge() {
    return refused(
        HttpStatus.PAYLOAD_TOO_LARGE,
        "This was not uploaded: the limit is 20 MB a file. A PDF made for the screen is often much"
            + " smaller.");
  }

  private EvidenceFile keep(EntryKey entry, String section, MultipartFile file, Principal who)
      throws IOException {
    // Files of figures may be larger, so the container lets it through.
    Evidence.mustNotBeLarge(file.getOriginalFilename(), file.getSize());
    Optional<Section> beside =
        sections.asked(entry).stream()
            .map(AskedSection::section)
            .filter(one -> one.id().equals(section))
            .findFirst();
    return evidence.add(entry, beside, file.getOriginalFilename(), file.getBytes(), who.getName());
  }

  private static ResponseEntity<Answer> refused(HttpStatus status, String why) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .body(new Answer(null, why));
  }

  private Listing listing(EntryReader reader) {
    EntryKey entry = reader.entry();
    boolean written = evidence.isOpen(entry);
    List<EvidenceFile> shown =
        written && reader.readsDrafts()
            ? evidence.ofDraft(entry)
            : entries.newest(reader).map(evidence::of).orElse(List.of());
    return new Listing(
        listed(entry, shown),
        written && reader.isOwn(),
        Evidence.LARGEST,
        EvidenceKind.endings(),
        EvidenceKind.words());
  }

  /** Its owner reads all there is, others what stood beside a version that was shared. */
  private List<EvidenceFile> readableFiles(EntryReader reader) {
    EntryKey entry = reader.entry();
    List<EvidenceFile> files = new ArrayList<>();
    if (reader.readsDrafts()) {
      files.addAll(evidence.ofDraft(entry));
    }
    int newest = entries.newest(reader).map(SignedVersion::number).orElse(0);
    assessments.versions(entry).stream()
        .filter(version -> version.number() <= newest)
        .forEach(version -> files.addAll(evidence.of(version)));
    return files;
  }

  private Optional<SignedVersion> signedWith(EvidenceFile file) {
    return assessments.versions(file.entry()).stream().filter(file::isIn).findFirst();
  }

  private List<Listed> listed(EntryKey entry, List<EvidenceFile> files) {
    Map<Section, String> titles = sections.titles(entry);
    return files.stream().map(file -> listed(file, titles)).toList();
  }

  private static Listed listed(EvidenceFile file, Map<Section, String> titles) {
    return new Listed(
        file.id().toString(),
        file.name(),
        file.sizeInWords(),
        file.section().map(one -> titles.getOrDefault(one, one.id())).orElse(""),
        file.addedBy(),
        EnglishText.moment(file.addedAt()),
        "/assessments/" + file.entry() + "/evidence/" + file.id());
  }

  private EvidenceFile find(EntryKey entry, String id) {
    try {
      return evidence.find(entry, UUID.fromString(id)).orElseThrow(EntryAccess::notFound);
    } catch (IllegalArgumentException e) {
      throw EntryAccess.notFound();
    }
  }

  private EntryKey writable(String year, String numbers, Principal who) {
    return entries.atLeast(Access.OWN, year, numbers, who).entry();
  }
}
