package org.peerchallenge.challenge.process;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.peerchallenge.challenge.Day;
import org.peerchallenge.challenge.Days;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which a facilitator confirms when and where a group meets. */
@FormRef(value = "confirm-day", key = Holds.GROUP)
class ConfirmDayForm implements TaskForm<ConfirmDayForm.Shown, ConfirmDayForm.Sent> {

  record Shown(
      String dayPage,
      String groupTitle,
      LocalDate day,
      LocalTime starts,
      Mode mode,
      String venue,
      String link,
      String note) {}

  record Sent(
      LocalDate day,
      LocalTime starts,
      Mode mode,
      Optional<String> venue,
      Optional<String> link,
      Optional<String> note) {}

  private final Cycles cycles;
  private final Days days;

  ConfirmDayForm(Cycles cycles, Days days) {
    this.cycles = cycles;
    this.days = days;
  }

  @Override
  public Shown show(FormTask task) {
    GroupKey group = GroupKey.of(task.businessKey());
    Day day = days.of(group);
    return new Shown(
        day.page(),
        cycles.title(group),
        day.date(),
        day.starts(),
        day.mode(),
        day.venue(),
        day.link(),
        day.note());
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    days.refuseToMoveUnseen(GroupKey.of(task.businessKey()), sent.day());
    days.confirm(
        GroupKey.of(task.businessKey()),
        sent.day(),
        sent.starts(),
        sent.mode(),
        sent.venue().orElse(null),
        sent.link().orElse(null),
        sent.note().orElse(null),
        author.username());
  }
}
