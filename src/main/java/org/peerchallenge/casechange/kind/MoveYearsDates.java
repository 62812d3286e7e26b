package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** Other dates of a whole year: self-assessments due, summit, close. */
@Component
class MoveYearsDates extends NamedChange {

  private final Arrangements arrangements;
  private final Cycles cycles;
  private final Clock clock;

  MoveYearsDates(Arrangements arrangements, Cycles cycles, Clock clock) {
    super(
        "move-years-dates",
        "Move dates of the year",
        "Another day on which self-assessments are due, of the summit, or on which it closes.");
    this.arrangements = arrangements;
    this.cycles = cycles;
    this.clock = clock;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.isYear();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    Cycle cycle = cycles.cycle(about.cycle());
    return List.of(
        ChangeField.date("assessmentDue", "Self-assessments are due on", cycle.assessmentDue()),
        ChangeField.date("summit", "Summit", cycle.summit()),
        ChangeField.date("closes", "The year closes on", cycle.closes()));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    LocalDate due = wanted.day("assessmentDue", "The day on which self-assessments are due");
    LocalDate summit = wanted.day("summit", "The day of the summit");
    LocalDate closes = wanted.day("closes", "The day on which the year closes");
    if (!due.isBefore(summit)) {
      throw new Refused("Self-assessments are due before the summit.");
    }
    if (summit.isAfter(closes)) {
      throw new Refused("The year closes on or after the day of the summit.");
    }
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    Cycle now = cycles.cycle(about.cycle());
    LocalDate today = LocalDate.now(clock);
    List<String> warnings = new ArrayList<>();
    Map.of(
            "assessmentDue", now.assessmentDue(),
            "summit", now.summit(),
            "closes", now.closes())
        .forEach(
            (name, before) -> {
              LocalDate after = wanted.day(name, "The date");
              if (!after.equals(before) && after.isBefore(today)) {
                warnings.add(EnglishText.day(after) + " is past.");
              }
            });
    LocalDate summit = wanted.day("summit", "The day of the summit");
    cycles.groups(about.cycle()).stream()
        .filter(group -> !group.day().isBefore(summit) && now.summit().isAfter(group.day()))
        .forEach(group -> warnings.add(cycles.title(group.key()) + " meets after the summit."));
    return warnings;
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "self-assessments due on %s, summit on %s, closes on %s"
        .formatted(
            EnglishText.day(wanted.day("assessmentDue", "The date")),
            EnglishText.day(wanted.day("summit", "The date")),
            EnglishText.day(wanted.day("closes", "The date")));
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    Cycle now = cycles.cycle(about.cycle());
    return Optional.of(
        new Inverse(
            id(),
            Map.of(
                "assessmentDue", now.assessmentDue().toString(),
                "summit", now.summit().toString(),
                "closes", now.closes().toString())));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    arrangements.moveDates(
        about.cycle(),
        wanted.day("assessmentDue", "The date"),
        wanted.day("summit", "The date"),
        wanted.day("closes", "The date"));
  }
}
