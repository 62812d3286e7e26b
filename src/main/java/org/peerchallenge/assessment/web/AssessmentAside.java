package org.peerchallenge.assessment.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.FiguresKept;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.State;
import org.peerchallenge.assessment.Timetables;
import org.peerchallenge.assessment.web.EntryAccess.EntryReader;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Pauses;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a self-assessment's page offers beside the text, as far as its reader has a right to it. */
@Component
class AssessmentAside {

  private static final int READINGS_SHOWN = 50;

  private final Assessments assessments;
  private final Sections sections;
  private final Timetables timetables;
  private final ReviewAside reviews;
  private final SharingAside sharing;
  private final Reading reading;
  private final ReadingLog readings;
  private final FiguresKept kept;
  private final Pauses pauses;
  private final Clock clock;

  AssessmentAside(
      Assessments assessments,
      Sections sections,
      Timetables timetables,
      ReviewAside reviews,
      SharingAside sharing,
      Reading reading,
      ReadingLog readings,
      FiguresKept kept,
      Pauses pauses,
      Clock clock) {
    this.assessments = assessments;
    this.sections = sections;
    this.timetables = timetables;
    this.reviews = reviews;
    this.sharing = sharing;
    this.reading = reading;
    this.readings = readings;
    this.kept = kept;
    this.pauses = pauses;
    this.clock = clock;
  }

  void show(EntryReader reader, State state, Model model) {
    EntryKey entry = reader.entry();
    boolean own = reader.isOwn();
    boolean director = reading.isDirector(reader.username(), entry);
    boolean everShared = state == State.SHARED || state == State.UNSHARED;
    Optional<Assessments.Amendment> amendment = assessments.amendment(entry);
    model.addAttribute("director", director);
    model.addAttribute("pause", director ? pauses.of(entry).orElse(null) : null);
    model.addAttribute("amendment", own ? amendment : Optional.empty());
    model.addAttribute("mayAmend", director && everShared && amendment.isEmpty());
    model.addAttribute("allSections", sections.asked(entry));
    model.addAttribute("openSections", own ? Assessments.titles(sections.openSections(entry)) : "");
    model.addAttribute("timetables", own ? timetables.of(entry) : List.of());
    model.addAttribute(
        "mayAskTimetable", own && state == State.DRAFT && timetables.open(entry).isEmpty());
    model.addAttribute("tomorrow", LocalDate.now(clock).plusDays(1));
    model.addAttribute("standsOn", kept.of(entry).orElse(null));
    model.addAttribute("newerFigures", kept.newer(entry).orElse(null));
    reviews.show(reader, director, model);
    sharing.show(reader, director && everShared, model);
    model.addAttribute("readings", own ? readings.latest(entry, READINGS_SHOWN) : List.of());
    model.addAttribute("readingsCount", own ? readings.count(entry) : 0);
  }
}
