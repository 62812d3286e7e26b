package org.peerchallenge.improvement.process;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.peerchallenge.improvement.PlanPeople;
import org.peerchallenge.improvement.Plans;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.springframework.stereotype.Component;

/** Keeps a plan as not approved, and tells everybody that there is none this year. */
@Component("recordNoPlan")
@Step(key = Holds.YEAR)
class RecordNoPlan implements JavaDelegate {

  private final Plans plans;
  private final PlanPeople people;
  private final Notices notices;

  RecordNoPlan(Plans plans, PlanPeople people, Notices notices) {
    this.plans = plans;
    this.people = people;
    this.notices = notices;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey cycle = CycleKey.of(execution.getProcessBusinessKey());
    plans.endWithout(cycle);
    for (Recipient recipient : people.everybody(cycle)) {
      notices.post(
          new Notice(
              Steps.noticeKey(execution),
              recipient,
              "plan-not-approved",
              Map.of("what", "after " + cycle.label()),
              "/plan/" + cycle));
    }
  }
}
