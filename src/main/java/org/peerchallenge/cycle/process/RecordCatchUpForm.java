package org.peerchallenge.cycle.process;

import java.time.LocalDate;
import java.util.List;
import org.peerchallenge.cycle.Briefings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which the office records who of those that missed the briefing has caught up. */
@FormRef(value = "record-catch-up", key = Holds.YEAR)
class RecordCatchUpForm implements TaskForm<RecordCatchUpForm.Shown, RecordCatchUpForm.Sent> {

  record Shown(List<Option> people) {}

  record Sent(LocalDate caughtUpOn, List<String> briefed) {}

  private final Briefings briefings;

  RecordCatchUpForm(Briefings briefings) {
    this.briefings = briefings;
  }

  @Override
  public Shown show(FormTask task) {
    return new Shown(
        RecordBriefingForm.options(briefings.missing(CycleKey.of(task.businessKey()))));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    briefings.record(CycleKey.of(task.businessKey()), sent.briefed(), sent.caughtUpOn(), true);
  }
}
