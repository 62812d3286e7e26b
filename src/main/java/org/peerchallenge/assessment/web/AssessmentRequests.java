package org.peerchallenge.assessment.web;

import java.security.Principal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.ReviewQuestion;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.Sharing;
import org.peerchallenge.assessment.SharingChoices;
import org.peerchallenge.assessment.Timetables;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.kernel.Refused;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What may be asked on the page of a self-assessment: another timetable, a review, an amendment,
 * other readers. Each is answered on the page.
 */
@Controller
@RequestMapping("/assessments/{year:20\\d\\d}/{numbers:\\d{3}(?:-\\d{3})*}")
class AssessmentRequests {

  private static final int LONGEST_REASON = 4000;

  private final EntryAccess entries;
  private final Assessments assessments;
  private final Sections sections;
  private final Timetables timetables;
  private final Reviews reviews;
  private final Reading reading;
  private final Sharing sharing;
  private final SharingChoices choices;

  AssessmentRequests(
      EntryAccess entries,
      Assessments assessments,
      Sections sections,
      Timetables timetables,
      Reviews reviews,
      Reading reading,
      Sharing sharing,
      SharingChoices choices) {
    this.entries = entries;
    this.assessments = assessments;
    this.sections = sections;
    this.timetables = timetables;
    this.reviews = reviews;
    this.reading = reading;
    this.sharing = sharing;
    this.choices = choices;
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
    EntryReader reader = entries.atLeast(Access.OWN, year, numbers, who);
    return answer(
        reader.entry(),
        after,
        "The office has been asked to decide. You will be told.",
        () -> timetables.ask(reader.entry(), wanted, fitting(reason), reader.username()));
  }

  @PostMapping("/review")
  String askForReview(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(required = false) List<String> questions,
      @RequestParam(required = false) String reason,
      Principal who,
      RedirectAttributes after) {
    EntryReader reader = entries.reader(year, numbers, who);
    EntryKey entry = reader.entry();
    boolean director = reading.isDirector(reader.username(), entry);
    Optional<EntryKey> peer =
        director ? Optional.empty() : reading.peerOf(reader.username(), entry);
    if (!director && peer.isEmpty()) {
      throw EntryAccess.notFound();
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
        () -> reviews.ask(entry, reader.username(), peer, fitting(reason), chosen));
  }

  @PostMapping("/amendment")
  String askForAmendment(
      @PathVariable String year,
      @PathVariable String numbers,
      @RequestParam(required = false) List<String> amended,
      @RequestParam(required = false) String reason,
      Principal who,
      RedirectAttributes after) {
    EntryReader reader = entries.director(year, numbers, who);
    List<Section> chosen =
        amended == null
            ? List.of()
            : sections.asked(reader.entry()).stream()
                .map(AskedSection::section)
                .filter(section -> amended.contains(section.id()))
                .toList();
    return answer(
        reader.entry(),
        after,
        "The sections are open again for your team. The signed version stays as it is.",
        () ->
            assessments.askForAmendment(
                reader.entry(), chosen, fitting(reason), reader.username()));
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
    EntryReader reader = entries.director(year, numbers, who);
    return answer(
        reader.entry(),
        after,
        "It is so from now on. Whoever lost it has been told.",
        () -> sharing.change(reader.entry(), choice(mayRead), fitting(reason), reader.username()));
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
    EntryReader reader = entries.director(year, numbers, who);
    return answer(
        reader.entry(),
        after,
        "What the leaders of your authority read is as you chose.",
        () ->
            choices.open(
                reader.entry(),
                new SharingChoices.Opened(draft, review, notes),
                reader.username()));
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
            .orElseThrow(() -> new Refused("Please choose who may read it.")));
  }

  private static String answer(
      EntryKey entry, RedirectAttributes after, String done, Runnable request) {
    try {
      request.run();
      after.addFlashAttribute("done", done);
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/assessments/" + entry;
  }

  /** The browser keeps to the limit; whoever goes round it is told. */
  private static String fitting(String text) {
    if (text != null && text.length() > LONGEST_REASON) {
      throw new Refused("Please use up to 4,000 characters for the reason.");
    }
    return text == null || text.isBlank() ? null : text.replace("\u0000", "").strip();
  }
}
