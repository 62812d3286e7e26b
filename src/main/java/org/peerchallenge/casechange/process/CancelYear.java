package org.peerchallenge.casechange.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.Sharing;
import org.peerchallenge.challenge.Invitations;
import org.peerchallenge.challenge.Meetings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.YearLetters;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** Calls a year off: closes what is open, empties the calendars, tells everybody. */
@Component("cancelYear")
@Step(key = Holds.YEAR)
class CancelYear implements JavaDelegate {

  private final Cycles cycles;
  private final Sharing sharing;
  private final Invitations invitations;
  private final Meetings meetings;
  private final YearLetters letters;
  private final Region region;

  CancelYear(
      Cycles cycles,
      Sharing sharing,
      Invitations invitations,
      Meetings meetings,
      YearLetters letters,
      Region region) {
    this.cycles = cycles;
    this.sharing = sharing;
    this.invitations = invitations;
    this.meetings = meetings;
    this.letters = letters;
    this.region = region;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey year = CycleKey.of(execution.getProcessBusinessKey());
    NoticeKey key = Steps.noticeKey(execution);
    cycles.entries(year).forEach(entry -> sharing.callOff(entry.key()));
    cycles
        .groups(year)
        .forEach(
            group ->
                invitations.callOff(
                    group.key(),
                    new NoticeKey(key.processInstanceId(), key.activityId(), group.key().value())));
    meetings.callOff(year, key);
    letters.yearCalledOff(key, year, region.holders(Role.OFFICE));
  }
}
