package org.peerchallenge.improvement.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peerchallenge.engine.TableContract;
import org.peerchallenge.engine.TableContract.Answer;
import org.peerchallenge.engine.TableContract.Input;
import org.peerchallenge.engine.TableContracts;
import org.peerchallenge.improvement.Round;
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
                    Input.count()),
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
                    Input.count(),
                    "directorsAgree",
                    Input.count(),
                    "directorsDisagree",
                    Input.count(),
                    "directorsSilent",
                    Input.count(),
                    "leadMembers",
                    Input.count(),
                    "leadMembersAgree",
                    Input.count(),
                    "leadMembersDisagree",
                    Input.count(),
                    "leadMembersSilent",
                    Input.count()),
                Map.of(
                    "result", Answer.text(40, "plan_round.plan_result").awaiting(Round.APPROVED)))
            .alwaysAnswering()
            .stayingWithTheYear()
            .fitting(
                approval("everybody agrees", 6, 6, true),
                approval("everybody agrees, and one each was asked", 1, 1, true),
                approval("nobody agrees", 6, 0, false),
                approval("nobody was asked", 0, 0, false)));
  }

  /** Silence is no consent, and what all want is not refused, whatever the shares are. */
  private static TableContract.Example approval(String when, int asked, int agree, boolean must) {
    return new TableContract.Example(
        when,
        Map.of(
            "directors",
            asked,
            "directorsAgree",
            agree,
            "directorsDisagree",
            0,
            "directorsSilent",
            asked - agree,
            "leadMembers",
            asked,
            "leadMembersAgree",
            agree,
            "leadMembersDisagree",
            0,
            "leadMembersSilent",
            asked - agree),
        "result",
        Round.APPROVED,
        must);
  }
}
