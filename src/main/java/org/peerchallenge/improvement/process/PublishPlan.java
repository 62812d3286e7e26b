package org.peerchallenge.improvement.process;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.peerchallenge.improvement.FollowUps;
import org.peerchallenge.improvement.PlanDocument;
import org.peerchallenge.improvement.PlanPeople;
import org.peerchallenge.improvement.Plans;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.springframework.stereotype.Component;

/** Publishes the plan, keeps its PDF, begins to follow it, and tells everybody. */
@Component("publishPlan")
@Step(key = Holds.YEAR)
class PublishPlan implements JavaDelegate {

  private final Plans plans;
  private final PlanDocument document;
  private final FollowUps followUps;
  private final PlanPeople people;
  private final Notices notices;

  PublishPlan(
      Plans plans, PlanDocument document, FollowUps followUps, PlanPeople people, Notices notices) {
    this.plans = plans;
    this.document = document;
    this.followUps = followUps;
    this.people = people;
    this.notices = notices;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey cycle = CycleKey.of(execution.getProcessBusinessKey());
    plans.publish(cycle);
    document.keep(cycle);
    followUps.takeIn(cycle);
    for (Recipient recipient : people.everybody(cycle)) {
      notices.post(
          new Notice(
              Steps.noticeKey(execution),
              recipient,
              "plan-published",
              Map.of("what", "after " + cycle.label()),
              "/plan/" + cycle));
    }
  }
}
