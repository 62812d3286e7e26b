package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.ReadingPacks;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Makes a pack that is out current again; before that there is nothing to do. */
@Component("updateReadingPack")
@Step(key = Holds.GROUP)
class UpdateReadingPack implements JavaDelegate {

  private final ReadingPacks packs;

  UpdateReadingPack(ReadingPacks packs) {
    this.packs = packs;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    packs.update(group, Steps.noticeKey(execution));
  }
}
