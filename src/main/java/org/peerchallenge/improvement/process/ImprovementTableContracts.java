package org.peerchallenge.improvement.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peerchallenge.engine.TableContract;
import org.peerchallenge.engine.TableContract.Answer;
import org.peerchallenge.engine.TableContract.Input;
import org.peerchallenge.engine.TableContracts;
import org.springframework.stereotype.Component;

/**
 * Contracts of the tables about the plan: whether an ask and an offer match, and whether a round of
 * votes approves.
 */
@Component
class ImprovementTableContracts implements TableContracts {

  @Override
  public List<TableContract> contracts() {
    return List.of(
        TableContract.of(
                "match-asks-and-offers",
                Map.of(
                    "sameEntry",
                    Input.of("boolean"),
                    "offerWithdrawn",
                    Input.of("boolean"),
                    "sameTheme",
                    Input.of("boolean"),
                    "sameGroup",
                    Input.of("boolean"),
                    "wordsInCommon",
                    Input.of("integer")),
                Map.of(
                    "match",
                    Answer.word(Set.of("yes", "possible", "no")),
                    "reason",
                    Answer.text(400, "register_match.reason")))
            .alwaysAnswering(),
        TableContract.of(
                "plan-approval",
                Map.of(
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
                    Input.of("integer")),
                Map.of("result", Answer.text(40, "plan_round.plan_result")))
            .alwaysAnswering()
            .stayingWithTheYear());
  }
}
