package org.peerchallenge.improvement.process;

import java.util.Map;
import org.peerchallenge.engine.TableContract;
import org.springframework.stereotype.Component;

/** What {@code plan-approval} may answer: a result that fits the round; one of them approves. */
@Component
class PlanApprovalContract implements TableContract {

  @Override
  public String table() {
    return "plan-approval";
  }

  @Override
  public Map<String, Input> inputs() {
    return Map.of(
        "directors",
        Input.of("integer"),
        "directorsAgree",
        Input.of("integer"),
        "directorsDisagree",
        Input.of("integer"),
        "directorsSilent",
        Input.of("integer"),
        "leadMembers",
        Input.of("integer"),
        "leadMembersAgree",
        Input.of("integer"),
        "leadMembersDisagree",
        Input.of("integer"),
        "leadMembersSilent",
        Input.of("integer"));
  }

  @Override
  public boolean alwaysAnswers() {
    return true;
  }

  @Override
  public boolean staysWithTheYear() {
    return true;
  }

  @Override
  public Map<String, Answer> answers() {
    return Map.of("result", Answer.text(40, "plan_round.plan_result"));
  }
}
