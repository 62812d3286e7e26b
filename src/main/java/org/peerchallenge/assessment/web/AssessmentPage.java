package org.peerchallenge.assessment.web;

import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.assessment.State;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of a self-assessment: its text, and beside it what this reader may ask. */
@Controller
@RequestMapping("/assessments/{year:20\\d\\d}/{numbers:\\d{3}(?:-\\d{3})*}")
class AssessmentPage {

  private final EntryAccess entries;
  private final AssessmentText text;
  private final AssessmentAside aside;
  private final Assessments assessments;
  private final Reading reading;
  private final ReadingLog readings;
  private final Cycles cycles;
  private final Region region;

  AssessmentPage(
      EntryAccess entries,
      AssessmentText text,
      AssessmentAside aside,
      Assessments assessments,
      Reading reading,
      ReadingLog readings,
      Cycles cycles,
      Region region) {
    this.entries = entries;
    this.text = text;
    this.aside = aside;
    this.assessments = assessments;
    this.reading = reading;
    this.readings = readings;
    this.cycles = cycles;
    this.region = region;
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
    EntryReader reader = entries.anybody(year, numbers, who);
    EntryKey entry = reader.entry();
    // Not "title": the page's frame has a parameter of that name.
    model.addAttribute("who", cycles.title(entry));
    model.addAttribute("due", EnglishText.day(cycles.assessmentDue(entry)));
    if (reader.access() == Access.NONE) {
      if (version == null && reading.willRead(reader.username(), entry)) {
        return "assessment/later";
      }
      throw EntryAccess.notFound();
    }
    State state = assessments.state(entry);
    boolean draft = reader.readsDrafts() && version == null && text.isBeingWritten(entry, state);

    model.addAttribute("entry", entry);
    model.addAttribute("state", state);
    model.addAttribute("own", reader.isOwn());
    model.addAttribute("agreed", cycles.entry(entry).agreedDue().isPresent());
    model.addAttribute("draft", draft);
    model.addAttribute("authorities", entry.authorities().stream().map(region::authority).toList());
    Optional<SignedVersion> signed = draft ? Optional.empty() : text.version(reader, version);
    model.addAttribute(
        "sections", draft ? text.draft(entry) : signed.map(text::signed).orElse(List.of()));
    signed.ifPresent(
        one -> {
          model.addAttribute("signed", one);
          model.addAttribute("signedAt", EnglishText.moment(one.signedAt()));
          model.addAttribute("genuine", Assessments.isGenuine(one));
          model.addAttribute("hasWord", text.hasDocument(one));
        });
    if (draft) {
      readings.note(entry, reader.username(), What.DRAFT);
    } else if (signed.isPresent()) {
      readings.note(entry, reader.username(), What.ASSESSMENT, signed.map(SignedVersion::number));
    }
    model.addAttribute("versions", text.versions(reader));
    model.addAttribute("words", new WordsForPage());
    aside.show(reader, state, model);
    return "assessment/assessment";
  }

  /** Dates in words, for the template. */
  public static final class WordsForPage {

    public String day(LocalDate day) {
      return EnglishText.day(day);
    }

    public String moment(Instant instant) {
      return EnglishText.moment(instant);
    }
  }
}
