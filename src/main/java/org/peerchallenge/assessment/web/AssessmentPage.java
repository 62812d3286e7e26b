package org.peerchallenge.assessment.web;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.AssessmentDocument;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.DataSheetIssue;
import org.peerchallenge.assessment.FiguresKept;
import org.peerchallenge.assessment.Narrative;
import org.peerchallenge.assessment.Narrative.Passage;
import org.peerchallenge.assessment.NotPossible;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.Review;
import org.peerchallenge.assessment.ReviewQuestion;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.Sharing;
import org.peerchallenge.assessment.SharingChoices;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.assessment.State;
import org.peerchallenge.assessment.Timetables;
import org.peerchallenge.assessment.Words;
import org.peerchallenge.assessment.WrittenSection;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Region;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A self-assessment as its readers see it, and what may be asked about it. */
@Controller
@RequestMapping("/assessments/{year:20\\d\\d}/{numbers:\\d{3}(?:-\\d{3})*}")
class AssessmentPage {

  private static final int READINGS_SHOWN = 50;
  private static final int LONGEST_REASON = 4000;

  /** A section as the page shows it. */
  record Shown(AskedSection section, List<Passage> passages, String state) {}

  private final Assessments assessments;
  private final Sections sections;
  private final Timetables timetables;
  private final Reviews reviews;
  private final Reading reading;
  private final ReadingLog readings;
  private final Sharing sharing;
  private final SharingChoices choices;
  private final Narrative narrative;
  private final FiguresKept kept;
  private final Documents documents;
  private final AssessmentDocument document;
  private final Cycles cycles;
  private final Region region;
  private final Clock clock;

  AssessmentPage(
      Assessments assessments,
      Sections sections,
      Timetables timetables,
      Reviews reviews,
      Reading reading,
      ReadingLog readings,
      Sharing sharing,
      SharingChoices choices,
      Narrative narrative,
      FiguresKept kept,
      Documents documents,
      AssessmentDocument document,
      Cycles cycles,
      Region region,
      Clock clock) {
    this.assessments = assessments;
    this.sections = sections;
    this.timetables = timetables;
    this.reviews = reviews;
    this.reading = reading;
    this.readings = readings;
    this.sharing = sharing;
    this.choices = choices;
    this.narrative = narrative;
    this.kept = kept;
    this.documents = documents;
    this.document = document;
    this.cycles = cycles;
    this.region = region;
    this.clock = clock;
  }

  /**
   * The page.
   *
   * @param version a signed version; without it the draft for its writers while there is one, else
   *     the shared version
   */
  @GetMapping
  String page(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(required = false) Integer version,
      Principal who,
      Model model) {
    EntryKey entry = entry(year, numbers);
    if (version == null
        && who != null
        && reading.access(who.getName(), entry) == Access.NONE
        && reading.willRead(who.getName(), entry)) {
      model.addAttribute("who", cycles.title(entry));
      model.addAttribute("due", Words.day(cycles.assessmentDue(entry)));
      return "assessment/later";
    }
    Access access = readable(entry, who);
    boolean own = access == Access.OWN;
    State state = assessments.state(entry);
    Optional<SignedVersion> signed = signed(entry, access, version);
    boolean draft =
        access.compareTo(Access.OPENED) >= 0 && version == null && isBeingWritten(entry, state);

    model.addAttribute("entry", entry);
    // Not "title": the page's frame has a parameter of that name.
    model.addAttribute("who", cycles.title(entry));
    model.addAttribute("state", state);
    model.addAttribute("own", own);
    model.addAttribute("due", Words.day(cycles.assessmentDue(entry)));
    model.addAttribute("agreed", cycles.entry(entry).agreedDue().isPresent());
    model.addAttribute("draft", draft);
    model.addAttribute("authorities", authorities(entry));
    if (draft) {
      model.addAttribute("sections", written(entry));
      readings.note(entry, who.getName(), What.DRAFT);
    } else if (signed.isPresent()) {
      model.addAttribute("signed", signed.get());
      model.addAttribute("signedAt", Words.moment(signed.get().signedAt()));
      model.addAttribute("genuine", Assessments.isGenuine(signed.get()));
      model.addAttribute("sections", told(signed.get()));
      model.addAttribute("hasWord", assessments.document(entry, signed.get().number()).isPresent());
      readings.note(entry, who.getName(), What.ASSESSMENT, Optional.of(signed.get().number()));
    } else {
      model.addAttribute("sections", List.of());
    }
    model.addAttribute("versions", versions(entry, access));
    model.addAttribute("words", new WordsForPage());
    about(entry, access, who.getName(), model);
    return "assessment/assessment";
  }

  /** The Word document of a signed version. */
  @GetMapping("/versions/{number}/word")
  ResponseEntity<byte[]> word(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable int number,
      Principal who) {
    EntryKey entry = entry(year, numbers);
    Access access = readable(entry, who);
    SignedVersion version = signed(entry, access, number).orElseThrow(AssessmentPage::notFound);
    UUID document =
        assessments.document(entry, version.number()).orElseThrow(AssessmentPage::notFound);
    readings.note(entry, who.getName(), What.ASSESSMENT_WORD, Optional.of(version.number()));
    return download(documents.find(document).orElseThrow(AssessmentPage::notFound));
  }

  /** The draft on paper, at any time: as Word to work on, as PDF to read. */
  @GetMapping("/draft/{kind:word|pdf}")
  ResponseEntity<byte[]> draft(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable String kind,
      Principal who) {
    EntryKey entry = entry(year, numbers);
    if (readable(entry, who).compareTo(Access.OPENED) < 0
        || !isBeingWritten(entry, assessments.state(entry))) {
      throw notFound();
    }
    readings.note(entry, who.getName(), What.DRAFT);
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
    EntryKey entry = entry(year, numbers);
    if (readable(entry, who) != Access.OWN || !entry.authorities().contains(dfeNumber)) {
      throw notFound();
    }
    return download(
        documents
            .latest(DataSheetIssue.document(entry, dfeNumber))
            .orElseThrow(AssessmentPage::notFound));
  }

  @PostMapping("/timetable")
  String askForTimetable(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
          LocalDate wanted,
      @RequestParam(required = false) String reason,
      Principal who,
      RedirectAttributes after) {
    EntryKey entry = entry(year, numbers);
    if (readable(entry, who) != Access.OWN) {
      throw notFound();
    }
    return answer(
        entry,
        after,
        "The office has been asked to decide. You will be told.",
        () -> timetables.ask(entry, wanted, fitting(reason), who.getName()));
  }

  @PostMapping("/review")
  String askForReview(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(required = false) List<String> questions,
      @RequestParam(required = false) String reason,
      Principal who,
      RedirectAttributes after) {
    EntryKey entry = entry(year, numbers);
    readable(entry, who);
    boolean director = reading.isDirector(who.getName(), entry);
    Optional<EntryKey> peer = director ? Optional.empty() : reading.peerOf(who.getName(), entry);
    if (!director && peer.isEmpty()) {
      throw notFound();
    }
    List<ReviewQuestion> chosen =
        questions == null
            ? List.of()
            : Arrays.stream(ReviewQuestion.values())
                .filter(question -> questions.contains(question.id()))
                .toList();
    return answer(
        entry,
        after,
        director
            ? "A review has been asked for. The office decides and looks for a reviewer."
            : "Your suggestion has gone to the director, who says yes or no.",
        () -> reviews.ask(entry, who.getName(), peer, fitting(reason), chosen));
  }

  @PostMapping("/amendment")
  String askForAmendment(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(required = false) List<String> amended,
      @RequestParam(required = false) String reason,
      Principal who,
      RedirectAttributes after) {
    EntryKey entry = entry(year, numbers);
    readable(entry, who);
    if (!reading.isDirector(who.getName(), entry)) {
      throw notFound();
    }
    List<Section> chosen =
        amended == null
            ? List.of()
            : sections.asked(entry).stream()
                .map(AskedSection::section)
                .filter(section -> amended.contains(section.id()))
                .toList();
    return answer(
        entry,
        after,
        "The sections are open again for your team. The signed version stays as it is.",
        () -> assessments.askForAmendment(entry, chosen, fitting(reason), who.getName()));
  }

  /** The director narrows who may read, withdraws the share, or shares again. */
  @PostMapping("/sharing")
  String changeSharing(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(required = false) String mayRead,
      @RequestParam(required = false) String reason,
      Principal who,
      RedirectAttributes after) {
    EntryKey entry = directorsOnly(year, numbers, who);
    return answer(
        entry,
        after,
        "It is so from now on. Whoever lost it has been told.",
        () -> sharing.change(entry, choice(mayRead), fitting(reason), who.getName()));
  }

  /** The director opens more to the lead member and the chief executives of the authority. */
  @PostMapping("/leaders")
  String openToLeaders(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(defaultValue = "false") boolean draft,
      @RequestParam(defaultValue = "false") boolean review,
      @RequestParam(defaultValue = "false") boolean notes,
      Principal who,
      RedirectAttributes after) {
    EntryKey entry = directorsOnly(year, numbers, who);
    return answer(
        entry,
        after,
        "What the leaders of your authority read is as you chose.",
        () -> choices.open(entry, new SharingChoices.Opened(draft, review, notes), who.getName()));
  }

  private EntryKey directorsOnly(String year, String numbers, Principal who) {
    EntryKey entry = entry(year, numbers);
    readable(entry, who);
    if (!reading.isDirector(who.getName(), entry)) {
      throw notFound();
    }
    return entry;
  }

  /** Empty for nobody. */
  private static Optional<Visibility> choice(String mayRead) {
    if ("NOBODY".equals(mayRead)) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(Visibility.values())
            .filter(one -> one.name().equals(mayRead))
            .findFirst()
            .orElseThrow(() -> new NotPossible("Please choose who may read it.")));
  }

  /** What the page offers beside the text, as far as this reader has a right to it. */
  private void about(EntryKey entry, Access access, String username, Model model) {
    boolean own = access == Access.OWN;
    boolean director = reading.isDirector(username, entry);
    State state = assessments.state(entry);
    boolean peer = access == Access.SHARED && reading.peerOf(username, entry).isPresent();
    model.addAttribute("amendment", own ? assessments.amendment(entry) : Optional.empty());
    model.addAttribute("openSections", own ? openTitles(entry) : "");
    model.addAttribute("timetables", own ? timetables.of(entry) : List.of());
    model.addAttribute(
        "mayAskTimetable", own && state == State.DRAFT && timetables.open(entry).isEmpty());
    model.addAttribute("tomorrow", LocalDate.now(clock).plusDays(1));
    Optional<String> whyNoReview = reviews.whyNot(entry);
    model.addAttribute("mayAskReview", (director || peer) && whyNoReview.isEmpty());
    model.addAttribute("whyNoReview", director ? whyNoReview.orElse("") : "");
    model.addAttribute("peer", peer);
    model.addAttribute("askUntil", Words.day(reviews.askUntil(entry)));
    model.addAttribute("questions", ReviewQuestion.values());
    model.addAttribute(
        "mayAmend",
        director
            && (state == State.SHARED || state == State.UNSHARED)
            && assessments.amendment(entry).isEmpty());
    model.addAttribute("allSections", sections.asked(entry));
    boolean everShared = state == State.SHARED || state == State.UNSHARED;
    model.addAttribute("mayChangeSharing", director && everShared);
    model.addAttribute("director", director);
    model.addAttribute(
        "visibilities",
        Arrays.stream(Visibility.values())
            .filter(one -> one.compareTo(assessments.declaredVisibility(entry)) <= 0)
            .toList());
    model.addAttribute("openTo", assessments.chosenVisibility(entry));
    model.addAttribute("sharingChoices", own ? choices.all(entry) : List.of());
    model.addAttribute("opened", choices.opened(entry));
    List<Review> all = reviews.of(entry);
    boolean readsReview =
        all.stream()
            .anyMatch(review -> review.isReleased() && reading.mayReadReview(username, review));
    if (readsReview) {
      readings.note(entry, username, What.REVIEW);
    }
    model.addAttribute("reviewStates", own ? all : List.of());
    model.addAttribute(
        "reviews",
        all.stream()
            .filter(review -> review.isReleased() && reading.mayReadReview(username, review))
            .toList());
    model.addAttribute(
        "advice",
        own
            ? assessments
                .shared(entry)
                .map(version -> reviews.advice(entry, version.number()))
                .orElse(List.of())
            : List.of());
    model.addAttribute("standsOn", kept.of(entry).orElse(null));
    model.addAttribute("newerFigures", kept.newer(entry).orElse(null));
    model.addAttribute("readings", own ? readings.latest(entry, READINGS_SHOWN) : List.of());
    model.addAttribute("readingsCount", own ? readings.count(entry) : 0);
  }

  private String openTitles(EntryKey entry) {
    return Assessments.titles(sections.openSections(entry));
  }

  private boolean isBeingWritten(EntryKey entry, State state) {
    return state == State.DRAFT
        || state != State.WITHDRAWN && assessments.amendment(entry).isPresent();
  }

  /** The version asked for, as far as this reader may see it. */
  private Optional<SignedVersion> signed(EntryKey entry, Access access, Integer number) {
    if (access.compareTo(Access.SHARED) < 0) {
      return Optional.empty();
    }
    if (number == null) {
      return access.compareTo(Access.OPENED) >= 0
          ? assessments.latestSigned(entry)
          : assessments.shared(entry);
    }
    return versions(entry, access).stream().filter(v -> v.number() == number).findFirst();
  }

  /** Its owner sees every version, others those that were shared. */
  private List<SignedVersion> versions(EntryKey entry, Access access) {
    if (access.compareTo(Access.SHARED) < 0) {
      return List.of();
    }
    int newest =
        access.compareTo(Access.OPENED) >= 0
            ? Integer.MAX_VALUE
            : assessments.shared(entry).map(SignedVersion::number).orElse(0);
    return assessments.versions(entry).stream().filter(v -> v.number() <= newest).toList();
  }

  private List<Shown> told(SignedVersion version) {
    return version.asked().stream()
        .map(
            section ->
                new Shown(
                    section, narrative.passages(section, version.section(section.section())), ""))
        .toList();
  }

  private List<Shown> written(EntryKey entry) {
    Map<Section, WrittenSection> written = sections.written(entry);
    List<AskedSection> open = sections.openSections(entry);
    List<Shown> shown = new ArrayList<>();
    for (AskedSection section : sections.asked(entry)) {
      WrittenSection text = written.get(section.section());
      String state =
          text == null
              ? "not written yet"
              : (open.contains(section) ? "open again, last sent " : "ready, sent ")
                  + Words.moment(text.writtenAt());
      shown.add(
          new Shown(
              section,
              text == null ? List.of() : narrative.passages(section, text.content()),
              state));
    }
    return shown;
  }

  private List<Authority> authorities(EntryKey entry) {
    return entry.authorities().stream().map(region::authority).toList();
  }

  private String answer(EntryKey entry, RedirectAttributes after, String done, Runnable request) {
    try {
      request.run();
      after.addFlashAttribute("done", done);
    } catch (NotPossible e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/assessments/" + entry;
  }

  /** The browser keeps to the limit; whoever goes round it is told. */
  private static String fitting(String text) {
    if (text != null && text.length() > LONGEST_REASON) {
      throw new NotPossible("Please use up to 4,000 characters for the reason.");
    }
    return text == null || text.isBlank() ? null : text.replace("\u0000", "").strip();
  }

  /** What is not there and what is not for this reader look alike. */
  private Access readable(EntryKey entry, Principal who) {
    if (who == null) {
      throw notFound();
    }
    Access access = reading.access(who.getName(), entry);
    if (access == Access.NONE) {
      throw notFound();
    }
    return access;
  }

  private EntryKey entry(String year, String numbers) {
    try {
      return cycles
          .findEntry(EntryKey.of(year + "/" + numbers))
          .orElseThrow(AssessmentPage::notFound)
          .key();
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  private ResponseEntity<byte[]> download(StoredDocument document) {
    return Download.of(document, documents.bytes(document.id()));
  }

  private static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  /** Dates in words, for the template. */
  public static final class WordsForPage {

    public String day(LocalDate day) {
      return Words.day(day);
    }

    public String moment(java.time.Instant instant) {
      return Words.moment(instant);
    }
  }
}
