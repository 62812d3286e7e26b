package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.AssessmentNotices;
import org.peerchallenge.assessment.Timetables;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.notice.NoticeKey;
import org.springframework.stereotype.Component;

/** Lets due dates follow an agreed date, and tells the authority what was decided. */
@Component("applyTimetable")
@Step(key = Holds.ENTRY)
class ApplyTimetable implements JavaDelegate {

  private final Timetables timetables;
  private final AssessmentNotices notices;

  ApplyTimetable(Timetables timetables, AssessmentNotices notices) {
    this.timetables = timetables;
    this.notices = notices;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    Timetables.Request decided = timetables.apply(entry);
    // The step may run several times in one process: each request has notices of its own.
    notices.timetableDecided(
        entry,
        new NoticeKey(
            execution.getProcessInstanceId(),
            execution.getCurrentActivityId(),
            "request " + decided.id()));
  }
}
