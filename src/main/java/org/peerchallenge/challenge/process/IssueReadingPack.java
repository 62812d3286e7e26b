package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.ReadingPacks;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Issues the reading pack from whatever is shared by now. */
@Component("issueReadingPack")
@Step(key = Holds.GROUP)
class IssueReadingPack implements JavaDelegate {

  private final ReadingPacks packs;

  IssueReadingPack(ReadingPacks packs) {
    this.packs = packs;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    packs.issue(group, Steps.noticeKey(execution));
  }
}
