package org.peerchallenge.improvement.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.peerchallenge.engine.TaskAhead;
import org.peerchallenge.improvement.Approvals;
import org.peerchallenge.improvement.Approver;
import org.peerchallenge.improvement.PlanPeople;
import org.peerchallenge.improvement.Round;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.springframework.stereotype.Component;

/**
 * Opens a round: writes down who is asked, hands the list to the diagram and tells each of them.
 */
@Component("openApprovals")
@Step(
    key = Holds.YEAR,
    sets = {
      @Step.Sets(name = "approvers", holds = Holds.CANDIDATES, list = true),
      @Step.Sets(name = "round", holds = Holds.NUMBER)
    })
class OpenApprovals implements JavaDelegate {

  private final Approvals approvals;
  private final PlanPeople people;
  private final Notices notices;

  OpenApprovals(Approvals approvals, PlanPeople people, Notices notices) {
    this.approvals = approvals;
    this.people = people;
    this.notices = notices;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey cycle = CycleKey.of(execution.getProcessBusinessKey());
    Round round = approvals.open(cycle);
    execution.setVariable(
        "approvers", round.approvers().stream().map(Approver::id).collect(Collectors.joining(",")));
    // Part of every key of this round's notices, so that a second round is told again.
    execution.setVariable("round", round.number());
    List<Recipient> asked = people.asked(round);
    Map<String, Object> facts = new HashMap<>();
    facts.put("what", "plan and support after " + cycle.label());
    TaskAhead.due(execution, "userTask_approvePlan")
        .ifPresent(due -> facts.put("due", EnglishText.day(due)));
    for (Recipient recipient : asked) {
      notices.post(
          new Notice(
              Steps.noticeKey(execution), recipient, "approval-asked", facts, "/plan/" + cycle));
    }
  }
}
