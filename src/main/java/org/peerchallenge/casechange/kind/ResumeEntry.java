package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/** The end of a pause, with a new date for the self-assessment in the same step. */
@Component
class ResumeEntry extends NamedChange {

  private final Pauses pauses;
  private final Cycles cycles;
  private final Clock clock;

  ResumeEntry(Pauses pauses, Cycles cycles, Clock clock) {
    super(
        "resume",
        "Let the work go on",
        "Tasks come back as they were, with new dates in the same step.");
    this.pauses = pauses;
    this.cycles = cycles;
    this.clock = clock;
  }

  @Override
  public By by() {
    return By.DIRECTOR;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.entry().filter(entry -> pauses.of(entry).isPresent()).isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(
        ChangeField.date("due", "The self-assessment is due on", null)
            .optional()
            .help("Leave it empty to keep the date as it is."));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    wanted.dayToCome("due", "The date", LocalDate.now(clock));
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    LocalDate day = cycles.challengeDay(about.entry().orElseThrow());
    LocalDate due =
        wanted
            .dayIfGiven("due", "The date")
            .orElseGet(() -> cycles.assessmentDue(about.entry().orElseThrow()));
    if (due.isBefore(LocalDate.now(clock))) {
      return List.of("The self-assessment was due on " + EnglishText.day(due) + ": it is late.");
    }
    return due.isBefore(day)
        ? List.of()
        : List.of("The challenge day is before that, on " + EnglishText.day(day) + ".");
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return wanted
        .dayIfGiven("due", "The date")
        .map(due -> "self-assessment due on " + EnglishText.day(due))
        .orElse("with the dates as they are");
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    var entry = about.entry().orElseThrow();
    pauses.end(entry);
    wanted.dayIfGiven("due", "The date").ifPresent(due -> cycles.agreeDue(entry, due));
  }
}
