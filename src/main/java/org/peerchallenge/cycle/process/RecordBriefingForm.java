package org.peerchallenge.cycle.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.Briefings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.region.Person;

/** The form in which the office records who was briefed. */
@FormRef(value = "record-briefing", key = Holds.YEAR)
class RecordBriefingForm implements TaskForm<RecordBriefingForm.Shown, RecordBriefingForm.Sent> {

  record Shown(List<Option> people) {}

  record Sent(LocalDate briefedOn, List<String> briefed) {}

  private final Briefings briefings;

  RecordBriefingForm(Briefings briefings) {
    this.briefings = briefings;
  }

  @Override
  public Shown show(FormTask task) {
    return new Shown(options(briefings.people(CycleKey.of(task.businessKey()))));
  }

  /** People as answers, each with the authority or role by which they take part. */
  static List<Option> options(Map<Person, String> people) {
    return people.entrySet().stream()
        .map(
            one -> new Option(one.getValue() + ": " + one.getKey().name(), one.getKey().username()))
        .toList();
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    briefings.record(CycleKey.of(task.businessKey()), sent.briefed(), sent.briefedOn(), false);
  }
}
