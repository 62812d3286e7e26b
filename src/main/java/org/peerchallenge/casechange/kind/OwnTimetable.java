package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.State;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/** Another date for one entry's self-assessment, agreed outside of its own request. */
@Component
class OwnTimetable extends NamedChange {

  private final Cycles cycles;
  private final Assessments assessments;
  private final Clock clock;

  OwnTimetable(Cycles cycles, Assessments assessments, Clock clock) {
    super(
        "own-timetable",
        "Agree another date for the self-assessment",
        "A date of its own for this self-assessment; leave it empty for the year’s date.");
    this.cycles = cycles;
    this.assessments = assessments;
    this.clock = clock;
  }

  @Override
  public boolean fits(CaseKey about) {
    return takesPart(about, cycles)
        .filter(entry -> assessments.state(entry.key()) == State.DRAFT)
        .isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(
        ChangeField.date("due", "Due on", cycles.assessmentDue(about.entry().orElseThrow()))
            .optional());
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    wanted.dayToCome("due", "The date", LocalDate.now(clock));
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    LocalDate day = cycles.challengeDay(about.entry().orElseThrow());
    return wanted
        .dayIfGiven("due", "The date")
        .filter(due -> !due.isBefore(day))
        .map(due -> List.of("The challenge day is before it, on " + EnglishText.day(day) + "."))
        .orElse(List.of());
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return wanted
        .dayIfGiven("due", "The date")
        .map(due -> "due on " + EnglishText.day(due))
        .orElse("due on the year’s date");
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    String before =
        cycles.entry(about.entry().orElseThrow()).agreedDue().map(LocalDate::toString).orElse("");
    return Optional.of(new Inverse(id(), Map.of("due", before)));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    cycles.agreeDue(about.entry().orElseThrow(), wanted.dayIfGiven("due", "The date"));
  }
}
