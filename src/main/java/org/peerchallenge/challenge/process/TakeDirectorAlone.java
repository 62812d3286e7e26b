package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.DirectorAlone;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** The rule for silence: the director comes alone, and the office is told. */
@Component("takeDirectorAlone")
@Step(key = Holds.GROUP, reads = "entry")
class TakeDirectorAlone implements JavaDelegate {

  private final DirectorAlone directorAlone;

  TakeDirectorAlone(DirectorAlone directorAlone) {
    this.directorAlone = directorAlone;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    EntryKey entry = EntryKey.of((String) execution.getVariable("entry"));
    directorAlone.take(group, entry, Steps.noticeKey(execution));
  }
}
