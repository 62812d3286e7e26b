package org.peerchallenge.assessment.process;

import org.peerchallenge.kernel.EnglishText;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.assessment.NotPossible;
import org.peerchallenge.assessment.Timetables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Component;

/** The office's decision on another timetable. */
@Component
class TimetableForm implements FormHandler {

  private final Timetables timetables;
  private final Cycles cycles;
  private final WorkingDays workingDays;
  private final Region region;

  TimetableForm(Timetables timetables, Cycles cycles, WorkingDays workingDays, Region region) {
    this.timetables = timetables;
    this.cycles = cycles;
    this.workingDays = workingDays;
    this.region = region;
  }

  @Override
  public Set<String> forms() {
    return Set.of("decide-timetable");
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    Timetables.Request request = request(entry);
    LocalDate pack = workingDays.plus(cycles.challengeDay(entry), -10);
    Map<String, Object> shown = new HashMap<>();
    shown.put("title", cycles.title(entry));
    shown.put("page", "/assessments/" + entry);
    shown.put(
        "askedBy",
        region.findPerson(request.askedBy()).map(Person::name).orElse(request.askedBy()));
    shown.put("presentDue", EnglishText.day(cycles.assessmentDue(entry)));
    shown.put("wantedDate", EnglishText.day(request.wanted()));
    shown.put("askedReason", request.reason());
    shown.put("retrospective", request.retrospective());
    shown.put("agreedDate", request.wanted().toString());
    shown.put(
        "warning",
        request.wanted().isAfter(pack)
            ? "The reading pack of the group goes out on "
                + EnglishText.day(pack)
                + ", before the date asked for."
            : null);
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    EntryKey entry = EntryKey.of(task.businessKey());
    boolean agreed = "agree".equals(values.get("timetableDecision"));
    try {
      timetables.decide(
          entry,
          agreed
              ? Optional.of(LocalDate.parse((String) values.get("agreedDate")))
              : Optional.empty(),
          (String) values.get("decisionReason"),
          author.username(),
          author.at());
    } catch (NotPossible e) {
      throw new FormRejected(e.getMessage());
    }
  }

  private Timetables.Request request(EntryKey entry) {
    return timetables
        .open(entry)
        .orElseThrow(() -> new IllegalStateException("No other date is asked for by " + entry));
  }
}
