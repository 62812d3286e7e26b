package org.peerchallenge.improvement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.improvement.Approvals;
import org.peerchallenge.improvement.Round;
import org.peerchallenge.improvement.Tally;
import org.springframework.stereotype.Component;

/** Closes the round and gives its counts, nothing but counts, to the decision table. */
@Component("countApprovals")
@Step(
    key = Holds.YEAR,
    sets = {
      @Step.Sets(name = "directors", holds = Holds.NUMBER),
      @Step.Sets(name = "leadMembers", holds = Holds.NUMBER),
      @Step.Sets(name = "planDirectorsAgree", holds = Holds.NUMBER),
      @Step.Sets(name = "planDirectorsDisagree", holds = Holds.NUMBER),
      @Step.Sets(name = "planDirectorsSilent", holds = Holds.NUMBER),
      @Step.Sets(name = "planLeadMembersAgree", holds = Holds.NUMBER),
      @Step.Sets(name = "planLeadMembersDisagree", holds = Holds.NUMBER),
      @Step.Sets(name = "planLeadMembersSilent", holds = Holds.NUMBER),
      @Step.Sets(name = "supportDirectorsAgree", holds = Holds.NUMBER),
      @Step.Sets(name = "supportDirectorsDisagree", holds = Holds.NUMBER),
      @Step.Sets(name = "supportDirectorsSilent", holds = Holds.NUMBER),
      @Step.Sets(name = "supportLeadMembersAgree", holds = Holds.NUMBER),
      @Step.Sets(name = "supportLeadMembersDisagree", holds = Holds.NUMBER),
      @Step.Sets(name = "supportLeadMembersSilent", holds = Holds.NUMBER)
    })
class CountApprovals implements JavaDelegate {

  private static final String DIRECTOR = "dcs";
  private static final String LEAD_MEMBER = "lead-member";

  private final Approvals approvals;

  CountApprovals(Approvals approvals) {
    this.approvals = approvals;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Round round = approvals.close(CycleKey.of(execution.getProcessBusinessKey()));
    execution.setVariable("directors", round.plan(DIRECTOR).asked());
    execution.setVariable("leadMembers", round.plan(LEAD_MEMBER).asked());
    give(execution, "planDirectors", round.plan(DIRECTOR));
    give(execution, "planLeadMembers", round.plan(LEAD_MEMBER));
    give(execution, "supportDirectors", round.support(DIRECTOR));
    give(execution, "supportLeadMembers", round.support(LEAD_MEMBER));
  }

  private static void give(DelegateExecution execution, String prefix, Tally tally) {
    execution.setVariable(prefix + "Agree", tally.agree());
    execution.setVariable(prefix + "Disagree", tally.disagree());
    execution.setVariable(prefix + "Silent", tally.silent());
  }
}
