package org.peerchallenge.assessment.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Optional;
import org.peerchallenge.assessment.Timetables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;

/** The form in which the office decides on another timetable. */
@FormRef(value = "decide-timetable", key = Holds.ENTRY)
class DecideTimetableForm implements TaskForm<DecideTimetableForm.Shown, DecideTimetableForm.Sent> {

  record Shown(
      String title,
      String page,
      String askedBy,
      String presentDue,
      String wantedDate,
      String askedReason,
      boolean retrospective,
      LocalDate agreedDate,
      Optional<String> warning) {}

  record Sent(Decision timetableDecision, Optional<LocalDate> agreedDate, String decisionReason) {}

  enum Decision {
    @JsonProperty("agree")
    AGREE,
    @JsonProperty("decline")
    DECLINE
  }

  private final Timetables timetables;
  private final Cycles cycles;
  private final WorkingDays workingDays;
  private final Region region;

  DecideTimetableForm(
      Timetables timetables, Cycles cycles, WorkingDays workingDays, Region region) {
    this.timetables = timetables;
    this.cycles = cycles;
    this.workingDays = workingDays;
    this.region = region;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    Timetables.Request request =
        timetables
            .open(entry)
            .orElseThrow(() -> new IllegalStateException("No other date is asked for by " + entry));
    LocalDate pack = workingDays.plus(cycles.challengeDay(entry), -10);
    return new Shown(
        cycles.title(entry),
        "/assessments/" + entry,
        region.findPerson(request.askedBy()).map(Person::name).orElse(request.askedBy()),
        EnglishText.day(cycles.assessmentDue(entry)),
        EnglishText.day(request.wanted()),
        request.reason(),
        request.retrospective(),
        request.wanted(),
        Optional.of(pack)
            .filter(request.wanted()::isAfter)
            .map(
                day ->
                    "The reading pack of the group goes out on "
                        + EnglishText.day(day)
                        + ", before the date asked for."));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    timetables.decide(
        EntryKey.of(task.businessKey()),
        sent.timetableDecision() == Decision.AGREE ? sent.agreedDate() : Optional.empty(),
        sent.decisionReason(),
        author.username(),
        author.at());
  }
}
