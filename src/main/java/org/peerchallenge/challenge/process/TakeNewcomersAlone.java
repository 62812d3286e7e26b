package org.peerchallenge.challenge.process;

import java.util.Arrays;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.DirectorAlone;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.peerchallenge.notice.NoticeKey;
import org.springframework.stereotype.Component;

/** Takes the director of each newcomer that named nobody as attending alone. */
@Component("takeNewcomersAlone")
@Step(key = Holds.GROUP, reads = "newcomers")
class TakeNewcomersAlone implements JavaDelegate {

  private final DirectorAlone alone;

  TakeNewcomersAlone(DirectorAlone alone) {
    this.alone = alone;
  }

  @Override
  public void execute(DelegateExecution execution) {
    GroupKey group = GroupKey.of(execution.getProcessBusinessKey());
    NoticeKey key = Steps.noticeKey(execution);
    Arrays.stream(((String) execution.getVariable("newcomers")).split(","))
        .filter(EntryKey::is)
        .map(EntryKey::of)
        .forEach(
            entry ->
                alone.take(
                    group,
                    entry,
                    new NoticeKey(key.processInstanceId(), key.activityId(), entry.value())));
  }
}
